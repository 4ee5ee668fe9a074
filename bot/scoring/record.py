"""A call as scoring sees it: turns with what came before and after them, in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from bot.language.acts import ACTS
from bot.language.echo import content, share
from bot.language.normal import Normaliser
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
    Voiced,
    effective,
)

#: What a customer's line can be about, as far as words show it.
LineKind = Literal["objection", "complaint", "angry", "reluctant", "price", "rival", "dictation"]
#: So much of what somebody said shows that it is taken up: pairs of characters (Chinese), words (English).
ENOUGH = {"zh": 2, "en": 1}
#: What made the customer say what anybody would say.
STOCK = "rule:manners."
#: Acts with which asking is over and offering begins, where a transcript doesn't tell the phases.
OFFERS = frozenset({"present_feature", "present_benefit", "propose_next_step", "offer_choice", "read_back"})


@dataclass(frozen=True)
class Exchange:
    """One reply of the trainee: the customer's line it answers, the reply, what it brought about.

    `phase` is guessed where the call had no dialogue. `content_before` is what the customer's line was
    about, `contents` what each clause of the reply is about; `voiced` how it sounded, where it was spoken.
    `stock`: the customer's line is what anybody would say, with nothing in it to say back.
    """

    turn: int
    before: str
    utterance: Utterance
    phase: str
    interrupts: bool
    told: tuple[Told, ...]
    reasked: tuple[Reasked, ...]
    felt: tuple[Felt, ...]
    earned: tuple[str, ...]
    content_before: frozenset[str]
    contents: tuple[frozenset[str], ...]
    enough: int
    voiced: Voiced | None = None
    stock: bool = False

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts and moves of the reply."""
        return self.utterance.acts

    @property
    def real_acts(self) -> frozenset[str]:
        """The acts of the reply without moves."""
        return ACTS & set(self.utterance.acts)

    @property
    def text(self) -> str:
        """The reply as it was said."""
        return self.utterance.text.strip()

    @property
    def echo(self) -> float:
        """The share of the reply that the customer had just said (0–1)."""
        return share(frozenset().union(*self.contents), self.content_before)

    @property
    def echoes(self) -> bool:
        """Whether the reply takes up words of the customer's line."""
        return len(frozenset().union(*self.contents) & self.content_before) >= self.enough

    def asks(self, *kinds: Question) -> tuple[str, ...]:
        """The clauses that ask a question of these types, without those about the call itself."""
        return tuple(c.text for c in self.utterance.inquiries() if c.question in kinds)


@dataclass(frozen=True)
class Record:
    """The whole call. `phased` says whether a dialogue told the phases (a bare transcript doesn't);
    `conditions` holds the facts that answer each condition of a prospect, `moves` what the dialogue listens
    for, `pace` how the customer speaks."""

    language: str
    kind: str
    facts: tuple[str, ...]
    conditions: Mapping[str, tuple[str, ...]]
    moves: frozenset[str]
    pace: str
    exchanges: tuple[Exchange, ...]
    lines: tuple[str, ...]
    ended: Ended | None
    earned: tuple[str, ...]
    tasks: tuple[str, ...]
    hints: int
    exam: bool
    words: Words
    phased: bool

    @property
    def enough(self) -> int:
        """How much content shows that something is taken up."""
        return ENOUGH[self.language]

    def during(self, phases: frozenset[str]) -> tuple[Exchange, ...]:
        """The exchanges of some phases."""
        return tuple(e for e in self.exchanges if e.phase in phases)

    def customer_says(self, words: tuple[str, ...]) -> bool:
        """Whether the customer used one of these words."""
        return any(word in line.lower() for line in self.lines for word in words)

    def is_kind(self, exchange: Exchange, kind: LineKind) -> bool:
        """Whether the line a reply answers is of a kind."""
        line = exchange.before.lower()
        return any(word in line for word in self._lists[kind])

    @cached_property
    def _lists(self) -> dict[str, tuple[str, ...]]:
        w = self.words
        return {
            "objection": w.objections,
            "complaint": w.complaints,
            "angry": w.anger,
            "reluctant": w.reluctance,
            "price": w.prices,
            "rival": w.rivals,
            "dictation": w.dictation,
        }


def record(events: Events, kind: str, words: Words) -> Record:
    """The record of a call from its events; replies taken back don't count."""
    events = effective(events)
    started = next(e for e in events if isinstance(e, Started))
    turns = [e for e in events if isinstance(e, Spoke)]
    answers = {e.turn: e.text for e in events if isinstance(e, Answered)}
    stock = {e.turn for e in events if isinstance(e, Answered) and all(w.startswith(STOCK) for w in e.why)}
    before = ""
    lines = [before := answers.get(turn, before) for turn in range(len(turns) + 1)]
    phased = any(spoke.phase for spoke in turns)
    phases = [spoke.phase for spoke in turns] if phased else guessed(turns, kind)
    after = Aftermath(events)

    def about(text: str) -> frozenset[str]:
        return content(normaliser()(text), started.language, words.stop)

    return Record(
        language=started.language,
        kind=kind,
        facts=started.facts,
        conditions={name: tuple(facts) for name, facts in started.conditions},
        moves=frozenset(started.moves),
        pace=started.pace,
        exchanges=tuple(
            Exchange(
                turn=spoke.turn,
                before=lines[number],
                utterance=spoke.utterance,
                phase=phases[number],
                interrupts=spoke.interrupts,
                told=after.told(spoke.turn),
                reasked=after.reasked(spoke.turn),
                felt=after.felt(spoke.turn),
                earned=after.earned(spoke.turn),
                content_before=about(lines[number]),
                contents=contents(spoke.utterance, about),
                enough=ENOUGH[started.language],
                voiced=after.voiced(spoke.turn),
                stock=number in stock,
            )
            for number, spoke in enumerate(turns)
        ),
        lines=tuple(answers.values()),
        ended=next((e for e in events if isinstance(e, Ended)), None),
        earned=tuple(e.name for e in events if isinstance(e, Earned)),
        tasks=started.tasks,
        hints=sum(isinstance(e, Hinted) for e in events),
        exam=started.exam,
        words=words,
        phased=phased,
    )


def contents(utterance: Utterance, about: Callable[[str], frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What each clause is about; to this customer nothing, where it is in another language."""
    if "other_language" in utterance.acts:
        return (frozenset(),) * len(utterance.clauses)
    return tuple(about(clause.text) for clause in utterance.clauses)


class Aftermath:
    """What each turn brought about."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def told(self, turn: int) -> tuple[Told, ...]:
        """The facts that were told."""
        return tuple(e for e in self._events if isinstance(e, Told) and e.turn == turn)

    def reasked(self, turn: int) -> tuple[Reasked, ...]:
        """What was asked again."""
        return tuple(e for e in self._events if isinstance(e, Reasked) and e.turn == turn)

    def earned(self, turn: int) -> tuple[str, ...]:
        """What was achieved."""
        return tuple(e.name for e in self._events if isinstance(e, Earned) and e.turn == turn)

    def voiced(self, turn: int) -> Voiced | None:
        """How the reply sounded: the last note of it that could be measured."""
        notes = [e for e in self._events if isinstance(e, Voiced) and e.turn == turn and e.measures]
        return notes[-1] if notes else None

    def felt(self, turn: int) -> tuple[Felt, ...]:
        """How the customer felt about it."""
        return tuple(e for e in self._events if isinstance(e, Felt) and e.turn == turn)


def guessed(turns: list[Spoke], kind: str) -> list[str]:
    """The phases of a bare transcript: asking until something is offered, then closing."""
    first = "complaint" if kind == "complaint" else "discovery"
    offered = next((n for n, t in enumerate(turns) if OFFERS & set(t.utterance.acts)), len(turns))
    return [first if number < offered else "closing" for number in range(len(turns))]


@lru_cache(maxsize=1)
def normaliser() -> Normaliser:
    """Spellings folded, as the recogniser folds them."""
    return Normaliser()
