"""A recording measured: frames → speech and pauses → pitch → syllables → everything by name."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.voice import words
from bot.voice.fitness import SHORTEST, no_speech, unfit
from bot.voice.frames import Frames, Samples, Span, frames, spans
from bot.voice.measured import Abstained, Curve, Measured
from bot.voice.nuclei import nuclei
from bot.voice.pitch import Pitch, jumps, pitch, semitones
from bot.voice.tone import alpha_ratio, fade, jitter, npvi

#: Syllables a second between which counting without words can be trusted.
ORDINARY = (3.0, 5.5)
#: With fewer syllables a second it isn't speech, whatever else it is.
SLOWEST = 1.0
#: Points of a drawn curve.
POINTS = 160


def measure(
    samples: NDArray[Any], rate: int, text: str | None = None, language: str = "zh"
) -> Measured | Abstained:
    """Everything that can be known of a recording (one channel, −1 to 1, `rate` samples a second).

    With the words (`text`) syllables are counted in them, without in the sound. Raises ImportError where
    praat-parselmouth isn't installed.
    """
    import parselmouth

    wave: Samples = np.asarray(samples, dtype=np.float64)
    wave = wave - wave.mean() if len(wave) else wave
    seconds = round(len(wave) / rate, 3)
    framed = frames(wave, rate)
    if reason := unfit(wave, framed, sum(end - start for start, end in spans(framed))):
        return Abstained(reason, seconds)
    sound = parselmouth.Sound(wave, rate)
    times, hertz = pitch(sound)
    voiced = np.interp(np.arange(len(framed.levels)) * 0.01 + 0.0125, times, hertz > 0, left=0, right=0) > 0.5
    if reason := no_speech(wave, framed, voiced, hertz):
        return Abstained(reason, seconds)
    speech = spans(framed, voiced)
    if (spoken := sum(end - start for start, end in speech)) < SHORTEST:
        return Abstained("too-short", seconds)
    moments = nuclei(wave, rate, voiced)
    if len(moments) / spoken < SLOWEST:
        return Abstained("noise", seconds)
    return described(wave, rate, sound, framed, speech, hertz, moments, text, language)


def described(
    wave: Samples,
    rate: int,
    sound: Any,
    framed: Frames,
    speech: tuple[Span, ...],
    hertz: Pitch,
    moments: NDArray[np.float64],
    text: str | None,
    language: str,
) -> Measured:
    """All measures of a recording that is speech."""
    pauses = tuple((round(a[1], 3), round(b[0], 3)) for a, b in pairwise(speech))
    spoken = sum(end - start for start, end in speech)
    whole = speech[-1][1] - speech[0][0]
    count = (text and words.syllables(text)) or len(moments)
    levels = framed.levels[framed.sounding]
    found = hertz[hertz > 0]
    low, high = np.quantile(found, (0.05, 0.95))
    values: dict[str, float | None] = {
        "duration_s": len(wave) / rate,
        "speech_s": spoken,
        "latency_s": speech[0][0],
        "syllables": count,
        "speech_rate_syl_s": count / whole,
        "articulation_rate_syl_s": count / spoken,
        "words_per_min": 60 * words.words(text) / whole if text else None,
        "pause_count": len(pauses),
        "pause_mean_s": sum(b - a for a, b in pauses) / len(pauses) if pauses else 0.0,
        "pause_share": sum(b - a for a, b in pauses) / whole,
        "filled_pauses": words.filled(text, language) if text else None,
        "pitch_median_hz": float(np.median(found)),
        "pitch_sd_st": float(np.std(semitones(found))),
        "pitch_jumps_min": 60 * jumps(hertz) / spoken,
        "loudness_db": 10 * float(np.log10(np.mean(10 ** (levels / 10)))),
        "loudness_sd_db": float(np.std(levels)),
        "fade_db": fade(framed, speech),
        "alpha_ratio_db": alpha_ratio(wave, rate),
        "npvi": npvi(moments),
        "jitter_pct": jitter(sound, max(low * 0.8, 50), high * 1.2),
    }
    rough = not text and not ORDINARY[0] <= count / spoken <= ORDINARY[1]
    known = {name: round(float(value), 4) for name, value in values.items() if value is not None}
    return Measured(known, pauses, rough, curve(framed, hertz))


def curve(framed: Frames, hertz: Pitch) -> Curve:
    """A recording as it is drawn."""
    places = np.linspace(0, len(framed.levels) - 1, POINTS).round().astype(int)
    levels = np.clip((framed.levels[places] + 60) / 60, 0, 1)
    steps = np.linspace(0, max(len(hertz) - 1, 0), POINTS).round().astype(int)
    tones = hertz[steps] if len(hertz) else np.zeros(POINTS)
    return Curve(tuple(np.round(levels, 3).tolist()), tuple(np.round(tones, 1).tolist()))
