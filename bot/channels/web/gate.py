"""Who is at the door: the session of a request, its form token, and what may be seen."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.catalogue import Catalogue, catalogue
from bot.channels.web.asked import sensible
from bot.channels.web.pages import Pages
from bot.channels.web.trouble import calm, refusal
from bot.coach import CoachError
from bot.coach.entrance import SESSION, csrf
from bot.coach.house import House
from bot.coach.rights import Actor

#: The cookie that holds a session, and the field of a form that shows it was ours.
COOKIE, FIELD = "peilian", "csrf"


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in; times are shown in their `zone`."""

    actor: Actor
    session: str
    words: Catalogue
    zone: tzinfo

    @property
    def csrf(self) -> str:
        """The token of their forms."""
        return csrf(self.session)


@dataclass(frozen=True)
class Web:
    """What every page is made with: the house, the pages, the language of who isn't known; `bot_token`
    verifies Mini Apps (empty: there are none), `templates` are the firm's own; `tls` says that people reach
    the pages by TLS, whatever a request looks like here; `bot` is the bot's name in Telegram, if known."""

    house: House
    pages: Pages
    language: str
    bot_token: str = ""
    templates: Path | None = None
    tls: bool = False
    bot: str = ""


#: A page for somebody signed in, and one for anybody.
Page = Callable[[Web, Visitor, Request], Awaitable[Response]]
OpenPage = Callable[[Web, Request], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(web: Web, page: Page) -> Endpoint:
    """A page behind the door: nobody without a session gets in, no form of another site is taken, and a
    refusal is told in the visitor's language."""

    async def endpoint(request: Request) -> Response:
        visitor = None
        try:
            visitor = await visitor_of(web, request)
            if visitor is None:
                return RedirectResponse("/enter", 303)
            sensible(request)
            if request.method == "POST":
                form = await request.form()
                if not hmac.compare_digest(str(form.get(FIELD, "")).encode(), visitor.csrf.encode()):
                    raise CoachError("form-stale")
            return await page(web, visitor, request)
        except CoachError as error:
            return refusal(web, visitor, request, error)
        except Exception as error:
            return calm(web, visitor, request, error)

    return endpoint


def opened(web: Web, page: OpenPage) -> Endpoint:
    """A page that needs nobody signed in."""

    async def endpoint(request: Request) -> Response:
        try:
            sensible(request)
            return await page(web, request)
        except CoachError as error:
            return refusal(web, None, request, error)
        except Exception as error:
            return calm(web, None, request, error)

    return endpoint


async def visitor_of(web: Web, request: Request) -> Visitor | None:
    """Who sends a request."""
    session = request.cookies.get(COOKIE, "")
    person = await web.house.entrance.who(session) if session else None
    if person is None:
        return None
    actor, zone = await web.house.office.actor(person), web.house.coach.zone_of(person)
    return Visitor(actor, session, catalogue(person.language), zone)


def let_in(web: Web, request: Request, session: str, to: str) -> Response:
    """The answer that begins a session."""
    response = RedirectResponse(to, 303)
    response.set_cookie(
        COOKIE,
        session,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=web.tls or request.url.scheme == "https",
    )
    return response
