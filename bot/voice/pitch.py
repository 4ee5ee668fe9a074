"""The pitch of a voice, found twice: roughly, then in the range that is this speaker's."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.voice.frames import STEP

Pitch = NDArray[np.float64]
#: The widest range that is looked at (Hz).
LOWEST, HIGHEST = 50.0, 600.0
#: Seconds from frame to frame where only the range is looked for.
ROUGH = 0.03
#: Of the first quartiles found, so much below and above is this speaker's range.
UNDER, OVER = 0.7, 1.7
#: A jump: so many semitones between frames at most so many steps apart.
JUMP, NEAR = 6.0, 2


def pitch(sound: Any) -> tuple[Pitch, Pitch]:
    """Times (seconds) and pitch (Hz, 0 where there is none) of a Praat sound, 100 a second."""
    first = contour(sound, LOWEST, HIGHEST, ROUGH)
    voiced = first[1][first[1] > 0]
    if len(voiced) < 10:
        return contour(sound, LOWEST, HIGHEST)
    low, high = np.quantile(voiced, (0.25, 0.75))
    return contour(sound, max(low * UNDER, LOWEST), min(high * OVER, HIGHEST))


def contour(sound: Any, low: float, high: float, step: float = STEP) -> tuple[Pitch, Pitch]:
    """Pitch by autocorrelation between two limits (Hz)."""
    if sound.duration < 3 / low + STEP:
        return np.zeros(0), np.zeros(0)
    found = sound.to_pitch_ac(time_step=step, pitch_floor=low, pitch_ceiling=high)
    return found.xs(), found.selected_array["frequency"]


def semitones(hertz: Pitch) -> Pitch:
    """Pitch in semitones above 1 Hz."""
    return 12 * np.log2(hertz)


def jumps(hertz: Pitch) -> int:
    """How often the pitch leaps within a stretch of voice."""
    voiced = np.flatnonzero(hertz > 0)
    near = np.diff(voiced) <= NEAR
    leaps = np.abs(np.diff(semitones(hertz[voiced]))) > JUMP
    return int(np.count_nonzero(near & leaps))
