"""Any conversation as events, so that it is scored like a practised call."""

from collections.abc import Iterable
from typing import Literal

from bot.language.recogniser import Recogniser
from bot.language.utterance import Context
from bot.language.vocabulary import Written
from bot.roleplay.dialogue import Kind
from bot.roleplay.events import Answered, Event, Events, Spoke, Started, Voiced


class Said(Written):
    """One turn of a transcript; `voice` and `usual` are measures by name, where it was recorded."""

    who: Literal["customer", "trainee"]
    text: str
    voice: dict[str, float] = {}
    usual: dict[str, float] = {}


class Transcript(Written):
    """A conversation to be scored, without a dialogue behind it."""

    id: str | int
    kind: Kind
    turns: tuple[Said, ...]


def to_events(transcript: Transcript, recogniser: Recogniser) -> Events:
    """The events of a transcript: what was said and understood; facts, mood and pauses are unknown.

    Turns of the same speaker that follow each other are one turn.
    """
    events: list[Event] = [Started(str(transcript.kind), "transcript", recogniser.language, 0, "", 0, 1, ())]
    heard: list[str] = []
    number = 0
    for who, text, said in merged(transcript.turns):
        if who == "customer":
            heard.append(text)
            events.append(Answered(number, (text,), ("transcript",)))
        else:
            number += 1
            understood = recogniser.understand(text, Context(tuple(heard)))
            events.append(Spoke(number, understood, "", "", 1, 1))
            if said.voice:
                seconds = said.voice.get("duration_s", 0.0)
                measures, usual = tuple(said.voice.items()), tuple(said.usual.items())
                events.append(Voiced(number, seconds, measures, usual))
    return tuple(events)


def merged(turns: Iterable[Said]) -> list[tuple[str, str, Said]]:
    """Turns with those of the same speaker joined; the last of them tells how it sounded."""
    out: list[tuple[str, str, Said]] = []
    for turn in turns:
        if out and out[-1][0] == turn.who:
            out[-1] = (turn.who, f"{out[-1][1]}\n{turn.text}", turn if turn.voice else out[-1][2])
        else:
            out.append((turn.who, turn.text, turn))
    return out
