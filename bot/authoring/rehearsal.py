"""Playing a rehearsal: a call whose replies are written down."""

from collections.abc import Iterable, Iterator

from bot.roleplay.events import Events, from_json, to_json
from bot.roleplay.lines import render
from bot.roleplay.play import begin, play
from bot.roleplay.script import Script
from bot.roleplay.session import fold

#: Rehearsals always draw the same lines.
SEED = 7


def rehearse(script: Script, level: str, reload: bool = False, seed: int = SEED) -> Events:
    """All events of the good, fair or poor rehearsal of a script.

    With `reload` the call is written out and read back between every two turns, as it is when the
    trainee leaves and comes back.
    """
    person = script.dialogue.rehearsals[level].person  # type: ignore[index]
    return hold(script, written(script, level), seed, person, reload)


def written(script: Script, level: str) -> Iterator[str]:
    """The replies of a rehearsal, with their names filled in."""
    rehearsal = script.dialogue.rehearsals[level]  # type: ignore[index]
    names = script.names(rehearsal.person)
    yield from (render(text, names) for text in rehearsal.replies)


def hold(
    script: Script,
    replies: Iterable[str],
    seed: int = SEED,
    person: str | None = None,
    reload: bool = False,
) -> Events:
    """A call with these replies, whatever the customer says; one that is over gets no more of them."""
    events = begin(script, seed, person=person)
    for text in replies:
        if reload:
            events = tuple(from_json(to_json(event)) for event in events)
        session = fold(events)
        if session.ended:
            break
        events += play(script, session, text)
    return events
