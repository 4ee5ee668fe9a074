"""The terminal: a room to practise in, and rehearsals aloud."""

from bot.channels.terminal.card import render_card
from bot.channels.terminal.practise import practise
from bot.channels.terminal.rehearsal import show_rehearsal

__all__ = ["practise", "render_card", "show_rehearsal"]
