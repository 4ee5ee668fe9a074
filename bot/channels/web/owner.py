"""Owning the house: teams, owners, tokens for other systems."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import field, number
from bot.channels.web.gate import Visitor, Web
from bot.channels.web.sheets import answer, tables_of
from bot.coach import CoachError


async def house(web: Web, visitor: Visitor, request: Request, token: str = "") -> Response:
    """/house: what only owners change; `token` is the secret of a new one. `?who=…` searches people."""
    office, actor = web.house.office, visitor.actor
    owners = await office.owners(actor)
    teams = await office.teams(actor)
    named = {team.id: team.name for team in teams}
    held = await web.house.entrance.tokens(actor)
    tables = {
        "tokens": tables_of(web, visitor, request).passes("tokens", held, lambda id: named.get(id, "–"))
    }
    who = request.query_params.get("who", "")[:200]
    found = await office.search(actor, who)
    names = {"owners": owners, "teams": teams, "secret": token, "who": who, "found": found}
    return await answer(web, visitor, request, "house.html.j2", tables, **names)


async def new_team(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /house/team: a new team."""
    form = await request.form()
    team = await web.house.office.make_team(visitor.actor, field(form, "name"))
    return RedirectResponse(f"/team/{team.id}/manage?saved=1", 303)


async def own(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /house/owner: somebody becomes an owner, or is one no longer."""
    form = await request.form()
    who = await web.house.office.person(visitor.actor, number(field(form, "person")), "make-owner")
    await web.house.office.make_owner(visitor.actor, who.id, field(form, "owner") == "yes")
    return RedirectResponse("/house?saved=1", 303)


async def new_token(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /house: a new token. Its secret is shown in the answer and never again."""
    form = await request.form()
    label = field(form, "label")
    team = number(field(form, "team"))
    if team >= 0:
        await web.house.office.team(visitor.actor, team)
    if not label:
        visitor.actor.must("make-token")
        raise CoachError("name-empty")
    token = await web.house.entrance.token(visitor.actor, label, team if team >= 0 else None)
    return await house(web, visitor, request, token)


async def revoke_token(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /house/untoken: a token that doesn't hold any more."""
    form = await request.form()
    await web.house.entrance.revoke_token(visitor.actor, field(form, "token"))
    return RedirectResponse("/house?saved=1", 303)
