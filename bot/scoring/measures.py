"""How things are seen in a call: each measure gives a figure with the words that show it.

A measure returns None for “no occasion”: that is not assessed, and never zero.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.utterance import Question
from bot.scoring.record import Exchange, Record

Using = Mapping[str, Any]
SPEECH = re.compile(r"[a-z0-9']+|[^\W_a-z0-9]", re.IGNORECASE)
SENTENCE = re.compile(r"[^。！？!?.…\n]+")
#: A clause of so many characters (Chinese) or words (English) is quoted whole.
BRIEF = 14
LOUD = re.compile(r"[!！]{2,}|\b[A-Z]{4,}(?:\s+[A-Z]{2,})+\b")


@dataclass(frozen=True, slots=True)
class Sight:
    """Words that show something, good or bad."""

    turn: int
    quote: str
    good: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a measure saw: a figure in its own unit, and the words behind it."""

    value: float
    sights: tuple[Sight, ...] = ()


Measure = Callable[[Record, Using], Finding | None]
MEASURES: dict[str, Measure] = {}


def measure(function: Measure) -> Measure:
    """Makes a function known to rubrics by its name."""
    MEASURES[function.__name__.rstrip("_")] = function
    return function


def scope(record: Record, using: Using) -> tuple[Exchange, ...]:
    """The exchanges a criterion looks at: `phases`, or the `first` / `last` so many replies."""
    exchanges = record.during(frozenset(using["phases"])) if "phases" in using else record.exchanges
    if "first" in using:
        return exchanges[: using["first"]]
    return exchanges[-using["last"] :] if "last" in using else exchanges


def seen(exchanges: tuple[Exchange, ...], acts: list[str], good: bool) -> Iterator[Sight]:
    """Every clause that does one of these acts."""
    for exchange in exchanges:
        for clause in exchange.utterance.clauses:
            for act in clause.acts:
                if act.name in acts:
                    yield Sight(exchange.turn, quoted(act.evidence.quote, clause.text), good)


def quoted(words: str, clause: str) -> str:
    """The words that decided, or the whole clause where it is short: half a phrase reads badly."""
    return clause if len(SPEECH.findall(clause)) <= BRIEF else words or clause


@measure
def acts(record: Record, using: Using) -> Finding | None:
    """How many different of the acts `any` were done (count)."""
    exchanges = scope(record, using)
    if not exchanges:
        return None
    done = {a for e in exchanges for a in e.acts} & set(using["any"])
    return Finding(len(done), tuple(seen(exchanges, using["any"], True))[:3])


@measure
def faults(record: Record, using: Using) -> Finding | None:
    """How often one of the fault acts `any` was done (count); none done is no occasion."""
    sights = tuple(seen(scope(record, using), using["any"], False))
    return Finding(len(sights), sights) if sights else None


@measure
def order(record: Record, using: Using) -> Finding | None:
    """Whether an act of `first_of` came before any of `then` (1 or 0); no occasion without `then`."""
    first = position(record, using["first_of"])
    then = position(record, using["then"])
    if then is None:
        return None
    good = first is not None and first < then
    quotes = tuple(seen(record.exchanges, using["first_of"] if good else using["then"], good))[:1]
    return Finding(float(good), quotes)


def position(record: Record, names: list[str]) -> tuple[int, int] | None:
    """Where in the call one of these acts was first done: turn and offset."""
    found = (
        (exchange.turn, act.evidence.start)
        for exchange in record.exchanges
        for clause in exchange.utterance.clauses
        for act in clause.acts
        if act.name in names
    )
    return min(found, default=None)


@measure
def open_share(record: Record, using: Using) -> Finding | None:
    """Share of open questions among all questions (0–1); needs `least` questions (2)."""
    sights = [
        Sight(exchange.turn, text, good)
        for exchange in scope(record, using)
        for kind, good in ((Question.OPEN, True), (Question.CLOSED, False))
        for text in exchange.asks(kind)
    ]
    if len(sights) < using.get("least", 2):
        return None
    return Finding(sum(s.good for s in sights) / len(sights), tuple(sights)[:4])


@measure
def questions(record: Record, using: Using) -> Finding | None:
    """How many replies ask a question (count)."""
    asking = [e for e in scope(record, using) if e.utterance.inquiries()]
    if not record.exchanges:
        return None
    return Finding(
        len(asking), tuple(Sight(e.turn, e.utterance.inquiries()[0].text, True) for e in asking)[:3]
    )


@measure
def stacked(record: Record, using: Using) -> Finding | None:
    """Share of asking replies with more than `most` questions in one breath (0–1)."""
    asking = [e for e in scope(record, using) if e.utterance.inquiries()]
    if not asking:
        return None
    bad = [e for e in asking if len(e.utterance.inquiries()) > using.get("most", 1)]
    return Finding(len(bad) / len(asking), tuple(Sight(e.turn, e.text, False) for e in bad)[:3])


@measure
def facts_won(record: Record, _: Using) -> Finding | None:
    """Share of the facts that count which were won (0–1); a short answer counts 0.4."""
    if not record.facts:
        return None
    depth: dict[str, float] = {}
    sights = []
    for exchange in record.exchanges:
        for told in exchange.told:
            if told.fact not in record.facts:
                continue
            worth = 0.4 if told.depth == "closed" else 1.0
            depth[told.fact] = max(depth.get(told.fact, 0.0), worth)
            sights.append(Sight(exchange.turn, told.quote, worth == 1.0))
    return Finding(sum(depth.values()) / len(record.facts), tuple(sights)[:4])


@measure
def reasked(record: Record, _: Using) -> Finding | None:
    """How often something was asked that had been told (count); needs something told."""
    if not any(e.told for e in record.exchanges):
        return None
    sights = tuple(Sight(e.turn, r.quote, False) for e in record.exchanges for r in e.reasked)
    return Finding(len(sights), sights)


@measure
def asked_before(record: Record, using: Using) -> Finding | None:
    """Whether a question came before the first of the acts `acts` (1 or 0); no occasion without them."""
    then = position(record, using["acts"])
    if then is None:
        return None
    asked = [e for e in record.exchanges if e.turn < then[0] and e.utterance.inquiries()]
    sights = seen(record.exchanges, using["acts"], False) if not asked else iter(())
    quote = Sight(asked[0].turn, asked[0].utterance.inquiries()[0].text, True) if asked else next(sights)
    return Finding(float(bool(asked)), (quote,))


@measure
def interruptions(record: Record, _: Using) -> Finding | None:
    """How often a reply cut into the customer's line (count); unknown in a bare transcript."""
    if not record.phased:
        return None
    bad = [e for e in record.exchanges if e.interrupts]
    return Finding(len(bad), tuple(Sight(e.turn, e.text, False) for e in bad))


@measure
def responsive(record: Record, using: Using) -> Finding | None:
    """Share of replies that show by one of `acts` that the customer was heard (0–1); needs three replies."""
    exchanges = [e for e in record.exchanges if e.before]
    if len(exchanges) < 3:
        return None
    good = [e for e in exchanges if set(using["acts"]) & set(e.acts)]
    return Finding(len(good) / len(exchanges), tuple(seen(tuple(good), using["acts"], True))[:3])


@measure
def word_share(record: Record, _: Using) -> Finding | None:
    """The trainee's share of all words said (0–1; characters in Chinese); needs three replies."""
    if len(record.exchanges) < 3:
        return None
    mine = sum(len(SPEECH.findall(e.text)) for e in record.exchanges)
    theirs = sum(len(SPEECH.findall(line)) for line in record.lines)
    if not mine + theirs:
        return None
    longest = max(record.exchanges, key=lambda e: (len(e.text), -e.turn))
    return Finding(mine / (mine + theirs), (Sight(longest.turn, longest.text, True),))


@measure
def fillers(record: Record, using: Using) -> Finding | None:
    """Filler words per 100 characters (Chinese) or words (English); needs `least` of them said (20)."""
    total = sum(len(SPEECH.findall(e.text)) for e in record.exchanges)
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
    lengths = [len(SPEECH.findall(e.text)) for e in record.exchanges]
    longest = record.exchanges[lengths.index(max(lengths))]
    return Finding(sum(lengths) / len(lengths), (Sight(longest.turn, longest.text, True),))


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
    bad = [e for e in record.exchanges if LOUD.search(e.text)]
    return Finding(len(bad), tuple(Sight(e.turn, e.text, False) for e in bad)) if record.exchanges else None


@measure
def customer_hung_up(record: Record, _: Using) -> Finding | None:
    """Whether the customer put down the phone first (1 or 0); only where the call has ended."""
    return Finding(float(record.ended.by == "customer")) if record.ended else None
