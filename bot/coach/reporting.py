"""What managers see, as a report that can be sent: of a team or of a person."""

from datetime import datetime

from bot.catalogue import Catalogue
from bot.coach.insight import CriterionSum, PersonPage, TeamPage, View
from bot.coach.study import mean
from bot.coach.tables import Tables
from bot.reports.report import Chart, Report, Section, Series
from bot.store.results import Sum


def team_report(page: TeamPage, words: Catalogue, tables: Tables, made: datetime) -> Report:
    """A team in some weeks: how it goes, who practised, what is weak, what is overdue."""
    say = words.say
    names = {row.member.trainee: row.member.name for row in page.people}
    active = sum(row.calls > 0 for row in page.people)
    calls = sum(row.calls for row in page.people)
    overdue = sum(row.overdue for row in page.people)
    told = say("report-team", active=active, people=len(page.people), calls=calls, overdue=overdue)
    weak = say("report-weakest", criteria=listed(page.weakest, words)) if page.weakest else ""
    sections = (
        Section(say("web-trend"), f"{told}\n{weak}".strip(), weekly(page.weeks, words)),
        Section(say("web-people"), table=tables.people(page)),
        Section(say("web-criteria"), table=tables.criteria(page.criteria)),
        Section(say("web-dialogues"), table=tables.dialogues(page)),
        Section(say("web-tasks"), table=tables.tasks(page.tasks, lambda who: names.get(who, ""))),
    )
    return Report(page.team.name, period(page.view, words), made, filled(sections), words.language)


def person_report(page: PersonPage, words: Catalogue, tables: Tables, made: datetime) -> Report:
    """A person in some weeks."""
    say = words.say
    sections = (
        Section(say("web-trend"), "", weekly(page.weeks, words)),
        Section(say("web-dimensions"), "", dimensions(page.criteria, words)),
        Section(say("web-criteria"), table=tables.skills(page)),
        Section(say("web-tasks"), table=tables.tasks(page.tasks)),
        Section(say("web-calls"), table=tables.calls(page.calls)),
    )
    name = page.person.name or say("web-nameless")
    return Report(name, period(page.view, words), made, filled(sections), words.language)


def weekly(weeks: tuple[Sum, ...], words: Catalogue) -> Chart | None:
    """The mean week by week."""
    if not weeks:
        return None
    series = [Series(words.say("web-mean"), [week.mean for week in weeks])]
    return Chart("line", words.say("web-trend"), [f"{week.key:%m-%d}" for week in weeks], series)


def dimensions(criteria: tuple[CriterionSum, ...], words: Catalogue) -> Chart | None:
    """The mean of each rubric."""
    by: dict[str, list[tuple[float, int]]] = {}
    for one in criteria:
        by.setdefault(one.rubric, []).append((one.mean, one.times))
    if not by:
        return None
    series = [Series(words.say("web-mean"), [mean(found) for found in by.values()])]
    return Chart("radar", words.say("web-dimensions"), list(by), series)


def period(view: View, words: Catalogue) -> str:
    """The weeks and the course that are looked at."""
    weeks = words.say("web-weeks-last", weeks=view.weeks) if view.weeks else words.say("web-all-weeks")
    if not view.course:
        return weeks
    course = f"course-{view.course}"
    return f"{weeks} · {words.say(course) if words.has(course) else view.course}"


def listed(criteria: tuple[CriterionSum, ...], words: Catalogue) -> str:
    """Criteria with their points in one line."""
    return words.say("card-and").join(f"{one.title} {one.mean:.0f}" for one in criteria)


def filled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that hold anything."""
    return tuple(s for s in sections if s.text or s.chart or (s.table and s.table.rows))
