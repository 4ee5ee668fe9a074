"""What scores are worth, measured for `make eval`: ranking, gaming, coverage.

Good > fair > poor rehearsal by ten points a step; transcripts of three levels in the right order; bots that
talk to nobody stay under forty; every criterion reaches its best and its worst somewhere.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.authoring.proof import LEVELS, appraise
from bot.authoring.rehearsal import SEED, hold, rehearse, written
from bot.cli.check import open_library
from bot.config import load_settings
from bot.library.library import Library
from bot.roleplay.events import Events
from bot.roleplay.play import begin, hang_up, play
from bot.roleplay.script import Script
from bot.roleplay.session import fold
from bot.scoring.scorecard import Scorecard, score
from bot.scoring.transcript import Transcript, to_events
from tests.gamers import ELSEWHERE, attempts

CALLS = Path(__file__).parent / "corpus"
#: Points between two rehearsals of neighbouring levels.
STEP = 10
#: What a bot that talks to nobody may reach.
GAMED = 40
#: What a fluent call about something else may reach, and the share of customers with whom it must not.
ELSE, MOSTLY = 60, 0.85
#: What the good rehearsal of another kind of call seldom reaches, the share in which it may, and how many
#: others are tried with each customer.
GOOD, SELDOM, OTHERS = 70, 0.35, 2
RANK = {level: -number for number, level in enumerate(LEVELS)}


def library() -> Library:
    """What is shipped; `peilian check` tries out its questions, here it is played."""
    return open_library(load_settings())


def scripts(shipped: Library) -> Iterator[Script]:
    """Every dialogue in every language."""
    for shelf in shipped.shelves.values():
        yield from (script for script in shelf.scripts.values() if not script.exercise)


def rehearsals(shipped: Library) -> dict[tuple[str, str, str], Scorecard]:
    """The scorecards of all rehearsals."""
    return {
        (s.language, s.id, level): appraise(s, rehearse(s, level), shipped.rubrics)
        for s in scripts(shipped)
        for level in s.dialogue.rehearsals
    }


def drills(shipped: Library) -> list[Scorecard]:
    """The scorecards of all drills, done right, half right and wrong."""
    return [
        appraise(script, rehearse(script, level), shipped.rubrics)
        for shelf in shipped.shelves.values()
        for script in shelf.scripts.values()
        if script.dialogue.tasks
        for level in script.dialogue.rehearsals
    ]


def too_close(cards: dict[tuple[str, str, str], Scorecard]) -> list[str]:
    """Rehearsals that are less than a step apart from the next level."""
    found = []
    for language, name, level in cards:
        worse = dict(pairwise(LEVELS)).get(level)
        if worse and (language, name, worse) in cards:
            apart = cards[language, name, level].total - cards[language, name, worse].total
            if apart < STEP:
                found.append(f"{language}/{name}: {level} is only {apart:.1f} above {worse}")
    return found


def transcripts(shipped: Library, language: str) -> dict[str, dict[str, Scorecard]]:
    """The scorecards of the labelled calls, by situation and level."""
    recogniser = shipped.recognisers[language]
    words = recogniser.vocabulary.words
    found: dict[str, dict[str, Scorecard]] = defaultdict(dict)
    for line in (CALLS / f"calls_{language}.jsonl").read_text("utf-8").splitlines():
        body = json.loads(line)
        call = Transcript.model_validate({key: body[key] for key in ("id", "kind", "turns")})
        events = to_events(call, recogniser)
        card = score(events, call.kind, shipped.rubrics, words, recogniser.version)
        found[body["situation"]][body["level"]] = card
    return found


def ranked(situations: dict[str, dict[str, Scorecard]]) -> tuple[float, list[str]]:
    """The share of pairs of levels in the right order (0–1), and those that aren't."""
    right, wrong = 0, []
    for name, levels in situations.items():
        for one, other in combinations(sorted(levels, key=lambda level: -RANK[level]), 2):
            if levels[one].total > levels[other].total:
                right += 1
            else:
                wrong.append(f"{name}: {one} {levels[one].total} ≤ {other} {levels[other].total}")
    return right / max(right + len(wrong), 1), wrong


def exercises(shipped: Library) -> Iterator[Scorecard]:
    """The scorecards of calls written to take a criterion to its best or its worst."""
    recogniser = shipped.recognisers["zh"]
    for number, call in enumerate(yaml.safe_load((CALLS / "exercises.yaml").read_text("utf-8"))):
        if "dialogue" in call:
            script = shipped.scripts("zh")[call["dialogue"]]
            yield appraise(script, exercised(script, call), shipped.rubrics)
        else:
            told = Transcript.model_validate({"id": number, **call})
            events = to_events(told, recogniser)
            words = recogniser.vocabulary.words
            yield score(events, told.kind, shipped.rubrics, words, recogniser.version)


def exercised(script: Script, call: dict[str, Any]) -> Events:
    """A call with a customer, reply by reply."""
    events = begin(script, SEED)
    for reply in call["replies"]:
        session = fold(events)
        if session.ended:
            break
        cut = reply.startswith("!")
        events += play(script, session, reply.removeprefix("!"), 0 if cut else None)
    session = fold(events)
    return events + hang_up(script, session) if call.get("hangs_up") and not session.ended else events


def gamers(shipped: Library) -> dict[str, Scorecard]:
    """The scorecards of bots that talk to nobody, with every customer."""
    return {
        f"{script.language}/{script.id}: a bot that {name}": appraise(script, events, shipped.rubrics)
        for script in scripts(shipped)
        for name, events in attempts(script)
    }


def elsewhere(shipped: Library) -> list[float]:
    """The totals of a call about something else, with every customer."""
    return [
        appraise(script, hold(script, ELSEWHERE[script.language]), shipped.rubrics).total
        for script in scripts(shipped)
    ]


def misplaced(shipped: Library) -> list[float]:
    """The totals of good rehearsals said to the customers of other kinds of calls."""
    found = []
    for shelf in shipped.shelves.values():
        whole = [s for s in shelf.scripts.values() if not s.exercise and "good" in s.dialogue.rehearsals]
        for at, script in enumerate(whole):
            others = [s for s in (*whole[at:], *whole[:at]) if s.dialogue.kind != script.dialogue.kind]
            for other in others[:: max(len(others) // OTHERS, 1)][:OTHERS]:
                found.append(appraise(script, hold(script, written(other, "good")), shipped.rubrics).total)
    return found


def never_reached(shipped: Library, cards: Iterable[Scorecard]) -> list[str]:
    """Criteria that reach their best or their worst nowhere."""
    seen: dict[str, list[float]] = defaultdict(list)
    for card in cards:
        for dimension in card.dimensions:
            for mark in dimension.marks:
                seen[mark.criterion] += [] if mark.points is None else [mark.points]
    found = []
    for rubric in shipped.rubrics.rubrics.values():
        for criterion in rubric.criteria:
            best = max(points for _, points in criterion.scale)
            low = min(points for _, points in criterion.scale)
            points = seen.get(criterion.id, [])
            faulty = criterion.measure == "faults"  # without a fault it isn't assessed, which is best
            if not faulty and best not in points:
                found.append(f"{rubric.id}/{criterion.id} never reaches {best:g}")
            if not points or min(points) > max(low, 30):
                found.append(f"{rubric.id}/{criterion.id} never falls to {low:g}")
    return found


def main() -> int:
    """Measure and print; 1 where something isn't as it should be."""
    shipped = library()
    cards = rehearsals(shipped)
    print(f"\nscores: {len(cards)} rehearsals\n")
    problems = too_close(cards)
    every = list(cards.values())
    for language in (lang for lang in shipped.shelves if (CALLS / f"calls_{lang}.jsonl").exists()):
        situations = transcripts(shipped, language)
        share, wrong = ranked(situations)
        every += [card for levels in situations.values() for card in levels.values()]
        print(f"{language}: {share:.1%} of the pairs of labelled calls in the right order")
        problems += [] if share >= 0.95 else wrong
    tried = gamers(shipped)
    bots = [f"{name} gets {card.total}" for name, card in tried.items() if card.total >= GAMED]
    print(f"bots that reach {GAMED}: {len(bots)}")
    totals = elsewhere(shipped)
    lost = sum(total < ELSE for total in totals) / len(totals)
    print(f"calls about something else that stay under {ELSE}: {lost:.1%}")
    strays = misplaced(shipped)
    apart = sum(total >= GOOD for total in strays) / len(strays)
    print(f"good rehearsals of other calls that reach {GOOD}: {apart:.1%}")
    problems += [] if lost >= MOSTLY and apart <= SELDOM else ["talk about other things scores too high"]
    every += [*exercises(shipped), *drills(shipped), *tried.values()]
    idle = never_reached(shipped, every)
    print(f"criteria that never reach their best or worst: {len(idle)}")
    for line in (*problems, *bots, *idle):
        print(f"  {line}")
    return 1 if problems or bots or idle else 0


if __name__ == "__main__":
    sys.exit(main())
