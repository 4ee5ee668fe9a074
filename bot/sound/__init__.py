"""Sound files in and out: bytes → samples, within bounds; samples → OGG/Opus."""

from bot.sound.decode import RATE, Unplayable, decode
from bot.sound.encode import encode

__all__ = ["RATE", "Unplayable", "decode", "encode"]
