"""What happened in a session. The events are the session; its state is their fold."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.language.utterance import Utterance
from bot.roleplay.lines import joined

Depth = Literal["closed", "open", "more"]


@dataclass(frozen=True, slots=True)
class Started:
    """The phone was picked up. `version` names the exact dialogue, `seed` fixes every choice of line,
    `facts` are those there are to win, `conditions` those that answer each condition of a prospect;
    in an `exam` nobody is helped; `person` says who picked up (empty: the first customer); `tasks` are
    what there is to earn, `moves` what the dialogue listens for."""

    dialogue: str
    version: str
    language: str
    seed: int
    state: str
    mood: int
    patience: int
    facts: tuple[str, ...] = ()
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pace: str = ""
    exam: bool = False
    person: str = ""
    difficulty: Literal["easy", "normal", "hard"] = "normal"
    tasks: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    kind: Literal["started"] = "started"


@dataclass(frozen=True, slots=True)
class Spoke:
    """The trainee said something; `heard` of the customer's `of` parts had been spoken by then."""

    turn: int
    utterance: Utterance
    state: str
    phase: str
    heard: int
    of: int
    kind: Literal["spoke"] = "spoke"

    @property
    def interrupts(self) -> bool:
        """Whether it was said into the customer's unfinished line."""
        return self.heard < self.of


@dataclass(frozen=True, slots=True)
class Dated:
    """The day on which a worksheet is filled in (2026-12-01; empty where nobody knows, as in a rehearsal)."""

    turn: int
    day: str
    kind: Literal["dated"] = "dated"


@dataclass(frozen=True, slots=True)
class Voiced:
    """A reply was spoken: what was measured of it, by name and in its unit.

    `turn` is the reply whose words it holds, the next one where they are still to come; `instead` says that
    it turned out to hold those of the last one. `usual` are the speaker's own medians of earlier notes;
    where nothing could be measured, `abstained` says why.
    """

    turn: int
    seconds: float
    measures: tuple[tuple[str, float], ...] = ()
    usual: tuple[tuple[str, float], ...] = ()
    abstained: str = ""
    instead: bool = False
    kind: Literal["voiced"] = "voiced"


@dataclass(frozen=True, slots=True)
class Answered:
    """The customer spoke, part by part; `why` names what made them say it, in order."""

    turn: int
    parts: tuple[str, ...]
    why: tuple[str, ...]
    kind: Literal["answered"] = "answered"

    @property
    def text(self) -> str:
        """The whole line."""
        return joined(self.parts)


@dataclass(frozen=True, slots=True)
class Moved:
    """The call went from one state to another by a reply of the dialogue."""

    turn: int
    source: str
    target: str
    rule: str
    kind: Literal["moved"] = "moved"


@dataclass(frozen=True, slots=True)
class Told:
    """The customer told a fact because of a question."""

    turn: int
    fact: str
    depth: Depth
    quote: str
    kind: Literal["told"] = "told"


@dataclass(frozen=True, slots=True)
class Reasked:
    """The trainee asked for what had been told."""

    turn: int
    fact: str
    quote: str
    kind: Literal["reasked"] = "reasked"


@dataclass(frozen=True, slots=True)
class Felt:
    """Mood or patience changed: by how much, to what, because of which words, and why.

    `rule` identifies the reason, so that a gain counts once.
    """

    turn: int
    mood_by: int
    patience_by: int
    mood: int
    patience: int
    quote: str
    because: str
    rule: str
    kind: Literal["felt"] = "felt"


@dataclass(frozen=True, slots=True)
class Earned:
    """Something the dialogue names was achieved."""

    turn: int
    name: str
    quote: str
    kind: Literal["earned"] = "earned"


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over; `by` says who hung up."""

    turn: int
    ending: str
    outcome: Literal["won", "lost", "hung-up"]
    by: Literal["customer", "trainee"]
    kind: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The trainee took back the reply of a turn: what followed from it no longer counts."""

    turn: int
    kind: Literal["taken_back"] = "taken_back"


@dataclass(frozen=True, slots=True)
class Hinted:
    """The trainee asked for a hint."""

    turn: int
    state: str
    kind: Literal["hinted"] = "hinted"


Event = Annotated[
    Started
    | Dated
    | Spoke
    | Voiced
    | Answered
    | Moved
    | Told
    | Reasked
    | Felt
    | Earned
    | Ended
    | TakenBack
    | Hinted,
    Field(discriminator="kind"),
]
Events = tuple[Event, ...]
ONE: TypeAdapter[Event] = TypeAdapter(Event)
ALL: TypeAdapter[Events] = TypeAdapter(Events)


def to_json(event: Event) -> str:
    """An event as one line of JSON; the same event gives the same line."""
    return ONE.dump_json(event).decode()


def from_json(line: str) -> Event:
    """The event of a line of JSON."""
    return ONE.validate_json(line)


def effective(events: Events) -> Events:
    """The events that count: replies taken back are left out, with all that followed from them."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, TakenBack):
            kept = [e for e in kept if isinstance(e, Started | Hinted) or e.turn < event.turn]
        elif isinstance(event, Voiced) and event.instead:
            kept = [*(e for e in kept if not (isinstance(e, Voiced) and e.turn > event.turn)), event]
        else:
            kept.append(event)
    return tuple(kept)
