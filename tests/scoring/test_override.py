"""A trainer's points in place of those found: everything above follows, the evidence stays."""

import pytest

from bot.authoring.proof import appraise
from bot.authoring.rehearsal import rehearse
from bot.scoring.override import overruled


@pytest.fixture(scope="module")
def fair(library):
    script = library.scripts("zh")["busy-buyer"]
    return appraise(script, rehearse(script, "fair"), library.rubrics)


def mark_of(card, criterion):
    return next(m for d in card.dimensions for m in d.marks if m.criterion == criterion)


def test_nothing_overruled_is_the_same_card(fair, library):
    assert overruled(fair, {}, library.rubrics, "zh") is fair


def test_the_dimension_and_the_total_follow(fair, library):
    weak = min((m for d in fair.dimensions for m in d.marks if m.points is not None), key=lambda m: m.points)
    card = overruled(fair, {weak.criterion: 100.0}, library.rubrics, "zh")
    assert mark_of(card, weak.criterion).points == 100
    assert mark_of(card, weak.criterion).evidence == weak.evidence
    assert card.total > fair.total
    changed = [
        d.name for d, was in zip(card.dimensions, fair.dimensions, strict=True) if d.score != was.score
    ]
    assert len(changed) == 1
    assert card.digest == fair.digest
    assert overruled(card, {weak.criterion: weak.points}, library.rubrics, "zh").total == fair.total


def test_what_was_not_assessed_can_be(fair, library):
    unseen = next(m for d in fair.dimensions if d.score is not None for m in d.marks if m.points is None)
    card = overruled(fair, {unseen.criterion: 0.0}, library.rubrics, "zh")
    assert card.total < fair.total


def test_a_fault_that_was_none_lifts_its_cap(library):
    script = library.scripts("zh")["event-closing"]
    card = appraise(script, rehearse(script, "poor"), library.rubrics)
    acts = {fault.act for fault in card.faults}
    assert acts
    criteria = {library.rubrics.on_fault(act).id for act in acts if library.rubrics.on_fault(act)}
    forgiven = overruled(card, dict.fromkeys(criteria, 100.0), library.rubrics, "zh")
    assert forgiven.faults == ()
    assert forgiven.total >= card.total
    half = overruled(card, dict.fromkeys(criteria, 50.0), library.rubrics, "zh")
    assert half.faults == card.faults
