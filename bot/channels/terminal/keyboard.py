"""Lines that somebody types."""

from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from bot.channels.terminal.source import Left
from bot.channels.terminal.text import Garbled


class Keyboard:
    """The prompt. It stays usable while other things are shown above it, and goes when the line is done."""

    live: Final = True

    def __init__(self, keys: Input | None = None, output: Output | None = None) -> None:
        self._session: PromptSession[str] = PromptSession(
            input=keys, output=output, erase_when_done=True, enable_suspend=True
        )

    async def line(self, prompt: str, default: str = "") -> str:
        """The next line; raises Left on Ctrl-C and Ctrl-D."""
        try:
            text = await self._session.prompt_async(prompt, default=default)
        except (EOFError, KeyboardInterrupt):
            raise Left from None
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise Garbled
        return text
