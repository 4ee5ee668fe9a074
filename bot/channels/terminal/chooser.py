"""Choosing what to practise."""

from bot.channels.terminal.command import Command
from bot.channels.terminal.menu import choose, menu
from bot.channels.terminal.shortlist import is_long, shortlist
from bot.channels.terminal.source import Left
from bot.channels.terminal.visit import Visit
from bot.coach import Offer
from bot.store.records import StoreError


class Chooser:
    """Suggests what to practise next, shows the whole list to those who want it, and asks for a number."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    async def choose(self) -> Offer | None:
        """What was chosen; None where the language was changed, and all is to be shown anew."""
        visit, language = self._visit, self._visit.trainee.language
        offers = visit.coach.offers(language)
        if visit.ahead is None:
            await self._suggest(offers)
        while visit.trainee.language == language:
            said = await visit.listen("terminal-choose", "list")
            if isinstance(said, Command):
                await self._order(said, offers)
            elif said == "":
                await self._list(offers)
            elif said is not None:
                if offer := choose(offers, said):
                    return offer
                await visit.no_such(said, offers)
        return None

    async def _order(self, order: Command, offers: tuple[Offer, ...]) -> None:
        """A command that holds where something is chosen."""
        match order.name:
            case "list":
                await self._list(offers)
            case "today":
                await self._suggest(offers)
            case "quit":
                raise Left
            case _:
                await self._visit.unknown(order)

    async def _list(self, offers: tuple[Offer, ...]) -> None:
        """The whole list."""
        await self._visit.screen.show(menu(offers, self._visit.screen.words))

    async def _suggest(self, offers: tuple[Offer, ...]) -> None:
        """What the plan says; the whole list where that is short enough, or no plan is to be had."""
        visit = self._visit
        if not is_long(offers):
            return await self._list(offers)
        try:
            today = await visit.house.study.today(visit.trainee)
        except StoreError as error:
            await visit.screen.problem(error)
            return await self._list(offers)
        return await visit.screen.show(shortlist(today.trainings, offers, visit.screen.words))
