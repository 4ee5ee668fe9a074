"""What is said of a voice note, beside its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.scoring.dials import Dial


@dataclass(frozen=True, slots=True)
class NoteView:
    """What there is to say of a note."""

    seconds: float
    dials: Sequence[Dial]
    advice: str
    abstained: str
    about: bool
    words: str


def heard_text(note: NoteView, words: Catalogue) -> str:
    """One sentence on the weakest element, or why nothing was measured; what was understood, where it was."""
    if note.abstained:
        said = [words.say(f"voice-abstained-{note.abstained}")]
    else:
        advice = note.advice or words.say("voice-fine")
        said = [words.say("voice-heard", seconds=f"{note.seconds:.0f}", advice=advice)]
        said += [words.say("voice-about")] if note.about else []
        unknown = any(d.points is None and d.value is not None for d in note.dials)
        said += [words.say("voice-first")] if unknown else []
    said += [words.say("voice-understood", words=note.words)] if note.words else []
    return "\n".join(said)
