"""What a request asks for: figures, moments and choices as browsers send them."""

from datetime import UTC, datetime, tzinfo
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request

from bot.coach import CoachError
from bot.coach.insight import PERIODS, View

#: The greatest number anything is known by, and the biggest form (bytes).
GREATEST, BIGGEST = 2**31 - 1, 256_000


def sensible(request: Request) -> None:
    """Raises CoachError for an address that can lead nowhere, and for a form that is bigger than any of ours
    or doesn't say how big it is: nothing of it is read."""
    if any(isinstance(part, int) and part > GREATEST for part in request.path_params.values()):
        raise CoachError("not-allowed")
    size = request.headers.get("content-length", "")
    if request.method == "POST" and not 0 <= number(size) <= BIGGEST:
        raise CoachError("form-big")


def view_of(request: Request) -> View:
    """The weeks and the course that are asked for; what makes no sense is left at what is usual."""
    weeks = number(request.query_params.get("weeks"))
    view = View(course=request.query_params.get("course", "")[:60])
    return View(weeks, view.course) if weeks in PERIODS else view


def keep(view: View) -> str:
    """What links take along so that the same weeks and course are looked at."""
    found = {
        "weeks": str(view.weeks) if view.weeks != View().weeks else "",
        "course": quote(view.course, safe=""),
    }
    query = "&".join(f"{key}={value}" for key, value in found.items() if value)
    return f"?{query}" if query else ""


def query(request: Request, *without: str) -> str:
    """The query of a request again, without some of its names."""
    left = [(k, v) for k, v in request.query_params.multi_items() if k not in (*without, "table", "as")]
    return "&".join(f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in left)


def number(text: object) -> int:
    """A number of a form or an address; −1 where it is none."""
    return int(str(text)) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 10 else -1


def field(form: FormData, name: str) -> str:
    """A field of a form as text; nothing where it isn't there."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def limit(form: FormData, name: str, least: int, most: int) -> int | None:
    """A figure that may be left out; raises CoachError where it is out of range."""
    text = field(form, name)
    if not text:
        return None
    if not least <= number(text) <= most:
        raise CoachError("figure-range", least=least, most=most)
    return number(text)


def moment(text: str, zone: tzinfo) -> datetime | None:
    """A moment where somebody lives, as browsers send it (2026-03-25T18:00); raises CoachError."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise CoachError("moment-unknown", moment=text[:30]) from None
