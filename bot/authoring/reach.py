"""Which states and endings a call can get to, by the replies as they are written."""

from bot.roleplay.dialogue import Dialogue, Reply

#: Endings that manners bring about, whatever a dialogue says.
ALWAYS = frozenset({"hung-up", "left", "quit"})


def reachable(dialogue: Dialogue) -> tuple[frozenset[str], frozenset[str]]:
    """The states and endings that some sequence of replies leads to."""
    states, endings = {dialogue.start}, set(ALWAYS)
    waiting = [dialogue.start]
    while waiting:
        for reply in replies(dialogue, waiting.pop()):
            if reply.ends:
                endings.add(reply.ends)
            if reply.goto in dialogue.states and reply.goto not in states:
                states.add(reply.goto)
                waiting.append(reply.goto)
    return frozenset(states), frozenset(endings)


def replies(dialogue: Dialogue, state: str) -> tuple[Reply, ...]:
    """All replies that can be given in a state."""
    return dialogue.states[state].replies + dialogue.anywhere


def unreachable_states(dialogue: Dialogue) -> list[str]:
    """States no call gets to, in the order they are written."""
    found, _ = reachable(dialogue)
    return [name for name in dialogue.states if name not in found]


def unreachable_endings(dialogue: Dialogue) -> list[str]:
    """Endings no call gets to, in the order they are written."""
    _, found = reachable(dialogue)
    return [name for name in dialogue.endings if name not in found]
