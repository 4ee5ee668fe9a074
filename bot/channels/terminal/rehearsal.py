"""A rehearsal aloud."""

from rich.console import Console
from rich.text import Text

from bot.authoring.proof import explain
from bot.authoring.rehearsal import rehearse
from bot.catalogue import Catalogue, catalogue
from bot.channels.terminal.card import render_card
from bot.channels.terminal.menu import named
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.screen import WIDEST, console, spoken
from bot.roleplay.events import Events
from bot.roleplay.lines import render
from bot.roleplay.script import Script
from bot.scoring.rubric import Rubrics


def show_rehearsal(script: Script, rubrics: Rubrics, level: str, screen: Console | None = None) -> None:
    """Show a written call line by line, then its scorecard, in the language of the dialogue."""
    screen, words = screen or console(), catalogue(script.language)
    events = rehearse(script, level)
    card = explain(script, events, rubrics)
    width = min(screen.width, WIDEST)
    things = (
        *heading(script, level, words),
        "",
        *call(script, events, words),
        "",
        render_card(card, script, script.language, width),
    )
    for thing in things:
        screen.print(thing, width=width)


def heading(script: Script, level: str, words: Catalogue) -> tuple[Prose, ...]:
    """Which call it is."""
    dialogue = script.dialogue
    about = f"{named(dialogue.course, words)} · {words.say(f'level-{dialogue.level}')}"
    return (
        Prose(Text(words.say(f"terminal-rehearsal-{level}"), "dim")),
        Prose(Text.assemble((dialogue.title, "bold"), f"  {about}")),
        Prose(Text(render(dialogue.brief, script.names("")))),
    )


def call(script: Script, events: Events, words: Catalogue) -> tuple[Prose, ...]:
    """Both sides of the call, a paragraph for each time somebody speaks."""
    customer, you = words.say("terminal-says", name=script.dialogue.customer.name), words.say("terminal-you")
    said: list[Prose] = []
    for event in events:
        if event.kind == "answered":
            said.append(spoken(customer, event.text, "bold cyan"))
        elif event.kind == "spoke":
            said.append(spoken(you, event.utterance.text))
    return tuple(said)
