"""Voice notes in a call: how they sounded, compared with how this trainee usually sounds."""

from collections.abc import Iterable
from statistics import median

from bot.coach.records import Sounded
from bot.roleplay.events import Voiced
from bot.scoring.dials import dials, weakest
from bot.scoring.rubric import Rubrics
from bot.sound import Heard

#: So many earlier notes show how somebody usually sounds; fewer than `LEAST` show nothing yet.
EARLIER, LEAST = 20, 3


def usual(earlier: Iterable[Voiced]) -> tuple[tuple[str, float], ...]:
    """The medians of earlier notes, by measure."""
    values: dict[str, list[float]] = {}
    for note in earlier:
        for name, value in note.measures:
            values.setdefault(name, []).append(value)
    return tuple((name, round(median(v), 4)) for name, v in sorted(values.items()) if len(v) >= LEAST)


def note_of(heard: Heard, earlier: Iterable[Voiced]) -> Voiced:
    """A recording as an event; its turn is still to be set."""
    measures = tuple(sorted(heard.values.items()))
    return Voiced(0, heard.seconds, measures, usual(earlier), heard.abstained)


def shown(
    heard: Heard,
    note: Voiced,
    pace: str,
    rubrics: Rubrics,
    language: str,
    understood: str,
    wants_words: bool,
    again: bool,
) -> Sounded:
    """A recording as the trainee is shown it; `understood` are words that an engine wrote down."""
    found = dials(note, pace, rubrics, language) if note.measures else ()
    low = weakest(found)
    return Sounded(
        seconds=heard.seconds,
        dials=found,
        pauses=heard.pauses,
        curve=heard.curve,
        about=heard.about,
        abstained=heard.abstained,
        advice=low.tip if low else "",
        words=understood,
        wants_words=wants_words,
        again=again,
        trouble=heard.trouble,
    )
