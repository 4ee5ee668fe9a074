"""Engines that write down and read aloud: a stub for the endpoint, clear errors for what is missing."""

import io
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import numpy as np
import pytest

from bot.catalogue import catalogue
from bot.config import Engine as Chosen
from bot.speech import ENGINES, SpeechError, speaker, transcriber

soundfile = pytest.importorskip("soundfile")
WAVE = (0.3 * np.sin(np.arange(16_000) / 10)).astype(np.float32)


class Stub(BaseHTTPRequestHandler):
    """A server that speaks the interface, or doesn't."""

    answer = 200
    body: bytes = b""
    seen: list[tuple[str, str | None, bytes]] = []

    def do_POST(self):
        size = int(self.headers["Content-Length"])
        self.seen.append((self.path, self.headers.get("Authorization"), self.rfile.read(size)))
        self.send_response(self.answer)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Stub.answer, Stub.body, Stub.seen = 200, b"", []
    made = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/v1"
    made.shutdown()
    thread.join()
    made.server_close()


def test_an_endpoint_writes_down(server):
    Stub.body = json.dumps({"text": " 您好，我是周楠。 "}).encode()
    engine = transcriber(Chosen(engine="endpoint", url=server, model="large"), "secret")
    assert engine.transcribe(WAVE, "zh") == "您好，我是周楠。"
    path, key, body = Stub.seen[0]
    assert (path, key) == ("/v1/audio/transcriptions", "Bearer secret")
    assert b"RIFF" in body
    assert b"large" in body
    assert b'name="language"' in body


def test_an_endpoint_reads_aloud(server):
    sound = io.BytesIO()
    soundfile.write(sound, WAVE, 24_000, format="WAV")
    Stub.body = sound.getvalue()
    spoken = speaker(Chosen(engine="endpoint", url=server, voice="lin")).speak("喂，您好。", "zh", 1.2)
    assert spoken.rate == 24_000
    assert len(spoken.samples) == len(WAVE)
    asked = json.loads(Stub.seen[0][2])
    assert (asked["input"], asked["voice"], asked["speed"]) == ("喂，您好。", "lin", 1.2)


@pytest.mark.parametrize(
    ("answer", "body", "key"),
    [
        (500, b"", "speech-endpoint-refused"),
        (401, b"{}", "speech-endpoint-refused"),
        (200, b"<html>", "speech-endpoint-odd"),
        (200, b'{"words": 1}', "speech-endpoint-odd"),
    ],
)
def test_an_endpoint_that_answers_oddly_is_told(server, answer, body, key):
    Stub.answer, Stub.body = answer, body
    with pytest.raises(SpeechError) as caught:
        transcriber(Chosen(engine="endpoint", url=server)).transcribe(WAVE, "zh")
    assert caught.value.key == key
    assert "secret" not in str(caught.value.details)


def test_an_endpoint_that_is_away_is_told(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(SpeechError) as caught:
        transcriber(Chosen(engine="endpoint", url="http://127.0.0.1:9/v1")).transcribe(WAVE, "zh")
    assert caught.value.key == "speech-endpoint-away"


@pytest.mark.parametrize("engine", ["faster-whisper", "sherpa-onnx"])
def test_missing_weights_are_told_with_the_folder(engine, tmp_path):
    with pytest.raises(SpeechError) as caught:
        transcriber(Chosen(engine=engine, model=str(tmp_path)))
    assert caught.value.key == "speech-no-weights"
    assert caught.value.details["path"] == str(tmp_path)


def test_a_missing_library_is_told_by_its_package(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    (tmp_path / "model.bin").write_bytes(b"weights")
    with pytest.raises(SpeechError) as caught:
        transcriber(Chosen(engine="faster-whisper", model=str(tmp_path)))
    assert caught.value.key == "speech-not-installed"


def test_weights_that_are_broken_are_told(tmp_path, monkeypatch):
    class Model:
        def __init__(self, *_, **__):
            raise RuntimeError("no model in there")

    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    (tmp_path / "model.bin").write_bytes(b"weights")
    with pytest.raises(SpeechError) as caught:
        transcriber(Chosen(engine="faster-whisper", model=str(tmp_path)))
    assert caught.value.key == "speech-broken"


def test_a_whisper_model_is_used_with_the_language(tmp_path, monkeypatch):
    class Model:
        def __init__(self, path, **how):
            assert how["local_files_only"]
            self.path = path

        def transcribe(self, samples, language, **_):
            assert samples is WAVE
            return [SimpleNamespace(text=f" {language}: "), SimpleNamespace(text="喂")], None

    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    (tmp_path / "model.bin").write_bytes(b"weights")
    engine = transcriber(Chosen(engine="faster-whisper", model=str(tmp_path)))
    assert engine.transcribe(WAVE, "zh") == "zh: 喂"


@pytest.mark.parametrize(
    ("name", "constructor", "argument"),
    [("sense-voice-int8", "from_sense_voice", "model"), ("paraformer-zh", "from_paraformer", "paraformer")],
)
def test_the_kind_of_a_sherpa_model_is_told_by_its_folder(tmp_path, monkeypatch, name, constructor, argument):
    folder = tmp_path / name
    folder.mkdir()
    for file in ("model.onnx", "model.int8.onnx", "tokens.txt"):
        (folder / file).write_bytes(b"weights")

    class Recogniser:
        def create_stream(self):
            return SimpleNamespace(
                accept_waveform=lambda rate, samples: None, result=SimpleNamespace(text=" 喂，您好 ")
            )

        def decode_stream(self, stream):
            pass

    made = {}
    kind = SimpleNamespace(**{constructor: lambda **how: made.update(how) or Recogniser()})
    monkeypatch.setitem(sys.modules, "sherpa_onnx", SimpleNamespace(OfflineRecognizer=kind))
    engine = transcriber(Chosen(engine="sherpa-onnx", model=str(folder)))
    assert engine.transcribe(WAVE, "zh") == "喂，您好"
    assert made[argument] == str(folder / "model.int8.onnx")


def test_piper_reads_with_the_rate_of_its_voice(tmp_path, monkeypatch):
    """A program of the test's own in piper's place: it tells its orders and hands back raw samples."""
    program = tmp_path / "piper"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"open({str(tmp_path / 'orders')!r}, 'w').write(' '.join(sys.argv[1:]) + sys.stdin.read())\n"
        "sys.stdout.buffer.write(b'\\x00\\x40' * 800)\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = tmp_path / "lin.onnx"
    with pytest.raises(SpeechError) as caught:
        speaker(Chosen(engine="piper", model=str(voice)))
    assert caught.value.key == "speech-no-weights"
    voice.write_bytes(b"weights")
    (tmp_path / "lin.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')
    spoken = speaker(Chosen(engine="piper", model=str(voice))).speak("喂，您好。", "zh", 1.25)
    assert (spoken.rate, len(spoken.samples)) == (16_000, 800)
    assert spoken.samples[0] == 0.5
    orders = (tmp_path / "orders").read_text("utf-8")
    assert f"--model {voice}" in orders
    assert "--length_scale 0.80" in orders
    assert orders.endswith("喂，您好。")


def test_an_unknown_engine_and_an_endpoint_without_address_are_told():
    for chosen, key in (
        (Chosen(engine="wisper"), "speech-unknown"),
        (Chosen(engine="endpoint"), "speech-endpoint-missing"),
    ):
        with pytest.raises(SpeechError) as caught:
            transcriber(chosen)
        assert caught.value.key == key


def test_off_is_none():
    assert transcriber(Chosen()) is None
    assert speaker(Chosen()) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_error_and_engine_has_its_words(language):
    words = catalogue(language)
    for name in ("no-weights", "not-installed", "broken", "unknown", "endpoint-missing", "endpoint-away",
                 "endpoint-refused", "endpoint-odd"):  # fmt: skip
        assert words.has(f"speech-{name}")
    assert all(words.has(f"models-{engine.name}") for engine in ENGINES)


def test_espeak_speaks_faster_when_asked():
    pytest.importorskip("pypinyin")
    try:
        engine = speaker(Chosen(engine="espeak-ng"))
    except SpeechError:
        pytest.skip("espeak-ng is not installed")
    slow, fast = (engine.speak("喂，您好，哪位啊？", "zh", speed) for speed in (0.8, 1.4))
    assert len(slow.samples) > 1.3 * len(fast.samples)
    assert np.abs(slow.samples).max() > 0.05
