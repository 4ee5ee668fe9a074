"""Giving out tasks: what, to whom, until when, how well."""

from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import field, limit, moment, number
from bot.channels.web.gate import Visitor, Web
from bot.channels.web.sheets import answer, tables_of
from bot.coach import CoachError, Offer
from bot.coach.office import NOTE
from bot.store.assigning import Assignment

#: The most attempts that can be given, and the course that has nothing to be passed.
MOST_TRIES, UNSCORED = 50, "worksheets"


async def assign(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N/assign: what a team is asked for, and a form for more."""
    office, actor, number = web.house.office, visitor.actor, request.path_params["team"]
    team = await office.team(actor, number, "assign")
    members = [m for m in await office.members(actor, number) if m.role == "trainee"]
    standings = await office.standings(actor, number)
    make = tables_of(web, visitor, request)
    names = {member.trainee: member.name for member in members}
    tables = {"asked": make.asked(standings), "tasks": make.tasks(standings, lambda who: names.get(who, ""))}
    choices = {"courses_of": offered(web, visitor), "most_tries": MOST_TRIES, "longest": NOTE}
    return await answer(
        web, visitor, request, "assign.html.j2", tables, team=team, members=members, **choices
    )


async def give(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/assign: a new task."""
    form, team = await request.form(), request.path_params["team"]
    people = [number(one) for one in form.getlist("people")] if field(form, "whom") == "some" else []
    if field(form, "whom") == "some" and not people:
        raise CoachError("people-none")
    mark = limit(form, "mark", 0, 100)
    wanted = Assignment(
        0,
        team,
        field(form, "dialogue"),
        web.house.coach.now(),
        field(form, "exam") == "yes",
        limit(form, "attempts", 1, MOST_TRIES),
        None if mark is None else float(mark),
        moment(field(form, "due"), visitor.zone),
        field(form, "note"),
        people=tuple(people),
    )
    await web.house.office.assign(visitor.actor, wanted)
    return given(team)


async def cancel(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /team/N/cancel: a task that isn't asked for any more."""
    form, team = await request.form(), request.path_params["team"]
    await web.house.office.cancel(visitor.actor, number(field(form, "assignment")))
    return given(team)


def offered(web: Web, visitor: Visitor) -> list[tuple[str, list[Offer]]]:
    """What can be asked for, course by course."""
    offers = web.house.coach.offers(visitor.words.language)
    scored = [offer for offer in offers if offer.course != UNSCORED]
    return [(course, list(found)) for course, found in groupby(scored, lambda offer: offer.course)]


def given(team: int) -> Response:
    """Back to the page, which says that it is done."""
    return RedirectResponse(f"/team/{team}/assign?saved=1", 303)
