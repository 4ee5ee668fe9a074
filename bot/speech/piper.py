"""piper: a program that reads aloud with a voice in a file."""

import shutil
import subprocess
from pathlib import Path

import numpy as np

from bot.speech.trouble import SpeechError
from bot.speech.work import Spoken

PROGRAM = "piper"
PATIENCE = 30
#: Samples a second where the voice doesn't tell.
RATE = 22_050


class Piper:
    """Reads aloud with piper; `model` is the .onnx file of a voice, its .json beside it."""

    def __init__(self, model: str) -> None:
        path = shutil.which(PROGRAM)
        if path is None:
            raise SpeechError("speech-not-installed", engine=PROGRAM, package="piper-tts")
        if not Path(model).is_file():
            raise SpeechError("speech-no-weights", engine=PROGRAM, path=model, file="*.onnx")
        self._path, self._model, self._rate = path, model, rate_of(Path(model))

    def speak(self, text: str, language: str, speed: float = 1.0, pitch: float = 1.0) -> Spoken:  # noqa: ARG002
        """A line as sound; the voice has its language and its pitch."""
        order = [self._path, "--model", self._model, "--length_scale", f"{1 / speed:.2f}", "--output-raw"]
        try:
            done = subprocess.run(
                order, input=text.encode(), capture_output=True, timeout=PATIENCE, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise SpeechError(
                "speech-broken", engine=PROGRAM, path=self._model, why=type(error).__name__
            ) from None
        samples = np.frombuffer(done.stdout[: len(done.stdout) // 2 * 2], dtype="<i2")
        return Spoken((samples / 32_768).astype(np.float32), self._rate)


def rate_of(model: Path) -> int:
    """Samples a second of a voice, as its description tells."""
    import json

    try:
        described = json.loads(model.with_name(model.name + ".json").read_text("utf-8"))
        return int(described["audio"]["sample_rate"])
    except (OSError, ValueError, KeyError, TypeError):
        return RATE
