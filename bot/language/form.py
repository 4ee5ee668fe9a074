"""What a question wants to hear: yes or no, one of two, a number, a time, a place, somebody, a reason …"""

import re
from typing import Literal

from bot.language.utterance import Question, Utterance

Form = Literal["polar", "choice", "number", "when", "where", "who", "why", "how", "what"]

#: The first that is found decides; what has none of them is answered by yes or no.
FORMS: dict[str, tuple[tuple[Form, str], ...]] = {
    "zh": (
        (
            "why",
            r"为什么|为啥|为何|凭什么|怎么会|怎么就|干嘛(?!的)|干吗(?!的)|什么原因|啥原因|怎么[^，。？]{0,6}(?:不|没|还)",
        ),
        (
            "when",
            r"什么时候|啥时候|几点|几号|几月|哪天|哪一天|哪年|多会儿|何时|几时|哪会儿|礼拜几|星期几|周几",
        ),
        ("number", r"多少|多久|多长|多大|多高|多远|多重|好久|好多(?!了)|几(?!乎|时|点|号|月)|多贵"),
        ("where", r"哪里|哪儿|哪块|哪边|哪头|啥地方|什么地方|何处|(?:在|去|到|住|上)哪"),
        (
            "who",
            r"谁|哪位|哪个人|哪些人|什么人|啥人|哪个(?:部门|领导|老板|同事|师傅)|叫(?:什么|啥)|姓(?:什么|啥)",
        ),
        ("choice", r"还是(?!想|要|会|得|很|有|没|不|挺|老)"),
        ("how", r"怎么|怎样|咋|如何|什么样|啥样|什么情况|怎么样"),
        ("what", r"什么|啥|哪(?!怕)"),
    ),
    "en": (
        ("why", r"\bwhy\b|\bhow come\b|\bwhat for\b|\bwhat's the reason\b|\bwhat made\b"),
        ("number", r"\bhow (?:many|much|often|long|old|far|big|large)\b|\bwhat (?:price|size|number)\b"),
        (
            "when",
            r"\bwhen\b|\bwhat (?:time|day|date|month|year)\b|\bwhich (?:day|date|week|month)\b|\bhow soon\b",
        ),
        ("where", r"\bwhere\b|\bwhich (?:town|city|place|hotel|address|office)\b|\bwhereabouts\b"),
        ("who", r"\bwho\b|\bwhom\b|\bwhose\b|\bwho's\b|\bwho'll\b|\bwhat's (?:his|her|their|your) name\b"),
        ("choice", r"\w\s+or\s+(?!so\b|not\b|anything\b|something\b|two\b|three\b|whatever\b)\w"),
        ("how", r"\bhow\b|\bwhat (?:is|was|are|were) (?:it|that|they|things) like\b"),
        ("what", r"\bwhat\b|\bwhat's\b|\bwhich\b|\btell me (?:about|more)\b"),
    ),
}
PATTERNS = {
    language: [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in forms]
    for language, forms in FORMS.items()
}
#: A statement that says nothing but what it asks for: a word that asks, and at most a particle after it.
ASKING = re.compile(
    r"(?:什么|啥|谁|哪里|哪儿|哪个|几个|多少)(?:[^，。？！\s]{0,4})?(?:啊|呀|呢|嘛|嘞|撒|噻|哦|咯)?$|(?:行不行|好不好|要得不|要不要|行不)(?:嘛|啊|撒|噻|哦)?$"
)


def form(utterance: Utterance, language: str) -> Form | None:
    """What the last question of a reply wants to hear; None where nothing is asked."""
    asking = [c.text for c in utterance.clauses if c.question is not Question.NONE]
    if not asking and language == "zh":
        asking = [c.text for c in utterance.clauses if ASKING.search(c.text)]
    if not asking:
        return None
    return next((name for name, pattern in PATTERNS[language] if pattern.search(asking[-1])), "polar")
