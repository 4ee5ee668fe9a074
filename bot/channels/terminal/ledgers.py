"""What was found out and what was felt in a call, line by line."""

from collections.abc import Iterator

from rich.text import Text

from bot.catalogue import Catalogue
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.text import shorten
from bot.roleplay.events import Felt
from bot.roleplay.script import Script
from bot.scoring.scorecard import Disclosure, Fault, Scorecard

#: So much of what was said is quoted (cells).
QUOTE = 36


def faults(found: tuple[Fault, ...], words: Catalogue) -> Iterator[Prose]:
    """What should not have been said."""
    for fault in found:
        act = words.say(f"act-{fault.act}")
        line = words.say("card-fault", turn=fault.turn, quote=shorten(fault.quote, 2 * QUOTE), act=act)
        yield Prose(Text.assemble(("  ! ", "bold red"), line), 4)
        if fault.rule:
            yield Prose(Text("    " + words.say("card-rule", rule=fault.rule)), 6)
        if fault.better:
            yield Prose(Text("    " + words.say("card-better", better=fault.better), "green"), 6)


def facts(card: Scorecard, script: Script | None, words: Catalogue) -> Iterator[Prose]:
    """The disclosure ledger: each fact won with the question that won it; then those missed."""
    for fact in card.facts:
        if fact.depth is not None:
            title = words.say("terminal-point", title=label(fact, script))
            depth = words.say(f"card-fact-{fact.depth}")
            yield Prose(Text.assemble(("  ✓ ", "green"), title, depth, quoted(fact.quote, words)), 4)
            yield from would_have_won(fact, words)
    for fact in card.facts:
        if fact.depth is None:
            title = words.say("terminal-point", title=label(fact, script))
            yield Prose(Text.assemble("  – ", title, words.say("card-fact-missed")), 4)
            yield from would_have_won(fact, words)


def would_have_won(fact: Disclosure, words: Catalogue) -> Iterator[Prose]:
    """The question that would have drawn the whole story, where it wasn't told."""
    if fact.asks:
        yield Prose(Text("    " + words.say("card-fact-ask", question=fact.asks), "green"), 6)


def quoted(text: str, words: Catalogue) -> tuple[str, str]:
    """The trainee's words, set off from what is said about them."""
    return (f" · {words.say('terminal-quote', text=shorten(text, QUOTE))}" if text else "", "dim")


def label(fact: Disclosure, script: Script | None) -> str:
    """What a fact is called in the dialogue; its name where the dialogue has lost it."""
    written = script.facts.get(fact.fact) if script else None
    return written.label if written else fact.fact


def moods(card: Scorecard, words: Catalogue) -> Iterator[Prose]:
    """The mood ledger: what changed at which words, and why."""
    for felt in card.moods:
        line = words.say("terminal-felt", turn=felt.turn, change=change(felt, words), because=felt.because)
        quote = quoted(felt.quote, words) if felt.quote else (f" · {words.say('terminal-silence')}", "dim")
        yield Prose(Text.assemble("  ", line, quote), 4)


def change(felt: Felt, words: Catalogue) -> str:
    """By how much mood and patience changed."""
    shifts = (("card-mood-by", felt.mood_by), ("card-patience-by", felt.patience_by))
    changes = [words.say(key, by=f"{by:+d}".replace("-", "−")) for key, by in shifts if by]
    return words.say("card-and").join(changes)
