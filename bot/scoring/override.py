"""A trainer's points in place of those that were found: the card as it counts then."""

from collections.abc import Mapping
from dataclasses import replace

from bot.scoring.rubric import Criterion, Rubrics
from bot.scoring.scorecard import Dimension, Scorecard, lowest, mean


def overruled(card: Scorecard, points: Mapping[str, float], rubrics: Rubrics, language: str) -> Scorecard:
    """The card with other `points` (0–100) for some criteria; dimensions, total, band and cap follow.

    A fault whose criterion was put to 100 is none. Evidence, wordings and the digest stay as they were: what
    was found can always be looked up.
    """
    if not points:
        return card
    dimensions = tuple(changed(dimension, points) for dimension in card.dimensions)
    forgiven = {act for criterion in faultless(points, rubrics) for act in criterion.using.get("any", ())}
    faults = tuple(fault for fault in card.faults if fault.act not in forgiven)
    raw = round(mean([(d.score, d.weight) for d in dimensions]) or 0.0, 1)
    cap = lowest(rubrics.scheme.caps, faults, dimensions)
    total = min(raw, cap.total) if cap else raw
    return replace(
        card,
        total=total,
        raw=raw,
        band=rubrics.band(total).title.of(language),
        capped=cap.reason.of(language) if cap and raw > cap.total else None,
        dimensions=dimensions,
        faults=faults,
    )


def changed(dimension: Dimension, points: Mapping[str, float]) -> Dimension:
    """A dimension with other points for some of its criteria."""
    marks = tuple(
        replace(mark, points=points[mark.criterion]) if mark.criterion in points else mark
        for mark in dimension.marks
    )
    score = mean([(mark.points, mark.weight) for mark in marks])
    return replace(dimension, marks=marks, score=None if score is None else round(score, 1))


def faultless(points: Mapping[str, float], rubrics: Rubrics) -> list[Criterion]:
    """The criteria of faults that were put to full points."""
    return [
        criterion
        for rubric in rubrics.rubrics.values()
        for criterion in rubric.criteria
        if criterion.measure == "faults" and points.get(criterion.id) == 100
    ]
