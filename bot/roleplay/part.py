"""Who picks up: the persons of a dialogue, each with their own words for its facts and moments."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from bot.roleplay.dialogue import Customer, Dialogue, Fact, Lines, Person, Retelling

Difficulty = Literal["easy", "normal", "hard"]
#: How much better or worse the mood is at the start (steps), and how much more patience there is (points).
MOOD: Mapping[str, int] = {"easy": 1, "normal": 0, "hard": -1}
PATIENCE: Mapping[str, int] = {"easy": 2, "normal": 0, "hard": -2}
#: A harder customer needs this much better a mood to answer an open question openly (steps).
RESERVE: Mapping[str, int] = {"easy": -1, "normal": 0, "hard": 1}
#: However hard: nobody hangs up before they have been given a chance (points).
LEAST_PATIENCE = 3


@dataclass(frozen=True)
class Part:
    """A person of a dialogue. `id` is empty for the first; `says` replaces lines of states and endings."""

    id: str
    customer: Customer
    brief: str
    says: Mapping[str, Lines]

    @property
    def facts(self) -> dict[str, Fact]:
        """What this person knows, in their words."""
        return self.customer.facts

    def mood(self, difficulty: Difficulty) -> int:
        """The mood in which they pick up (−3 … +3)."""
        return max(-3, min(3, self.customer.mood + MOOD[difficulty]))

    def patience(self, difficulty: Difficulty) -> int:
        """The patience they begin with (1 … 12)."""
        least = min(LEAST_PATIENCE, self.customer.patience)
        return max(least, min(12, self.customer.patience + PATIENCE[difficulty]))

    @cached_property
    def names(self) -> dict[str, Any]:
        """What lines may name of this person."""
        return {"customer": {"name": self.customer.name, "role": self.customer.role}}


def cast(dialogue: Dialogue) -> dict[str, Part]:
    """All persons of a dialogue by id; the first stands under the empty id."""
    first = Part("", dialogue.customer, dialogue.brief, {})
    others = {id: played_by(dialogue, id, person) for id, person in dialogue.people.items()}
    return {"": first, **others}


def played_by(dialogue: Dialogue, id: str, person: Person) -> Part:
    """The part of a person: what isn't their own is that of the first customer, but for what is beside the
    point of the call, which belongs to the life of whoever tells it."""
    own = {key: getattr(person, key) for key in ("persona", "pace", "mood", "patience")}
    facts = {
        name: retold(fact, person.facts.get(name))
        for name, fact in dialogue.customer.facts.items()
        if fact.counts or fact.when or name in person.facts
    }
    customer = dialogue.customer.model_copy(
        update={
            "name": person.name,
            "role": person.role,
            "facts": facts,
            **{key: value for key, value in own.items() if value is not None},
        }
    )
    return Part(id, customer, person.brief or dialogue.brief, person.says)


def retold(fact: Fact, own: Retelling | None) -> Fact:
    """A fact in the words of another person; what the first one adds to it is not theirs."""
    if own is None:
        return fact
    lines = {key: getattr(own, key) for key in ("open", "closed", "more", "guarded")}
    theirs = {key: line for key, line in lines.items() if line}
    return fact.model_copy(update={**({"more": ()} if own.open else {}), **theirs})


def draw(parts: Mapping[str, Part], seed: int) -> str:
    """The id of the person who picks up: the same for the same seed."""
    ids = sorted(parts)
    number = int.from_bytes(hashlib.blake2b(f"{seed}/picks-up".encode(), digest_size=8).digest())
    return ids[number % len(ids)]
