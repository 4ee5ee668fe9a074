"""What pages show, as tables: the same rows on the page, in a spreadsheet and as comma-separated values.

A row's `_href` is where its first cell leads to, its `_key` what it is known by.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import groupby

from bot.catalogue import Catalogue
from bot.coach.insight import CriterionPage, CriterionSum, DialoguePage, PersonPage, TeamPage
from bot.coach.review import Agreement, Reviewed
from bot.reports.report import Cell, Column, Table
from bot.store.assigning import Standing
from bot.store.passes import Pass
from bot.store.people import Member
from bot.store.results import Played, Sum

Rows = list[dict[str, Cell]]
#: What a dialogue is called.
Title = Callable[[str], str]


class Tables:
    """Makes tables in the words of one language; `title` names dialogues, `now` says what is overdue, `zone`
    is where the reader lives, `keep` is what every link takes along (`?weeks=13`)."""

    def __init__(
        self, words: Catalogue, title: Title, now: datetime, zone: tzinfo = UTC, keep: str = ""
    ) -> None:
        self._say, self._title, self._now, self._zone, self._keep = words.say, title, now, zone, keep

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
                "_href": f"/person/{row.member.trainee}{self._keep}",
            }
            for row in page.people
        ]
        return self._table("people", ("person", "calls:number", "won:number", "mean:points",
                                      "passed:number", "overdue:number"), rows)  # fmt: skip

    def heat(self, page: TeamPage) -> Table:
        """People × criteria; criteria in the order of the rubrics."""
        columns = [Column("person", self._say("web-person"))]
        columns += [Column(c.criterion, c.title, "points", c.rubric) for c in page.criteria]
        rows: Rows = []
        for row in page.people:
            who = row.member.trainee
            cells = {c.criterion: page.cells.get((who, c.criterion)) for c in page.criteria}
            rows.append(
                {
                    "person": self._name(row.member.name),
                    **{key: cell.mean if cell else None for key, cell in cells.items()},
                    "_href": f"/person/{who}{self._keep}",
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
                "_href": f"/team/{page.team.id}/dialogue/{one.key}{self._keep}",
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
                "_href": f"{link}{one.criterion}{self._keep}" if link else None,
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
                "_href": f"{link}{one.criterion}{self._keep}" if link else None,
            }
            for one in page.criteria
        ]
        names = ("criterion", "rubric", "times:number", "mean:points", "mastery:points")
        return self._table("criteria", names, rows)

    def calls(self, calls: Sequence[Played], names: Callable[[int], str] | None = None) -> Table:
        """Calls, newest first: of one person by dialogue, of one dialogue by the `names` of people."""
        rows: Rows = [
            {
                "dialogue": self._title(call.dialogue),
                "person": self._name(names(call.trainee)) if names else None,
                "at": self._here(call.closed),
                "total": call.total,
                "_href": f"/call/{call.call}",
            }
            for call in calls
        ]
        return self._table("calls", ("person" if names else "dialogue", "at:date", "total:points"), rows)

    def tasks(self, tasks: Sequence[Standing], names: Callable[[int], str] | None = None) -> Table:
        """Assignments and how far people are with them, the overdue ones first."""
        ranked = sorted(tasks, key=lambda s: (ORDER[state(s, self._now)], -s.assignment.id))
        rows: Rows = [
            {
                "task": self._title(one.assignment.dialogue),
                "person": names(one.trainee) if names else None,
                "due": self._here(one.assignment.due),
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
                "_href": f"/person/{member.trainee}{self._keep}",
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
                "at": self._here(one.at),
                "points": one.points,
                "_href": f"/call/{one.call}#{f'turn-{one.turn}' if one.turn else 'score'}",
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
                "changed": one.overruled,
                "share": one.share,
                "change": round(one.mean_change, 1),
            }
            for one in found
        ]
        names = ("criterion", "times:number", "changed:number", "share:percent", "change:number")
        return self._table("agreement", names, rows)

    def asked(self, tasks: Sequence[Standing]) -> Table:
        """Assignments, newest first: for how many they are, how many have passed and are overdue."""
        rows: Rows = []
        ranked = sorted(tasks, key=lambda s: -s.assignment.id)
        for _, found in groupby(ranked, lambda s: s.assignment.id):
            standings = tuple(found)
            one = standings[0].assignment
            rows.append(
                {
                    "task": self._title(one.dialogue),
                    "how": self._say(f"web-exam-{int(one.exam)}"),
                    "due": self._here(one.due),
                    "mark": one.mark,
                    "people": len(standings),
                    "tried": sum(s.tries > 0 for s in standings),
                    "passers": sum(s.passed for s in standings),
                    "overdue": sum(s.overdue(self._now) for s in standings),
                    "note": one.note,
                    "_key": one.id,
                }
            )
        names = ("task", "how", "due:date", "mark:points", "people:number", "tried:number", "passers:number")
        return self._table("asked", (*names, "overdue:number", "note"), rows)

    def members(self, members: Sequence[Member]) -> Table:
        """Who is in a team, and as what."""
        rows: Rows = [
            {
                "person": self._name(one.name),
                "role": self._say(f"role-{one.role}"),
                "_href": f"/person/{one.trainee}",
                "_key": one.trainee,
                "_role": one.role,
            }
            for one in members
        ]
        return self._table("members", ("person", "role"), rows)

    def passes(self, title: str, found: Sequence[Pass], names: Callable[[int], str] = str) -> Table:
        """Invitations or tokens: what they let in as, how often, until when."""
        rows: Rows = [
            {
                "label": one.label,
                "role": self._say(f"role-{one.role}") if one.role else "",
                "scope": names(one.team) if one.team else self._say("web-whole-house"),
                "uses": one.uses,
                "made": self._here(one.made),
                "expires": self._here(one.expires),
                "_key": one.digest[:16],
            }
            for one in found
        ]
        columns = ("label", "scope") if title == "tokens" else ("role", "uses:number", "expires:date")
        return self._table(title, (*columns, "made:date"), rows)

    def marks(self, seen: Reviewed) -> Table:
        """The score of a call, criterion by criterion, as it was found and as it counts."""
        found = {m.criterion: m.points for d in seen.found.dimensions for m in d.marks} if seen.found else {}
        rows: Rows = [
            {
                "criterion": mark.title,
                "rubric": dimension.title,
                "points": mark.points,
                "found": found.get(mark.criterion),
                "rule": mark.rule,
                "reason": word.reason if (word := seen.word.get(mark.criterion)) else "",
            }
            for dimension in (seen.card.dimensions if seen.card else ())
            for mark in dimension.marks
            if mark.points is not None
        ]
        names = ("criterion", "rubric", "points:points", "found:points", "rule", "reason")
        return self._table("score", names, rows)

    def talk(self, seen: Reviewed) -> Table:
        """A call reply by reply."""
        rows: Rows = [
            {
                "turn": turn.number,
                "said": turn.said,
                "answer": turn.answer,
                "mood": turn.mood,
                "comments": " · ".join(comment.text for comment in turn.comments),
            }
            for turn in seen.turns
        ]
        names = ("turn:number", "said", "answer", "mood:number", "comments")
        return self._table("transcript", names, rows)

    def trend(self, page: CriterionPage) -> Table:
        """A criterion week by week."""
        rows: Rows = [{"week": cell.key, "times": cell.times, "mean": cell.mean} for cell in page.weeks]
        return self._table("weeks", ("week:date", "times:number", "mean:points"), rows)

    def _here(self, moment: datetime | None) -> datetime | None:
        """A moment where the reader lives."""
        return moment and moment.astimezone(self._zone)

    def _name(self, name: str) -> str:
        return name or self._say("web-nameless")

    def _table(self, title: str, columns: Sequence[str], rows: Rows) -> Table:
        """A table whose columns are written `key:kind`."""
        made = []
        for column in columns:
            key, _, kind = column.partition(":")
            made.append(Column(key, self._say(f"web-{key}"), kind or "text"))  # type: ignore[arg-type]
        return Table(self._say(f"web-{title}"), made, rows)


#: Which tasks come first.
ORDER = {"overdue": 0, "open": 1, "spent": 2, "passed": 3}


def state(one: Standing, now: datetime) -> str:
    """How a task stands: passed, overdue, spent, or open."""
    if one.passed:
        return "passed"
    if one.overdue(now):
        return "overdue"
    return "spent" if one.spent else "open"
