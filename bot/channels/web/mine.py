"""One's own page: language, time zone, reminder, one's data."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import field
from bot.channels.web.gate import COOKIE, Visitor, Web
from bot.channels.web.sheets import answer
from bot.coach import CoachError
from bot.coach.notices import SENDING
from bot.coach.reminders import PRACTICE

#: Time zones that are offered; any other can be written.
ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Dubai",
    "Europe/London", "Europe/Berlin", "Europe/Paris", "America/New_York", "America/Los_Angeles",
    "Australia/Sydney", "UTC",
)  # fmt: skip


async def me(web: Web, visitor: Visitor, request: Request) -> Response:
    """/me: what one decides for oneself."""
    trainee = visitor.actor.trainee
    names = {
        "clock": (await web.house.reminders.clocks(trainee)).get(PRACTICE, ""),
        "reminded": trainee.channel in SENDING,
        "zones": ZONES,
        "teams": await web.house.office.own_teams(visitor.actor),
    }
    return await answer(web, visitor, request, "me.html.j2", {}, **names)


async def live_in(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /me/zone: where one lives."""
    form = await request.form()
    await web.house.reminders.live_in(visitor.actor.trainee, field(form, "zone"))
    return done()


async def remind(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /me/remind: a daily word at a time of day, or with none of them no more."""
    clock = field(await request.form(), "clock")
    if clock:
        await web.house.reminders.remind(visitor.actor.trainee, clock)
    else:
        await web.house.reminders.stop_reminding(visitor.actor.trainee)
    return done()


async def join(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /me/join: into a team by the code of an invitation."""
    await web.house.office.use_code(visitor.actor.trainee, field(await request.form(), "code"))
    return done()


async def export(web: Web, visitor: Visitor, _: Request) -> Response:
    """/me/export: everything about me."""
    body = await web.house.privacy.export(visitor.actor.trainee)
    head = {"Content-Disposition": 'attachment; filename="peilian-my-data.json"'}
    return Response(body, media_type="application/json", headers=head)


async def forget(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /me/forget: nothing about me any more; only where the box was ticked."""
    if field(await request.form(), "sure") != "yes":
        raise CoachError("forget-unsure")
    await web.house.privacy.forget(visitor.actor.trainee)
    response = RedirectResponse("/enter?forgotten=1", 303)
    response.delete_cookie(COOKIE)
    return response


def done() -> Response:
    """Back to the page, which says that it is done."""
    return RedirectResponse("/me?saved=1", 303)
