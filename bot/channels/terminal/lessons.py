"""What to keep and what to try next, with the trainee's own words."""

from collections.abc import Iterator

from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.text import shorten
from bot.scoring.advice import keep, try_next
from bot.scoring.measures import Sight
from bot.scoring.scorecard import Mark, Scorecard

#: So much of what was said is quoted (cells).
QUOTE = 64


def kept(card: Scorecard, words: Catalogue) -> Iterator[Prose]:
    """What went well, each with the words that show it."""
    for mark in keep(card):
        title = words.say("terminal-point", title=mark.title)
        yield Prose(Text.assemble("  + ", (title, "bold"), quoted(sight(mark, good=True), words)), 4)


def tried(card: Scorecard, words: Catalogue) -> Iterator[Prose]:
    """What would bring most: what was seen, why it matters, how to do it, better words."""
    for number, (mark, gain) in enumerate(try_next(card), 1):
        points = "" if mark.gain else " · " + words.say("card-gain", gain=f"{gain:g}")
        yield Prose(Text.assemble(f"  {number} ", (mark.title, "bold"), points), 4)
        yield Prose(Text.assemble("    ", seen(mark, words)), 6)
        yield Prose(Text("    " + words.say("card-rule", rule=mark.rule)), 6)
        yield Prose(Text("    " + words.say("card-tip", tip=mark.tip)), 6)
        if mark.gain:
            proven = words.say("card-proven", at=mark.at, gain=f"{mark.gain:g}", better=mark.better)
            yield Prose(Text("    " + proven, "green"), 6)


def seen(mark: Mark, words: Catalogue) -> str:
    """The trainee's words that cost the points; or that nothing of the kind was heard."""
    found = sight(mark, good=False)
    if found is None or not found.quote:
        return words.say("card-unseen")
    return f"{words.say('card-seen')}{words.say('terminal-gap')}{quoted(found, words)}"


def sight(mark: Mark, good: bool) -> Sight | None:
    """The words to quote: those that were good, or bad, before the others."""
    return next((s for s in mark.evidence if s.good == good), next(iter(mark.evidence), None))


def quoted(found: Sight | None, words: Catalogue) -> str:
    """Somebody's words in quotation marks."""
    return words.say("terminal-quote", text=shorten(found.quote, QUOTE)) if found and found.quote else ""
