"""What is wrong with a criterion of a rubric although it is well-formed."""

from collections.abc import Callable, Iterator
from typing import get_args

from bot.authoring.names import nearest
from bot.authoring.problem import KEY, Place, Problem
from bot.language.acts import ACTS
from bot.roleplay.dialogue import Phase, Prospect
from bot.scoring.measures import MEASURES
from bot.scoring.record import LineKind
from bot.scoring.rubric import Criterion
from bot.voice import MEASURES as HEARD

#: Moves that measures may look for beside the acts.
MOVES = frozenset(
    {
        "ask_details",
        "ask_received",
        "check_satisfaction",
        "keep_name_out",
        "leading_question",
        "note_down",
        "offer_change",
        "offer_solution",
        "refer_back",
        "take_responsibility",
    }
)
DEEDS = ACTS | MOVES
#: Parameters that choose the replies a measure looks at.
WHERE = frozenset({"phases", "first", "last"})
WORDS = frozenset({"zh", "en"})
#: What a measure must be given in `using`, and what it may be given.
NEEDS: dict[str, frozenset[str]] = {
    "acts": frozenset({"any"}),
    "faults": frozenset({"any"}),
    "order": frozenset({"first_of", "then"}),
    "asked_before": frozenset({"acts"}),
    "responsive": frozenset({"acts"}),
    "steps": frozenset({"steps"}),
    "meets": frozenset({"kind", "any"}),
    "too_often": frozenset({"any"}),
    "takes_up": frozenset({"acts"}),
    "notices_mood": frozenset({"any"}),
    "qualified": frozenset({"conditions"}),
    "paired": frozenset({"any", "with"}),
    "sentence_length": frozenset({"most", "words"}),
    "jargon": WORDS,
    "result_first": WORDS,
    "pace": frozenset({"fast", "normal", "slow"}),
    "sound": frozenset({"what"}),
    "speed": frozenset({"what", "fast", "normal", "slow"}),
}
MAY: dict[str, frozenset[str]] = {
    "acts": WHERE,
    "faults": WHERE,
    "open_share": WHERE | {"least"},
    "closed_share": WHERE | {"least"},
    "questions": WHERE,
    "stacked": WHERE | {"most"},
    "fillers": frozenset({"least"}),
    "too_often": frozenset({"least"}),
    "takes_up": frozenset({"least"}),
    "meets": frozenset({"before"}),
    "sound": frozenset({"against", "least"}),
    "speed": frozenset({"least"}),
}
#: Measures that no other wording could change.
UNWORDED = frozenset({"sound", "speed"})
#: Parameters that hold names, and the names there are.
NAMES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("any", "acts", "first_of", "then", "with", "before"), DEEDS),
    "phases": frozenset(get_args(Phase)),
    "conditions": frozenset(get_args(Prospect)),
}
KINDS = frozenset(get_args(LineKind))


def lint_criterion(criterion: Criterion, number: int) -> Iterator[Problem]:
    """Every mistake in a criterion."""
    place: Place = ("criteria", number)
    name = criterion.measure
    if name not in MEASURES:
        details = {"name": name, "nearest": nearest(name, MEASURES)}
        yield Problem("measure-unknown", (*place, "measure"), details)
    else:
        yield from lint_parameters(criterion, (*place, "using"))
        if not criterion.better and name not in UNWORDED:
            yield Problem("better-missing", place)
    corners = [x for x, _ in criterion.scale]
    if corners != sorted(set(corners)):
        yield Problem("scale-out-of-order", (*place, "scale"))
    elif len({points for _, points in criterion.scale}) == 1:
        yield Problem("scale-flat", (*place, "scale"))


def lint_parameters(criterion: Criterion, place: Place) -> Iterator[Problem]:
    """Parameters a measure doesn't know, lacks, or can't use."""
    needs = NEEDS.get(criterion.measure, frozenset())
    known = needs | MAY.get(criterion.measure, frozenset())
    for key in sorted(needs - set(criterion.using)):
        yield Problem("using-missing", place, {"name": key, "measure": criterion.measure})
    for key, value in criterion.using.items():
        if key not in known:
            details = {"name": key, "measure": criterion.measure, "nearest": nearest(key, known)}
            details["expected"] = " / ".join(sorted(known)) or "–"
            yield Problem("using-unknown", (*place, key, KEY), details)
        else:
            yield from lint_value(key, value, (*place, key))


def lint_value(key: str, value: object, place: Place) -> Iterator[Problem]:
    """A value that its parameter can't use."""
    if key in NAMES:
        return lint_names(value, place, NAMES[key])
    return LINTERS.get(key, lint_number)(value, place)


def lint_number(value: object, place: Place) -> Iterator[Problem]:
    """A whole number that isn't one, or is less than 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        yield Problem("number-too-small", place, {"key": str(place[-1]), "value": str(value), "limit": "1"})


def lint_words(value: object, place: Place) -> Iterator[Problem]:
    """A list of words that isn't one."""
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) and word for word in value):
        yield Problem("list-wanted", place, {"key": str(place[-1])})


def lint_steps(value: object, place: Place) -> Iterator[Problem]:
    """A list of lists of acts that isn't one."""
    if not isinstance(value, list | tuple) or not value:
        yield Problem("list-wanted", place, {"key": str(place[-1])})
        return
    for number, names in enumerate(value):
        yield from lint_names(names, (*place, number), DEEDS)


def lint_kind(value: object, place: Place) -> Iterator[Problem]:
    """A kind of line that nobody knows."""
    if value not in KINDS:
        details = {"name": str(value), "nearest": nearest(str(value), KINDS)}
        yield Problem("line-kind-unknown", place, details | {"expected": " / ".join(sorted(KINDS))})


def lint_sound(value: object, place: Place) -> Iterator[Problem]:
    """A measure of the voice that nobody knows."""
    if value not in HEARD:
        details = {"name": str(value), "nearest": nearest(str(value), HEARD)}
        yield Problem("sound-unknown", place, details | {"expected": " / ".join(HEARD)})


def lint_against(value: object, place: Place) -> Iterator[Problem]:
    """Something a voice can't be compared with."""
    if value != "usual":
        yield Problem("against-unknown", place, {"name": str(value)})


#: How values are checked that are no names.
LINTERS: dict[str, Callable[[object, Place], Iterator[Problem]]] = {
    "zh": lint_words,
    "en": lint_words,
    "steps": lint_steps,
    "kind": lint_kind,
    "what": lint_sound,
    "against": lint_against,
}


def lint_names(value: object, place: Place, known: frozenset[str]) -> Iterator[Problem]:
    """A list of names that isn't one, or holds a name that nobody knows."""
    if not isinstance(value, list | tuple) or not value:
        yield Problem("list-wanted", place, {"key": str(place[-1])})
        return
    code = "phase-unknown" if place[-1] == "phases" else "act-unknown"
    for number, name in enumerate(value):
        if name not in known:
            details = {"name": str(name), "nearest": nearest(str(name), known)}
            yield Problem(code, (*place, number), details)
