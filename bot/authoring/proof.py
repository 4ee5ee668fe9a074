"""Rehearsals as the proof of a dialogue: they end where they say, and score in their order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from bot.authoring.problem import Problem
from bot.authoring.rehearsal import rehearse
from bot.language.utterance import Question
from bot.roleplay.dialogue import Prospect
from bot.roleplay.events import Answered, Ended, Events, Hinted, Moved, Spoke, Started, Voiced, effective
from bot.roleplay.play import play
from bot.roleplay.script import Script
from bot.roleplay.session import fold
from bot.scoring.better import Retake, improve
from bot.scoring.record import record
from bot.scoring.rubric import Rubrics
from bot.scoring.scorecard import Disclosure, Scorecard, score

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
    card = score(events, script.dialogue.kind, rubrics, words, version)
    return replace(card, facts=tuple(with_question(script, fact) for fact in card.facts))


def explain(script: Script, events: Events, rubrics: Rubrics) -> Scorecard:
    """The scorecard with better wordings, each proven in this call; takes some tenths of a second."""
    card = appraise(script, events, rubrics)
    words = script.recogniser.vocabulary.words
    call = record(events, script.dialogue.kind, words)

    def judge(other: Events) -> Scorecard:
        return score(other, script.dialogue.kind, rubrics, words, script.recogniser.version)

    names = {**script.names(fold(events).person), "asks": still_to_ask(script, card)}
    return improve(card, call, rubrics, names, retaking(script, events), judge)


def still_to_ask(script: Script, card: Scorecard) -> dict[str, str]:
    """Questions that would win what was missed: `any` and `next` of all facts, and one for each condition of
    a prospect; empty where nothing was missed."""
    missed = [(f.fact, as_question(f.asks, script.language)) for f in card.facts if f.asks]
    first, second, *_ = (*(asks for _, asks in missed), "", "")
    shown = {str(script.facts[fact].shows): asks for fact, asks in reversed(missed)}
    return {"any": first, "next": second, **dict.fromkeys(get_args(Prospect), ""), **shown}


def as_question(text: str, language: str) -> str:
    """A question as it is written in a reply: with a mark, in English with a capital."""
    bare = text.rstrip(" ?？。.")
    return f"{bare}？" if language == "zh" else f"{bare[:1].upper()}{bare[1:]}?"


def with_question(script: Script, found: Disclosure) -> Disclosure:
    """A fact in the ledger with a question that wins it whole, where it wasn't."""
    if found.depth in ("open", "more"):
        return found
    return replace(found, asks=next(winning(script, found.fact), ""))


def winning(script: Script, fact: str) -> Iterator[str]:
    """The open questions among those that ask for a fact."""
    for text in script.facts[fact].asks:
        utterance = script.recogniser.understand(text)
        if utterance.question is Question.OPEN and any(
            asked.topic == fact for asked in script.topics.asked(utterance)
        ):
            yield text


def retaking(script: Script, events: Events) -> Retake:
    """How a call would have gone had one reply been another, all that came later as it was."""
    events = effective(events)

    def retake(turn: int, text: str) -> Events:
        before = tuple(e for e in events if isinstance(e, Started | Hinted) or e.turn < turn)
        after = tuple(e for e in events if not isinstance(e, Started | Hinted) and e.turn > turn)
        said = next(e for e in events if isinstance(e, Spoke) and e.turn == turn)
        session = replace(fold(before), ended=None)
        new = play(script, session, text, said.heard)
        kept = tuple(e for e in events if isinstance(e, Answered | Ended | Voiced) and e.turn == turn)
        return (*before, *(e for e in new if not isinstance(e, Answered | Ended | Moved)), *kept, *after)

    return retake


def name(script: Script) -> str:
    """How messages name a script."""
    return f"{script.language}/{script.id}.yaml"
