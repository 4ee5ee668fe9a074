"""`peilian listen` and `peilian models`: what is printed, and the exit code."""

import json

import pytest
from click.testing import CliRunner

from bot.catalogue import catalogue
from bot.cli.main import commands
from bot.config import Engine, Hearing, Settings
from bot.sound import encode
from bot.voice import MEASURES
from tests.voice.lab import RATE, TEXTS, peaking, said


def ran(*arguments: str, language: str = "en", voice: Hearing | None = None):
    settings = Settings(language=language, voice=voice or Hearing())
    return CliRunner().invoke(commands(settings, catalogue(language)), arguments)


def lines(outcome) -> list[dict]:
    return [json.loads(line) for line in outcome.stdout.splitlines()]


@pytest.fixture(scope="module")
def note(tmp_path_factory):
    file = tmp_path_factory.mktemp("notes") / "note.ogg"
    file.write_bytes(encode(peaking(said(TEXTS["zh"][0], "zh"), -6), RATE))
    return file


def test_a_recording_is_a_line_with_every_measure_and_its_unit(note):
    outcome = ran("listen", str(note), "--lang", "zh", "--text", TEXTS["zh"][0])
    (line,) = lines(outcome)
    assert outcome.exit_code == 0
    assert set(line) == {"file", *MEASURES, "pauses", "about", "units", "left_out"}
    assert set(line["units"]) == {*MEASURES, "pauses"}
    assert line["syllables"] == 31
    assert "nasality" in line["left_out"]


def test_of_several_files_the_broken_ones_stop_nothing(note, tmp_path):
    odd = {
        "empty.ogg": (b"", "empty"),
        "letter.ogg": (b"a letter " * 90, "format"),
        "stump.ogg": (note.read_bytes()[:200], "format"),
    }
    for name, (body, _) in odd.items():
        (tmp_path / name).write_bytes(body)
    names = [str(note), *(str(tmp_path / n) for n in (*odd, "nowhere.ogg")), str(tmp_path), str(note)]
    outcome = ran("listen", *names)
    found = lines(outcome)
    assert outcome.exit_code == 1
    assert [line["file"] for line in found] == names
    reasons = [reason for _, reason in odd.values()]
    assert [line.get("abstained") for line in found] == [None, *reasons, "no-file", "no-file", None]
    assert all(line["why"] in outcome.stderr for line in found if "abstained" in line)


def test_what_can_not_be_measured_is_no_failure(tmp_path):
    import numpy as np

    file = tmp_path / "noise.ogg"
    file.write_bytes(encode(np.random.default_rng(1).normal(0, 0.1, 3 * RATE), RATE))
    outcome = ran("listen", str(file), language="zh")
    (line,) = lines(outcome)
    assert outcome.exit_code == 0
    assert (line["abstained"], line["why"]) == ("noise", catalogue("zh").say("voice-abstained-noise"))


def test_models_tells_what_the_chosen_engine_lacks(tmp_path):
    chosen = Hearing(transcriber=Engine(engine="sherpa-onnx", model=str(tmp_path)))
    told = ran("models", voice=chosen).stdout
    assert "faster-whisper" in told
    assert "espeak-ng" in told
    assert f"→ The model of sherpa-onnx isn't at {tmp_path}" in told
