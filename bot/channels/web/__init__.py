"""The pages: teams, people, calls and what to make of them."""

from bot.channels.web.app import build
from bot.channels.web.serving import serve

__all__ = ["build", "serve"]
