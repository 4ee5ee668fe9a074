"""Measures of recordings as they come: noise, rooms, telephones, breath, silence around."""

import numpy as np
import pytest

from bot.voice import Abstained, Measured, measure
from bot.voice.words import syllables
from tests.voice.lab import BOTH, RATE, TEXTS, measured, peaking, said
from tests.voice.rooms import among, babble, breath, echoing, noise, telephone

GAPS = (0.35, 0.8)
ROOMS = {
    "white 15 dB": lambda wave: among(wave, noise(len(wave), 0), 15),
    "pink 15 dB": lambda wave: among(wave, noise(len(wave), 1), 15),
    "brown 15 dB": lambda wave: among(wave, noise(len(wave), 2), 15),
    "babble 25 dB": lambda wave: among(wave, babble(len(wave)), 25),
    "room": lambda wave: echoing(wave, 0.3),
    "telephone": telephone,
    "offset": lambda wave: 0.6 * wave + 0.3,
}


def with_pauses(language: str, speed: int) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Sentences with pauses of known length between them, and where those are (seconds)."""
    first, *others = (peaking(said(text, language, speed), -8) for text in TEXTS[language])
    wave, real = first, []
    for gap, other in zip(GAPS, others, strict=True):
        real.append((len(wave) / RATE, len(wave) / RATE + gap))
        wave = np.concatenate([wave, np.zeros(round(gap * RATE)), other])
    return wave, real


def near(pause: tuple[float, float], real: list[tuple[float, float]]) -> bool:
    return any(abs(pause[0] - a) <= 0.08 and abs(pause[1] - b) <= 0.08 for a, b in real)


@pytest.mark.parametrize("room", [name for name in ROOMS if name not in {"telephone", "room"}])
def test_pauses_are_found_in_noise(room):
    """A telephone swallows hisses next to a pause, and a room fills it: there is no truth to compare with."""
    right = found = known = 0
    for language in ("zh", "en"):
        for speed in (150, 180, 210):
            wave, real = with_pauses(language, speed)
            pauses = measured(ROOMS[room](wave)).pauses
            right += sum(near(pause, real) for pause in pauses)
            found, known = found + len(pauses), known + len(real)
    assert 2 * right / (found + known) >= 0.85


@pytest.mark.parametrize("room", ROOMS)
def test_speed_and_pitch_are_the_same_in_every_room(room):
    for language, text in BOTH:
        wave = peaking(said(text, language), -8)
        clean, heard = measured(wave).values, measured(ROOMS[room](wave)).values
        assert heard["articulation_rate_syl_s"] == pytest.approx(
            syllables(text) / (len(wave) / RATE), rel=0.2
        )
        assert heard["pitch_median_hz"] == pytest.approx(clean["pitch_median_hz"], rel=0.03)


def test_a_breath_in_a_pause_is_no_speech():
    first, second = (peaking(said(text, "zh"), -6) for text in TEXTS["zh"][:2])
    silence = np.zeros(round(0.2 * RATE))
    gap = np.concatenate([silence, breath(0.4, 0.06), silence])
    (pause,) = measured(np.concatenate([first, gap, second])).pauses
    assert pause[1] - pause[0] == pytest.approx(0.8, abs=0.08)


def test_long_silence_around_changes_only_the_latency():
    wave, around = peaking(said(TEXTS["en"][0], "en"), -8), np.zeros(5 * RATE)
    alone, found = measured(wave).values, measured(np.concatenate([around, wave, around])).values
    assert found.pop("latency_s") == pytest.approx(5.0, abs=0.05)
    for name in ("speech_s", "pitch_median_hz", "loudness_db", "speech_rate_syl_s"):
        assert found[name] == pytest.approx(alone[name], rel=0.03)


def test_a_whisper_is_not_measured():
    swell = 0.1 + np.clip(np.sin(2 * np.pi * 4 * np.arange(5 * RATE) / RATE), 0, 1)
    found = measure(0.1 * peaking(noise(5 * RATE, 0.5), 0) * swell, RATE)
    assert isinstance(found, Abstained)
    assert found.reason == "noise"


def test_a_voice_that_was_levelled_out_is_still_measured():
    """What telephones do to keep a voice at one level: it isn't cut off."""
    for language, text in BOTH:
        wave = said(text, language)
        slow = np.convolve(wave**2, np.full(4_000, 1 / 4_000), mode="same")
        assert isinstance(measure(0.1 * wave / np.sqrt(slow + 1e-6), RATE), Measured)
