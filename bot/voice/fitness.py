"""Whether anything can be said of a recording."""

import numpy as np
from numpy.typing import NDArray

from bot.voice.frames import Frames, Samples
from bot.voice.measured import Reason
from bot.voice.pitch import Pitch, semitones

#: Less speech than this says nothing (seconds).
SHORTEST = 1.2
#: Speech quieter than this is lost in the noise of any microphone (dBFS).
QUIETEST = -64.0
#: So near to the highest sample is the top; of clear speech at most this share of the samples is there …
TOP, CROWDED = 0.9, 0.006
#: … and its peaks are so far above its mean (dB); crowded tops are forgiven where peaks stand out this far.
FLAT, OUTSTANDING = 9.8, 13.0
#: Where peaks stand out further than this (dB), nothing is cut off.
PEAKED = 14.5
#: Of the samples above one share of the highest, so many are above twice that share: cut tops pile up.
PILED = 0.21
#: Sound with less voice than this is noise (share of its frames).
VOICED = 0.25
#: A level that moves less than this (dB, standard deviation) isn't speech.
STEADY = 2.2
#: Music holds its notes: so little movement from frame to frame (semitones) in so many of them.
HELD, HOLDING = 0.03, 0.5
#: A voice whose pitch moves less in all (semitones, standard deviation) isn't speaking.
FLAT_TUNE = 0.5


def overdriven(samples: Samples) -> bool:
    """Whether the tops of the wave are cut off: too many samples near the highest, or no peaks at all."""
    size = np.abs(samples)
    highest = float(np.quantile(size, 0.9995))
    heard = size[size > 0.02 * highest]
    crest = 20 * np.log10(highest / np.sqrt(np.mean(heard**2)))
    if crest > PEAKED:
        return False
    crowded = np.mean(size[size > 0.05 * size.max()] > TOP * size.max()) > CROWDED
    piled = np.mean(size > 0.7 * highest) / np.mean(size > 0.35 * highest)
    return bool(crest < FLAT or piled > PILED or (crowded and crest < OUTSTANDING))


def unfit(samples: Samples, frames: Frames, seconds: float) -> Reason | None:
    """What keeps a recording from being measured, before its pitch is known; it sounds for `seconds`."""
    if not len(samples) or not np.any(samples):
        return "empty"
    sounding = frames.levels[frames.sounding]
    if not len(sounding) or np.median(sounding) < QUIETEST:
        return "too-quiet"
    return "too-short" if seconds < SHORTEST else None


def no_speech(samples: Samples, frames: Frames, voiced: NDArray[np.bool_], hertz: Pitch) -> Reason | None:
    """Whether a recording is noise, music, or speech that is cut off at the top."""
    sounding = frames.sounding
    if np.mean(voiced[sounding]) < VOICED:
        return "noise"
    if held(hertz):
        return "music"
    if np.std(frames.levels[sounding]) < STEADY:
        return "noise"
    return "clipped" if overdriven(samples) else None


def held(hertz: Pitch) -> bool:
    """Whether the pitch stands still most of the time, as that of notes does."""
    pairs = (hertz[:-1] > 0) & (hertz[1:] > 0)
    if not pairs.any():
        return False
    moves = np.abs(semitones(hertz[1:][pairs]) - semitones(hertz[:-1][pairs]))
    return bool(np.mean(moves < HELD) > HOLDING or np.std(semitones(hertz[hertz > 0])) < FLAT_TUNE)
