"""What a store keeps and what it promises; `sql.SqlStore` keeps the promise on SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from bot.roleplay.events import Events, Voiced
from bot.store.tallying import Marks

P = ParamSpec("P")
T = TypeVar("T")


class StoreError(Exception):
    """The store can't do what was asked; `key` names the message people get, `details` fill it in."""

    def __init__(self, key: str, **details: str) -> None:
        self.key, self.details = key, details
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person on a channel: `address` is how the channel reaches them (a chat id); `notes` says whether
    they want the coach's notes, `zone` where they live (an IANA time zone; empty: unknown); an `owner` may
    do everything."""

    id: int
    channel: str
    address: str
    language: str
    notes: bool = False
    name: str = ""
    zone: str = ""
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A session as it is kept; `events` in the order they happened."""

    id: int
    trainee: int
    dialogue: str
    language: str
    version: str
    events: Events
    opened: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A session to be begun; `script` is the whole dialogue as JSON, kept once per version."""

    dialogue: str
    language: str
    version: str
    script: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to a person: `body` is JSON that the channel knows how to send."""

    id: int
    address: str
    body: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard as it is kept; `body` is its JSON."""

    call: int
    dialogue: str
    language: str
    total: float | None
    digest: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Low:
    """Where a criterion went badly in a call: the reply and its words, if there are any to point at."""

    criterion: str
    points: float
    turn: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Practised:
    """A skill after it was practised: when it is due again, and its state as JSON."""

    criterion: str
    due: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call that ended adds to what is known of people and dialogues.

    `marks` are criteria with their points, `lows` those that went badly, `steps` the states it went
    through, pair by pair; `statements` are what another system is to be told, as JSON.
    """

    course: str
    won: bool
    marks: tuple[tuple[str, float], ...] = ()
    lows: tuple[Low, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    skills: tuple[Practised, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Everything one update brings about; written in one transaction or not at all.

    `update` names the update of the channel (None where updates can't come twice). `opening` begins a
    session; otherwise `call` is the session that `events` are appended to, and `after` how many events
    it must have had. `closes` ends the session, with its `outcome`. `messages` are bodies for the trainee's
    address; `assignment` is what a session that begins is an attempt at.
    """

    trainee: int
    at: datetime
    update: str | None = None
    opening: Opening | None = None
    call: int | None = None
    after: int = 0
    events: Events = ()
    closes: bool = False
    total: float | None = None
    digest: str = ""
    scorecard: str | None = None
    messages: tuple[str, ...] = ()
    language: str | None = None
    notes: bool | None = None
    outcome: Outcome | None = None
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a change. `again` means the update had been handled before: nothing was written,
    and `messages` are those of the first time that have not been sent yet."""

    again: bool
    call: int | None
    messages: tuple[Outgoing, ...]


class Store(Protocol):
    """What every store does; see the contract tests."""

    async def open(self) -> None:
        """Get ready: create or migrate the tables."""

    async def close(self) -> None:
        """Finish what was begun and let go of everything."""

    async def trainee(self, channel: str, address: str, language: str) -> Trainee:
        """The trainee of an address; made with this language where there is none."""

    async def running(self, trainee: int) -> Call | None:
        """The open session of a trainee."""

    async def commit(self, change: Change) -> Receipt:
        """Write a change; raises StoreError("busy") where the session has moved on meanwhile."""

    async def unsent(self, channel: str) -> tuple[Outgoing, ...]:
        """Messages of a channel that were never marked as sent, oldest first."""

    async def sent(self, ids: tuple[int, ...]) -> None:
        """Mark messages as sent."""

    async def script(self, version: str) -> str | None:
        """The dialogue of a version, as it was when a session began with it."""

    async def scorecards(self, trainee: int, limit: int) -> tuple[Scored, ...]:
        """The latest scorecards of a trainee, newest first."""

    async def call(self, call: int) -> Call | None:
        """A session with all its events."""

    async def history(self) -> tuple[Scored, ...]:
        """Every scorecard, oldest first."""

    async def closed(self, trainee: int, dialogues: frozenset[str], limit: int) -> tuple[Call, ...]:
        """The latest finished sessions of some dialogues, with all their events, newest first."""

    async def notes(self, trainee: int, limit: int) -> tuple[Voiced, ...]:
        """The latest voice notes of a trainee that could be measured, newest first."""

    async def amend(self, scored: Scored, marks: Marks = (), before: Marks = ()) -> None:
        """Put a scorecard in place of the one that was kept for its session; `marks` are its criteria with
        their points, `before` those of the old one."""

    async def run(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **names: P.kwargs) -> T:
        """Do work of the modules of this room in a transaction; what people can put right is raised as
        StoreError."""
