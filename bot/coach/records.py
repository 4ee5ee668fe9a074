"""What passes between the coach and a channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from bot.roleplay.sheet import Filled
from bot.scoring.dials import Dial
from bot.scoring.note import Note
from bot.scoring.scorecard import Scorecard
from bot.store.records import Outgoing
from bot.voice import Curve


class CoachError(Exception):
    """Something the trainee asked for can't be done; `key` names the message, `details` fill it in."""

    def __init__(self, key: str, **details: object) -> None:
        self.key, self.details = key, details
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Sounded:
    """A voice note as the trainee is shown it: its dials, the curve with the pauses, and one piece of advice.

    `abstained` says why nothing could be measured, `about` that the speed is rough, `wants_words` that the
    words are still to come and `again` that they may be those of the last reply; `trouble` is the key of what
    kept an engine from writing it down.
    """

    seconds: float
    dials: tuple[Dial, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    curve: Curve = field(default_factory=Curve)
    about: bool = False
    abstained: str = ""
    advice: str = ""
    words: str = ""
    wants_words: bool = False
    again: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a channel has to tell: the customer's line in parts, a notice, the coach's note, the scorecard.

    `language` is the language of the call; `sheet` is what a worksheet has become; an
    `exercise` is a drill or a worksheet, with nobody on the line; `sound` is how a voice note sounded;
    `pace` and `mood` are the customer's; a call that is taken up again is `abroad` where it is held in
    another language than the trainee speaks by now.
    """

    customer: str
    dialogue: str
    parts: tuple[str, ...] = ()
    notice: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    ended: bool = False
    card: Scorecard | None = None
    language: str = ""
    note: Note | None = None
    exam: bool = False
    sheet: Filled | None = None
    exercise: bool = False
    pace: str = "normal"
    mood: int = 0
    sound: Sounded | None = None
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A worksheet as it was filled in, and when."""

    dialogue: str
    title: str
    at: datetime
    sheet: Filled


@dataclass(frozen=True, slots=True)
class Offer:
    """A dialogue as a trainee sees it before the call.

    `others` counts further people who may pick up; one made with a `seed` shows the person that seed draws.
    """

    id: str
    course: str
    title: str
    level: int
    customer: str
    brief: str
    others: int = 0
    seed: int = 0
    role: str = ""


EXCHANGE: TypeAdapter[Exchange] = TypeAdapter(Exchange)


@dataclass(frozen=True, slots=True)
class Done:
    """A use case carried out. `messages` are what a channel with an outbox still has to send:
    none of them where the update had been handled and answered before."""

    exchange: Exchange
    messages: tuple[Outgoing, ...] = ()
    again: bool = False
