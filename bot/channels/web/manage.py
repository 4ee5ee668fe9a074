"""Running a team: its name, the people in it, the invitations into it."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import field, limit, number
from bot.channels.web.gate import Visitor, Web
from bot.channels.web.sheets import answer, tables_of
from bot.coach.office import HOLDS, USES, joining, role_of

#: The most uses and days of an invitation.
MOST_USES, MOST_DAYS = 1_000, 365


async def manage(web: Web, visitor: Visitor, request: Request, code: str = "") -> Response:
    """/team/N/manage: everything about a team that can be changed; `code` is that of a new invitation."""
    office, actor, number = web.house.office, visitor.actor, request.path_params["team"]
    team = await office.team(actor, number, "change-members")
    make = tables_of(web, visitor, request)
    tables = {
        "members": make.members(await office.members(actor, number)),
        "invitations": make.passes("invitations", await office.invitations(actor, number)),
    }
    choices = {"roles": ("trainee", "trainer", "manager"), "uses": USES, "days": HOLDS.days}
    limits = {"most_uses": MOST_USES, "most_days": MOST_DAYS}
    link = joining(web.bot, code) if code and web.bot else ""
    names = {"team": team, "code": code, "link": link, **choices, **limits}
    return await answer(web, visitor, request, "manage.html.j2", tables, **names)


async def rename(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/rename: another name."""
    form, team = await request.form(), request.path_params["team"]
    await web.house.office.change_team(visitor.actor, team, field(form, "name") or " ")
    return managed(team)


async def compare(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/compare: whether people see where they stand among each other."""
    form, team = await request.form(), request.path_params["team"]
    await web.house.office.change_team(visitor.actor, team, None, field(form, "compares") == "yes")
    return managed(team)


async def role(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/role: another role for somebody."""
    form, team = await request.form(), request.path_params["team"]
    who, wanted = number(field(form, "person")), role_of(field(form, "role"))
    await web.house.office.set_role(visitor.actor, team, who, wanted)
    return managed(team)


async def remove(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/remove: somebody leaves the team."""
    form, team = await request.form(), request.path_params["team"]
    await web.house.office.team(visitor.actor, team, "change-members")
    await web.house.office.remove(visitor.actor, team, number(field(form, "person")))
    still = (await web.house.office.actor(visitor.actor.trainee)).may("change-members", team)
    return managed(team) if still else RedirectResponse("/", 303)


async def invite(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/manage: a new invitation. Its code is shown in the answer and never again."""
    form, team = await request.form(), request.path_params["team"]
    uses = limit(form, "uses", 1, MOST_USES)
    days = limit(form, "days", 1, MOST_DAYS) or HOLDS.days
    wanted = role_of(field(form, "role"))
    code = await web.house.office.invite(visitor.actor, team, wanted, uses, timedelta(days=days))
    return await manage(web, visitor, request, code)


async def uninvite(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/uninvite: an invitation that doesn't hold any more."""
    form, team = await request.form(), request.path_params["team"]
    await web.house.office.revoke(visitor.actor, team, field(form, "invitation"))
    return managed(team)


def managed(team: int) -> Response:
    """Back to the page, which says that it is done."""
    return RedirectResponse(f"/team/{team}/manage?saved=1", 303)
