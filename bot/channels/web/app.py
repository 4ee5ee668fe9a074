"""The application: which page stands at which address."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.web import api, entering, overview, person
from bot.channels.web.gate import Page, Web, guarded
from bot.channels.web.pages import Pages
from bot.coach.house import House

STATIC = Path(__file__).parent / "static"
#: Nothing comes from elsewhere, nothing of ours is framed but by Telegram; charts bring their own styles.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'self' https://web.telegram.org; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: Pages that anybody may open.
OPEN: tuple[tuple[str, str, Callable[[Web, Request], Awaitable[Response]]], ...] = (
    ("GET", "/enter", entering.enter),
    ("POST", "/enter/telegram", entering.enter_from_telegram),
)
#: Pages behind the door: method, address, page.
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("POST", "/leave", entering.leave),
    ("POST", "/language", entering.speak),
    ("GET", "/", overview.home),
    ("GET", "/team/{team:int}", overview.team),
    ("GET", "/team/{team:int}/criterion/{criterion}", overview.criterion),
    ("GET", "/team/{team:int}/dialogue/{dialogue}", overview.dialogue),
    ("GET", "/team/{team:int}/agreement", overview.agreement),
    ("GET", "/person/{person:int}", person.person),
    ("GET", "/call/{call:int}", person.call),
    ("POST", "/call/{call:int}/override", person.override),
    ("POST", "/call/{call:int}/comment", person.comment),
    ("POST", "/call/{call:int}/uncomment", person.uncomment),
)


class Headers(BaseHTTPMiddleware):
    """Puts the headers on that keep a page to itself."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """The answer with its headers; files that never change may be kept."""
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.url.path.startswith("/static/"):
            response.headers["Cache-Control"] = "max-age=3600"
        return response


def build(house: House, language: str, templates: Path | None = None, bot_token: str = "") -> Starlette:
    """The application around a house."""
    web = Web(house, Pages(templates), language, bot_token)
    routes = [Route(path, guarded(web, page), methods=[method]) for method, path, page in PAGES]
    routes += [Route(path, opened(web, page), methods=[method]) for method, path, page in OPEN]
    routes += [Route(path, api.read_only(web, reading)) for path, reading in api.READINGS]
    return Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=STATIC))], middleware=[Middleware(Headers)]
    )


def opened(
    web: Web, page: Callable[[Web, Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """A page that needs nobody signed in."""

    async def endpoint(request: Request) -> Response:
        return await page(web, request)

    return endpoint
