"""The Telegram channel: `serve` runs it, `build` makes its application."""

from bot.channels.telegram.application import build
from bot.channels.telegram.serving import serve

__all__ = ["build", "serve"]
