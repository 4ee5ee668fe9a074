"""Earlier scores."""

from datetime import tzinfo

from rich.console import Group, RenderableType
from rich.text import Text

from bot.catalogue import LANGUAGES, Catalogue
from bot.channels.terminal.prose import Prose
from bot.library.library import Library
from bot.store.records import Scored


def progress(kept: tuple[Scored, ...], library: Library, words: Catalogue, zone: tzinfo) -> RenderableType:
    """The latest totals, newest first, with day and exercise; times are those of `zone`."""
    if not kept:
        return Prose(Text(words.say("terminal-progress-none"), "italic"))
    return Group(*(Prose(row(scored, library, zone), 4) for scored in kept))


def row(scored: Scored, library: Library, zone: tzinfo) -> Text:
    """One earlier call."""
    total = "–" if scored.total is None else f"{scored.total:.1f}"
    day = scored.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return Text.assemble(f"  {day}  ", (f"{total:>5}", "bold"), f"  {title(scored, library)}")


def title(scored: Scored, library: Library) -> str:
    """What the exercise is called; its id where it has been withdrawn."""
    for language in (scored.language, *LANGUAGES):
        if script := library.scripts(language).get(scored.dialogue):
            return script.dialogue.title
    return scored.dialogue
