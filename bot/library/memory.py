"""What was read and found faultless before, so that it needn't be read and checked again at every start.

A file is known by its bytes together with all that its checks depend on. Nothing is trusted that isn't the
same to the byte; what can't be kept is read anew the next time.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: Where the checks are written: another version of them may find more.
CHECKS = ("authoring", "document", "language", "library", "roleplay")


class Memory:
    """The data of faultless files, kept in a file; `context` is everything else that they depend on."""

    def __init__(self, kept: Path, context: Iterable[str]) -> None:
        self._kept = kept
        self._context = digest([checks(), *context])
        self._known: dict[str, Any] = {}
        self._new: dict[str, Any] = {}
        with suppress(OSError, ValueError, LookupError, TypeError):
            found = json.loads(kept.read_text("utf-8"))
            if found["context"] == self._context:
                self._known = found["files"]

    def recall(self, path: Path) -> Any:
        """The data of a file that is known to be faultless; None where it isn't."""
        with suppress(OSError):
            return self._known.get(name(path))
        return None

    def keep(self, path: Path, data: Any) -> None:
        """Remember a faultless file, if its data survive being written."""
        with suppress(OSError, TypeError, ValueError):
            if json.loads(json.dumps(data)) == data:
                self._new[name(path)] = data

    def save(self) -> None:
        """Write what is new beside what was known, in one step."""
        if not self._new:
            return
        body = {"context": self._context, "files": {**self._known, **self._new}}
        with suppress(OSError):
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            part = self._kept.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
            part.replace(self._kept)


def name(path: Path) -> str:
    """A file by what it is called and holds."""
    return f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def digest(parts: Iterable[str]) -> str:
    """Texts as one short text."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def checks() -> str:
    """The code of the checks."""
    return digest(file.read_text("utf-8") for part in CHECKS for file in sorted((ROOT / part).rglob("*.py")))
