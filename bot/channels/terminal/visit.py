"""Somebody's stay in the practice room."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.lesson import Lessons
from bot.catalogue import LANGUAGES
from bot.channels.terminal.command import Command, command
from bot.channels.terminal.help import Place, help_text
from bot.channels.terminal.lesson import lesson
from bot.channels.terminal.progress import progress
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.source import Source
from bot.channels.terminal.text import Garbled, clean
from bot.coach import Coach
from bot.reports.sheet import sheet_table
from bot.store.records import Trainee

#: The file worksheets are written to where none is named.
SHEETS = "peilian-sheets.csv"


@dataclass
class Visit:
    """Who practises, how they are heard and what they are shown; the commands that hold everywhere.

    `calling`: a call is on the line.
    """

    coach: Coach
    source: Source
    screen: Screen
    trainee: Trainee
    calling: bool = False

    async def listen(self, prompt: str, place: Place, default: str = "") -> str | Command | None:
        """The next line or command; None where it held everywhere and has been carried out."""
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
                await self._export(order.argument)
            case "progress":
                kept = await self.coach.progress(self.trainee)
                await self.screen.show(
                    progress(kept, self.coach.library, self.screen.words, self.coach.zone_of(self.trainee))
                )
            case _:
                return False
        return True

    async def _export(self, name: str) -> None:
        """Write the worksheets into a file for a spreadsheet."""
        kept = await self.coach.sheets(self.trainee)
        if not kept:
            return await self.screen.say("sheets-none")
        path = Path(name or SHEETS)
        try:
            table = sheet_table(((k.title, k.at, k.sheet) for k in kept), self.coach.zone_of(self.trainee))
            await asyncio.to_thread(path.write_bytes, table)
        except OSError:
            return await self.screen.say("terminal-not-written", file=str(path))
        return await self.screen.say("terminal-sheets-written", file=str(path), count=len(kept))

    def _lessons(self) -> Lessons:
        return self.coach.library.lessons(self.trainee.language)

    async def _speak(self, language: str) -> None:
        """Change the language."""
        if language not in LANGUAGES:
            return await self.screen.say("terminal-lang-unknown")
        self.trainee = await self.coach.speak(self.trainee, language)
        self.screen.speak(language)
        return await self.screen.say("terminal-lang-chosen")
