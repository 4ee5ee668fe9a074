"""What pages show, as tables: the same rows on the page, in a spreadsheet and as comma-separated values.

A row's `_href` is where its first cell leads to.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.catalogue import Catalogue
from bot.coach.insight import CriterionPage, CriterionSum, DialoguePage, PersonPage, TeamPage
from bot.coach.review import Agreement
from bot.reports.report import Cell, Column, Table
from bot.store.assigning import Standing
from bot.store.results import Played, Sum

Rows = list[dict[str, Cell]]
#: What a dialogue is called.
Title = Callable[[str], str]


class Tables:
    """Makes tables in the words of one language; `title` names dialogues, `now` says what is overdue."""

    def __init__(self, words: Catalogue, title: Title, now: datetime) -> None:
        self._say, self._title, self._now = words.say, title, now

    def people(self, page: TeamPage) -> Table:
        """The people of a team."""
        rows: Rows = [
            {
                "person": self._name(row.member.name),
                "calls": row.calls,
                "won": row.won,
                "mean": row.mean,
                "passed": row.passed,
                "overdue": row.overdue,
                "_href": f"/person/{row.member.trainee}",
            }
            for row in page.people
        ]
        return self._table("people", ("person", "calls:number", "won:number", "mean:points",
                                      "passed:number", "overdue:number"), rows)  # fmt: skip

    def heat(self, page: TeamPage) -> Table:
        """People × criteria; criteria in the order of the rubrics."""
        columns = [Column("person", self._say("web-person"))]
        columns += [Column(c.criterion, c.title, "points") for c in page.criteria]
        rows: Rows = []
        for row in page.people:
            who = row.member.trainee
            cells = {c.criterion: page.cells.get((who, c.criterion)) for c in page.criteria}
            rows.append(
                {
                    "person": self._name(row.member.name),
                    **{key: cell.mean if cell else None for key, cell in cells.items()},
                    "_href": f"/person/{who}",
                }
            )
        return Table(self._say("web-heat"), columns, rows)

    def weeks(self, weeks: Sequence[Sum]) -> Table:
        """Week by week."""
        rows: Rows = [
            {"week": week.key, "calls": week.calls, "won": week.won, "mean": week.mean} for week in weeks
        ]
        return self._table("weeks", ("week:date", "calls:number", "won:number", "mean:points"), rows)

    def dialogues(self, page: TeamPage) -> Table:
        """Dialogue by dialogue, the hardest first."""
        ranked = sorted(page.dialogues, key=lambda s: (s.mean is None, s.mean or 0.0))
        rows: Rows = [
            {
                "dialogue": self._title(one.key),
                "calls": one.calls,
                "won": one.won,
                "mean": one.mean,
                "_href": f"/team/{page.team.id}/dialogue/{one.key}",
            }
            for one in ranked
        ]
        return self._table("dialogues", ("dialogue", "calls:number", "won:number", "mean:points"), rows)

    def criteria(self, criteria: Iterable[CriterionSum], link: str = "") -> Table:
        """Criterion by criterion."""
        rows: Rows = [
            {
                "criterion": one.title,
                "rubric": one.rubric,
                "times": one.times,
                "mean": one.mean,
                "_href": f"{link}{one.criterion}" if link else None,
            }
            for one in criteria
        ]
        return self._table("criteria", ("criterion", "rubric", "times:number", "mean:points"), rows)

    def skills(self, page: PersonPage, link: str = "") -> Table:
        """The criteria of a person, with how well they do them now."""
        rows: Rows = [
            {
                "criterion": one.title,
                "rubric": one.rubric,
                "times": one.times,
                "mean": one.mean,
                "mastery": page.mastery.get(one.criterion),
                "_href": f"{link}{one.criterion}" if link else None,
            }
            for one in page.criteria
        ]
        names = ("criterion", "rubric", "times:number", "mean:points", "mastery:points")
        return self._table("criteria", names, rows)

    def calls(self, calls: Sequence[Played], names: Callable[[int], str] | None = None) -> Table:
        """Calls, newest first; with whose they are where that isn't clear."""
        rows: Rows = [
            {
                "dialogue": self._title(call.dialogue),
                "person": names(call.trainee) if names else None,
                "at": call.closed,
                "total": call.total,
                "_href": f"/call/{call.call}",
            }
            for call in calls
        ]
        columns = ("dialogue", *(("person",) if names else ()), "at:date", "total:points")
        return self._table("calls", columns, rows)

    def tasks(self, tasks: Sequence[Standing], names: Callable[[int], str] | None = None) -> Table:
        """Assignments and how far people are with them, the overdue ones first."""
        ranked = sorted(tasks, key=lambda s: (not s.overdue(self._now), s.passed, -s.assignment.id))
        rows: Rows = [
            {
                "task": self._title(one.assignment.dialogue),
                "person": names(one.trainee) if names else None,
                "due": one.assignment.due,
                "tries": one.tries,
                "best": one.best,
                "state": self._say(f"web-task-{state(one, self._now)}"),
            }
            for one in ranked
        ]
        columns = (
            "task",
            *(("person",) if names else ()),
            "due:date",
            "tries:number",
            "best:points",
            "state",
        )
        return self._table("tasks", columns, rows)

    def struggling(self, page: CriterionPage) -> Table:
        """Who struggles with a criterion."""
        rows: Rows = [
            {
                "person": self._name(member.name),
                "times": cell.times,
                "mean": cell.mean,
                "_href": f"/person/{member.trainee}",
            }
            for member, cell in page.people
        ]
        return self._table("struggling", ("person", "times:number", "mean:points"), rows)

    def moments(self, page: CriterionPage) -> Table:
        """The moments at which a criterion went badly."""
        names = {member.trainee: member.name for member, _ in page.people}
        rows: Rows = [
            {
                "quote": one.quote or self._say("web-nothing-said"),
                "person": self._name(names.get(one.trainee, "")),
                "dialogue": self._title(one.dialogue),
                "at": one.at,
                "points": one.points,
                "_href": f"/call/{one.call}#turn-{one.turn or 0}",
            }
            for one in page.moments
        ]
        return self._table("moments", ("quote", "person", "dialogue", "at:date", "points:points"), rows)

    def ways(self, page: DialoguePage, named: Callable[[str], str]) -> Table:
        """The ways through a dialogue."""
        rows: Rows = [
            {"source": named(way.source), "target": named(way.target), "times": way.times}
            for way in sorted(page.ways, key=lambda w: -w.times)
        ]
        return self._table("ways", ("source", "target", "times:number"), rows)

    def agreement(self, found: Sequence[Agreement]) -> Table:
        """How often trainers agreed."""
        rows: Rows = [
            {
                "criterion": one.title,
                "times": one.assessed,
                "overruled": one.overruled,
                "share": one.share,
                "change": round(one.mean_change, 1),
            }
            for one in found
        ]
        names = ("criterion", "times:number", "overruled:number", "share:percent", "change:number")
        return self._table("agreement", names, rows)

    def _name(self, name: str) -> str:
        return name or self._say("web-nameless")

    def _table(self, title: str, columns: Sequence[str], rows: Rows) -> Table:
        """A table whose columns are written `key:kind`."""
        made = []
        for column in columns:
            key, _, kind = column.partition(":")
            made.append(Column(key, self._say(f"web-{key}"), kind or "text"))  # type: ignore[arg-type]
        return Table(self._say(f"web-{title}"), made, rows)


def state(one: Standing, now: datetime) -> str:
    """How a task stands: passed, overdue, spent, or open."""
    if one.passed:
        return "passed"
    if one.overdue(now):
        return "overdue"
    return "spent" if one.spent else "open"
