"""What a voice is like beside its speed and pitch: bright or dull, even or uneven, rising or fading."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.voice.frames import STEP, Frames, Samples, Span

#: The bands of the alpha ratio (Hz).
LOW, HIGH = (50, 1_000), (1_000, 5_000)
#: Intervals longer than this hold a pause (seconds).
WITHIN = 0.6


def alpha_ratio(samples: Samples, rate: int) -> float:
    """Energy from 1 to 5 kHz over that from 50 Hz to 1 kHz (dB): a shrill voice has more."""
    size = min(2_048, len(samples))
    count = len(samples) // size
    blocks = samples[: count * size].reshape(count, size) * np.hanning(size)
    power = (np.abs(np.fft.rfft(blocks, axis=1)) ** 2).mean(axis=0)
    hertz = np.fft.rfftfreq(size, 1 / rate)

    def energy(band: tuple[int, int]) -> float:
        return float(power[(hertz >= band[0]) & (hertz < band[1])].sum())

    return 10 * float(np.log10(max(energy(HIGH), 1e-12) / max(energy(LOW), 1e-12)))


def npvi(moments: NDArray[np.float64]) -> float | None:
    """How much neighbouring syllables differ in length (0 even, 100 and more uneven); needs five."""
    lengths = np.diff(moments)
    pairs = [(a, b) for a, b in pairwise(lengths) if a < WITHIN and b < WITHIN]
    if len(pairs) < 4:
        return None
    return 100 * float(np.mean([abs(a - b) / ((a + b) / 2) for a, b in pairs]))


def fade(frames: Frames, speech: tuple[Span, ...]) -> float | None:
    """How much louder the last third of the speech is than the first (dB); negative where it fades."""
    within = slice(frames.at(speech[0][0]), frames.at(speech[-1][1]) + 1)
    sounding = frames.levels[within][frames.sounding[within]]
    third = len(sounding) // 3
    if third * STEP < 0.5:
        return None
    return float(np.mean(sounding[-third:]) - np.mean(sounding[:third]))


def jitter(sound: Any, low: float, high: float) -> float | None:
    """How much the length of one vibration differs from the next (%): an unsteady voice has more."""
    from parselmouth.praat import call

    points = call(sound, "To PointProcess (periodic, cc)", low, high)
    value = call(points, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
    return None if np.isnan(value) else 100 * float(value)
