"""Whether an answer suits a question: asked for a number, nobody tells a name."""

import re
from collections.abc import Iterable, Sequence

from bot.language.form import PATTERNS, Form, shape

#: What an answer must hold that suits a question of such a form.
HOLDS: dict[str, dict[Form, re.Pattern[str]]] = {
    "zh": {
        "number": re.compile(r"[0-9一二三四五六七八九十百千万两半几多少没]"),
        "when": re.compile(
            r"[0-9点号天周月年早晚午刻季节]|明|后|前|刚|现在|礼拜|星期|小时|分钟|过[年节]|时候|马上|随时|一直"
        ),
    },
    "en": {
        "number": re.compile(
            r"\d|\b(?:an?|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            r"|fifteen|twenty|thirty|forty|fifty|sixty"
            r"|hundred|thousand|half|few|couple|once|twice|dozen|many|much|most|always|never"
            r"|hardly|all|less|more)\b",
            re.IGNORECASE,
        ),
        "when": re.compile(
            r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april"
            r"|may|june|july|august|september|october"
            r"|november|december|morning|noon|afternoon|evening|night|today|tomorrow|yesterday"
            r"|week|month|year|o'clock|spring|summer"
            r"|autumn|winter|christmas|easter|now|then|after|before|since|until|ago|later|soon"
            r"|always|never|once|first|last|next|half past)",
            re.IGNORECASE,
        ),
    },
}
#: Questions for a day or an hour, and what their answers must hold.
EXACT: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    "zh": (
        (
            re.compile(r"(?:礼拜|星期|周)几|哪天|哪一天|几号"),
            re.compile(r"礼拜|星期|周|号|天|明|后|月|日|初|今"),
        ),
        (re.compile(r"几点"), re.compile(r"点|刻|半|午|早|晚|夜|饭")),
    ),
    "en": (
        (
            re.compile(r"(?:what|which) (?:day|date)", re.IGNORECASE),
            re.compile(r"\d|day\b|days\b|week|month|morrow|first|last|end", re.IGNORECASE),
        ),
        (
            re.compile(r"what time", re.IGNORECASE),
            re.compile(
                r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|half|past|night|morning)\b",
                re.IGNORECASE,
            ),
        ),
    ),
}
#: Questions that an answer can only be meant for: a fact suits them where it was written for one.
MEANT: frozenset[Form] = frozenset({"who", "why", "where"})


def suits(question: str, answer: Sequence[str], meant: Iterable[str], language: str) -> bool:
    """Whether a line can be the answer to a question.

    `meant` are the questions and templates that the line was written for: one of the same form, and it suits.
    """
    if any(asks.search(question) and not any(map(tells.search, answer)) for asks, tells in EXACT[language]):
        return False
    wanted = shape(question, language)
    pattern = next(p for name, p in PATTERNS[language] if name == wanted) if wanted != "polar" else None
    if pattern is None or any(pattern.search(text) for text in meant):
        return True
    if wanted in MEANT:
        return False
    holds = HOLDS[language].get(wanted)
    return holds is None or any(holds.search(part) for part in answer)
