"""Teams at a glance, their criteria and dialogues, and what they are asked for."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import view_of
from bot.channels.web.gate import Visitor, Web
from bot.channels.web.sheets import answer, rendered, tables_of
from bot.coach.insight import CriterionPage, View
from bot.coach.outcome import ENDING
from bot.coach.reporting import team_report, weekly
from bot.reports.charts import svg
from bot.reports.graph import Edge, Node, graph
from bot.reports.report import Chart, Series
from bot.roleplay.script import Script


async def home(web: Web, visitor: Visitor, _: Request) -> Response:
    """/: the teams to choose from; who manages nobody sees themselves."""
    teams = await web.house.office.teams(visitor.actor)
    if not teams:
        return RedirectResponse(f"/person/{visitor.actor.id}", 303)
    view = View()
    glances = [await web.house.insight.glance(visitor.actor, team, view) for team in teams]
    return web.pages.show("home.html.j2", visitor.words, visitor=visitor, glances=glances, view=view)


async def team(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N: who practised, who passed, what is weak, what is overdue."""
    page = await web.house.insight.team(visitor.actor, request.path_params["team"], view_of(request))
    make = tables_of(web, visitor, request)
    names = {row.member.trainee: row.member.name for row in page.people}
    tables = {
        "people": make.people(page),
        "heat": make.heat(page),
        "weeks": make.weeks(page.weeks),
        "dialogues": make.dialogues(page),
        "asked": make.asked(page.tasks),
        "tasks": make.tasks([one for one in page.tasks if not one.passed], lambda who: names.get(who, "")),
        "passed": make.tasks([one for one in page.tasks if one.passed], lambda who: names.get(who, "")),
    }
    chart = drawn(weekly(page.weeks, visitor.words), visitor)
    return await answer(web, visitor, request, "team.html.j2", tables, page=page, chart=chart)


async def report(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N/report?as=html: the report of a team as a file (html, xlsx, pdf)."""
    number, now = request.path_params["team"], web.house.coach.now().astimezone(visitor.zone)
    await web.house.office.team(visitor.actor, number, "report")
    page = await web.house.insight.team(visitor.actor, number, view_of(request))
    made = team_report(page, visitor.words, tables_of(web, visitor, request), now)
    return await rendered(web, made, request.query_params.get("as", ""))


async def criterion(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N/criterion/ID: who struggles with it, and at which moments."""
    number, name = request.path_params["team"], request.path_params["criterion"]
    page = await web.house.insight.criterion(visitor.actor, number, name, view_of(request))
    make = tables_of(web, visitor, request)
    tables = {
        "struggling": make.struggling(page),
        "weeks": make.trend(page),
        "moments": make.moments(page),
    }
    chart = criterion_trend(page, visitor)
    return await answer(web, visitor, request, "criterion.html.j2", tables, page=page, chart=chart)


async def dialogue(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N/dialogue/ID: how it is passed, and where people get lost."""
    number, name = request.path_params["team"], request.path_params["dialogue"]
    page = await web.house.insight.dialogue(visitor.actor, number, name, view_of(request))
    script = web.house.insight.script(name, visitor.words.language)
    outcomes = {id: ending.outcome for id, ending in script.endings.items()} if script else {}
    reached = [(id, title, n) for id, title, n in page.endings if n]
    states = named(script, visitor)
    nodes = [Node(id, states.get(id, id), n) for id, _, n in page.states]
    nodes += [Node(f"{ENDING}{id}", title, n, outcomes.get(id, "")) for id, title, n in reached]
    edges = [Edge(way.source, way.target, way.times) for way in page.ways]
    titles = states | {f"{ENDING}{id}": title for id, title, _ in page.endings}
    members = await web.house.office.members(visitor.actor, number)
    names = {member.trainee: member.name for member in members}
    make = tables_of(web, visitor, request)
    tables = {
        "ways": make.ways(page, lambda id: titles.get(id, id)),
        "calls": make.calls(page.calls, lambda who: names.get(who, "")),
    }
    say = visitor.words.say
    drawing = graph(say("web-graph"), say("web-graph-told", calls=page.total.calls if page.total else 0),
                    nodes, edges)  # fmt: skip
    return await answer(web, visitor, request, "dialogue.html.j2", tables, page=page, drawing=drawing)


async def agreement(web: Web, visitor: Visitor, request: Request) -> Response:
    """/team/N/agreement: how often trainers agree with the product, criterion by criterion."""
    number, view = request.path_params["team"], view_of(request)
    language = visitor.words.language
    found = await web.house.review.agreement(visitor.actor, number, view.weeks or 520, language)
    team = await web.house.office.team(visitor.actor, number)
    tables = {"agreement": tables_of(web, visitor, request).agreement(found)}
    return await answer(web, visitor, request, "agreement.html.j2", tables, team=team, view=view)


def named(script: Script | None, visitor: Visitor) -> dict[str, str]:
    """States as people read them: what the call is about there, and the name the dialogue gives it."""
    say = visitor.words.say
    found = script.dialogue.states.items() if script else ()
    return {id: f"{say(f'phase-{state.phase}')} · {id}" for id, state in found}


def drawn(chart: Chart | None, visitor: Visitor, width: int = 640, height: int = 260) -> str:
    """A chart in the page; nothing where there is none."""
    return svg(chart, visitor.words.language, width, height) if chart else ""


def criterion_trend(page: CriterionPage, visitor: Visitor) -> str:
    """A criterion week by week."""
    labels = [f"{cell.key:%m-%d}" for cell in page.weeks]
    series = [Series(page.criterion.title, [cell.mean for cell in page.weeks])]
    chart = Chart("line", visitor.words.say("web-trend"), labels, series)
    return svg(chart, visitor.words.language, 640, 260) if page.weeks else ""
