"""No real firm's name in what is said: a customer's grievance with one would be a claim about it."""

import re
from collections.abc import Iterable, Iterator

from bot.authoring.problem import Problem
from bot.authoring.spoken import Said

#: Names that are no everyday words; what is one too (大众, 三星) stands with what makes it a firm. Ways of writing
#: to each other (微信, WhatsApp) are everyday words.
CHINESE = """
携程 艺龙 去哪儿网 飞猪 途牛 同程 马蜂窝 美团 饿了么 滴滴 淘宝 天猫 京东 拼多多 阿里巴巴 支付宝 腾讯 百度 抖音 快手 小红书 网易 新浪 搜狐 华为 小米手机 荣耀手机 中兴 联想
海尔 格力电器 美的电器 海信 长虹电器 创维 苏宁 国美 中国移动 中国联通 中国电信 铁通 招商银行 工商银行 建设银行 农业银行 中国银行 交通银行 平安保险 平安银行 中国平安 中国人寿 太平洋保险 泰康
新华保险 友邦 如家 汉庭 锦江之星 七天连锁 速8 维也纳酒店 希尔顿 万豪 喜来登 香格里拉酒店 洲际酒店 丰田 本田 日产汽车 现代汽车 大众汽车 上海大众 一汽大众 奥迪 宝马 奔驰 别克 雪佛兰 福特 标致 雪铁龙
比亚迪 吉利汽车 奇瑞 长安汽车 特斯拉 蔚来 理想汽车 小鹏 国航 东航 南航 海航 春秋航空 顺丰 圆通 中通 申通 韵达 德邦物流 肯德基 麦当劳 星巴克 必胜客 海底捞 沃尔玛 家乐福 永辉 盒马 宜家 苹果手机 三星手机
索尼 松下 戴尔 惠普 微软 谷歌 亚马逊 用友 金蝶 钉钉 飞书 链家 贝壳找房 安利 无限极 完美日记 脑白金 同仁堂 东阿阿胶 权健 天狮
""".split()
ENGLISH = """
Expedia Airbnb Tripadvisor Trivago Booking.com Hotels.com Hilton Marriott Sheraton Hyatt Radisson Travelodge Ibis
Novotel Accor Ryanair easyJet Lufthansa Vodafone Verizon T-Mobile AT&T Comcast Telefonica Barclays HSBC NatWest
Santander Lloyds Citibank Wells-Fargo Aviva Allianz Axa Geico Toyota Honda Nissan Hyundai Volkswagen Audi BMW
Mercedes Peugeot Renault Citroën Vauxhall Tesla Chevrolet Volvo Skoda Samsung Sony Panasonic Dell Lenovo Microsoft
Google Amazon Facebook Instagram TikTok LinkedIn Netflix Spotify Salesforce HubSpot Zoom SAP Uber Lyft
Deliveroo FedEx DHL UPS Hermes Evri Tesco Sainsbury's Asda Aldi Lidl Walmart Costco Ikea McDonald's Starbucks
Herbalife Amway Tupperware
""".split()
PATTERNS = {
    "zh": re.compile("|".join(map(re.escape, CHINESE))),
    "en": re.compile(rf"\b(?:{'|'.join(re.escape(name.replace('-', ' ')) for name in ENGLISH)})(?!\w)"),
}


def lint_companies(said: Iterable[Said], language: str) -> Iterator[Problem]:
    """Every place where a real firm is named."""
    for place, text in said:
        for name in named(text, language):
            yield Problem("real-company", place, {"name": name})


def named(text: str, language: str) -> list[str]:
    """The real firms in a text, each once."""
    found = [match[0] for pattern in (PATTERNS[language], PATTERNS["en"]) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))
