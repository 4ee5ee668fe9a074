"""What may be logged of an error."""

import traceback

from bot.store.records import StoreError


def outline(error: BaseException) -> str:
    """A traceback without the texts of the errors: these may hold what somebody said, or a secret."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        key = f" {current.key}" if isinstance(current, StoreError) else ""
        frames = traceback.format_tb(current.__traceback__)
        lines = [*frames, f"{type(current).__module__}.{type(current).__qualname__}{key}\n", *lines]
        current = current.__cause__ or current.__context__
    return "".join(lines).rstrip()
