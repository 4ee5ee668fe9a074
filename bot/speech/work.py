"""What every engine does, whatever it is made of. Both calls block: run them in a thread."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
#: Samples a second that transcribers are given.
RATE = 16_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as sound: `samples` between −1 and 1, `rate` of them a second."""

    samples: Samples
    rate: int


class Transcriber(Protocol):
    """Writes down what is said."""

    def transcribe(self, samples: Samples, language: str) -> str:
        """The words of a recording (16 kHz, one channel); empty where there are none; raises SpeechError."""


class Speaker(Protocol):
    """Reads a line aloud."""

    def speak(self, text: str, language: str, speed: float = 1.0, pitch: float = 1.0) -> Spoken:
        """A line as sound; `speed` and `pitch` are 1 for ordinary ones, 2 for twice; raises SpeechError."""
