"""A recording in short frames: how loud it is, and where somebody speaks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.voice.salience import Levels, salience

Samples = NDArray[np.float64]
#: Seconds from frame to frame, and the length of one.
STEP, WINDOW = 0.01, 0.025
#: What silence counts as (dBFS).
FLOOR = -100.0
#: The highest and the lowest peaks of syllables lie so far apart (dB), after de Jong & Wempe.
BELOW = 25.0
#: Sound stands out of the background at most so much less than the loudest (dB) …
FAINT = 28.0
#: … and so much more than the stillest stretch (frames), where the background moves, unless that is speech,
#: which is never so far below the loudest (dB).
RESTLESS, STILL, STILLEST, SPOKEN = 5.0, 25, 0.005, 18.0
#: A silence this long is a pause, and a sound this short is none (seconds).
PAUSE, BLIP = 0.3, 0.05
#: Sound without voice is a consonant where speech is this near to it (seconds), elsewhere a breath.
CONSONANT = 0.15
#: A voice sounds at least so long (seconds).
VOICE = 0.03
#: A pause may look this much shorter than it is, since frames are coarse (seconds).
SLACK = 0.015

Span = tuple[float, float]


@dataclass(frozen=True)
class Frames:
    """The level of each frame (dBFS), and whether something sounds in it that isn't the background."""

    levels: Levels
    sounding: NDArray[np.bool_]

    def at(self, seconds: float) -> int:
        """The frame of a moment."""
        return min(max(round((seconds - WINDOW / 2) / STEP), 0), len(self.levels) - 1)


def frames(samples: Samples, rate: int) -> Frames:
    """The frames of a recording."""
    found = levels(samples, rate)
    standing = salience(samples, rate, round(WINDOW * rate), round(STEP * rate))
    return Frames(found, (standing > threshold(standing)) & (found > FLOOR))


def levels(samples: Samples, rate: int) -> Levels:
    """The level of each frame (dBFS)."""
    step, window = round(STEP * rate), round(WINDOW * rate)
    energy = np.concatenate(([0.0], np.cumsum(samples**2)))
    starts = np.arange(0, max(len(samples) - window, 0) + 1, step)
    ends = np.minimum(starts + window, len(samples))
    mean = (energy[ends] - energy[starts]) / np.maximum(ends - starts, 1)
    return np.asarray(10 * np.log10(np.maximum(mean, 1e-10)))


def threshold(standing: Levels) -> float:
    """How far a frame must stand out of the background to be sound."""
    loudest = float(np.quantile(standing, 0.99))
    if len(standing) <= STILL:
        return loudest - FAINT
    stretches = np.lib.stride_tricks.sliding_window_view(standing, STILL)
    stillest = float(np.quantile(stretches.max(axis=1), STILLEST))
    if stillest > loudest - SPOKEN:
        return loudest - FAINT
    return max(loudest - FAINT, min(stillest + RESTLESS, loudest - SPOKEN))


def spans(frames: Frames, voiced: NDArray[np.bool_] | None = None) -> tuple[Span, ...]:
    """Where somebody speaks, start and end in seconds: short gaps are bridged, lone blips left out.

    Where it is known which frames are `voiced`, breaths and clicks are left out as well.
    """
    runs = np.flatnonzero(np.diff(np.concatenate(([False], frames.sounding, [False])).astype(int)))
    kept = runs.reshape(-1, 2) if voiced is None else near_voice(runs.reshape(-1, 2), voiced)
    # a frame half in the silence still sounds: the edge of the sound is its middle
    edges = [(start * STEP + WINDOW / 2, (end - 1) * STEP + WINDOW / 2) for start, end in kept]
    joined: list[Span] = []
    for start, end in edges:
        if joined and start - joined[-1][1] < PAUSE - SLACK:
            joined[-1] = (joined[-1][0], float(end))
        else:
            joined.append((float(start), float(end)))
    return tuple(span for span in joined if span[1] - span[0] >= BLIP)


def near_voice(runs: NDArray[np.int_], voiced: NDArray[np.bool_]) -> NDArray[np.int_]:
    """The runs of sound that have voice, or are so near to one that they are consonants of it."""
    with_voice = np.array([np.count_nonzero(voiced[a:b]) * STEP >= VOICE for a, b in runs], dtype=bool)
    starts, ends = runs[with_voice].T
    near = [
        bool(((starts - b) * STEP <= CONSONANT)[starts >= b].any())
        or bool(((a - ends) * STEP <= CONSONANT)[ends <= a].any())
        for a, b in runs
    ]
    return np.asarray(runs[with_voice | np.array(near, dtype=bool)])
