"""A small interface for other systems: JSON, to be read only, with a token (`Authorization: Bearer …`)."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.asked import number, view_of
from bot.channels.web.gate import Web
from bot.channels.web.trouble import STATUS
from bot.coach import CoachError
from bot.coach.insight import PersonPage, TeamPage
from bot.coach.rights import Actor
from bot.scoring.scorecard import CARD
from bot.store.records import Trainee

ANY: TypeAdapter[Any] = TypeAdapter(Any)
#: Something that is read: what comes back is written as JSON.
Reading = Callable[[Web, Actor, Request], Awaitable[Any]]


async def teams(web: Web, actor: Actor, _: Request) -> Any:
    """GET /api/v1/teams"""
    return {"teams": [{"id": t.id, "name": t.name} for t in await web.house.office.teams(actor)]}


async def team(web: Web, actor: Actor, request: Request) -> Any:
    """GET /api/v1/teams/N?weeks=&course=: people with their sums, criteria, tasks."""
    page: TeamPage = await web.house.insight.team(actor, request.path_params["team"], view_of(request))
    return {
        "id": page.team.id,
        "name": page.team.name,
        "weeks": page.view.weeks,
        "people": [
            {"id": r.member.trainee, "name": r.member.name, "calls": r.calls, "won": r.won, "mean": r.mean,
             "passed": r.passed, "overdue": r.overdue}
            for r in page.people
        ],
        "criteria": [
            {"id": c.criterion, "title": c.title, "times": c.times, "mean": c.mean} for c in page.criteria
        ],
    }  # fmt: skip


async def person(web: Web, actor: Actor, request: Request) -> Any:
    """GET /api/v1/people/N?weeks=&course=&before=: criteria, and calls newest first."""
    who = await web.house.office.person(actor, request.path_params["person"])
    before = number(request.query_params.get("before", ""))
    page: PersonPage = await web.house.insight.person(
        actor, who, view_of(request), before if before > 0 else None
    )
    return {
        "id": who.id,
        "name": who.name,
        "criteria": [
            {"id": c.criterion, "times": c.times, "mean": c.mean, "mastery": page.mastery.get(c.criterion)}
            for c in page.criteria
        ],
        "calls": [
            {
                "id": c.call,
                "dialogue": c.dialogue,
                "language": c.language,
                "closed": c.closed,
                "total": c.total,
            }
            for c in page.calls
        ],
    }


async def call(web: Web, actor: Actor, request: Request) -> Any:
    """GET /api/v1/calls/N: the scorecard as it counts now."""
    seen = await web.house.review.look(actor, request.path_params["call"])
    return {
        "id": seen.call.id,
        "person": seen.person.id,
        "dialogue": seen.call.dialogue,
        "closed": seen.call.closed,
        "card": CARD.dump_python(seen.card, mode="json") if seen.card else None,
    }


#: Address and what is read there.
READINGS: tuple[tuple[str, Reading], ...] = (
    ("/api/v1/teams", teams),
    ("/api/v1/teams/{team:int}", team),
    ("/api/v1/people/{person:int}", person),
    ("/api/v1/calls/{call:int}", call),
)


def read_only(web: Web, reading: Reading) -> Callable[[Request], Awaitable[Response]]:
    """Something to be read by whoever brings a token."""

    async def endpoint(request: Request) -> Response:
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        token = await web.house.entrance.reader(secret.strip()) if kind.lower() == "bearer" else None
        if token is None:
            return JSONResponse({"error": "token"}, 401, {"WWW-Authenticate": "Bearer"})
        nobody = Trainee(0, "api", "", web.language, owner=token.team is None)
        actor = Actor(nobody, {} if token.team is None else {token.team: "manager"})
        try:
            found = await reading(web, actor, request)
        except CoachError as error:
            return JSONResponse({"error": error.key}, STATUS.get(error.key, 400))
        return Response(ANY.dump_json(found), media_type="application/json")

    return endpoint
