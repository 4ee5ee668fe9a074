"""Mistakes in what the customer does and feels: replies, states, feelings."""

from collections.abc import Iterator

from bot.authoring.names import Known, lint_condition, lint_conditions, nearest
from bot.authoring.problem import Place, Problem
from bot.roleplay.dialogue import Dialogue, Feeling, Reply


def lint_feelings(feelings: tuple[Feeling, ...], place: Place, known: Known) -> Iterator[Problem]:
    """Mistakes in feelings."""
    for number, feeling in enumerate(feelings):
        yield from lint_conditions(feeling.when, (*place, number, "when"), known)
        if feeling.only_if:
            yield from lint_condition(feeling.only_if, (*place, number, "if"), known)


def lint_states(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Mistakes in states; a state without any reply is a dead end."""
    for name, state in dialogue.states.items():
        place: Place = ("states", name)
        yield from lint_replies(state.replies, (*place, "replies"), known)
        if not state.replies and not dialogue.anywhere:
            yield Problem("state-dead-end", place, {"name": name})
        if state.like:
            yield Problem("moment-unknown", (*place, "like"), {"name": state.like})
        elif not state.hint.strip():
            yield Problem("hint-empty", (*place, "hint"), {"name": name})


def lint_replies(replies: tuple[Reply, ...], place: Place, known: Known) -> Iterator[Problem]:
    """Mistakes in replies: conditions, targets, changes of mood without a reason, replies nobody gets."""
    for number, reply in enumerate(replies):
        here = (*place, number)
        yield from lint_conditions(reply.when, (*here, "when"), known)
        if reply.only_if:
            yield from lint_condition(reply.only_if, (*here, "if"), known)
        yield from lint_targets(reply, here, known)
        if (reply.mood or reply.patience) and not (reply.because or "").strip():
            yield Problem("mood-without-reason", here)
        if place[0] != "states" and number == len(replies) - 1 and idle(reply):
            yield Problem("reply-idle", here, {"when": " / ".join(reply.when)}, warning=True)
        if hidden(reply, replies[:number]):
            yield Problem("reply-unreachable", here, {"when": " / ".join(reply.when)}, warning=True)


def lint_targets(reply: Reply, here: Place, known: Known) -> Iterator[Problem]:
    """Where a reply leads: a state that isn't there, an ending that isn't, or both at once."""
    if reply.goto and reply.goto not in known.states:
        details = {"name": reply.goto, "nearest": nearest(reply.goto, known.states)}
        yield Problem("state-unknown", (*here, "goto"), details)
    if reply.ends and reply.ends not in known.endings:
        details = {"name": reply.ends, "nearest": nearest(reply.ends, known.endings)}
        yield Problem("ending-unknown", (*here, "ends"), details)
    if reply.goto and reply.ends:
        yield Problem("goto-and-ends", (*here, "ends"), {"state": reply.goto, "ending": reply.ends})


def idle(reply: Reply) -> bool:
    """Whether a reply does nothing; further up in a list it still keeps the ones below from being taken."""
    said = "says" in reply.model_fields_set or "says_one_of" in reply.model_fields_set
    return not (said or reply.goto or reply.ends or reply.mood or reply.patience or reply.earns)


def hidden(reply: Reply, earlier: tuple[Reply, ...]) -> bool:
    """Whether a reply is never given because an earlier one always matches where it would."""
    return any(
        not first.only_if and ("anything" in first.when or set(reply.when) <= set(first.when))
        for first in earlier
    )
