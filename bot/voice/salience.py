"""How far a recording stands out of its own background, frame by frame: what of it is the speaker."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Levels = NDArray[np.float64]
#: The bands in which background and voice are told apart (Hz), so many, each a little wider than the last.
LOWEST, HIGHEST, BANDS = 80.0, 7_500.0, 14
#: Frames over which a band is smoothed.
SMOOTH = 5
#: A band is background at this quantile of its frames; so many times that is taken away.
QUIET, TAKEN = 0.05, 2.0
#: Frames worked on at a time, which bounds the memory.
BATCH = 2_000
#: What nothing at all counts as (power).
NOTHING = 1e-12


def salience(samples: Samples, rate: int, window: int, step: int) -> Levels:
    """Level of what is louder than the background in its band (dB), in frames of `window` samples.

    Spectral subtraction (Boll 1979): even noise disappears whatever its colour, a soft vowel under it stays.
    """
    power = smoothed(bands(samples, rate, window, step))
    background = np.quantile(power, QUIET, axis=0)
    left = np.maximum(power - TAKEN * background, 0).sum(axis=1)
    return np.asarray(10 * np.log10(np.maximum(left, NOTHING)))


def bands(samples: Samples, rate: int, window: int, step: int) -> NDArray[np.float64]:
    """The power of each frame in each band."""
    padded = np.pad(samples, (0, max(window - len(samples), 0)))
    every = np.lib.stride_tricks.sliding_window_view(padded, window)[::step]
    shape = np.hanning(window)
    hertz = np.fft.rfftfreq(window, 1 / rate)
    edges = np.unique(np.searchsorted(hertz, np.geomspace(LOWEST, min(HIGHEST, rate / 2), BANDS + 1)))
    found = [
        np.add.reduceat(np.abs(np.fft.rfft(every[at : at + BATCH] * shape)) ** 2, edges[:-1], axis=1)
        for at in range(0, len(every), BATCH)
    ]
    return np.concatenate(found) * 2 / (window * np.sum(shape**2))


def smoothed(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each band over a few frames; at the ends, over those there are."""
    weights = np.hanning(SMOOTH + 2)[1:-1]
    around = np.pad(power, ((SMOOTH // 2, SMOOTH // 2), (0, 0)), mode="edge")
    near = np.lib.stride_tricks.sliding_window_view(around, SMOOTH, axis=0)
    return np.asarray(near @ (weights / weights.sum()))
