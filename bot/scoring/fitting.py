"""Better wordings made to fit a call: what the customer said, turned to the trainee's side."""

import re
from collections.abc import Mapping
from typing import Any

from bot.roleplay.lines import render
from bot.scoring.measures.sight import length
from bot.scoring.record import Exchange, Record

#: Where a customer's line falls apart.
PARTS = {"zh": re.compile(r"[，。！？、；,.!?;…\n]+|——+"), "en": re.compile(r"[.!?;…\n]+|\s[-–—]\s")}
ASKING = re.compile(r"[?？]|(?:吗|呢|吧|么)$")
#: Talk about the talk itself, or none: nothing to say back.
EMPTY = {
    "zh": re.compile(
        r"[你您]|问住|说过|听懂|听着|知道了|再见|再说|刚才|不好说|说不|不清楚|没想过|看情况|记不清|没数|报不上|没细|随便|接着说|推销|打错"
    ),
    "en": re.compile(
        r"\b(?:you|your|told you|don't know|couldn't|i'd rather not|hard to say|depends|not sure"
        r"|listening|carry on|go on)\b",
        re.IGNORECASE,
    ),
}
#: What can be said back: at least and at most so much (characters, words).
BOUNDS = {"zh": (4, 26), "en": (3, 22)}
#: Whose is whose, from the other side of the line.
TURNED = {
    "zh": {"我们": "你们", "咱们": "你们", "我": "您", "咱": "您", "你们": "我们", "您": "我", "你": "我"},
    "en": {
        "i'm": "you're", "i am": "you are", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
        "i was": "you were",
        "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we're": "you're",
        "we've": "you've", "we'd": "you'd", "we'll": "you'll", "we": "you", "us": "you", "our": "your",
        "ours": "yours", "you're": "we're", "you've": "we've", "you": "we", "your": "our", "am": "are",
    },
}  # fmt: skip
#: A first word that is no name is written small within a sentence.
COMMON = re.compile(
    r"(?:you|we|they|he|she|it|that|this|those|these|there|here|the|an?|my|your|our|his|her|their|its|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|half|most|all|both|every|each|some|any|no|none|nobody"
    r"|everybody|somebody|what|when|where|who|how|why|if|in|on|at|by|for|from|to|with|without|of|off|up|down"
    r"|over|under|after|before|since|till|until|once|twice|last|next|never|always|still|just|not|even|about"
    r"|nothing|something|everything|people|\w+ing)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
#: Words that lead into a sentence and say nothing.
LEADS = {
    "zh": re.compile(
        r"^(?:嗯|啊|哦|唉|哎|喂|反正|其实|就是(?!说)|说实话|不瞒你说|你看|你说|对[啊呀对]|行[吧啊]|好[吧啊]"
        r"|那就|可是|但是|不过|后来|结果|所以|因为|再说)+(?=.{4})"
    ),
    "en": re.compile(
        r"^(?:(?:well|oh|yes|yeah|no|so|look|right|ok|okay|and|but|only|then|honestly|to be honest|mind you)"
        r",?\s+)+",
        re.I,
    ),
}
#: A statement of the customer's own reads best when it is said back; one that hangs on what went before, or
#: that is only a piece of a sentence, reads badly. Worth in characters or words.
OWN = {"zh": (re.compile(r"[我咱]"), 8), "en": (re.compile(r"\b(?:i|i'\w+|we|we'\w+|my|our)\b", re.I), 6)}
HANGING = {
    "zh": (re.compile(r"^(?:[他她它这那还就也又再别抱打拿]|人家|时候|两个|一个)|(?<!是)[^是]{0,9}的$"), 8),
    "en": (
        re.compile(
            r"^(?:he|she|it|they|that|this|those|these|with|in|over|for|till|not|or|as|at|on|by|because)\b"
            r"|^(?:\S+\s+)*\S+ing\b(?!.*\b(?:i|we|he|she|they|is|was|are|'s)\b)",
            re.I,
        ),
        6,
    ),
}
#: Letters or figures one by one are dictation.
SPELT = re.compile(r"(?:\b\w\b[,，]\s*){2}")


def fitted(template: str, call: Record, exchange: Exchange, names: Mapping[str, Any]) -> str | None:
    """A wording filled in for one moment of a call; None where it speaks of what wasn't there."""
    plain = exchange.phase != "opening" and exchange.turn > 1 and not exchange.stock
    plain = plain and not call.is_kind(exchange, "dictation")
    own = {
        "said": said_back(exchange.before, call.language) if plain else "",
        "earlier": earlier(call, exchange),
        "dictated": dictated(call, exchange),
    }
    if any(name in template and not text for name, text in own.items()):
        return None
    return render(template, {"asks": {}, **names, **own}).strip() or None


def said_back(line: str, language: str) -> str:
    """The weightiest statement of a customer's line, turned; empty where there is none."""
    least, most = BOUNDS[language]
    parts = [LEADS[language].sub("", part.strip()) for part in PARTS[language].split(line)]
    told = [
        part
        for part in parts
        if least <= length(part) <= most and not any(p.search(part) for p in (ASKING, SPELT, EMPTY[language]))
    ]
    best = max(told, key=lambda part: worth(part, language), default="")
    return turned(best, language) if best and worth(best, language) >= least else ""


def worth(part: str, language: str) -> int:
    """How well a statement stands by itself (characters, words)."""
    own, hanging = OWN[language], HANGING[language]
    return length(part) + own[1] * bool(own[0].search(part)) - hanging[1] * bool(hanging[0].search(part))


def turned(text: str, language: str) -> str:
    """A statement with I and you changed over."""
    table = TURNED[language]
    words = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    if language == "zh":
        return re.sub(words, lambda m: table[m.group()], text)
    swapped = re.sub(rf"\b(?:{words})\b", lambda m: table[m.group().lower()], text, flags=re.IGNORECASE)
    return swapped[:1].lower() + swapped[1:] if COMMON.match(swapped) else swapped


def earlier(call: Record, exchange: Exchange) -> str:
    """What the customer had told before their last line, the fullest statement of it."""
    told = {fact.turn + 1 for e in call.exchanges for fact in e.told}
    before = [e for e in call.exchanges if 1 < e.turn < exchange.turn]
    lines = [e.before for e in before if e.turn in told or not call.phased]
    return max((said_back(line, call.language) for line in lines), key=length, default="")


def dictated(call: Record, exchange: Exchange) -> str:
    """The address or number the customer gave, as far as the call went."""
    there = [e for e in call.exchanges if e.turn <= exchange.turn and call.is_kind(e, "dictation")]
    return there[-1].before.strip(" 。.！!？?")[-60:] if there else ""
