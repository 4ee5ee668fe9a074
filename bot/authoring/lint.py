"""The linter: what is wrong with a dialogue although it is well-formed."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.authoring.lines import lint_lengths, lint_lines, lint_speakers
from bot.authoring.names import Known, nearest
from bot.authoring.people import lint_offer, lint_people
from bot.authoring.phrases import lint_asks, lint_facts, lint_moves, lint_near_misses, lint_unused
from bot.authoring.problem import Problem
from bot.authoring.reach import unreachable_endings, unreachable_states
from bot.authoring.replies import lint_feelings, lint_replies, lint_states
from bot.authoring.spoken import numbered, speakers, spoken, spoken_by_all
from bot.language.recogniser import Recogniser
from bot.roleplay.dialogue import Dialogue, Manners
from bot.roleplay.script import offered

REHEARSALS = ("good", "fair", "poor")
#: Endings that every call needs, whatever the dialogue: the customer hangs up, the trainee does.
NEEDED = ("hung-up", "left", "quit")


def lint_manners(
    manners: Manners, recogniser: Recogniser, company: Mapping[str, str] | None = None
) -> list[Problem]:
    """Every mistake in the manners of a language."""
    known = Known(recogniser, {}, set(manners.endings))
    names = names_of_lines(company or {}, "", "")
    return [
        *lint_feelings(manners.feelings, ("feelings",), known),
        *lint_replies(manners.replies, ("replies",), known),
        *lint_lines(spoken_by_all(manners), names, recogniser.language),
        *lint_speakers(numbered(manners.replies, ("replies",))),
        *(Problem("ending-needed", ("endings",), {"name": n}) for n in NEEDED if n not in manners.endings),
    ]


def lint_dialogue(
    dialogue: Dialogue,
    manners: Manners,
    recogniser: Recogniser,
    company: Mapping[str, str],
    thorough: bool = True,
) -> list[Problem]:
    """Every mistake in a dialogue: names, templates, lines, states nobody can reach, rehearsals.

    Unless `thorough`, its questions and near misses aren't tried out: that takes most of the time.
    """
    endings = {*manners.endings, *dialogue.endings}
    known = Known(recogniser, dialogue.moves, endings, dialogue)
    customer = dialogue.customer
    names = names_of_lines(
        {**offered(company, dialogue.offer), **dialogue.company}, customer.name, customer.role
    )
    facts = list(lint_facts(dialogue, known))
    moves = list(lint_moves(dialogue.moves, recogniser))
    found = [
        *lint_feelings(dialogue.feelings, ("feelings",), known),
        *lint_replies(dialogue.anywhere, ("anywhere",), known),
        *lint_states(dialogue, known),
        *facts,
        *moves,
        *lint_unused(dialogue),
        *lint_lines(spoken(dialogue), names, recogniser.language),
        *lint_speakers(speakers(dialogue)),
        *lint_reach(dialogue),
        *lint_rehearsals(dialogue, endings),
        *lint_people(dialogue, endings),
        *lint_offer(dialogue, company),
        *(Problem("habit-unknown", ("habits", n), {"name": h}) for n, h in enumerate(dialogue.habits)),
        *lint_lengths(dialogue),
    ]
    if not thorough:
        return found
    if not any(unmatchable(problem) for problem in facts):
        found += lint_asks(customer.facts, recogniser)
    if not any(unmatchable(problem) for problem in moves):
        found += lint_near_misses(dialogue.moves, recogniser)
    return found


def unmatchable(problem: Problem) -> bool:
    """Whether a problem is a template that can't be matched at all."""
    return problem.code.startswith("template-")


def names_of_lines(company: Mapping[str, str], name: str, role: str) -> dict[str, Any]:
    """What lines may name."""
    return {
        "company": dict(company),
        "customer": {"name": name, "role": role},
        "last_line": "",
        "unheard": "",
        "option": "",
    }


def lint_reach(dialogue: Dialogue) -> Iterator[Problem]:
    """States and endings that no sequence of replies leads to."""
    for name in unreachable_states(dialogue):
        yield Problem("state-unreachable", ("states", name), {"name": name})
    for name in unreachable_endings(dialogue):
        yield Problem("ending-unreachable", ("endings", name), {"name": name})


def lint_rehearsals(dialogue: Dialogue, endings: set[str]) -> Iterator[Problem]:
    """Rehearsals that are missing, or name an ending that isn't there."""
    for kind in REHEARSALS:
        if kind not in dialogue.rehearsals:
            yield Problem("rehearsal-missing", ("rehearsals",), {"kind": kind})
    for kind, rehearsal in dialogue.rehearsals.items():
        if rehearsal.ending not in endings:
            details = {"name": rehearsal.ending, "nearest": nearest(rehearsal.ending, endings)}
            yield Problem("ending-unknown", ("rehearsals", kind, "ending"), details)
