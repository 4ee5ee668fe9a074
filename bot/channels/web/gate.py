"""Who is at the door: the session of a request, its form token, and what may be seen."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.catalogue import Catalogue, catalogue
from bot.channels.web.pages import Pages
from bot.coach import CoachError
from bot.coach.entrance import SESSION, csrf
from bot.coach.house import House
from bot.coach.insight import PERIODS, View
from bot.coach.rights import Actor

#: The cookie that holds a session, and the field of a form that shows it was ours.
COOKIE, FIELD = "peilian", "csrf"
#: What each refusal is to a browser; any other is a bad request.
STATUS = {"not-allowed": 404, "dialogue-unknown": 404, "criterion-unknown": 404, "link-over": 403}


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in."""

    actor: Actor
    session: str
    words: Catalogue

    @property
    def csrf(self) -> str:
        """The token of their forms."""
        return csrf(self.session)


@dataclass(frozen=True)
class Web:
    """What every page is made with; `bot_token` verifies Mini Apps (empty: there are none)."""

    house: House
    pages: Pages
    language: str
    bot_token: str = ""


#: A page for somebody signed in.
Page = Callable[[Web, Visitor, Request], Awaitable[Response]]


def guarded(web: Web, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """A page behind the door: nobody without a session gets in, no form of another site is taken, and a
    refusal is told in the visitor's language."""

    async def endpoint(request: Request) -> Response:
        visitor = await visitor_of(web, request)
        if visitor is None:
            return RedirectResponse("/enter", 303)
        if request.method == "POST":
            form = await request.form()
            if not hmac.compare_digest(str(form.get(FIELD, "")), visitor.csrf):
                return refusal(web, visitor, CoachError("form-stale"), 403)
        try:
            return await page(web, visitor, request)
        except CoachError as error:
            return refusal(web, visitor, error, STATUS.get(error.key, 400))

    return endpoint


def refusal(web: Web, visitor: Visitor, error: CoachError, status: int) -> Response:
    """A page that says why not."""
    text = visitor.words.say(error.key, **error.details)
    return web.pages.show("refused.html.j2", visitor.words, status, visitor=visitor, text=text)


async def visitor_of(web: Web, request: Request) -> Visitor | None:
    """Who sends a request."""
    session = request.cookies.get(COOKIE, "")
    person = await web.house.entrance.who(session) if session else None
    if person is None:
        return None
    return Visitor(await web.house.office.actor(person), session, catalogue(person.language))


def let_in(request: Request, session: str, to: str) -> Response:
    """The answer that begins a session."""
    response = RedirectResponse(to, 303)
    response.set_cookie(
        COOKIE,
        session,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def view_of(request: Request) -> View:
    """The weeks and the course that are asked for; what makes no sense is left at what is usual."""
    weeks = number(request.query_params.get("weeks"))
    view = View(course=request.query_params.get("course", "")[:60])
    return View(weeks, view.course) if weeks in PERIODS else view


def number(text: Any) -> int:
    """A number of a form or an address; −1 where it is none."""
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 10 else -1
