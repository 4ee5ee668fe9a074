"""`make bench`: how fast the pages are in a big firm, and whether they stay so as its history grows."""

import asyncio
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import track
from sqlalchemy import Connection, insert

from bot.authoring.proof import appraise
from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.channels.web import build
from bot.channels.web.gate import COOKIE
from bot.coach import Coach
from bot.coach.house import House
from bot.coach.insight import View
from bot.coach.outcome import outcome
from bot.coach.reporting import team_report
from bot.coach.tables import Tables
from bot.config import load_settings
from bot.library.library import Library, archive, load_library
from bot.reports.report import Section
from bot.reports.workbook import xlsx
from bot.roleplay.events import Events, Spoke, to_json
from bot.roleplay.script import Script
from bot.scoring.scorecard import CARD, Scorecard
from bot.store import house_tables as h
from bot.store import people
from bot.store import result_tables as r
from bot.store import tables as t
from bot.store.records import Outcome
from bot.store.sql import SqlStore
from bot.store.tallying import EVERYBODY, week_of

PEOPLE, TEAMS, TURNS = 5_000, 200, 1_000_000
#: The newest call, and how far back they reach (days).
END, DAYS = datetime(2026, 11, 27, 12, tzinfo=UTC), 730
#: Requests whose median is told.
TRIES = 15


@dataclass(frozen=True)
class Master:
    """A call that was really played, to be kept many times."""

    script: Script
    events: Events
    rows: tuple[tuple[str, str], ...]
    card: Scorecard
    body: str
    outcome: Outcome
    turns: int


def main(turns: int = TURNS) -> None:
    """Print the figures of a firm with a tenth of the history, and with all of it."""
    settings = load_settings()
    library = load_library(
        settings.path(settings.dialogues), settings.path(settings.rubrics), settings.company, thorough=False
    )
    masters = play(library)
    with tempfile.TemporaryDirectory() as folder:
        small = measure(Path(folder) / "small.db", library, masters, turns // 10)
        big = measure(Path(folder) / "big.db", library, masters, turns)
    for name, before in small.items():
        print(f"{name:<44} {before:>9.1f} {big[name]:>9.1f} ms   × {big[name] / before:.2f}", flush=True)


def play(library: Library) -> list[Master]:
    """Calls of many kinds."""
    masters = []
    for script in list(library.scripts("zh").values()):
        for level in script.dialogue.rehearsals:
            events = rehearse(script, level)
            card = appraise(script, events, library.rubrics)
            masters.append(
                Master(
                    script,
                    events,
                    tuple((event.kind, to_json(event)) for event in events),
                    card,
                    CARD.dump_json(card).decode(),
                    outcome(script, events, card, {}, END),
                    sum(isinstance(e, Spoke) for e in events),
                )
            )
    return masters


def measure(file: Path, library: Library, masters: list[Master], turns: int) -> dict[str, float]:
    """Milliseconds of each page in a firm with so many turns."""
    return asyncio.run(visit(file, library, masters, turns))


async def visit(file: Path, library: Library, masters: list[Master], turns: int) -> dict[str, float]:
    """Make the firm and ask for its pages."""
    store = SqlStore(f"sqlite:///{file}")
    await store.open()
    coach = Coach(store, library, lambda: END, lambda: 7)
    house = House.of(coach)
    owner = await coach.trainee("bench", "owner", "zh", "Owner")
    await store.run(people.own, owner.id)
    owner = replace(owner, owner=True)
    await store.run(fill, masters, turns)
    session = await house.entrance.session(owner.id)
    transport = httpx.ASGITransport(build(house, "zh"))
    found = {}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://firm", cookies={COOKIE: session}
    ) as client:
        person = (await store.run(people.members, 1))[3].trainee
        actor = await house.office.actor(owner)
        seen = await house.insight.person(actor, await house.office.person(actor, person), View())
        call = seen.calls[0].call
        pages = {
            "team overview": "/team/1",
            "team overview, a year": "/team/1?weeks=52",
            "person page": f"/person/{person}",
            "call page": f"/call/{call}",
            "criterion page": "/team/1/criterion/restates",
            "dialogue page": f"/team/1/dialogue/{masters[0].script.id}",
        }
        for name, address in pages.items():
            found[name] = await median(client, address)
    found["workbook of a team's year"] = await workbook(house, owner)
    await store.close()
    return found


async def median(client: httpx.AsyncClient, address: str) -> float:
    """The median time of a page in milliseconds."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        answer = await client.get(address)
        times.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, (address, answer.status_code)
    return statistics.median(times)


async def workbook(house: House, owner: Any) -> float:
    """Milliseconds until a team's year is a workbook: all its calls, week by week, person by person."""
    actor = await house.office.actor(owner)
    start = time.perf_counter()
    tracemalloc.start()
    words = catalogue("zh")
    page = await house.insight.team(actor, 1, View(52))
    calls = await house.insight.calls(actor, 1, 100_000)
    tables = Tables(words, lambda id: house.insight.title(id, "zh"), END)
    report = team_report(page, words, tables, END)
    listed = Section(words.say("web-calls"), table=tables.calls(calls))
    report = replace(report, sections=(*report.sections, Section("heat", table=tables.heat(page)), listed))
    xlsx(report)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"  workbook: {sum(len(s.table.rows) for s in report.sections if s.table)} rows, "
          f"peak {peak / 1e6:.0f} MB in Python", flush=True)  # fmt: skip
    return 1000 * (time.perf_counter() - start)


def fill(connection: Connection, masters: list[Master], turns: int) -> None:
    """Keep calls until there are so many turns, over people and days; sums as calls would leave them."""
    first = 10
    connection.execute(
        insert(t.trainees),
        [
            {"id": first + n, "channel": "bench", "address": str(n), "language": "zh", "notes": False,
             "name": f"学员{n}", "zone": "", "owner": False}
            for n in range(PEOPLE)
        ],
    )  # fmt: skip
    connection.execute(
        insert(h.teams), [{"id": n + 1, "name": f"{n + 1} 组", "made": END} for n in range(TEAMS)]
    )
    connection.execute(
        insert(h.members),
        [
            {"team": n % TEAMS + 1, "trainee": first + n, "role": "trainee", "since": END}
            for n in range(PEOPLE)
        ],
    )
    versions = {m.script.version: archive(m.script) for m in masters}
    connection.execute(insert(t.scripts), [{"version": v, "body": b} for v, b in versions.items()])
    Filling(connection, masters, first).calls(turns)


class Filling:
    """Writes calls in batches."""

    def __init__(self, connection: Connection, masters: list[Master], first: int) -> None:
        self.connection, self.masters, self.first = connection, masters, first
        self.weeks: dict[Any, list[float]] = defaultdict(lambda: [0, 0, 0, 0.0])
        self.criteria: dict[Any, list[float]] = defaultdict(lambda: [0, 0.0])
        self.steps: dict[Any, int] = defaultdict(int)

    def calls(self, turns: int) -> None:
        """So many turns of calls."""
        each = sum(m.turns for m in self.masters) / len(self.masters)
        total = round(turns / each)
        rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        shown = Console(stderr=True)
        for number in track(range(total), f"{turns:,} turns", console=shown, transient=True,
                            disable=not sys.stderr.isatty()):  # fmt: skip
            self.call(number, total, rows)
            if number % 500 == 499:
                self.flush(rows)
        self.flush(rows)
        self.sums()

    def call(self, number: int, total: int, rows: dict[Any, list[dict[str, Any]]]) -> None:
        """One call."""
        master = self.masters[(number * 7) % len(self.masters)]
        person = number * 13 % PEOPLE
        who, id = self.first + person, number + 1
        at = END - timedelta(days=DAYS * (total - number) / total)
        script, card = master.script, master.card
        rows[t.calls].append(
            {"id": id, "trainee": who, "dialogue": script.id, "language": "zh", "version": script.version,
             "opened": at, "closed": at}
        )  # fmt: skip
        rows[t.events] += [
            {"call": id, "seq": seq, "kind": kind, "body": body, "at": at}
            for seq, (kind, body) in enumerate(master.rows)
        ]
        rows[t.scorecards].append(
            {"call": id, "trainee": who, "total": card.total, "digest": card.digest, "body": master.body,
             "at": at}
        )  # fmt: skip
        rows[r.moments] += [
            {"call": id, "criterion": low.criterion, "trainee": who, "points": low.points, "turn": low.turn,
             "quote": low.quote, "at": at}
            for low in master.outcome.lows
        ]  # fmt: skip
        self.add(master, who, person % TEAMS + 1, at)

    def add(self, master: Master, who: int, team: int, at: datetime) -> None:
        """A call's part of the sums."""
        week, course = week_of(at), master.outcome.course
        row = self.weeks[who, week, master.script.id, course]
        for place, more in enumerate((1, int(master.outcome.won), 1, master.card.total)):
            row[place] += more
        for criterion, points in master.outcome.marks:
            cell = self.criteria[who, week, course, criterion]
            cell[0] += 1
            cell[1] += points
        for source, target in master.outcome.steps:
            for whose in (EVERYBODY, team):
                self.steps[master.script.id, week, whose, source, target] += 1

    def flush(self, rows: dict[Any, list[dict[str, Any]]]) -> None:
        """Write what has come together."""
        for table in (t.calls, t.events, t.scorecards, r.moments):
            if rows[table]:
                self.connection.execute(insert(table), rows[table])
        rows.clear()

    def sums(self) -> None:
        """Write the sums."""
        names: list[tuple[Any, Any, Callable[[Any, Any], dict[str, Any]]]] = [
            (r.weeks, self.weeks, lambda k, v: {
                "trainee": k[0], "week": k[1], "dialogue": k[2], "course": k[3], "calls": v[0], "won": v[1],
                "scored": v[2], "total": v[3]}),
            (r.criteria, self.criteria, lambda k, v: {
                "trainee": k[0], "week": k[1], "course": k[2], "criterion": k[3], "times": v[0],
                "points": v[1]}),
            (r.steps, self.steps, lambda k, v: {
                "dialogue": k[0], "week": k[1], "team": k[2], "source": k[3], "target": k[4], "times": v}),
        ]  # fmt: skip
        for table, sums, row in names:
            found = [row(key, value) for key, value in sums.items()]
            for start in range(0, len(found), 20_000):
                self.connection.execute(insert(table), found[start : start + 20_000])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS)
