"""Teams at a glance."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.gate import Visitor, Web, view_of
from bot.coach.insight import PERIODS


async def home(web: Web, visitor: Visitor, _: Request) -> Response:
    """/: the teams to choose from; who manages nobody sees themselves."""
    teams = await web.house.office.teams(visitor.actor)
    if not teams:
        return RedirectResponse(f"/person/{visitor.actor.id}", 303)
    return web.pages.show("home.html.j2", visitor.words, visitor=visitor, teams=teams)


async def team(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N: who practised, who passed, what is weak, what is overdue."""
    view = view_of(request)
    page = await web.house.insight.team(visitor.actor, request.path_params["team"], view)
    insight = web.house.insight
    return web.pages.show(
        "team.html.j2",
        visitor.words,
        visitor=visitor,
        page=page,
        periods=PERIODS,
        courses=insight.courses(),
        title_of=lambda id: insight.title(id, visitor.words.language),
        now=web.house.coach.now(),
    )
