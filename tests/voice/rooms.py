"""Where and how tests record: noise of any colour, babble, reverberation, telephones, breath."""

import numpy as np

from tests.voice.lab import BOTH, RATE, said


def effective(wave: np.ndarray) -> float:
    """The effective value of what is not silence."""
    size = np.abs(wave)
    return float(np.sqrt(np.mean(wave[size > 0.02 * size.max()] ** 2)))


def noise(length: int, power: float, seed: int = 4) -> np.ndarray:
    """Noise whose power falls with the frequency: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(0, 1, length))
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    return np.fft.irfft(spectrum / np.maximum(hertz, 20) ** (power / 2), length)


def babble(length: int) -> np.ndarray:
    """Eighteen voices at once."""
    voices = [said(text, language, 165, pitch) for language, text in BOTH for pitch in (0.7, 1.0, 1.5)]
    return sum(np.roll(np.resize(v / effective(v), length), 7_001 * n) for n, v in enumerate(voices))


def among(wave: np.ndarray, other: np.ndarray, decibels: float) -> np.ndarray:
    """A recording with another one so much softer behind it."""
    return wave + other * effective(wave) / np.sqrt(np.mean(other**2)) * 10 ** (-decibels / 20)


def echoing(wave: np.ndarray, seconds: float) -> np.ndarray:
    """A recording in a room that rings so long (to −60 dB)."""
    count = round(seconds * RATE)
    room = np.random.default_rng(5).normal(0, 1, count) * 10 ** (-3 * np.arange(count) / count)
    room *= 0.7 / np.sqrt(np.sum(room**2))
    room[0] = 1
    size = len(wave) + count
    return np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(room, size), size)


def telephone(wave: np.ndarray) -> np.ndarray:
    """A recording as a telephone passes it on: 300 to 3400 Hz."""
    hertz = np.fft.rfftfreq(len(wave), 1 / RATE)
    with np.errstate(over="ignore"):
        gain = 1 / (1 + np.exp((300 - hertz) / 20)) / (1 + np.exp((hertz - 3_400) / 100))
    return np.fft.irfft(np.fft.rfft(wave) * gain, len(wave))


def breath(seconds: float, level: float) -> np.ndarray:
    """Somebody breathes in."""
    count = round(seconds * RATE)
    return noise(count, 1, 8) / np.abs(noise(count, 1, 8)).max() * np.hanning(count) * level
