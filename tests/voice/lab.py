"""Speech made for tests: espeak-ng at any speed, pitch and loudness, with pauses of known length."""

import io
import shutil
from functools import cache

import numpy as np
import pytest

soundfile = pytest.importorskip("soundfile")
pytest.importorskip("parselmouth")
if shutil.which("espeak-ng") is None:
    pytest.skip("espeak-ng is not installed", allow_module_level=True)

from bot.speech.espeak import SPEED, Espeak  # noqa: E402
from bot.voice import Measured, measure  # noqa: E402

RATE = 16_000
TEXTS = {
    "zh": (
        "您好，我是云程商旅的周楠，想跟您了解一下您出门住宿的事，您现在方便吗",
        "四天换三个地方，够累的，那住的地方您都是怎么找的呢",
        "我跟您核对一遍，河东路建材城三区十九号，丁海收，对吗",
    ),
    "en": (
        "Good morning, this is Joan from Wayfare Travel, have I caught you at a bad time",
        "So you drive there on Monday and find a room when you arrive, how does that work out",
        "I will send it this afternoon and ring you on Thursday at ten, would that suit you",
    ),
}
BOTH = [(language, text) for language, texts in TEXTS.items() for text in texts]


@cache
def said(text: str, language: str, words_a_minute: int = SPEED, pitch: float = 1.0) -> np.ndarray:
    """A sentence as spoken, without silence around it, one channel at 16 kHz."""
    import soxr

    spoken = Espeak().speak(text, language, words_a_minute / SPEED, pitch)
    wave = soxr.resample(spoken.samples, spoken.rate, RATE)
    loud = np.flatnonzero(np.abs(wave) > 0.01 * np.abs(wave).max())
    return wave[loud[0] : loud[-1] + 1]


def peaking(wave: np.ndarray, decibels: float) -> np.ndarray:
    """A recording whose highest sample is at so many dBFS."""
    return wave * 10 ** (decibels / 20) / np.abs(wave).max()


def opus(wave: np.ndarray, kilobits: int = 24) -> tuple[np.ndarray, int]:
    """A recording through Opus at about so many kbit/s."""
    note = io.BytesIO()
    level = {16: 0.9, 24: 0.85, 32: 0.8}[kilobits]
    soundfile.write(note, np.clip(wave, -1, 1), RATE, format="OGG", subtype="OPUS", compression_level=level)
    note.seek(0)
    return soundfile.read(note, dtype="float32")


def measured(wave: np.ndarray, rate: int = RATE, text: str | None = None, language: str = "zh") -> Measured:
    """What is measured of a recording that must be measurable."""
    found = measure(wave, rate, text, language)
    assert isinstance(found, Measured), found
    return found
