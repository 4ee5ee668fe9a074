"""A customer's line read aloud, as fast and as high as suits them."""

import logging

from bot.sound.encode import encode
from bot.speech import Speaker, SpeechError

LOG = logging.getLogger(__name__)
#: How fast a customer of each pace speaks, 1 being ordinary.
PACES = {"slow": 0.85, "normal": 1.0, "fast": 1.2}
#: From this mood down a voice is faster and higher, by so much.
ANGRY, HASTE, RISE = -2, 1.08, 1.12


class Mouth:
    """Reads lines aloud with an engine; one that fails is told in the log, and the line stays text."""

    def __init__(self, engine: Speaker) -> None:
        self._engine = engine

    def say(self, text: str, language: str, pace: str, mood: int) -> bytes | None:
        """A line as a voice note (OGG/Opus); None where it can't be read."""
        angry = mood <= ANGRY
        speed = PACES.get(pace, 1.0) * (HASTE if angry else 1.0)
        try:
            spoken = self._engine.speak(text, language, speed, RISE if angry else 1.0)
        except SpeechError as error:
            LOG.warning("a line could not be read aloud (%s)", error.key)
            return None
        return encode(spoken.samples, spoken.rate) if len(spoken.samples) else None
