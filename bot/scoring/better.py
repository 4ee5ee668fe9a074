"""Better wordings, proven: each is said in place of a reply and the call is scored again."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from bot.roleplay.events import Events
from bot.scoring.advice import TRY, marks
from bot.scoring.fitting import fitted
from bot.scoring.measures.sight import scope
from bot.scoring.record import Exchange, Record
from bot.scoring.rubric import Criterion, Moment, Place, Rubrics
from bot.scoring.scorecard import Dimension, Fault, Mark, Scorecard

#: The events of the call with another reply in one turn.
Retake = Callable[[int, str], Events]
#: Scores events; None where nothing was said.
Judge = Callable[[Events], Scorecard | None]
#: So many criteria are worked on, those that cost most of which there is a wording, and so many moments are
#: tried for each.
MOST, MOMENTS = 5, 4
SENTENCE = re.compile(r"[^。！？!?.…\n]*[。！？!?.…\n]+|[^。！？!?.…\n]+$")
STOPS = "。！？!?.…，,；;：:”"
ASKS = re.compile(r"(?:吗|呢|么|没有|什么|几[个次天趟]|多少)[啊呀嘛]?$")
#: A gain worth telling (points of the total).
WORTH = 0.3


@dataclass(frozen=True, slots=True)
class Proof:
    """A reply that scored higher in place of that of a turn."""

    turn: int
    text: str
    gain: float


def improve(
    card: Scorecard, call: Record, rubrics: Rubrics, names: Mapping[str, Any], retake: Retake, judge: Judge
) -> Scorecard:
    """The scorecard with a better wording for what cost most, each with the points it really brings."""
    criteria = {c.id: (c, rubric.moment) for rubric in rubrics.rubrics.values() for c in rubric.criteria}
    weak = sorted(
        ((m, worth * (100 - (m.points or 0))) for m, worth in marks(card) if (m.points or 0) < TRY),
        key=lambda item: (-item[1], item[0].criterion),
    )
    worded = (
        (mark, criterion, tries)
        for mark, (criterion, moment) in ((mark, criteria[mark.criterion]) for mark, _ in weak)
        if (tries := tuple(candidates(call, criterion, moment, mark, names)))
    )
    proofs = {
        criterion.id: proof
        for mark, criterion, tries in islice(worded, MOST)
        if (proof := prove(card, criterion, mark, tries, retake, judge))
    }
    return replace(
        card,
        dimensions=tuple(proven(d, proofs) for d in card.dimensions),
        faults=tuple(replace(f, better=honest(f, call, rubrics, names)) for f in card.faults),
    )


def honest(fault: Fault, call: Record, rubrics: Rubrics, names: Mapping[str, Any]) -> str:
    """What can be said instead of a fault, in its place."""
    criterion = rubrics.on_fault(fault.act)
    exchange = next(e for e in call.exchanges if e.turn == fault.turn)
    wordings = (
        fitted(b.of(call.language), call, exchange, names) for b in (criterion.better if criterion else ())
    )
    return next((text for text in wordings if text), "")


def proven(dimension: Dimension, proofs: Mapping[str, Proof]) -> Dimension:
    """A dimension whose marks carry the wordings that were proven."""
    return replace(
        dimension,
        marks=tuple(
            replace(m, better=p.text, at=p.turn, gain=p.gain) if (p := proofs.get(m.criterion)) else m
            for m in dimension.marks
        ),
    )


def prove(
    card: Scorecard,
    criterion: Criterion,
    mark: Mark,
    tries: Iterable[tuple[Exchange, str]],
    retake: Retake,
    judge: Judge,
) -> Proof | None:
    """The reply that brings most for a criterion, if any brings something."""
    best: Proof | None = None
    for exchange, text in tries:
        new = judge(retake(exchange.turn, text))
        if new is None or points(new, criterion) <= (mark.points or 0):
            continue
        gain = round(max(new.total - card.total, new.raw - card.raw), 1)
        if gain >= WORTH and (best is None or gain > best.gain):
            best = Proof(exchange.turn, text, gain)
    return best


def points(card: Scorecard, criterion: Criterion) -> float:
    """The points of a criterion; a fault that is gone has no occasion, which is best."""
    found = (m.points for d in card.dimensions for m in d.marks if m.criterion == criterion.id)
    value = next(found, None)
    return 100.0 if value is None else value


def candidates(
    call: Record, criterion: Criterion, moment: Moment, mark: Mark, names: Mapping[str, Any]
) -> Iterator[tuple[Exchange, str]]:
    """Replies to try: where something went wrong in its place, else beside what was said."""
    wrong = {s.turn: s.quote for s in mark.evidence if not s.good}
    there = [e for e in call.exchanges if e.turn in wrong] or fitting(call, criterion, moment)
    for exchange in there[:MOMENTS]:
        for better in criterion.better:
            text = fitted(better.of(call.language), call, exchange, names)
            if text:
                for reply in placed(text, exchange.text, wrong.get(exchange.turn, ""), criterion.place):
                    yield exchange, reply


def fitting(call: Record, criterion: Criterion, moment: Moment) -> list[Exchange]:
    """The moments of a call where something can be put in that wasn't said."""
    there = list(scope(call, criterion.using))
    if moment == "early":
        return there[:MOMENTS]
    if moment == "late":
        return there[::-1][:MOMENTS]
    inner = [e for e in there if 1 < e.turn < len(call.exchanges)] or there
    return inner[:: max(1, -(-len(inner) // MOMENTS))]


def placed(better: str, said: str, wrong: str, place: Place) -> Iterator[str]:
    """A wording in place of the sentence that was wrong or of the whole reply, before it or after it."""
    sentences = [s for s in SENTENCE.findall(said) if s.strip()]
    if wrong:
        at = next((n for n, s in enumerate(sentences) if wrong in s), None)
        if at is not None and len(sentences) > 1:
            yield joined([*sentences[:at], better, *sentences[at + 1 :]])
        yield better
    elif place == "instead":
        yield better
    elif place == "start":
        yield joined([better, *sentences])
    else:
        yield joined([*sentences, better])


def joined(sentences: list[str]) -> str:
    """Sentences as one text, each with its full stop."""
    latin = any(map(str.isascii, sentences))
    closed = [stopped(sentence.strip(), latin) for sentence in sentences[:-1]]
    return (" " if latin else "").join([*closed, sentences[-1].strip()])


def stopped(sentence: str, latin: bool) -> str:
    """A sentence with a mark at its end: the right one is added where it has none."""
    if not sentence or sentence[-1] in STOPS:
        return sentence
    if latin:
        return f"{sentence}."
    return f"{sentence}{'？' if ASKS.search(sentence) else '。'}"
