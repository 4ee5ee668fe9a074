"""The state of a call, folded from its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.roleplay.events import (
    Answered,
    Dated,
    Depth,
    Earned,
    Ended,
    Event,
    Felt,
    Moved,
    Spoke,
    Started,
    TakenBack,
    Told,
    Voiced,
    effective,
)
from bot.roleplay.part import Difficulty

EMPTY: Mapping[str, Depth] = MappingProxyType({})
NOTHING: Mapping[str, str] = MappingProxyType({})
#: How many of the customer's lines are remembered: enough to judge a restatement.
MEMORY = 12


@dataclass(frozen=True, slots=True)
class Session:
    """Where a call stands after its events.

    `turn` counts the trainee's replies; `told` holds how deep each fact was told, `drawn` the question that
    drew it, `fresh` the last one and its turn, `counting` those that are to be won; `voiced` the reply that a
    voice note was last heard of; `parts` is the customer's last line; `heard` their lines so far; `gains` the
    reasons whose gain has been counted. In a worksheet, `day` is today and `answers` holds the last one by
    state.
    """

    dialogue: str = ""
    version: str = ""
    language: str = "zh"
    seed: int = 0
    state: str = ""
    turn: int = 0
    mood: int = 0
    patience: int = 1
    told: Mapping[str, Depth] = field(default_factory=lambda: EMPTY)
    drawn: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    fresh: tuple[str, int] = ("", 0)
    said: frozenset[str] = frozenset()
    earned: tuple[str, ...] = ()
    gains: frozenset[str] = frozenset()
    voiced: int = 0
    parts: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    lines: frozenset[str] = frozenset()
    exam: bool = False
    person: str = ""
    difficulty: Difficulty = "normal"
    counting: frozenset[str] = frozenset()
    ended: Ended | None = None
    day: str | None = None
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def wants_words(self) -> bool:
        """Whether a voice note was heard whose words are still to come."""
        return self.voiced > self.turn


def fold(events: Iterable[Event]) -> Session:
    """The session of these events."""
    session = Session()
    for event in effective(tuple(events)):
        session = apply(session, event)
    return session


def apply(session: Session, event: Event) -> Session:
    """The session after one more event; a reply taken back needs `fold`."""
    match event:
        case Started():
            return Session(
                dialogue=event.dialogue,
                version=event.version,
                language=event.language,
                seed=event.seed,
                state=event.state,
                mood=event.mood,
                patience=event.patience,
                exam=event.exam,
                person=event.person,
                difficulty=event.difficulty,
                counting=frozenset(event.facts),
            )
        case TakenBack():
            raise ValueError("a reply taken back needs the whole history: fold it")
    return changed(session, event)


def changed(session: Session, event: Event) -> Session:
    """The session after something was said, felt, told or done."""
    match event:
        case Spoke():
            said = session.said | set(event.utterance.acts)
            return replace(session, turn=event.turn, said=said, answers=answers(session, event))
        case Dated():
            return replace(session, day=event.day)
        case Voiced():
            return replace(session, voiced=event.turn)
        case Answered():
            return replace(
                session,
                parts=event.parts,
                heard=(*session.heard, event.text)[-MEMORY:],
                lines=session.lines | {event.text, *event.parts},
            )
        case Moved():
            return replace(session, state=event.target)
        case Told():
            return replace(
                session,
                told=MappingProxyType({**session.told, event.fact: event.depth}),
                drawn=MappingProxyType({**session.drawn, event.fact: event.quote}),
                fresh=(event.fact, event.turn),
            )
        case Felt():
            gain = {event.rule} if event.mood_by > 0 or event.patience_by > 0 else set()
            return replace(session, mood=event.mood, patience=event.patience, gains=session.gains | gain)
        case Earned():
            return replace(session, earned=(*session.earned, event.name))
        case Ended():
            return replace(session, ended=event)
    return session


def answers(session: Session, spoke: Spoke) -> Mapping[str, str]:
    """What is written down so far; nothing but in a worksheet."""
    if session.day is None:
        return session.answers
    return MappingProxyType({**session.answers, spoke.state: spoke.utterance.text.strip()})
