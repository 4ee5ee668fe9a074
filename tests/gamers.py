"""Bots that try to earn points without talking to the customer; none may get far."""

from collections.abc import Callable, Iterator

from bot.roleplay.events import Events
from bot.roleplay.play import begin, play
from bot.roleplay.script import Script
from bot.roleplay.session import Session, fold

#: So many replies a bot gives before it stops.
LONGEST = 30
#: A bot: what it says next, from the number of the reply and the session.
Gamer = Callable[[str, int, Session], str]

PHRASES = {
    "zh": (
        "您好，我是云程商旅的，我叫陈静，请问是您本人吗，现在方便吗，今天打给您是想了解一下情况，明白，您是说这样，"
        "确实不容易，实在抱歉，您说得有道理，谢谢您，您看周三还是周四，我明天上午十点给您回电话，"
        "您怎么订的，能说说吗，有事打热线4008001234，再见。"
    ),
    "en": (
        "Hello, I'm calling from Wayfare, my name's Joan, am I speaking to the manager, is now a good time, "
        "the reason I'm calling is to hear how you do it, I see, so you're saying that, that must be hard, "
        "I'm so sorry, fair point, thank you, would Wednesday or Thursday suit, I'll ring you at ten, "
        "how do you book, tell me about it, ring our service line on 0800 123456, goodbye."
    ),
}
OPEN = {
    "zh": (
        "您平时怎么安排的？",
        "为什么这样呢？",
        "您怎么看？",
        "那边是什么情况？",
        "您觉得怎么样？",
        "具体怎么回事？",
    ),
    "en": (
        "How do you arrange that?",
        "Why is that?",
        "What do you think?",
        "What's it like there?",
        "How come?",
    ),
}
PITCH = {
    "zh": (
        "我们的卡覆盖两百八十个城市，有二十四小时热线，能订酒店能订机票，会员还有积分，一个电话就能搞定，"
        "三年质保，全国联保，服务特别好，价格也很实惠，很多大公司都在用，口碑非常好，您用了就知道。"
    )
    * 2,
    "en": (
        "Our card covers two hundred and eighty towns, with a line that is open day and night, it books "
        "hotels and trains, members collect points, one call does it all, it is well made, well priced and "
        "well liked by many large firms, and once you have used it you will know what I mean. "
    )
    * 2,
}
SORRY = {
    "zh": ("对不起，实在对不起。", "真的非常抱歉。", "不好意思，给您添麻烦了。"),
    "en": ("I'm so sorry.", "I do apologise, really.", "Sorry, sorry about that."),
}
WORD = {"zh": ("嗯。", "好。", "行。", "哦。"), "en": ("Yes.", "OK.", "Right.", "Hm.")}


def parrot(_: str, __: int, session: Session) -> str:
    """Says the customer's line back, word for word."""
    return "".join(session.parts) or "…"


def cycle(texts: dict[str, tuple[str, ...]]) -> Gamer:
    """Says one of a few things after the other."""
    return lambda language, number, _: texts[language][number % len(texts[language])]


GAMERS: dict[str, Gamer] = {
    "stuffs keywords": lambda language, _, __: PHRASES[language],
    "parrots": parrot,
    "monologues": lambda language, _, __: PITCH[language],
    "asks thirty open questions": cycle(OPEN),
    "answers in a word": cycle(WORD),
    "apologises without end": cycle(SORRY),
}


#: A fluent call that has nothing to do with any of our customers.
ELSEWHERE = {
    "zh": (
        "您好，我是小区菜店的小周，您现在方便说两句吗？",
        "听说您上周买的西红柿有点软，您平时一般怎么挑西红柿的？",
        "您的意思是西红柿放两天就软了，我理解得对吗？",
        "明白，西红柿坏了确实让人心疼。您当时是怎么放的？",
        "您说得有道理，不过我们这批西红柿是早上现摘的，您拿回家能多放三天。",
        "您看是周三给您送一箱，还是周四给您送？",
        "好，我周三上午十点前给您送到楼下，有事打我电话13800000000。",
        "谢谢您，祝您做饭顺利，再见！",
    ),
    "en": (
        "Hello, I'm Pat from the corner greengrocer's, is now a good time to talk?",
        "I heard the tomatoes you bought last week were a bit soft. How do you usually pick your tomatoes?",
        "So you're saying the tomatoes went soft after two days, is that right?",
        "I understand, it's a shame when tomatoes go off. How did you keep them?",
        "That's a fair point. Ours are picked in the morning, so you can keep them three days longer.",
        "Would you like a box on Wednesday or on Thursday?",
        "Right, I'll bring it to your door by ten on Wednesday; ring me on 07700 900123.",
        "Thank you, enjoy your cooking, goodbye!",
    ),
}


def called(script: Script, gamer: Gamer, seed: int = 7) -> Events:
    """A whole call of a bot."""
    events = begin(script, seed)
    for number in range(LONGEST):
        session = fold(events)
        if session.ended:
            break
        events += play(script, session, gamer(script.language, number, session)[:1000])
    return events


def attempts(script: Script) -> Iterator[tuple[str, Events]]:
    """Every bot's call with this customer."""
    for name, gamer in GAMERS.items():
        yield name, called(script, gamer)
