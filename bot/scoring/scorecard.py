"""A scorecard: every point with the words behind it, the rule, and a better way to say it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from bot.language.acts import FAULTS
from bot.language.vocabulary import Words
from bot.roleplay.dialogue import Kind
from bot.roleplay.events import ALL, Ended, Events, Felt
from bot.roleplay.lines import render
from bot.scoring.measures import MEASURES, Finding, Sight, quoted
from bot.scoring.occasion import occasion
from bot.scoring.record import Record, record
from bot.scoring.rubric import Criterion, Rubric, Rubrics


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion in this call: points 0–100, or None for not assessed; `value` in the measure's unit."""

    criterion: str
    title: str
    weight: float
    points: float | None
    value: float | None
    evidence: tuple[Sight, ...]
    rule: str
    tip: str
    better: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A rubric in this call: the weighted mean of its assessed criteria (0–100), or None."""

    name: str
    title: str
    weight: float
    score: float | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault act with the words that were it."""

    act: str
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A fact there was to win: how deep it was told (None: missed) and the question that won it."""

    fact: str
    depth: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole score of a call. `digest` is the same for the same events, rubrics and recogniser."""

    total: float
    band: str
    capped: str | None
    ending: str | None
    outcome: str | None
    turns: int
    dimensions: tuple[Dimension, ...]
    faults: tuple[Fault, ...]
    facts: tuple[Disclosure, ...]
    moods: tuple[Felt, ...]
    hints: int
    digest: str


#: What better wordings name where nobody knows who was called.
NAMES: Mapping[str, Any] = {
    "company": {"name": "…", "hotline": "…"},
    "customer": {"name": "…"},
}
CARD: TypeAdapter[Scorecard] = TypeAdapter(Scorecard)


class NothingSaid(ValueError):
    """A call in which the trainee said nothing can't be scored."""


def score(
    events: Events,
    kind: Kind,
    rubrics: Rubrics,
    words: Words,
    recogniser: str,
    names: Mapping[str, Any] = NAMES,
) -> Scorecard:
    """The scorecard of a call; raises NothingSaid where there is nothing to score.

    Dimensions are weighted means of their assessed criteria, the total of the assessed dimensions:
    the weight of what had no occasion is shared out among the rest. `names` fill in the better wordings.
    """
    call = record(events, kind, words)
    if not call.exchanges:
        raise NothingSaid
    dimensions = tuple(
        dimension(call, rubrics.rubrics[name], weight, names) for name, weight in rubrics.of(kind).items()
    )
    faults = find_faults(call)
    total = mean([(d.score, d.weight) for d in dimensions]) or 0.0
    cap = next((c for c in rubrics.scheme.caps if {f.act for f in faults} & set(c.acts)), None)
    capped = cap.reason.of(call.language) if cap and total > cap.total else None
    total = min(total, cap.total) if cap else total
    total = round(total, 1)
    return Scorecard(
        total=total,
        band=rubrics.band(total).title.of(call.language),
        capped=capped,
        ending=call.ended.ending if call.ended else None,
        outcome=call.ended.outcome if call.ended else None,
        turns=sum(bool(e.text) for e in call.exchanges),
        dimensions=dimensions,
        faults=faults,
        facts=disclosures(call),
        moods=tuple(felt for e in call.exchanges for felt in e.felt),
        hints=call.hints,
        digest=digest(events, kind, rubrics.version, recogniser),
    )


def dimension(call: Record, rubric: Rubric, weight: float, names: Mapping[str, Any]) -> Dimension:
    """One rubric applied to a call."""
    marks = tuple(mark(call, criterion, names) for criterion in rubric.criteria)
    value = mean([(m.points, m.weight) for m in marks])
    return Dimension(
        rubric.id, rubric.title.of(call.language), weight, None if value is None else round(value, 1), marks
    )


def mark(call: Record, criterion: Criterion, names: Mapping[str, Any]) -> Mark:
    """One criterion applied to a call."""
    finding: Finding | None = None
    if occasion(call, criterion.occasion):
        finding = MEASURES[criterion.measure](call, criterion.using)
    text = call.language
    return Mark(
        criterion=criterion.id,
        title=criterion.title.of(text),
        weight=criterion.weight,
        points=None if finding is None else round(criterion.points(finding.value), 1),
        value=None if finding is None else round(finding.value, 3),
        evidence=finding.sights if finding else (),
        rule=criterion.rule.of(text),
        tip=criterion.tip.of(text),
        better=render(criterion.better.of(text), names),
    )


def mean(values: list[tuple[float | None, float]]) -> float | None:
    """Weighted mean of what was assessed; None where nothing was."""
    known = [(value, weight) for value, weight in values if value is not None]
    return sum(v * w for v, w in known) / sum(w for _, w in known) if known else None


def find_faults(call: Record) -> tuple[Fault, ...]:
    """Every fault act of the call, in order."""
    return tuple(
        Fault(act.name, exchange.turn, quoted(act.evidence.quote, clause.text))
        for exchange in call.exchanges
        for clause in exchange.utterance.clauses
        for act in clause.acts
        if act.name in FAULTS
    )


def disclosures(call: Record) -> tuple[Disclosure, ...]:
    """The disclosure ledger: every fact that counts, won or missed, and what was told besides."""
    told = {t.fact: t for e in call.exchanges for t in e.told}
    return tuple(
        Disclosure(fact, told[fact].depth, told[fact].quote) if fact in told else Disclosure(fact, None, "")
        for fact in dict.fromkeys((*call.facts, *told))
    )


def digest(events: Events, kind: str, rubrics: str, recogniser: str) -> str:
    """Identifies what a score was made of."""
    body = b"\n".join([ALL.dump_json(events), kind.encode(), rubrics.encode(), recogniser.encode()])
    return hashlib.sha256(body).hexdigest()[:16]


def ended(events: Events) -> Ended | None:
    """How a call ended, if it has."""
    return next((e for e in reversed(events) if isinstance(e, Ended)), None)
