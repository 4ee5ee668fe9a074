"""Recordings heard in a process apart."""

import asyncio
import time

import numpy as np
import pytest

from bot.sound import Ears, Unplayable, Writer, encode
from bot.sound.mouth import Mouth
from tests.voice.lab import RATE, TEXTS, peaking, said


@pytest.fixture(scope="module")
def ears():
    made = Ears(seconds=60)
    yield made
    made.close()


def note(language: str = "zh") -> bytes:
    return encode(peaking(said(TEXTS[language][0], language), -6), RATE)


async def test_a_note_is_measured_with_its_words(ears):
    heard = await ears.listen(note(), "zh", TEXTS["zh"][0])
    assert heard.words == TEXTS["zh"][0]
    assert heard.values["syllables"] == 31
    assert len(heard.curve.levels) == len(heard.curve.pitch) > 100
    assert not heard.abstained


async def test_without_an_engine_the_words_stay_unknown(ears):
    heard = await ears.listen(note(), "zh")
    assert heard.words == ""
    assert heard.values["syllables"] > 20


async def test_why_nothing_was_measured_is_told(ears):
    heard = await ears.listen(encode(np.random.default_rng(1).normal(0, 0.1, 3 * RATE), RATE), "zh")
    assert heard.abstained == "noise"
    assert heard.values == {}


async def test_what_is_no_sound_is_refused(ears):
    with pytest.raises(Unplayable) as caught:
        await ears.listen(b"no sound at all", "zh")
    assert caught.value.reason == "format"


async def test_an_engine_without_weights_is_told_and_the_note_still_measured(tmp_path):
    ears = Ears(Writer("faster-whisper", str(tmp_path)))
    try:
        heard = await ears.listen(note(), "zh")
    finally:
        ears.close()
    assert heard.trouble == "speech-no-weights"
    assert heard.words == ""
    assert heard.values["speech_s"] > 5


async def test_the_loop_goes_on_while_notes_are_heard(ears):
    """Turns of the loop keep coming while twenty notes wait; nothing here is faster than that proves."""
    await ears.listen(note(), "zh")
    listening = asyncio.gather(*(ears.listen(note(), "zh") for _ in range(20)))
    longest, last = 0.0, time.monotonic()
    while not listening.done():
        await asyncio.sleep(0)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert len(await listening) == 20
    assert longest < 0.5


async def test_a_process_that_dies_takes_one_note_with_it(ears):
    await ears.listen(note(), "zh")
    workers = list(ears._pool._processes.values())
    for worker in workers:
        worker.kill()
    with pytest.raises(Unplayable):
        await ears.listen(note(), "zh")
    assert (await ears.listen(note(), "zh")).values


class Voice:
    """A speaker whose orders are looked at."""

    def __init__(self) -> None:
        self.orders: list[tuple[float, float]] = []

    def speak(self, text, language, speed=1.0, pitch=1.0):
        from bot.speech import Spoken

        self.orders.append((speed, pitch))
        return Spoken(said(TEXTS["zh"][0], "zh"), RATE)


def test_the_mouth_speaks_as_the_customer_is():
    voice = Voice()
    mouth = Mouth(voice)
    notes = [mouth.say("喂", "zh", *how) for how in (("slow", 0), ("normal", 0), ("fast", 0), ("fast", -3))]
    assert all(note and note.startswith(b"OggS") for note in notes)
    assert voice.orders == sorted(voice.orders)
    assert len(set(voice.orders)) == 4
