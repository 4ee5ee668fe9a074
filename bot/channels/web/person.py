"""Somebody's page, and a call of theirs."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.asked import field, number, view_of
from bot.channels.web.gate import Visitor, Web
from bot.channels.web.highlight import better_at, sights_at, spans
from bot.channels.web.overview import drawn
from bot.channels.web.sheets import answer, rendered, tables_of
from bot.coach.insight import LISTED
from bot.coach.reporting import dimensions, person_report, weekly
from bot.coach.review import Reviewed
from bot.reports.charts import svg
from bot.reports.report import Chart, Series

#: The moods there are.
MOODS = tuple(range(-3, 4))


async def person(web: Web, visitor: Visitor, request: Request) -> Response:
    """/person/N: how far somebody is, their calls and tasks."""
    office = web.house.office
    who = await office.person(visitor.actor, request.path_params["person"])
    before = number(request.query_params.get("before", ""))
    page = await web.house.insight.person(
        visitor.actor, who, view_of(request), before if before > 0 else None
    )
    make = tables_of(web, visitor, request)
    now = web.house.coach.now()
    passed = [task for task in page.tasks if task.passed]
    seen = {team.id for team in await office.teams(visitor.actor)}
    ours = next((team.id for team in page.teams if team.id in seen), None)
    tables = {
        "criteria": make.skills(page, f"/team/{ours}/criterion/" if ours else ""),
        "weeks": make.weeks(page.weeks),
        "calls": make.calls(page.calls),
        "tasks": make.tasks([task for task in page.tasks if not task.passed]),
        "passed": make.tasks(passed),
    }
    names = {
        "page": page,
        "chart": drawn(weekly(page.weeks, visitor.words), visitor),
        "skills": drawn(dimensions(page.criteria, visitor.words), visitor, 480, 0),
        "earlier": page.calls[-1].call if len(page.calls) == LISTED else None,
        "seen": seen,
        "overdue": sum(task.overdue(now) for task in page.tasks),
    }
    return await answer(web, visitor, request, "person.html.j2", tables, **names)


async def report(web: Web, visitor: Visitor, request: Request) -> Response:
    """/person/N/report?as=html: somebody's report as a file (html, xlsx, pdf)."""
    now = web.house.coach.now().astimezone(visitor.zone)
    who = await web.house.office.person(visitor.actor, request.path_params["person"])
    page = await web.house.insight.person(visitor.actor, who, view_of(request))
    made = person_report(page, visitor.words, tables_of(web, visitor, request), now)
    return await rendered(web, made, request.query_params.get("as", ""))


async def call(web: Web, visitor: Visitor, request: Request) -> Response:
    """/call/N: the transcript with what counted, in place."""
    seen = await web.house.review.look(visitor.actor, request.path_params["call"])
    turns = [
        (turn, spans(turn.said, sights_at(seen.found, turn.number)), better_at(seen.found, turn.number))
        for turn in seen.turns
    ]
    title = seen.script.dialogue.title if seen.script else seen.call.dialogue
    ending = seen.script.endings.get(seen.card.ending or "") if seen.script and seen.card else None
    make, felt = tables_of(web, visitor, request), mood(seen, visitor)
    tables = {
        "score": make.marks(seen),
        "talk": make.talk(seen),
        "mood": felt.table(visitor.words.say("web-turn")),
    }
    return await answer(
        web,
        visitor,
        request,
        "call.html.j2",
        tables,
        seen=seen,
        turns=turns,
        title=title,
        ending=ending.title if ending else "",
        customer=customer(seen),
        mood=svg(felt, visitor.words.language, 640, 190),
        judges=await may(web, visitor, seen, "override"),
        comments=await may(web, visitor, seen, "comment"),
    )


async def override(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /call/N/override: other points for a criterion, with a reason."""
    form, call_number = await request.form(), request.path_params["call"]
    value, review = number(field(form, "points")), web.house.review
    await review.override(visitor.actor, call_number, field(form, "criterion"), value, field(form, "reason"))
    return RedirectResponse(f"/call/{call_number}#score", 303)


async def comment(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /call/N/comment: a comment at a reply."""
    form, call_number = await request.form(), request.path_params["call"]
    turn = number(field(form, "turn"))
    await web.house.review.comment(visitor.actor, call_number, turn, field(form, "text"))
    return RedirectResponse(f"/call/{call_number}#turn-{turn}", 303)


async def uncomment(web: Web, visitor: Visitor, request: Request) -> Response:
    """POST /call/N/uncomment: take back a comment of one's own."""
    form, call_number = await request.form(), request.path_params["call"]
    await web.house.review.look(visitor.actor, call_number, "comment")
    await web.house.review.uncomment(visitor.actor, number(field(form, "comment")))
    return RedirectResponse(f"/call/{call_number}#talk", 303)


async def may(web: Web, visitor: Visitor, seen: Reviewed, action: str) -> bool:
    """Whether the visitor may judge a call, or comment on it."""
    return await web.house.review.allows(visitor.actor, seen.person, action)  # type: ignore[arg-type]


def customer(seen: Reviewed) -> str:
    """Who was on the line."""
    started = next((e for e in seen.call.events if e.kind == "started"), None)
    if seen.script is None or started is None or started.person not in seen.script.parts:
        return ""
    return seen.script.parts[started.person].customer.name


def mood(seen: Reviewed, visitor: Visitor) -> Chart:
    """The customer's mood, reply by reply."""
    say = visitor.words.say
    labels = [str(turn.number) for turn in seen.turns]
    series = [Series(say("web-mood"), [float(turn.mood) for turn in seen.turns])]
    return Chart("line", say("web-mood"), labels, series, "number", MOODS)
