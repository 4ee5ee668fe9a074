"""Measures against what is known of made speech."""

import numpy as np
import pytest

from bot.voice import MEASURES, Abstained, measure
from bot.voice.words import syllables
from tests.voice.lab import BOTH, RATE, TEXTS, measured, opus, peaking, said
from tests.voice.rooms import noise

SPEEDS = (120, 165, 220)
ORDINARY = (3.0, 5.5)


def truth(text: str, wave: np.ndarray) -> float:
    """Syllables a second from the first sound to the last."""
    return syllables(text) / (len(wave) / RATE)


@pytest.mark.parametrize(("language", "text"), BOTH)
def test_faster_speech_is_measured_as_faster_with_and_without_its_words(language, text):
    for words in (text, None):
        rates = [
            measured(said(text, language, speed), text=words, language=language).values["speech_rate_syl_s"]
            for speed in SPEEDS
        ]
        assert rates == sorted(set(rates))


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize(("language", "text"), BOTH)
def test_the_rate_is_near_the_truth(language, text, speed):
    wave = said(text, language, speed)
    real = truth(text, wave)
    known = measured(wave, text=text, language=language).values["speech_rate_syl_s"]
    assert known == pytest.approx(real, rel=0.10)
    counted = measured(wave, language=language)
    if ORDINARY[0] <= real <= ORDINARY[1]:
        assert counted.values["speech_rate_syl_s"] == pytest.approx(real, rel=0.20)
    else:
        assert counted.about or ORDINARY[0] < counted.values["articulation_rate_syl_s"] < ORDINARY[1]


@pytest.mark.parametrize("kilobits", [None, 16, 24, 32])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pauses_are_found_where_they_are(language, kilobits):
    found = missed = wrong = 0
    parts = [said(text, language, 180) for text in TEXTS[language]]
    for length in (0.3, 0.4, 0.6, 1.0, 1.5):
        gap, wave, real = np.zeros(round(length * RATE), dtype=np.float32), parts[0], []
        for part in parts[1:]:
            real.append((len(wave) / RATE, len(wave) / RATE + length))
            wave = np.concatenate([wave, gap, part])
        heard = measured(*opus(peaking(wave, -3), kilobits)) if kilobits else measured(wave)
        near = [
            pause
            for pause in heard.pauses
            if any(abs(pause[0] - a) <= 0.08 and abs(pause[1] - b) <= 0.08 for a, b in real)
        ]
        found, wrong = found + len(near), wrong + len(heard.pauses) - len(near)
        missed += len(real) - len(near)
    assert 2 * found / (2 * found + wrong + missed) >= 0.95


@pytest.mark.parametrize("hertz", [90.0, 130.0, 210.0])
def test_the_pitch_is_that_of_the_voice(hertz):
    """A made voice: pulses at a known pitch through the resonances of a vowel, in syllables."""
    seconds = np.arange(3 * RATE) / RATE
    swing = hertz * (1 + 0.08 * np.sin(2 * np.pi * 0.8 * seconds))
    phase = np.cumsum(swing) / RATE
    pulses = np.diff(np.floor(phase), prepend=0.0)
    vowel = pulses
    for formant, width in ((700, 80), (1_200, 90), (2_600, 120)):
        ring = np.exp(-np.pi * width * seconds[:800]) * np.sin(2 * np.pi * formant * seconds[:800])
        vowel = np.convolve(vowel, ring)[: len(seconds)]
    wave = vowel * (0.15 + np.clip(np.sin(2 * np.pi * 3.5 * seconds), 0, 1))
    heard = measured(peaking(wave, -6))
    assert heard.values["pitch_median_hz"] == pytest.approx(float(np.median(swing)), rel=0.03)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_higher_voice_is_measured_as_higher_also_through_opus(language):
    text = TEXTS[language][0]
    for change in (lambda wave: (wave, RATE), lambda wave: opus(peaking(wave, -6), 16)):
        pitches = [
            measured(*change(said(text, language, 165, pitch))).values["pitch_median_hz"]
            for pitch in (0.7, 1.0, 1.6)
        ]
        assert pitches == sorted(pitches)
        assert pitches[2] > 1.2 * pitches[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_opus_leaves_pitch_and_loudness_as_they_were(language):
    wave = peaking(said(TEXTS[language][1], language), -6)
    plain, coded = measured(wave).values, measured(*opus(wave, 24)).values
    assert coded["pitch_median_hz"] == pytest.approx(plain["pitch_median_hz"], rel=0.03)
    assert coded["loudness_db"] == pytest.approx(plain["loudness_db"], abs=1.5)


def test_louder_is_louder():
    wave = said(TEXTS["zh"][0], "zh")
    levels = [measured(peaking(wave, level)).values["loudness_db"] for level in (-6, -12, -20, -30, -40)]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] - levels[-1] == pytest.approx(34, abs=0.5)


def test_a_voice_that_trails_off_fades():
    wave = peaking(said(TEXTS["zh"][0], "zh"), -6)
    fading = wave * np.linspace(1, 0.2, len(wave))
    assert measured(fading).values["fade_db"] < measured(wave).values["fade_db"] - 5


def test_silence_before_the_first_word_is_the_latency():
    wave = np.concatenate([np.zeros(RATE), said(TEXTS["en"][0], "en")])
    assert measured(wave).values["latency_s"] == pytest.approx(1.0, abs=0.05)


def test_a_shriller_voice_has_more_in_the_high_band():
    wave = said(TEXTS["zh"][0], "zh")
    shrill = wave + 0.9 * np.diff(wave, prepend=0.0) * 6
    assert measured(shrill).values["alpha_ratio_db"] > measured(wave).values["alpha_ratio_db"] + 3


def test_every_measure_has_a_unit_and_a_source():
    heard = measured(said(TEXTS["zh"][0], "zh"), text=TEXTS["zh"][0])
    assert set(heard.values) <= set(MEASURES)
    assert set(MEASURES) - set(heard.values) == set()
    assert all(unit.unit and unit.source for unit in MEASURES.values())


def test_the_same_recording_gives_the_same_measures():
    wave = said(TEXTS["zh"][0], "zh")
    assert measure(wave, RATE) == measure(wave.copy(), RATE)


NOISE = np.random.default_rng(4)


@pytest.mark.parametrize("power", [0, 1, 2])
@pytest.mark.parametrize("level", [-3, -12, -24])
def test_noise_is_not_measured(power, level):
    found = measure(peaking(noise(5 * RATE, power), level), RATE)
    assert isinstance(found, Abstained)
    assert found.reason == "noise"


@pytest.mark.parametrize("seconds", [0.0, 0.5, 3.0, 20.0])
def test_silence_is_not_measured(seconds):
    found = measure(np.zeros(round(seconds * RATE)), RATE)
    assert isinstance(found, Abstained)
    assert found.reason == "empty"


def test_what_is_hardly_heard_is_not_measured():
    found = measure(NOISE.normal(0, 0.0003, 5 * RATE), RATE)
    assert isinstance(found, Abstained)
    assert found.reason == "too-quiet"


@pytest.mark.parametrize("gain", [3, 5, 10])
@pytest.mark.parametrize(("language", "text"), BOTH)
def test_speech_that_is_cut_off_at_the_top_is_not_measured(language, text, gain):
    wave = np.clip(peaking(said(text, language), 0) * gain, -1, 1)
    for form in ((wave, RATE), opus(wave, 24), (0.25 * wave, RATE)):
        found = measure(*form)
        assert isinstance(found, Abstained)
        assert found.reason == "clipped"


def test_a_word_is_too_short():
    found = measure(said("您好", "zh"), RATE)
    assert isinstance(found, Abstained)
    assert found.reason == "too-short"


def test_tones_and_tunes_are_no_speech():
    seconds = np.arange(RATE) / RATE
    notes = [262, 294, 330, 349, 392, 440]
    tune = np.concatenate([np.sin(2 * np.pi * n * seconds) * np.exp(-2 * seconds) for n in notes]) * 0.4
    for wave in (tune, np.tile(0.3 * np.sin(2 * np.pi * 440 * seconds), 5)):
        found = measure(wave, RATE)
        assert isinstance(found, Abstained)
        assert found.reason == "music"


def test_speech_in_a_little_noise_is_still_measured():
    wave = peaking(said(TEXTS["zh"][0], "zh"), -6)
    noisy = wave + NOISE.normal(0, np.sqrt(np.mean(wave**2)) * 10 ** (-20 / 20), len(wave))
    assert measured(noisy).values["pitch_median_hz"] == pytest.approx(
        measured(wave).values["pitch_median_hz"], rel=0.03
    )
