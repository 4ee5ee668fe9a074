"""How things were put into words: what of the voice can be seen in text."""

import re
from functools import lru_cache

from bot.scoring.measures.listening import ASKS
from bot.scoring.measures.sight import Finding, Sight, Using, count, length, measure, whole
from bot.scoring.record import Record

SENTENCE = re.compile(r"[^。！？!?.…\n]+")
LOUD = re.compile(r"[!！]{2,}|\b[A-Z]{4,}(?:\s+[A-Z]{2,})+\b")


@measure
def fillers(record: Record, using: Using) -> Finding | None:
    """Filler words per 100 characters (Chinese) or words (English); needs `least` of them said (20)."""
    total = sum(length(e.text) for e in record.exchanges)
    if total < using.get("least", 20):
        return None
    sights = tuple(
        Sight(e.turn, found, False)
        for e in record.exchanges
        for found in fillers_in(e.text, record.words.fillers, record.language)
    )
    return Finding(round(100 * len(sights) / total, 4), sights[:4])


def fillers_in(text: str, words: tuple[str, ...], language: str) -> list[str]:
    """The filler words of a text; in Chinese only where they stand alone or begin a clause."""
    if not words:
        return []
    body = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    edge = (
        rf"\b(?:{body})\b"
        if language == "en"
        else rf"(?:^|(?<=[，。！？、；,.!?…\s]))(?:{body})+(?=[，。！？、；,.!?…\s]|$)"
    )
    return re.findall(edge, text, re.IGNORECASE)


@measure
def reply_length(record: Record, _: Using) -> Finding | None:
    """Mean length of a reply (characters in Chinese, words in English); needs two replies."""
    if len(record.exchanges) < 2:
        return None
    lengths = [length(e.text) for e in record.exchanges]
    longest = record.exchanges[lengths.index(max(lengths))]
    return Finding(sum(lengths) / len(lengths), (whole(longest, True),))


@measure
def sentence_length(record: Record, using: Using) -> Finding | None:
    """Share of sentences longer than `most` characters (Chinese) or `words` (English) (0–1); needs four."""
    limit = using["words"] if record.language == "en" else using["most"]
    found = [(e, s.strip()) for e in record.exchanges for s in SENTENCE.findall(e.text) if s.strip()]
    if len(found) < 4:
        return None
    long = [Sight(e.turn, s, False) for e, s in found if length(s) > limit]
    return Finding(len(long) / len(found), tuple(long)[:3])


@measure
def jargon(record: Record, using: Using) -> Finding | None:
    """Technical terms and abbreviations of the list (`zh`, `en`) that the customer hadn't used (count)."""
    terms = pattern(tuple({"zh": using["zh"], "en": using["en"]}[record.language]))
    said: set[str] = set()
    sights = []
    for exchange in record.exchanges:
        said |= set(terms.findall(exchange.before.lower()))
        found = dict.fromkeys(terms.findall(exchange.text.lower()))
        sights += [Sight(exchange.turn, term, False) for term in found if term not in said]
    return Finding(len(sights), tuple(sights)[:4]) if record.exchanges else None


@lru_cache(maxsize=16)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words; those of letters must stand alone."""
    longest = sorted((word.lower() for word in words), key=len, reverse=True)
    edged = [rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])" if w.isascii() else re.escape(w) for w in longest]
    return re.compile("|".join(edged) or r"(?!)")


@measure
def result_first(record: Record, using: Using) -> Finding | None:
    """Share of answers to the customer's questions that don't begin with a preamble (0–1)."""
    preambles = {"zh": using["zh"], "en": using["en"]}[record.language]
    asked = [e for e in record.exchanges if ASKS.search(e.before) and e.text]
    if not asked:
        return None
    bad = [e for e in asked if e.text.lower().lstrip("嗯啊呃哦,， ").startswith(tuple(preambles))]
    return Finding(1 - len(bad) / len(asked), tuple(whole(e, False) for e in bad)[:3])


@measure
def courtesy(record: Record, _: Using) -> Finding | None:
    """Share of replies with a courtesy word (0–1); needs two replies."""
    if len(record.exchanges) < 2:
        return None
    sights = []
    for exchange in record.exchanges:
        word = next((w for w in record.words.courtesy if w in exchange.text.lower()), None)
        if word:
            sights.append(Sight(exchange.turn, word, True))
    return Finding(len(sights) / len(record.exchanges), tuple(sights[:3]))


@measure
def shouting(record: Record, _: Using) -> Finding | None:
    """Replies that shout: rows of exclamation marks, or words in capitals (count)."""
    return (
        count(whole(e, False) for e in record.exchanges if LOUD.search(e.text)) if record.exchanges else None
    )


@measure
def pace(record: Record, using: Using) -> Finding | None:
    """How the length of replies fits the customer's pace: 1 at most their limit, 2 twice as long.

    `fast`, `normal` and `slow` give the limit in characters (Chinese); English counts 0.6 words for one.
    """
    if not record.pace or len(record.exchanges) < 3:
        return None
    limits = {"fast": using["fast"], "normal": using["normal"], "slow": using["slow"]}
    limit = limits[record.pace] * (0.6 if record.language == "en" else 1.0)
    lengths = [length(e.text) for e in record.exchanges]
    longest = record.exchanges[lengths.index(max(lengths))]
    return Finding(round(sum(lengths) / len(lengths) / limit, 4), (whole(longest, True),))
