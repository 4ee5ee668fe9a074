"""What a call that ended adds to what is known of people and dialogues."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.progress.skill import Skill, review
from bot.roleplay.events import Ended, Events, Moved, Started, effective
from bot.roleplay.script import Script
from bot.scoring.scorecard import Mark, Scorecard
from bot.store.records import Low, Outcome, Practised

#: Points below which a criterion went badly enough to be looked at.
BADLY = 55.0
#: How an ending is told from a state.
ENDING = "ending:"


def outcome(
    script: Script, events: Events, card: Scorecard | None, skills: Mapping[str, Skill], at: datetime
) -> Outcome:
    """The outcome of a call; what was not assessed adds nothing."""
    found = tuple(marks(card)) if card else ()
    return Outcome(
        course=script.dialogue.course,
        won=card is not None and card.outcome == "won",
        marks=points(card),
        lows=tuple(low(mark) for mark in found if (mark.points or 0.0) < BADLY),
        steps=tuple(steps(events)),
        skills=tuple(practised(mark, skills, at) for mark in found),
    )


def marks(card: Scorecard) -> Iterator[Mark]:
    """Every criterion that was assessed."""
    for dimension in card.dimensions:
        yield from (mark for mark in dimension.marks if mark.points is not None)


def points(card: Scorecard | None) -> tuple[tuple[str, float], ...]:
    """Every criterion that was assessed, with its points."""
    return tuple((mark.criterion, mark.points or 0.0) for mark in marks(card)) if card else ()


def low(mark: Mark) -> Low:
    """Where a criterion went badly: the first words against it, else the first there are."""
    sight = next((s for s in mark.evidence if not s.good), next(iter(mark.evidence), None))
    turn = sight.turn if sight else mark.at
    return Low(mark.criterion, mark.points or 0.0, turn, sight.quote if sight else "")


def steps(events: Events) -> Iterator[tuple[str, str]]:
    """The states a call went through, pair by pair, and the ending it came to."""
    state = ""
    for event in effective(events):
        match event:
            case Started():
                state = event.state
            case Moved():
                yield state, event.target
                state = event.target
            case Ended():
                yield state, f"{ENDING}{event.ending}"
            case _:
                pass


def practised(mark: Mark, skills: Mapping[str, Skill], at: datetime) -> Practised:
    """The skill of a criterion after this call."""
    skill = review(skills.get(mark.criterion), mark.criterion, mark.points or 0.0, at)
    return Practised(skill.criterion, skill.due, json.dumps(skill.as_dict()))


def skill_of(body: str) -> Skill:
    """A skill as it was kept."""
    return Skill.from_dict(json.loads(body))
