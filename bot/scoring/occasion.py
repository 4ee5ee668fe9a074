"""Whether a call gave the occasion to show something."""

from collections.abc import Callable

from bot.scoring.record import Record
from bot.scoring.rubric import Occasion

PRESENTED = frozenset({"present_feature", "present_benefit"})


def complained(call: Record) -> bool:
    """The customer complained."""
    return (
        call.kind == "complaint"
        or any(e.phase == "complaint" for e in call.exchanges)
        or call.customer_says(call.words.complaints)
    )


def objected(call: Record) -> bool:
    """The customer raised an objection."""
    return any(e.phase == "objection" for e in call.exchanges) or call.customer_says(call.words.objections)


OCCASIONS: dict[Occasion, Callable[[Record], bool]] = {
    "always": lambda _: True,
    "complaint": complained,
    "objection": objected,
    "price": lambda call: call.customer_says(call.words.prices),
    "presented": lambda call: any(PRESENTED & set(e.acts) for e in call.exchanges),
    "dictation": lambda call: call.customer_says(call.words.dictation),
    "facts": lambda call: bool(call.facts),
    "told": lambda call: any(e.told for e in call.exchanges) or not call.phased,
    "asked": lambda call: any(e.utterance.questions() for e in call.exchanges),
    "discovery": lambda call: call.kind in ("cold_call", "discovery", "event"),
    "spoken": lambda call: any(e.voiced for e in call.exchanges),
    "ended": lambda call: call.ended is not None,
}


def occasion(call: Record, name: Occasion) -> bool:
    """Whether the occasion of this name was there."""
    return OCCASIONS[name](call)
