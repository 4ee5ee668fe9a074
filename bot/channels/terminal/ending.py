"""What is shown when a call is over."""

from rich.text import Text

from bot.catalogue import catalogue
from bot.channels.terminal.card import details, summary
from bot.channels.terminal.lesson import helpful
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.visit import Visit
from bot.coach import Exchange
from bot.reports.sheet import sheet_lines
from bot.roleplay.sheet import Filled


async def show_ending(visit: Visit, exchange: Exchange) -> None:
    """That it is over, and what it was worth."""
    await visit.screen.show("")
    await visit.screen.say("terminal-exercise-over" if exchange.exercise else "terminal-call-over")
    if exchange.sheet:
        await show_sheet(visit.screen, exchange.sheet)
    else:
        await show_score(visit, exchange)


async def show_sheet(screen: Screen, sheet: Filled) -> None:
    """The worksheet as it was filled in."""
    await screen.show("", *(Prose(Text(line)) for line in sheet_lines(sheet, screen.words)), "")
    await screen.say("terminal-sheet-kept")


async def show_score(visit: Visit, exchange: Exchange) -> None:
    """The scorecard in the language of the call; the rest of it when they want it."""
    card, language = exchange.card, exchange.language
    if card is None:
        return await visit.screen.say(exchange.notice or "nothing-scored")
    script = visit.coach.library.scripts(language).get(exchange.dialogue)
    await visit.screen.show("", summary(card, script, language, visit.screen.width), "")
    if cards := helpful(card, visit.coach.library.lessons(language), catalogue(language)):
        await visit.screen.show(cards, "")
    if visit.source.live and await moves_on(visit):
        return None
    return await visit.screen.show(details(card, script, language, visit.screen.width))


async def moves_on(visit: Visit) -> bool:
    """Whether the trainee types something else than Enter; that goes to whoever asks what to practise."""
    said = None
    while said is None:
        said = await visit.listen("terminal-more", "list")
    visit.ahead = said or None
    return said != ""
