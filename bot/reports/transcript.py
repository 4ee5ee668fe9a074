"""A call word by word for Telegram, with what trainers said to it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

from bot.catalogue import Catalogue
from bot.reports.telegram import BORDER, pages


class Remark(Protocol):
    """What somebody said to a reply."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def maker(self) -> int | None:
        """Who."""


class Reply(Protocol):
    """A reply with the customer's answer."""

    @property
    def said(self) -> str:
        """What the trainee said."""

    @property
    def answer(self) -> str:
        """What the customer answered."""

    @property
    def comments(self) -> Sequence[Remark]:
        """What trainers said to it."""


def transcript_messages(
    turns: Sequence[Reply], makers: Mapping[int, str], words: Catalogue
) -> tuple[str, ...]:
    """The transcript, split where Telegram would refuse it."""
    sections = []
    for turn in turns:
        lines = []
        if turn.said:
            lines.append(f"<b>{escape(words.say('terminal-you'))}</b> {escape(turn.said)}")
        if turn.answer:
            lines.append(f"<i>{escape(turn.answer)}</i>")
        for remark in turn.comments:
            name = makers.get(remark.maker or 0, "")
            lines.append(f"<blockquote>✍️ {escape(name)} {escape(remark.text)}</blockquote>")
        sections.append("\n".join(lines))
    return pages(BORDER.join(filter(None, sections)))
