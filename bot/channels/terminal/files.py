"""Files that a trainee names, and the one they are given of their own data."""

import os
from datetime import datetime
from pathlib import Path


def named_path(name: str) -> Path:
    """The path somebody typed; ~ is their home."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def own_file(name: str, at: datetime) -> Path:
    """Where to write their data: as they name it (a folder will do), else here, with the time in its name."""
    usual = f"peilian-my-data-{at.astimezone():%Y%m%d-%H%M%S}.json"
    path = named_path(name.strip().strip("\"'") or usual).absolute()
    return path / usual if is_folder(path) else path


def is_folder(path: Path) -> bool:
    """Whether it is a folder; what can't be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def write_new(path: Path, body: bytes) -> None:
    """Write a file that nobody else may read; raises FileExistsError rather than write over another."""
    with open(path, "xb", opener=private) as file:
        file.write(body)


def private(path: str, flags: int) -> int:
    """Open for the owner alone."""
    return os.open(path, flags, 0o600)
