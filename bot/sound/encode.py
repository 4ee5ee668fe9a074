"""Samples → a voice note as Telegram shows it: OGG with Opus."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What Opus works with (samples a second).
OPUS = 48_000
#: How much is squeezed (0–1): about 32 kbit/s, what Telegram itself records with.
SMALL = 0.85


def encode(samples: NDArray[Any], rate: int) -> bytes:
    """A recording (one channel, −1 to 1) as OGG/Opus."""
    import soundfile
    import soxr

    wave = np.clip(soxr.resample(np.asarray(samples, dtype=np.float32), rate, OPUS), -1, 1)
    note = io.BytesIO()
    soundfile.write(note, wave, OPUS, format="OGG", subtype="OPUS", compression_level=SMALL)
    return note.getvalue()
