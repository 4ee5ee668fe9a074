"""What is measured, in which unit and after whom; and what a recording turned out to be."""

from dataclasses import dataclass, field
from typing import Literal

#: Why nothing is said of a recording.
Reason = Literal["empty", "too-short", "too-quiet", "clipped", "noise", "music"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure's unit, and where its definition comes from."""

    unit: str
    source: str


DE_JONG = "de Jong & Wempe 2009, Behavior Research Methods 41: syllable nuclei"
GOLDMAN = "Goldman-Eisler 1968, Psycholinguistics: silences of 0.3 s and more"
HIRST = "De Looze & Hirst 2008, Speech Prosody: pitch range in two passes"
GEMAPS = "Eyben et al. 2016, IEEE Transactions on Affective Computing 7 (GeMAPS)"
PVI = "Grabe & Low 2002, Laboratory Phonology 7: normalised pairwise variability"
PRAAT = "Boersma & Weenink, Praat manual: jitter (local)"
PLAIN = "by definition"

#: Every measure by name.
MEASURES: dict[str, Unit] = {
    "duration_s": Unit("s", PLAIN),
    "speech_s": Unit("s", PLAIN),
    "latency_s": Unit("s", PLAIN),
    "syllables": Unit("1", DE_JONG),
    "speech_rate_syl_s": Unit("1/s", DE_JONG),
    "articulation_rate_syl_s": Unit("1/s", DE_JONG),
    "words_per_min": Unit("1/min", PLAIN),
    "pause_count": Unit("1", GOLDMAN),
    "pause_mean_s": Unit("s", GOLDMAN),
    "pause_share": Unit("1", GOLDMAN),
    "filled_pauses": Unit("1", GOLDMAN),
    "pitch_median_hz": Unit("Hz", HIRST),
    "pitch_sd_st": Unit("st", HIRST),
    "pitch_jumps_min": Unit("1/min", HIRST),
    "loudness_db": Unit("dBFS", PLAIN),
    "loudness_sd_db": Unit("dB", PLAIN),
    "fade_db": Unit("dB", PLAIN),
    "alpha_ratio_db": Unit("dB", GEMAPS),
    "npvi": Unit("1", PVI),
    "jitter_pct": Unit("%", PRAAT),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """A recording as it is drawn, at even steps: `levels` (0–1) and `pitch` (Hz, 0 where there is none)."""

    levels: tuple[float, ...] = ()
    pitch: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, by name, in the units of `MEASURES`; what can't be known is missing.

    `pauses` are the start and end (seconds) of the silences of 0.3 s and more between words. `about` says
    that the speed was counted without the words and lies where such a count is rough.
    """

    values: dict[str, float]
    pauses: tuple[tuple[float, float], ...]
    about: bool
    curve: Curve = field(default_factory=Curve)


@dataclass(frozen=True, slots=True)
class Abstained:
    """Nothing is said of a recording, and why; `seconds` is how long it is."""

    reason: Reason
    seconds: float
