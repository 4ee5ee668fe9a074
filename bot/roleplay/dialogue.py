"""A dialogue as a trainer writes it."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.language.vocabulary import Entry, Written
from bot.roleplay.sheet import Sheet

Mood = Annotated[int, Field(ge=-3, le=3)]
Shift = Annotated[int, Field(ge=-6, le=6)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Persona = Literal["plain", "hurried", "polite", "talkative", "angry", "suspicious"]
Phase = Literal["opening", "discovery", "presenting", "objection", "complaint", "closing"]
Kind = Literal[
    "cold_call", "discovery", "objection", "complaint", "event", "followup", "referral", "drill", "worksheet"
]
#: Kinds of practice with nobody on the line.
EXERCISES = frozenset({"drill", "worksheet"})
#: What makes a prospect (handbook/qualification, interaction/man).
Prospect = Literal["travels", "books", "class", "spending", "decides"]
Outcome = Literal["won", "lost", "hung-up"]

#: Endings every call can have, even if a dialogue says nothing of them.
HUNG_UP, LEFT = "hung-up", "left"


def several(value: Any) -> Any:
    """A single text where several may stand."""
    return [value] if isinstance(value, str) else value


def lines(value: Any) -> Any:
    """Each line may be one text or a list of parts."""
    return [several(line) for line in value] if isinstance(value, list) else value


#: One line, spoken in parts with a pause after each.
Line = Annotated[tuple[str, ...], BeforeValidator(several)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(lines)]
#: A condition, or several of which one must hold.
When = Annotated[tuple[str, ...], BeforeValidator(several)]


class Speaking(Written):
    """Whatever makes the customer speak: one line in parts, or one of several lines."""

    says: Line = ()
    says_one_of: Lines = ()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The lines to choose from; empty where nothing is said."""
        return self.says_one_of or ((self.says,) if self.says else ())


class Reply(Speaking):
    """What the customer does when `when` (just said) and `only_if` (the call so far) hold."""

    when: When
    only_if: str | None = Field(default=None, alias="if")
    goto: str | None = None
    ends: str | None = None
    mood: Shift = 0
    patience: Shift = 0
    because: str | None = None
    earns: str | None = None


class Feeling(Written):
    """A change of mood or patience, whatever else happens in the turn. Gains count once a call."""

    when: When
    only_if: str | None = Field(default=None, alias="if")
    mood: Shift = 0
    patience: Shift = 0
    because: str


class Fact(Written):
    """Something the customer knows and tells only when asked.

    `topic` holds phrase templates, `asks` whole questions that ask about it. An open question draws
    `open`, a closed one `closed`; a further question on what was told draws `more`. With `if` the
    customer tells it only then, and says `guarded` before. What `counts` is to be won in this call;
    the rest is there to be asked, but nobody loses points by leaving it. Where `closed` isn't written, every
    question draws `open`. `shows` names the condition of a
    prospect that the fact answers (travels, books, class, spending, decides). A fact that the shared topics
    know by its name needs neither `topic` nor `label` of its own.
    """

    topic: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    open: Line
    closed: Line = ()
    more: Line = ()
    when: When = ()
    only_if: str | None = Field(default=None, alias="if")
    guarded: Line = ()
    label: str = ""
    counts: bool = True
    shows: Prospect | None = None

    @property
    def short(self) -> tuple[str, ...]:
        """What a closed question draws."""
        return self.closed or self.open

    @property
    def told(self) -> tuple[str, ...]:
        """Each of its lines that isn't empty, whole."""
        return tuple(" ".join(line) for line in (self.open, self.closed, self.more) if line)


class Customer(Written):
    """The person on the line."""

    name: str
    role: str = ""
    persona: Persona = "plain"
    pace: Literal["slow", "normal", "fast"] = "normal"
    mood: Mood = 0
    patience: Annotated[int, Field(ge=1, le=12)] = 5
    facts: dict[FactName, Fact] = {}


class Retelling(Written):
    """A fact in the words of another person; what is left out stays."""

    open: Line = ()
    closed: Line = ()
    more: Line = ()
    guarded: Line = ()


class Person(Written):
    """Somebody else who may pick up the same call; what is left out is as with the first customer.

    `says` replaces the lines of states and endings, by their names.
    """

    name: str
    role: str = ""
    persona: Persona | None = None
    pace: Literal["slow", "normal", "fast"] | None = None
    mood: Mood | None = None
    patience: Annotated[int, Field(ge=1, le=12)] | None = None
    brief: str = ""
    facts: dict[FactName, Retelling] = {}
    says: dict[Name, Lines] = {}


class State(Speaking):
    """A moment of the call.

    `tells`: what the customer answers here when asked for facts. `yields`: the line is left out
    when a question was answered in the same breath. `like` names a shared moment: what isn't written
    here is as there, and its replies come after those written here.
    """

    like: Name | None = None
    phase: Phase = "discovery"
    hint: str = ""
    replies: tuple[Reply, ...] = ()
    otherwise: Speaking | None = None
    tells: Literal["all", "short", "nothing"] = "all"
    yields: bool = False


class Ending(Speaking):
    """How a call can end."""

    outcome: Outcome
    title: str


class Rehearsal(Written):
    """A call written down: the trainee's replies to a `person`, and the ending they must reach."""

    ending: str
    person: str = ""
    replies: tuple[str, ...]


class Dialogue(Written):
    """A whole practice call.

    `habits` name shared replies that hold in every state, after those written under `anywhere`.
    `tasks` are what there is to earn in a drill, `sheet` what a worksheet fills in; neither is
    `interruptible`: nobody is talked over who only asks and listens.
    """

    title: str
    course: Name
    source: tuple[str, ...]
    channel: Literal["phone", "visit"] = "phone"
    level: Literal[1, 2, 3]
    kind: Kind
    brief: str
    offer: str = ""
    customer: Customer
    people: dict[FactName, Person] = {}
    states: Annotated[dict[Name, State], Field(min_length=1)]
    anywhere: tuple[Reply, ...] = ()
    habits: tuple[Name, ...] = ()
    endings: dict[Name, Ending] = {}
    feelings: tuple[Feeling, ...] = ()
    moves: dict[FactName, Entry] = {}
    company: dict[str, str] = {}
    tasks: tuple[str, ...] = ()
    interruptible: bool = True
    sheet: Sheet | None = None
    rehearsals: dict[Literal["good", "fair", "poor"], Rehearsal] = {}

    @property
    def start(self) -> str:
        """The state in which the customer picks up: the first one written."""
        return next(iter(self.states))


class Manners(Written):
    """What any person does on the phone: shared by all customers of a language.

    `replies` are tried from the top when neither the dialogue nor a fact had an answer.
    Below the mood `opens_from` an open question draws only the short answer.
    """

    opens_from: Mood = -1
    feelings: tuple[Feeling, ...] = ()
    replies: tuple[Reply, ...]
    endings: dict[Name, Ending]


def version(*parts: Written, company: Mapping[str, str]) -> str:
    """A digest of what was written: a session ends on the version it began with."""
    written = [part.model_dump_json(by_alias=True) for part in parts]
    text = "\n".join([*written, *(f"{key}={company[key]}" for key in sorted(company))])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
