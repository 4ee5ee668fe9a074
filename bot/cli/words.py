"""Words of a file that has only certain words: told with what there is, or where that is listed."""

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from bot.authoring.names import nearest
from bot.document.complaint import details_of, shortened

#: So many words can be told on a line; longer lists stand elsewhere.
FEW = 12
#: Where the acts are listed.
ACTS_LISTED = "docs/labelling.md"
#: pydantic's errors about a word that isn't one of those there are.
CHOSEN = frozenset({"literal_error", "enum"})
#: A message: its key in the catalogue, and what fills it in.
Message = tuple[str, dict[str, str]]


def unknown(place: str, value: str, known: Collection[str], listed: str = "") -> Message:
    """That a word isn't known at a place of a line: all there are where these are few, else the nearest."""
    details = {"place": place, "value": shortened(value)}
    if len(known) <= FEW:
        return "cli-word-unknown", details | {"known": " / ".join(known)}
    if near := nearest(value, known):
        return "cli-word-nearest", details | {"nearest": near, "listed": listed}
    return "cli-word-listed", details | {"listed": listed}


def unchosen(error: ValidationError) -> Message | None:
    """The first word of a line that isn't one of those it may be; None where something else comes first."""
    first: Mapping[str, Any] = error.errors(include_url=False)[0]
    if first["type"] not in CHOSEN:
        return None
    place = tuple(first["loc"])
    known = details_of(first, place, {})["expected"].split(" / ")
    return unknown(".".join(map(str, place)), str(first["input"]), known)
