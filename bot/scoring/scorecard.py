"""A scorecard: every point with the words behind it, the rule, and a better way to say it."""

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.language.acts import FAULTS
from bot.language.vocabulary import Words
from bot.roleplay.dialogue import Kind
from bot.roleplay.events import ALL, Ended, Events, Felt
from bot.scoring.measures import MEASURES, Finding, Sight, quoted
from bot.scoring.occasion import occasion
from bot.scoring.record import Record, record
from bot.scoring.rubric import Cap, Criterion, Rubric, Rubrics


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion in this call: points 0–100, or None for not assessed; `value` in the measure's unit.

    `better` is a whole reply that, said in place of that of turn `at`, was scored again and brought `gain`
    points of the total; empty where none was sought or found.
    """

    criterion: str
    title: str
    weight: float
    points: float | None
    value: float | None
    evidence: tuple[Sight, ...]
    rule: str
    tip: str
    source: tuple[str, ...] = ()
    better: str = ""
    at: int | None = None
    gain: float | None = None


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
    """A fault act with the words that were it, the rule it breaks, and an honest wording that fits."""

    act: str
    turn: int
    quote: str
    rule: str = ""
    better: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A fact there was to win: how deep it was told (None: missed), the question that won it, and
    `asks`, one that would have won it whole."""

    fact: str
    depth: str | None
    quote: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole score of a call. `digest` is the same for the same events, rubrics and recogniser; `raw` is
    the total before any cap, and `capped` why it may not rise above one, whether it would have or not."""

    total: float
    raw: float
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
    exam: bool
    digest: str


CARD: TypeAdapter[Scorecard] = TypeAdapter(Scorecard)


class NothingSaid(ValueError):
    """A call in which the trainee said nothing can't be scored."""


def score(events: Events, kind: Kind, rubrics: Rubrics, words: Words, recogniser: str) -> Scorecard:
    """The scorecard of a call; raises NothingSaid where there is nothing to score.

    Dimensions are weighted means of their assessed criteria, the total of the assessed dimensions:
    the weight of what had no occasion is shared out among the rest.
    """
    call = record(events, kind, words)
    if not call.exchanges:
        raise NothingSaid
    dimensions = tuple(dimension(call, rubrics.rubrics[name], w) for name, w in rubrics.of(kind).items())
    faults = find_faults(call, rubrics) if rubrics.watches(kind) else ()
    raw = round(mean([(d.score, d.weight) for d in dimensions]) or 0.0, 1)
    cap = lowest(rubrics.scheme.caps, faults, dimensions)
    total = min(raw, cap.total) if cap else raw
    return Scorecard(
        total=total,
        raw=raw,
        band=rubrics.band(total).title.of(call.language),
        capped=cap.reason.of(call.language) if cap else None,
        ending=call.ended.ending if call.ended else None,
        outcome=call.ended.outcome if call.ended else None,
        turns=sum(bool(e.text) for e in call.exchanges),
        dimensions=dimensions,
        faults=faults,
        facts=disclosures(call),
        moods=tuple(felt for e in call.exchanges for felt in e.felt),
        hints=call.hints,
        exam=call.exam,
        digest=digest(events, kind, rubrics.version, recogniser),
    )


def lowest(caps: tuple[Cap, ...], faults: tuple[Fault, ...], dimensions: tuple[Dimension, ...]) -> Cap | None:
    """Of the caps that apply the lowest, the first of several as low."""
    done = {fault.act for fault in faults}
    points = {m.criterion: m.points for d in dimensions for m in d.marks if m.points is not None}
    applying = [
        cap
        for cap in caps
        if done & set(cap.acts) or (cap.criterion and points.get(cap.criterion, 100.0) < cap.below)
    ]
    return min(applying, key=lambda cap: cap.total, default=None)


def dimension(call: Record, rubric: Rubric, weight: float) -> Dimension:
    """One rubric applied to a call."""
    marks = tuple(mark(call, criterion) for criterion in rubric.criteria)
    value = mean([(m.points, m.weight) for m in marks])
    return Dimension(
        rubric.id, rubric.title.of(call.language), weight, None if value is None else round(value, 1), marks
    )


def mark(call: Record, criterion: Criterion) -> Mark:
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
        tip=(criterion.advice(finding.value) if finding else criterion.tip).of(text),
        source=criterion.source,
    )


def mean(values: list[tuple[float | None, float]]) -> float | None:
    """Weighted mean of what was assessed; None where nothing was."""
    known = [(value, weight) for value, weight in values if value is not None]
    return sum(v * w for v, w in known) / sum(w for _, w in known) if known else None


def find_faults(call: Record, rubrics: Rubrics) -> tuple[Fault, ...]:
    """Every fault act of the call: what breaks compliance first, then in order."""
    capped = {act for cap in rubrics.scheme.caps for act in cap.acts}
    found = [
        Fault(
            act.name,
            exchange.turn,
            quoted(act.evidence.quote, clause.text),
            against(act.name, rubrics, call.language),
        )
        for exchange in call.exchanges
        for clause in exchange.utterance.clauses
        for act in clause.acts
        if act.name in FAULTS
    ]
    return tuple(sorted(found, key=lambda fault: fault.act not in capped))


def against(act: str, rubrics: Rubrics, language: str) -> str:
    """The rule that a fault breaks."""
    found = rubrics.on_fault(act)
    return found.rule.of(language) if found else ""


def disclosures(call: Record) -> tuple[Disclosure, ...]:
    """The disclosure ledger: every fact that counts, won or missed; not what was told besides."""
    told = {t.fact: t for e in call.exchanges for t in e.told}
    return tuple(
        Disclosure(fact, told[fact].depth, told[fact].quote) if fact in told else Disclosure(fact, None, "")
        for fact in call.facts
    )


def digest(events: Events, kind: str, rubrics: str, recogniser: str) -> str:
    """Identifies what a score was made of."""
    body = b"\n".join([ALL.dump_json(events), kind.encode(), rubrics.encode(), recogniser.encode()])
    return hashlib.sha256(body).hexdigest()[:16]


def ended(events: Events) -> Ended | None:
    """How a call ended, if it has."""
    return next((e for e in reversed(events) if isinstance(e, Ended)), None)
