"""Templates filled in: those a firm gives first, then those of the product."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from bot.catalogue import LANGUAGES, Catalogue
from bot.reports.cells import shown
from bot.reports.page import clean
from bot.reports.report import Column
from bot.reports.templates import environment

if TYPE_CHECKING:
    from bot.channels.web.gate import Visitor

TEMPLATES = Path(__file__).parent / "templates"
#: Shades from these points on.
HEAT = ((85, "h5"), (70, "h4"), (55, "h3"), (40, "h2"))


class Pages:
    """Makes pages of templates; everything put in is escaped."""

    def __init__(self, templates: Path | None = None) -> None:
        self._environment = environment(
            templates,
            finalize=lambda value: value if hasattr(value, "__html__") else clean(value),
            folders=(TEMPLATES,),
        )
        self._environment.globals["languages"] = LANGUAGES
        self._environment.filters |= {"points": points, "cell": shown, "heat": heat, "groups": groups}

    def show(
        self,
        template: str,
        words: Catalogue,
        status: int = 200,
        visitor: "Visitor | None" = None,
        **names: Any,
    ) -> Response:
        """A page; moments are shown in the zone of the visitor."""

        def when(value: datetime | None) -> str:
            return shown(value.astimezone(visitor.zone) if value and visitor else value)

        given = {"say": words.say, "has": words.has, "language": words.language, "when": when, "saved": False}
        filled = self._environment.get_template(template).render({**given, "visitor": visitor, **names})
        return HTMLResponse(filled, status)


def points(value: float | None) -> str:
    """Points, or a dash for none."""
    return "–" if value is None else f"{value:.0f}"


def heat(value: float | None) -> str:
    """The class of a cell by its points (0–100): the darker the red, the weaker; the darker the green, the
    better."""
    if value is None:
        return "none"
    return next((name for least, name in HEAT if value >= least), "h1")


def groups(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """What columns beside each other have in common, and how many they are; nothing where they have none."""
    found = [(name, len(list(same))) for name, same in groupby(columns, lambda column: column.group)]
    return found if len(found) > 1 else []
