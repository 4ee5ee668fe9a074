"""faster-whisper: a model in a folder on this machine."""

from importlib import import_module
from pathlib import Path
from typing import Any

from bot.speech.trouble import SpeechError
from bot.speech.work import Samples

#: What a folder must hold to be a model of this engine.
WEIGHTS = "model.bin"


class Whisper:
    """Writes down speech with weights converted for CTranslate2."""

    def __init__(self, model: str) -> None:
        self._model = load(Path(model))

    def transcribe(self, samples: Samples, language: str) -> str:
        """The words of a recording (16 kHz, one channel)."""
        segments, _ = self._model.transcribe(samples, language=language, beam_size=1, without_timestamps=True)
        return "".join(segment.text for segment in segments).strip()


def load(folder: Path) -> Any:
    """The model of a folder; raises SpeechError where the library or the weights are missing.

    The folder is looked at first: the library takes a wrong path for a name to be downloaded.
    """
    if not (folder / WEIGHTS).is_file():
        raise SpeechError("speech-no-weights", engine="faster-whisper", path=str(folder), file=WEIGHTS)
    try:
        library = import_module("faster_whisper")
    except ImportError:
        raise SpeechError("speech-not-installed", engine="faster-whisper", package="faster-whisper") from None
    try:
        return library.WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except Exception as error:
        raise SpeechError(
            "speech-broken", engine="faster-whisper", path=str(folder), why=type(error).__name__
        ) from error
