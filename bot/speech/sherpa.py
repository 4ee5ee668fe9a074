"""sherpa-onnx: Chinese (and other) models in a folder on this machine."""

from importlib import import_module
from pathlib import Path
from typing import Any

from bot.speech.trouble import SpeechError
from bot.speech.work import RATE, Samples

#: Names that tell what kind of model lies in a folder, with the constructor that loads it and how; the last
#: is for folders that don't tell. With `use_itn` there are commas and question marks.
KINDS: tuple[tuple[str, str, str, dict[str, bool]], ...] = (
    ("sense", "from_sense_voice", "model", {"use_itn": True}),
    ("", "from_paraformer", "paraformer", {}),
)
TOKENS = "tokens.txt"


class Sherpa:
    """Writes down speech with a Paraformer or SenseVoice model."""

    def __init__(self, model: str) -> None:
        self._recogniser = load(Path(model))

    def transcribe(self, samples: Samples, language: str) -> str:  # noqa: ARG002
        """The words of a recording (16 kHz, one channel); the model knows its languages."""
        stream = self._recogniser.create_stream()
        stream.accept_waveform(RATE, samples)
        self._recogniser.decode_stream(stream)
        return str(stream.result.text).strip()


def load(folder: Path) -> Any:
    """The model of a folder; raises SpeechError where the library or the weights are missing."""
    weights = sorted(folder.glob("*.onnx"), key=lambda path: ("int8" not in path.name, path.name))
    if not weights or not (folder / TOKENS).is_file():
        raise SpeechError(
            "speech-no-weights", engine="sherpa-onnx", path=str(folder), file=f"*.onnx, {TOKENS}"
        )
    try:
        library = import_module("sherpa_onnx")
    except ImportError:
        raise SpeechError("speech-not-installed", engine="sherpa-onnx", package="sherpa-onnx") from None
    name = folder.name.lower() + weights[0].name.lower()
    _, constructor, argument, how = next(kind for kind in KINDS if kind[0] in name)
    try:
        make = getattr(library.OfflineRecognizer, constructor)
        return make(**{argument: str(weights[0])}, tokens=str(folder / TOKENS), num_threads=1, **how)
    except Exception as error:
        raise SpeechError(
            "speech-broken", engine="sherpa-onnx", path=str(folder), why=type(error).__name__
        ) from error
