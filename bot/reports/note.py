"""A coach's note in words."""

from bot.catalogue import Catalogue
from bot.scoring.note import Note


def coach_note(note: Note, words: Catalogue) -> str:
    """What is said of a reply; the rule behind it follows."""
    details = dict(note.details)
    if "act" in details:
        details["act"] = words.say(f"act-{details['act']}")
    return words.say("note-coach", text=words.say(note.key, **details)) + (
        f" {note.rule}" if note.rule else ""
    )
