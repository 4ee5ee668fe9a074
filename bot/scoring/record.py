"""A call as scoring sees it: turns with what came before and after them, in order."""

from dataclasses import dataclass

from bot.language.utterance import Question, Utterance
from bot.language.vocabulary import Words
from bot.roleplay.events import (
    Answered,
    Earned,
    Ended,
    Events,
    Felt,
    Hinted,
    Reasked,
    Spoke,
    Started,
    Told,
    effective,
)

DISCOVERY = frozenset({"opening", "discovery"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One reply of the trainee: the customer's line it answers, the reply, what it brought about."""

    turn: int
    before: str
    utterance: Utterance
    phase: str
    interrupts: bool
    told: tuple[Told, ...]
    reasked: tuple[Reasked, ...]
    felt: tuple[Felt, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts of the reply."""
        return self.utterance.acts

    @property
    def text(self) -> str:
        """The reply as it was said."""
        return self.utterance.text.strip()

    def asks(self, *kinds: Question) -> tuple[str, ...]:
        """The clauses that ask a question of these types, without those about the call itself."""
        return tuple(c.text for c in self.utterance.inquiries() if c.question in kinds)


@dataclass(frozen=True, slots=True)
class Record:
    """The whole call. `phased` says whether phases are known (they aren't in a bare transcript)."""

    language: str
    kind: str
    facts: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    lines: tuple[str, ...]
    ended: Ended | None
    earned: tuple[str, ...]
    hints: int
    words: Words

    @property
    def phased(self) -> bool:
        """Whether the phases of the call are known."""
        return any(e.phase for e in self.exchanges)

    def during(self, phases: frozenset[str]) -> tuple[Exchange, ...]:
        """The exchanges of some phases; all of them where phases aren't known."""
        return tuple(e for e in self.exchanges if e.phase in phases) if self.phased else self.exchanges

    def customer_says(self, words: tuple[str, ...]) -> bool:
        """Whether the customer used one of these words."""
        return any(word in line.lower() for line in self.lines for word in words)


def record(events: Events, kind: str, words: Words) -> Record:
    """The record of a call from its events; replies taken back don't count."""
    events = effective(events)
    started = next(e for e in events if isinstance(e, Started))
    answers = {e.turn: e.text for e in events if isinstance(e, Answered)}
    turns = [e for e in events if isinstance(e, Spoke)]
    before = ""
    lines = [before := answers.get(turn, before) for turn in range(len(turns) + 1)]
    return Record(
        language=started.language,
        kind=kind,
        facts=started.facts,
        exchanges=tuple(
            Exchange(
                turn=spoke.turn,
                before=lines[number],
                utterance=spoke.utterance,
                phase=spoke.phase,
                interrupts=spoke.interrupts,
                told=tuple(e for e in events if isinstance(e, Told) and e.turn == spoke.turn),
                reasked=tuple(e for e in events if isinstance(e, Reasked) and e.turn == spoke.turn),
                felt=tuple(e for e in events if isinstance(e, Felt) and e.turn == spoke.turn),
            )
            for number, spoke in enumerate(turns)
        ),
        lines=tuple(answers.values()),
        ended=next((e for e in events if isinstance(e, Ended)), None),
        earned=tuple(e.name for e in events if isinstance(e, Earned)),
        hints=sum(isinstance(e, Hinted) for e in events),
        words=words,
    )
