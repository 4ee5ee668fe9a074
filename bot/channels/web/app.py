"""The application: which page stands at which address."""

from contextlib import suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.web import api, assign, entering, manage, mine, overview, owner, person
from bot.channels.web.gate import OpenPage, Page, Web, guarded, opened, visitor_of
from bot.channels.web.pages import Pages
from bot.channels.web.trouble import told
from bot.coach.house import House
from bot.store.records import StoreError

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
OPEN: tuple[tuple[str, str, OpenPage], ...] = (
    ("GET", "/enter", entering.enter),
    ("POST", "/enter/telegram", entering.enter_from_telegram),
)
#: Pages behind the door: method, address, page.
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("POST", "/leave", entering.leave),
    ("POST", "/language", entering.speak),
    ("GET", "/", overview.home),
    ("GET", "/team/{team:int}", overview.team),
    ("GET", "/team/{team:int}/report", overview.report),
    ("GET", "/team/{team:int}/criterion/{criterion}", overview.criterion),
    ("GET", "/team/{team:int}/dialogue/{dialogue}", overview.dialogue),
    ("GET", "/team/{team:int}/agreement", overview.agreement),
    ("GET", "/team/{team:int}/manage", manage.manage),
    ("POST", "/team/{team:int}/rename", manage.rename),
    ("POST", "/team/{team:int}/compare", manage.compare),
    ("POST", "/team/{team:int}/role", manage.role),
    ("POST", "/team/{team:int}/remove", manage.remove),
    ("POST", "/team/{team:int}/manage", manage.invite),
    ("POST", "/team/{team:int}/uninvite", manage.uninvite),
    ("GET", "/team/{team:int}/assign", assign.assign),
    ("POST", "/team/{team:int}/assign", assign.give),
    ("POST", "/team/{team:int}/cancel", assign.cancel),
    ("GET", "/person/{person:int}", person.person),
    ("GET", "/person/{person:int}/report", person.report),
    ("GET", "/call/{call:int}", person.call),
    ("POST", "/call/{call:int}/override", person.override),
    ("POST", "/call/{call:int}/comment", person.comment),
    ("POST", "/call/{call:int}/uncomment", person.uncomment),
    ("GET", "/house", owner.house),
    ("POST", "/house/team", owner.new_team),
    ("POST", "/house/owner", owner.own),
    ("POST", "/house", owner.new_token),
    ("POST", "/house/untoken", owner.revoke_token),
    ("GET", "/me", mine.me),
    ("POST", "/me/zone", mine.live_in),
    ("POST", "/me/remind", mine.remind),
    ("POST", "/me/join", mine.join),
    ("GET", "/me/export", mine.export),
    ("POST", "/me/forget", mine.forget),
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


def build(
    house: House,
    language: str,
    templates: Path | None = None,
    bot_token: str = "",
    tls: bool = False,
    bot: str = "",
) -> Starlette:
    """The application around a house; `tls` says that people reach it by TLS, `bot` names the bot."""
    web = Web(house, Pages(templates), language, bot_token, templates, tls, bot)
    routes = [Route(path, guarded(web, page), methods=[method]) for method, path, page in PAGES]
    routes += [Route(path, opened(web, page), methods=[method]) for method, path, page in OPEN]
    routes += [Route(path, api.read_only(web, reading)) for path, reading in api.READINGS]

    async def nowhere(request: Request, error: Exception) -> Response:
        """What no page stands at, or not for this."""
        status, visitor = error.status_code if isinstance(error, HTTPException) else 400, None
        with suppress(StoreError):
            visitor = await visitor_of(web, request)
        return told(web, visitor, request, status, "not-allowed")

    return Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=STATIC))],
        middleware=[Middleware(Headers)],
        exception_handlers={HTTPException: nowhere},
    )
