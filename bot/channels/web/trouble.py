"""Pages for what can't be done: a refusal, an address that leads nowhere, a mistake of ours."""

import logging
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import catalogue
from bot.channels.outline import outline
from bot.coach import CoachError
from bot.store.records import StoreError

if TYPE_CHECKING:
    from bot.channels.web.gate import Visitor, Web

LOG = logging.getLogger(__name__)
#: What each refusal is to a browser; any other is a bad request.
STATUS = {
    "not-allowed": 404,
    "dialogue-unknown": 404,
    "criterion-unknown": 404,
    "link-over": 403,
    "form-stale": 403,
    "form-big": 413,
}


def refusal(web: "Web", visitor: "Visitor | None", request: Request, error: CoachError) -> Response:
    """A page that says why not, in the visitor's language."""
    return told(web, visitor, request, STATUS.get(error.key, 400), error.key, **error.details)


def calm(web: "Web", visitor: "Visitor | None", request: Request, error: Exception) -> Response:
    """A page with a number, for a mistake of ours; the log has the number and the place, without texts."""
    if isinstance(error, StoreError) and error.key == "busy":
        return told(web, visitor, request, 503, "busy-page")
    code = secrets.token_hex(3).upper()
    where = getattr(request.scope.get("route"), "path", "")
    LOG.error("unexpected %s at %s %s\n%s", code, request.method, where, outline(error))
    return told(web, visitor, request, 500, "unexpected", code=code)


def told(
    web: "Web", visitor: "Visitor | None", request: Request, status: int, key: str, **details: object
) -> Response:
    """A page with one text on it, and the way back where there is one."""
    words = visitor.words if visitor else catalogue(web.language)
    came = urlsplit(request.headers.get("referer", ""))
    back = came.path if came.netloc == request.url.netloc and came.path != "/enter" else ""
    names = {
        "title": words.say("web-not-done" if request.method == "POST" else "web-refused"),
        "text": words.say(key, **details),
        "back": f"{back}?{came.query}" if came.query else back,
    }
    return web.pages.show("refused.html.j2", words, status, visitor=visitor, **names)
