"""Which engines there are, and the one that the settings choose."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which
from typing import Literal, Protocol, TypeVar

from bot.speech.endpoint import Endpoint
from bot.speech.espeak import Espeak
from bot.speech.piper import Piper
from bot.speech.sherpa import Sherpa
from bot.speech.trouble import SpeechError
from bot.speech.whisper import Whisper
from bot.speech.work import Speaker, Transcriber

T = TypeVar("T")
#: The environment variable that holds the key of an endpoint.
KEY = "PEILIAN_SPEECH_KEY"


class Choice(Protocol):
    """What the settings say of an engine."""

    @property
    def engine(self) -> str:
        """Its name, or `off`."""

    @property
    def model(self) -> str:
        """The folder or file of its weights; at an endpoint, the model's name."""

    @property
    def url(self) -> str:
        """Where an endpoint is."""

    @property
    def voice(self) -> str:
        """Which voice an endpoint should use."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine there may be: what it does, what it needs (a package or a program), and how it is got."""

    name: str
    work: Literal["transcriber", "speaker"]
    package: str = ""
    program: str = ""
    weights: bool = False

    @property
    def there(self) -> bool:
        """Whether what it needs is installed; its weights are another matter."""
        return (not self.package or find_spec(self.package) is not None) and (
            not self.program or which(self.program) is not None
        )


ENGINES = (
    Engine("faster-whisper", "transcriber", package="faster_whisper", weights=True),
    Engine("sherpa-onnx", "transcriber", package="sherpa_onnx", weights=True),
    Engine("endpoint", "transcriber"),
    Engine("espeak-ng", "speaker", program="espeak-ng"),
    Engine("piper", "speaker", program="piper", weights=True),
    Engine("endpoint", "speaker"),
)
TRANSCRIBERS: dict[str, Callable[[Choice, str], Transcriber]] = {
    "faster-whisper": lambda choice, _: Whisper(choice.model),
    "sherpa-onnx": lambda choice, _: Sherpa(choice.model),
    "endpoint": lambda choice, key: Endpoint(choice.url, choice.model, key),
}
SPEAKERS: dict[str, Callable[[Choice, str], Speaker]] = {
    "espeak-ng": lambda _, __: Espeak(),
    "piper": lambda choice, _: Piper(choice.model),
    "endpoint": lambda choice, key: Endpoint(choice.url, choice.model, key, choice.voice),
}


def transcriber(choice: Choice, key: str = "") -> Transcriber | None:
    """The transcriber of the settings, None where it is off; raises SpeechError where it can't work."""
    return None if choice.engine == "off" else made(TRANSCRIBERS, choice, key)


def speaker(choice: Choice, key: str = "") -> Speaker | None:
    """The speaker of the settings, None where it is off; raises SpeechError where it can't work."""
    return None if choice.engine == "off" else made(SPEAKERS, choice, key)


def made(table: dict[str, Callable[[Choice, str], T]], choice: Choice, key: str) -> T:
    """The engine of a choice; raises SpeechError where none has its name or an endpoint lacks its address."""
    if choice.engine not in table:
        raise SpeechError("speech-unknown", engine=choice.engine, expected=", ".join(table))
    if choice.engine == "endpoint" and not choice.url:
        raise SpeechError("speech-endpoint-missing")
    return table[choice.engine](choice, key)
