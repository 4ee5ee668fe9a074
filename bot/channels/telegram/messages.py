"""Messages ready to be sent."""

from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardMarkup

#: Telegram takes no more in one message (UTF-16 units, counted with the tags), and below a picture.
LONGEST, CAPTION = 4_000, 1_000


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its text, as HTML or plain, and the buttons below it; with a picture the text stands below
    that, with a `voice` there is none."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    html: bool = False
    picture: bytes | None = None
    voice: bytes | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it to show."""
        return not (self.text.strip() or self.picture or self.voice)


def plain(text: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """A text as it is, shortened where Telegram would refuse it."""
    return Message(text if len(text) <= LONGEST else text[: LONGEST // 2] + "…", keyboard)


def quoted(notice: str, lines: tuple[str, ...], keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """A notice of the bot's own above what the customer said."""
    said = "\n".join(line for line in lines if line.strip())[: LONGEST // 8]
    quote = f"\n<blockquote>{escape(said)}</blockquote>" if said else ""
    return Message(f"<i>{escape(notice)}</i>{quote}", keyboard, html=True)
