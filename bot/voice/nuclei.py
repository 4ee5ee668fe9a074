"""Syllables without words: peaks of loudness with a dip before them, where there is voice."""

import numpy as np
from numpy.typing import NDArray

from bot.voice.frames import BELOW, STEP, WINDOW, Samples, levels

#: The band in which vowels stand out most, that of a telephone (Hz), and how softly it ends.
BAND, EDGES = (300.0, 3_300.0), (30.0, 200.0)
#: Frames over which the level is smoothed.
SMOOTH = 5
#: How far the level must fall between two syllables (dB), and the nearest they can be (seconds).
DIP, NEAREST = 1.5, 0.08


def nuclei(samples: Samples, rate: int, voiced: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The moments of the syllables (seconds); `voiced` tells for each frame whether there is voice.

    After de Jong & Wempe (2009); band, smoothing and dip were chosen on recordings with their phones known.
    """
    found = levels(banded(samples, rate), rate)
    weights = np.hanning(SMOOTH + 2)[1:-1]
    smooth = np.convolve(found, weights / weights.sum(), mode="same")
    peaks = np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:])) + 1
    peaks = peaks[(smooth[peaks] > np.quantile(found, 0.99) - BELOW) & voiced[peaks]]
    kept: list[int] = []
    for peak in peaks.tolist():
        if kept and not apart(smooth, kept[-1], peak):
            kept[-1] = max(kept[-1], peak, key=lambda frame: float(smooth[frame]))
        else:
            kept.append(peak)
    return np.array(kept, dtype=float) * STEP + WINDOW / 2


def apart(smooth: NDArray[np.float64], one: int, other: int) -> bool:
    """Whether two peaks are two syllables: time enough between them, and a dip."""
    dip = min(smooth[one], smooth[other]) - smooth[one : other + 1].min()
    return bool((other - one) * STEP >= NEAREST and dip >= DIP)


def banded(samples: Samples, rate: int) -> Samples:
    """A recording without what is below and above the band."""
    size = 1 << len(samples).bit_length()  # other lengths may take ten times as long
    hertz = np.fft.rfftfreq(size, 1 / rate)
    (low, high), (soft, softer) = BAND, EDGES
    with np.errstate(over="ignore"):
        gain = 1 / (1 + np.exp((low - hertz) / soft)) / (1 + np.exp((hertz - high) / softer))
    return np.fft.irfft(np.fft.rfft(samples, size) * gain, size)[: len(samples)]
