"""Sound in and out: files → samples within bounds, recordings heard in a process apart, voice notes."""

from bot.sound.decode import RATE, Unplayable, decode
from bot.sound.ears import Ears, Heard, Writer
from bot.sound.encode import encode
from bot.sound.mouth import Mouth

__all__ = ["RATE", "Ears", "Heard", "Mouth", "Unplayable", "Writer", "decode", "encode"]
