"""Plays the trainee's side of a call: every reply is one that somebody could say there."""

from collections import defaultdict
from functools import cache
from random import Random

from bot.authoring.proof import LEVELS, appraise, explain
from bot.demo.plan import Habit
from bot.library.library import Library
from bot.roleplay.events import Events, Spoke
from bot.roleplay.lines import render
from bot.roleplay.play import begin, hang_up, play
from bot.roleplay.script import Script
from bot.roleplay.session import fold
from bot.scoring.scorecard import NothingSaid, Scorecard

#: Nobody of the firm talks longer (replies).
LONGEST = 16
#: By level and state the replies that are said there.
Repertoire = dict[str, dict[str, list[str]]]


def call(
    script: Script, library: Library, habit: Habit, practice: float, seed: int, wordings: bool = False
) -> tuple[Events, Scorecard | None]:
    """A whole call of somebody with this habit, and its card, with better `wordings` or without."""
    rng = Random(seed)
    events = begin(script, seed)
    said = repertoire(script)
    used: set[str] = set()
    while not (session := fold(events)).ended:
        if session.turn >= LONGEST:
            events += hang_up(script, session)
            break
        phase = script.dialogue.states[session.state].phase
        good, poor = habit.chances(phase, practice)
        level = rng.choices(LEVELS, (good, max(0.0, 1 - good - poor), poor))[0]
        text = reply(said, level, session.state, used)
        if text is None:
            events += hang_up(script, session)
            break
        used.add(text)
        events += play(script, session, render(text, script.names(session.person)))
    try:
        card = (explain if wordings else appraise)(script, events, library.rubrics)
    except NothingSaid:
        return events, None
    return events, card


def reply(said: Repertoire, level: str, state: str, used: set[str]) -> str | None:
    """What is said next: of this level in this state, else of another level, else the next one anywhere."""
    for nearest in (level, *(other for other in LEVELS if other != level)):
        for text in said[nearest].get(state, ()):
            if text not in used:
                return text
    rest = (text for texts in said[level].values() for text in texts if text not in used)
    return next(rest, None)


@cache
def repertoire(script: Script) -> Repertoire:
    """What can be said where, from the rehearsals of a dialogue."""
    found: Repertoire = {level: defaultdict(list) for level in LEVELS}
    for level, rehearsal in script.dialogue.rehearsals.items():
        events = begin(script, 1, person=rehearsal.person)
        for text in rehearsal.replies:
            session = fold(events)
            if session.ended:
                break
            events += play(script, session, render(text, script.names(rehearsal.person)))
            spoke = next(e for e in reversed(events) if isinstance(e, Spoke))
            found[level][spoke.state].append(text)
    return found
