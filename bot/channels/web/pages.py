"""Templates filled in: those a firm gives first, then those of the product."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.catalogue import LANGUAGES, Catalogue
from bot.reports.cells import shown

#: Shades from these points on.
HEAT = ((85, "h5"), (70, "h4"), (55, "h3"), (40, "h2"))


class Pages:
    """Makes pages of templates; everything put in is escaped."""

    def __init__(self, templates: Path | None = None) -> None:
        own = [FileSystemLoader(templates)] if templates else []
        self._environment = Environment(
            loader=ChoiceLoader([*own, PackageLoader("bot.channels.web", "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["languages"] = LANGUAGES
        self._environment.filters |= {"points": points, "cell": shown, "heat": heat, "moment": moment}

    def show(self, template: str, words: Catalogue, status: int = 200, **names: Any) -> Response:
        """A page."""
        names = {"say": words.say, "has": words.has, "language": words.language, "visitor": None, **names}
        return HTMLResponse(self._environment.get_template(template).render(names), status)


def points(value: float | None) -> str:
    """Points, or a dash for none."""
    return "–" if value is None else f"{value:.0f}"


def heat(value: float | None) -> str:
    """The class of a cell by its points (0–100): the darker the red, the weaker; the darker the green, the
    better."""
    if value is None:
        return "none"
    return next((name for least, name in HEAT if value >= least), "h1")


def moment(value: datetime | None, hours: float = 0.0) -> str:
    """A moment, moved by the hours of a time zone."""
    return "–" if value is None else f"{value.astimezone(timezone(timedelta(hours=hours))):%Y-%m-%d %H:%M}"
