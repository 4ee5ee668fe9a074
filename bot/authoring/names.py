"""The names that conditions may use."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import get_args

from bot.authoring.problem import Place, Problem
from bot.language.recogniser import Recogniser
from bot.language.vocabulary import Entry
from bot.roleplay.condition import ConditionError, condition
from bot.roleplay.dialogue import Dialogue, Kind, Persona, Reply
from bot.roleplay.part import Difficulty
from bot.roleplay.scope import ANSWERS, NUMBERS, PREFIXES, QUESTIONS, SITUATIONS, VERDICTS


class Known:
    """The names that conditions of a dialogue may use, and its states and endings."""

    def __init__(
        self,
        recogniser: Recogniser,
        moves: Mapping[str, Entry],
        endings: set[str],
        dialogue: Dialogue | None = None,
    ) -> None:
        self.vocabulary = recogniser.vocabulary
        self.normalise = recogniser.normalise
        self.acts = {*self.vocabulary.acts, *self.vocabulary.moves, *moves}
        self.plain = self.acts | SITUATIONS | NUMBERS | set(QUESTIONS) | {"otherwise"}
        self.endings = endings
        self.states = set(dialogue.states) if dialogue else set()
        self.tails = self._tails(dialogue)

    def _tails(self, dialogue: Dialogue | None) -> dict[str, set[str] | None]:
        """What may stand after the point of `facts.`, `said.` and so on; None where nobody can tell."""
        tails: dict[str, set[str] | None] = dict.fromkeys(PREFIXES)
        tails |= {"said": self.acts, "persona": set(get_args(Persona)), "kind": set(get_args(Kind))}
        tails |= {"difficulty": set(get_args(Difficulty)), "answers": {*ANSWERS, *VERDICTS}}
        if dialogue:
            facts = set(dialogue.customer.facts)
            tails |= {"facts": facts | {f"{fact}.open" for fact in facts}, "asks": facts}
            tails["earned"] = {reply.earns for reply in all_replies(dialogue) if reply.earns}
            tails["person"] = set(dialogue.people)
            tails["state"] = {state.replace("-", "_") for state in dialogue.states}
        return tails

    def unknown(self, name: str) -> bool:
        """Whether a condition can't know this name."""
        head, point, tail = name.partition(".")
        if not point:
            return name not in self.plain
        if head not in self.tails:
            return True
        tails = self.tails[head]
        return tails is not None and tail not in tails

    def nearest(self, name: str) -> str:
        """The known name a person may have meant."""
        dotted = {f"{head}.{tail}" for head, tails in self.tails.items() for tail in tails or ()}
        return nearest(name, self.plain | dotted)


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of these names that a person may have meant, or nothing."""
    return next(iter(get_close_matches(name, sorted(known), 1)), "")


def all_replies(dialogue: Dialogue) -> Iterator[Reply]:
    """Every reply of a dialogue."""
    for state in dialogue.states.values():
        yield from state.replies
    yield from dialogue.anywhere


def lint_condition(text: str, place: Place, known: Known) -> Iterator[Problem]:
    """A condition that can't be read, or that asks for something nobody knows."""
    for name in sorted(names_in(text) or ()):
        if known.unknown(name):
            yield Problem("name-unknown", place, {"name": name, "nearest": known.nearest(name)})
    if names_in(text) is None:
        yield Problem("condition-unreadable", place, {"text": text})


def lint_conditions(texts: tuple[str, ...], place: Place, known: Known) -> Iterator[Problem]:
    """Mistakes in several conditions of which one must hold."""
    for number, text in enumerate(texts):
        yield from lint_condition(text, (*place, number), known)


def names_in(text: str) -> frozenset[str] | None:
    """The names a condition looks at; None where it can't be read."""
    try:
        return condition(text).names
    except (ConditionError, RecursionError):
        return None
