"""Words from speech and speech from words, by engines on this machine or an endpoint; never a guess."""

from bot.speech.engines import ENGINES, KEY, Engine, speaker, transcriber
from bot.speech.trouble import SpeechError
from bot.speech.work import Speaker, Spoken, Transcriber

__all__ = [
    "ENGINES",
    "KEY",
    "Engine",
    "Speaker",
    "SpeechError",
    "Spoken",
    "Transcriber",
    "speaker",
    "transcriber",
]
