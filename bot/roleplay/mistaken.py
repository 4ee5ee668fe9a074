"""Whether somebody asks for another person or another firm than the one who picked up."""

import re

from bot.language.utterance import Utterance

TITLES = "先生|女士|小姐|经理|总|老师|师傅|主任|姐|哥|叔|阿姨|大爷|大妈|老板|秘书|律师|科长|部长|厂长|工"
#: Who is asked for: a family name before a title or after 老 and 小, or a kind of firm.
PEOPLE = {
    "zh": re.compile(
        rf"(?:是|找|请问|喂|哎)[^，。？]{{0,4}}?(?:老|小)?([\u4e00-\u9fff])(?:{TITLES})(?:吗|吧|么|嘛|是吧|不|？|\?|$)"
        r"|(?:^|[，。])(?:老|小)([\u4e00-\u9fff])(?:是吧|是吗|吧|吗|啊？|？|\?)"
    ),
    "en": re.compile(
        r"\b(?:is (?:that|this)|am i (?:speaking|talking) (?:to|with)|are you)"
        r"\s+(?:mr|mrs|ms|miss|dr)\.?\s+([a-z'’-]+)",
        re.IGNORECASE,
    ),
}
#: Kinds of firm that somebody may think they have rung.
SHOPS = {
    "zh": "公司|饭店|餐厅|医院|物业|快递|银行|学校|中介|超市|药店|花店|酒店|派出所",
    "en": "shop|store|restaurant|hospital|bank|school|garage|surgery|office|pub|hotel|takeaway",
}
FIRMS = {
    "zh": re.compile(
        rf"(?:^|[，。！？ ]|喂|请问)(?:您|你|您那边|您那儿|这|这边|你们|这里|这儿)?"
        rf"是(?:那个)?([\u4e00-\u9fff]{{1,6}}?(?:{SHOPS['zh']}))(?:吗|吧|么|不)"
    ),
    "en": re.compile(
        rf"\b(?:is (?:that|this)|are you)\s+(?:the|a)\s+((?:[a-z]+ ){{0,3}}(?:{SHOPS['en']}))\b",
        re.IGNORECASE,
    ),
}
#: What stands in the place of a name and is none.
NOBODY = frozenset("您你他她这那哪贵各本咱我老员职民们技打新学临手")


def mistaken(utterance: Utterance, language: str, known: str) -> bool:
    """Whether a reply asks for somebody who isn't there; `known` is all that names the customer."""
    if found := PEOPLE[language].search(utterance.text):
        name = next(group for group in found.groups() if group).lower()
        return name not in NOBODY and name not in known.lower()
    if found := FIRMS[language].search(utterance.text):
        firm = re.sub(f"(?:{SHOPS[language]})$", "", found[1].lower()).strip()
        words = pairs(firm) if language == "zh" else set(firm.split())
        return bool(words) and not any(word in known.lower() for word in words)
    return False


def pairs(text: str) -> set[str]:
    """The pairs of characters of a text."""
    return {text[n : n + 2] for n in range(len(text) - 1)}
