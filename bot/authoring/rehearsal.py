"""Playing a rehearsal: a call whose replies are written down."""

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
    rehearsal = script.dialogue.rehearsals[level]  # type: ignore[index]
    events = begin(script, seed, person=rehearsal.person)
    for text in rehearsal.replies:
        if reload:
            events = tuple(from_json(to_json(event)) for event in events)
        session = fold(events)
        if session.ended:
            break
        events += play(script, session, render(text, script.names(rehearsal.person)))
    return events
