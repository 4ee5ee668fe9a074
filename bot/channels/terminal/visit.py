"""Somebody's stay in the practice room."""

import asyncio
from dataclasses import dataclass

from rich.text import Text

from bot.authoring.lesson import Lessons
from bot.catalogue import LANGUAGES, catalogue
from bot.channels.abroad import abroad
from bot.channels.terminal.command import Command, command
from bot.channels.terminal.files import named_path, own_file, write_new
from bot.channels.terminal.help import Place, help_text
from bot.channels.terminal.lesson import lesson
from bot.channels.terminal.progress import progress
from bot.channels.terminal.prose import Prose
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.source import Left, Source
from bot.channels.terminal.text import Garbled, clean
from bot.coach import Coach, Exchange, Offer
from bot.coach.house import House
from bot.reports.sheet import sheet_table
from bot.store.records import Trainee

#: The file worksheets are written to where none is named.
SHEETS = "peilian-sheets.csv"


@dataclass
class Visit:
    """Who practises, how they are heard and what they are shown; the commands that hold everywhere.

    `calling`: a call is on the line. `ahead` was typed where only Enter was wanted: the next prompt gets it.
    """

    house: House
    source: Source
    screen: Screen
    trainee: Trainee
    calling: bool = False
    ahead: str | Command | None = None

    @property
    def coach(self) -> Coach:
        """Whoever holds the calls."""
        return self.house.coach

    async def listen(self, prompt: str, place: Place, default: str = "") -> str | Command | None:
        """The next line or command; None where it held everywhere and has been carried out."""
        if self.ahead is not None:
            said, self.ahead = self.ahead, None
            return said
        try:
            text = clean(await self.source.line(self.screen.words.say(prompt), default))
        except Garbled:
            await self.screen.say("terminal-not-utf8")
            return None
        order = command(text)
        if self.source.live and (order or (text and place == "list")):
            await self.screen.line(self.screen.words.say(prompt), text)
        if order is None:
            return text
        return None if await self._serve(order, place) else order

    async def unknown(self, order: Command) -> None:
        """A command that there isn't, or not here."""
        await self.screen.say("terminal-command-unknown", name=order.name[:20])

    async def no_such(self, text: str, offers: tuple[Offer, ...]) -> None:
        """A number or a name that isn't in the list."""
        await self.screen.say("terminal-number-unknown", text=text[:20], most=len(offers))

    async def _serve(self, order: Command, place: Place) -> bool:
        """Carry out a command that holds everywhere; False where it is another."""
        match order.name:
            case "help":
                await self.screen.show(help_text(self.screen.words, place))
            case "lang":
                await self._speak(order.argument.lower())
            case "notes":
                self.trainee = await self.coach.take_notes(self.trainee, not self.trainee.notes)
                await self.screen.say("notes-on" if self.trainee.notes else "notes-off")
            case "lesson":
                await self.screen.show(lesson(self._lessons(), order.argument, self.screen.words))
            case "sheets":
                await self._tabulate(order.argument)
            case "export":
                await self._give(order.argument)
            case "forget":
                await self._forget()
            case "progress":
                kept = await self.coach.progress(self.trainee)
                await self.screen.show(
                    progress(kept, self.coach.library, self.screen.words, self.coach.zone_of(self.trainee))
                )
            case _:
                return False
        return True

    async def _tabulate(self, name: str) -> None:
        """Write the worksheets into a file for a spreadsheet."""
        kept = await self.coach.sheets(self.trainee)
        if not kept:
            return await self.screen.say("sheets-none")
        path = named_path(name or SHEETS)
        try:
            table = sheet_table(((k.title, k.at, k.sheet) for k in kept), self.coach.zone_of(self.trainee))
            await asyncio.to_thread(path.write_bytes, table)
        except OSError:
            return await self.screen.say("terminal-not-written", file=str(path))
        return await self.screen.say("terminal-sheets-written", file=str(path), count=len(kept))

    async def _give(self, name: str) -> None:
        """Write all that is kept about the trainee into a file of theirs."""
        path = own_file(name, self.coach.now())
        body = await self.house.privacy.export(self.trainee)
        try:
            await asyncio.to_thread(write_new, path, body)
        except FileExistsError:
            return await self.screen.say("terminal-export-exists", file=str(path))
        except OSError:
            return await self.screen.say("terminal-export-not-written", file=str(path))
        await self.screen.say("export-here")
        return await self.screen.say("terminal-export-written", file=str(path))

    async def _forget(self) -> None:
        """Delete the trainee with all they said and did, if they mean it; then nobody is here any more."""
        await self.screen.say("forget-sure")
        said = await self.listen("terminal-forget", "list")
        if said not in {catalogue(language).say("terminal-forget-word") for language in LANGUAGES}:
            self.ahead = said if isinstance(said, Command) else None
            return await self.screen.say("forget-kept")
        await self.house.privacy.forget(self.trainee)
        self.calling = False
        await self.screen.say("forget-done")
        raise Left

    def _lessons(self) -> Lessons:
        return self.coach.library.lessons(self.trainee.language)

    async def _speak(self, language: str) -> None:
        """Change the language."""
        if language not in LANGUAGES:
            return await self.screen.say("terminal-lang-unknown")
        self.trainee = await self.coach.speak(self.trainee, language)
        self.screen.speak(language)
        await self.screen.say("terminal-lang-chosen")
        return await self.tell_abroad(await self.coach.resume(self.trainee))

    async def tell_abroad(self, running: Exchange | None) -> None:
        """That the running call goes on in another language, if it does, and how to begin it anew."""
        if running and running.abroad:
            text = abroad(running, self.coach.library, self.screen.words)
            await self.screen.show(Prose(Text(text, "italic")))
            if running.exercise:
                await self.screen.say("terminal-abroad-anew")
