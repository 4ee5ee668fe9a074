"""The command on a real terminal: a pty of 80 columns, as xterm has it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from wcwidth import wcswidth

from bot.catalogue import catalogue
from bot.channels.terminal.text import ESCAPES
from bot.library.library import Library
from tests.channels.terminal.caller import GUARD, flat
from tests.channels.terminal.conftest import Command, good
from tests.channels.terminal.test_card import LANGUAGES, WIDTH, scored

#: Makes the pty the terminal the process belongs to, so that it is told when the window is closed.
OWNED = (
    "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "signal.signal(signal.SIGINT, signal.default_int_handler);"  # a job in the background has none of it
    "from bot.__main__ import main; main()"
)
ASKED_WHERE, HERE = b"\x1b[6n", b"\x1b[1;1R"


class Window:
    """A terminal window: what the program writes to it, and what is typed into it."""

    def __init__(self, master: int, process: "subprocess.Popen[bytes]") -> None:
        self._master, self._process = master, process
        self._raw, self._answered, self._read = b"", 0, 0

    @property
    def text(self) -> str:
        """What was written, without colours and movements of the cursor."""
        return ESCAPES.sub("", self._raw.decode(errors="ignore"))

    @property
    def lines(self) -> list[str]:
        """What stands on each line after whatever was written over it."""
        return [line.rpartition("\r")[2] for line in self.text.replace("\r\n", "\n").split("\n")]

    @property
    def coloured(self) -> bool:
        """Whether there were colours."""
        return re.search(rb"\x1b\[[0-9;]*3[0-9]m", self._raw) is not None

    def type(self, text: str) -> None:
        """Type a line and press Enter."""
        self.press(text + "\r")

    def press(self, keys: str) -> None:
        """Press some keys."""
        os.write(self._master, keys.encode())

    def sees(self, text: str) -> None:
        """Wait for a text after the last one waited for."""
        wanted, until = flat(text), time.monotonic() + GUARD
        while wanted not in flat(self.text)[self._read :]:
            if not self._receive(until):
                raise AssertionError(f"no “{wanted}” in: {flat(self.text)[self._read :]}")
        self._read = flat(self.text).index(wanted, self._read) + len(wanted)

    def leaves(self) -> int:
        """Wait until the program has ended; returns the exit code."""
        until = time.monotonic() + GUARD
        while self._receive(until):
            pass
        return self._process.wait(GUARD)

    def close(self) -> int:
        """Close the window; returns the exit code of the program."""
        os.close(self._master)
        return self._process.wait(GUARD)

    def _receive(self, until: float) -> bool:
        """Read on; False where nothing comes any more. A terminal tells where its cursor is when asked."""
        if not select.select([self._master], [], [], max(until - time.monotonic(), 0))[0]:
            return False
        try:
            received = os.read(self._master, 65536)
        except OSError:
            return False
        self._raw += received
        while self._raw.count(ASKED_WHERE) > self._answered:
            self._answered += 1
            os.write(self._master, HERE)
        return bool(received)


@contextmanager
def window(command: Command, language: str, *words: str) -> Iterator[Window]:
    """The command runs in a window of its own."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))
    arguments = [sys.executable, "-c", OWNED, *command.arguments(language, *words)[3:]]
    process = subprocess.Popen(
        arguments, stdin=slave, stdout=slave, stderr=slave, env=command.environment, start_new_session=True
    )
    os.close(slave)
    try:
        yield Window(master, process)
    finally:
        with suppress(OSError):
            os.close(master)
        process.kill()
        process.wait()


@LANGUAGES
def test_a_whole_call_in_a_window(command: Command, fruit_shops: Library, language: str) -> None:
    words, script = catalogue(language), fruit_shops.scripts(language)["fruit-shop"]
    card = scored(script, fruit_shops)
    total = words.say("card-total", total=f"{card.total:g}", band=card.band)
    customer = words.say("terminal-says", name=script.dialogue.customer.name)
    with window(command, language, "run") as terminal:
        terminal.sees(script.dialogue.title)
        terminal.sees(words.say("terminal-choose"))
        terminal.type("1")
        terminal.sees(words.say("terminal-dial"))
        terminal.type("")
        terminal.sees(words.say("terminal-ringing"))
        for reply in good(script):
            terminal.sees(words.say("terminal-you"))
            terminal.type(reply)
            terminal.sees(words.say("terminal-you") + reply + customer)
        terminal.sees(words.say("terminal-call-over"))
        terminal.sees(total)
        terminal.sees(words.say("terminal-more"))
        terminal.type("")
        terminal.sees(words.say("card-facts"))
        terminal.sees(words.say("terminal-choose"))
        terminal.type("/quit")
        terminal.sees(words.say("terminal-bye"))
        assert terminal.leaves() == 0
    assert terminal.coloured and "Traceback" not in terminal.text
    erased = words.say("terminal-more").strip()
    lines = [line.removeprefix(erased) for line in terminal.lines]
    lines = lines[next(n for n, line in enumerate(lines) if total in line) :]
    assert len(lines) > 20 and not [line for line in lines if wcswidth(line) > WIDTH]


@LANGUAGES
@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", "closed"])
def test_an_interrupted_call_goes_on_in_the_next_window(command: Command, language: str, how: str) -> None:
    words, customer = catalogue(language), {"zh": "周姐", "en": "Zoe"}[language]
    hello = {"zh": "您好，我是果园直送的。", "en": "This is Orchard Direct."}[language]
    busy = {"zh": "我这儿正忙，", "en": "I'm rather busy,"}[language]
    with window(command, language, "practise", "fruit-shop") as terminal:
        terminal.sees(words.say("terminal-dial"))
        terminal.type("")
        terminal.sees(words.say("terminal-ringing"))
        terminal.type(hello)
        terminal.sees(busy)
        if how != "ctrl-c":
            terminal.sees(words.say("terminal-you"))
        if how == "closed":
            terminal.close()
        else:
            terminal.press({"ctrl-c": "\x03", "ctrl-d": "\x04"}[how])
            terminal.sees(words.say("terminal-stays-open"))
            assert terminal.leaves() == 0
    with window(command, language, "run") as terminal:
        terminal.sees(words.say("terminal-left-open", customer=customer))
        terminal.type("")
        terminal.sees(busy)
        terminal.type("/quit")
        terminal.sees(words.say("card-turns", turns=1))
