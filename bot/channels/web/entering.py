"""Coming in by a link or from Telegram, and going out."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.catalogue import LANGUAGES, catalogue
from bot.channels.web.gate import COOKIE, Visitor, Web, let_in
from bot.coach import CoachError
from bot.coach.entrance import telegram_user

#: How Telegram's people are found.
CHANNEL = "telegram"


async def enter(web: Web, request: Request) -> Response:
    """/enter?code=…: a sign-in link; without one, how to get one."""
    words = catalogue(web.language)
    code = request.query_params.get("code", "")
    if not code:
        gone = request.query_params.get("forgotten") == "1"
        return web.pages.show("enter.html.j2", words, mini_app=bool(web.bot_token), gone=gone)
    return let_in(web, request, await web.house.entrance.enter(code), "/")


async def enter_from_telegram(web: Web, request: Request) -> Response:
    """POST /enter/telegram: what Telegram signed for a Mini App."""
    form = await request.form()
    house = web.house
    if not web.bot_token:
        raise CoachError("link-over")
    address = telegram_user(str(form.get("data", "")), web.bot_token, house.coach.now())
    person = await house.coach.trainee(CHANNEL, address, web.language)
    return let_in(web, request, await house.entrance.session(person.id), "/")


async def leave(web: Web, visitor: Visitor, _: Request) -> Response:
    """POST /leave: the session is over."""
    await web.house.entrance.leave(visitor.session)
    response = RedirectResponse("/enter", 303)
    response.delete_cookie(COOKIE)
    return response


async def speak(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /language: another language from now on."""
    form = await request.form()
    wanted = str(form.get("language", ""))
    if wanted in LANGUAGES:
        await web.house.coach.speak(visitor.actor.trainee, wanted)
    back = str(form.get("back", "/"))
    return RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/", 303)
