"""What written questions mean, kept on disk: worked out once for all starts, not once for each.

A file is named after the encoder and the very texts it was made of, so that none can be out of date; what
can't be kept is worked out anew the next time.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.answers import in_steps
from bot.language.encoder import Encoder
from bot.library.memory import digest

#: So many files are kept, those used last; each holds what one customer knows (about 200 kB).
MOST = 500


class KeptVectors:
    """Vectors of texts in steps, worked out by an encoder or read from a folder."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder, self._folder = encoder, folder

    def __call__(self, texts: Sequence[str]) -> NDArray[np.int8]:
        """The vectors of texts in matching form [texts × `SIZE`]."""
        path = self._folder / f"{digest([self._encoder.version, *texts])}.npy"
        with suppress(OSError, ValueError, EOFError):
            found: NDArray[np.int8] = np.load(path, allow_pickle=False)
            if len(found) == len(texts):
                os.utime(path)
                return found
        vectors = in_steps(self._encoder, texts)
        with suppress(OSError):
            self._keep(path, vectors)
        return vectors

    def _keep(self, path: Path, vectors: NDArray[np.int8]) -> None:
        """Write in one step, and forget what hasn't been used for longest."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            np.save(file, vectors)
        part.replace(path)
        by_use = sorted(self._folder.glob("*.npy"), key=lambda known: known.stat().st_mtime)
        for forgotten in by_use[:-MOST]:
            forgotten.unlink(missing_ok=True)
