"""Rehearsals as the proof of a dialogue: they end where they say, and score in their order."""

from itertools import pairwise

from bot.authoring.problem import Problem
from bot.authoring.rehearsal import rehearse
from bot.roleplay.events import Ended, Events, Spoke
from bot.roleplay.script import Script
from bot.scoring.rubric import Rubrics
from bot.scoring.scorecard import Scorecard, score

LEVELS = ("good", "fair", "poor")


def prove(script: Script, rubrics: Rubrics) -> list[Problem]:
    """What the rehearsals of a script show to be wrong with it."""
    calls = {level: rehearse(script, level) for level in script.dialogue.rehearsals}
    problems = [p for level, events in calls.items() for p in ending(script, level, events)]
    totals = {level: appraise(script, events, rubrics).total for level, events in calls.items()}
    for better, worse in pairwise(LEVELS):
        if better in totals and worse in totals and totals[better] <= totals[worse]:
            details = {
                "better": better,
                "worse": worse,
                "high": str(totals[better]),
                "low": str(totals[worse]),
            }
            problems.append(Problem("rehearsal-order", ("rehearsals", better), details, file=name(script)))
    return problems


def ending(script: Script, level: str, events: Events) -> list[Problem]:
    """Whether a rehearsal ends with its last reply, at the ending it names."""
    rehearsal = script.dialogue.rehearsals[level]  # type: ignore[index]
    over = next((e for e in events if isinstance(e, Ended)), None)
    said = sum(isinstance(e, Spoke) for e in events)
    place = ("rehearsals", level)
    if over is None:
        return [Problem("rehearsal-unfinished", place, {"kind": level}, file=name(script))]
    found = []
    if over.ending != rehearsal.ending:
        details = {"kind": level, "wanted": rehearsal.ending, "found": over.ending}
        found.append(Problem("rehearsal-ends-elsewhere", place, details, file=name(script)))
    if said < len(rehearsal.replies):
        left = str(len(rehearsal.replies) - said)
        found.append(Problem("rehearsal-left-over", place, {"kind": level, "left": left}, file=name(script)))
    return found


def appraise(script: Script, events: Events, rubrics: Rubrics) -> Scorecard:
    """The scorecard of a call of this script."""
    words, version = script.recogniser.vocabulary.words, script.recogniser.version
    return score(events, script.dialogue.kind, rubrics, words, version, script.names)


def name(script: Script) -> str:
    """How messages name a script."""
    return f"{script.language}/{script.id}.yaml"
