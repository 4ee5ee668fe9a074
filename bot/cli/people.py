"""`people`: put a list of people into their teams."""

from pathlib import Path

import click

from bot.catalogue import Catalogue
from bot.cli.run import with_coach
from bot.coach import Coach
from bot.coach.house import House
from bot.coach.office import role_of
from bot.coach.rights import Actor
from bot.config import Settings
from bot.store.records import Trainee
from bot.systems.people import Listed, read

#: Where people of a list are met.
CHANNEL = "telegram"
#: Whoever can start this command on the machine may do everything there.
CONSOLE = Actor(Trainee(0, "console", "", "zh", owner=True))


def enrol(settings: Settings, words: Catalogue, file: Path) -> int:
    """Enrol everybody on a list; with a mistake in it nobody is."""
    try:
        found, wrong = read(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        click.echo(words.say("cli-eval-unreadable", file=file), err=True)
        return 2
    for mistake in wrong:
        told = words.say(mistake.key, value=mistake.value)
        click.echo(words.say("people-line", line=mistake.line, told=told), err=True)
    if wrong:
        return 1
    return with_coach(settings, words, lambda coach: enrol_all(coach, words, found))


async def enrol_all(coach: Coach, words: Catalogue, found: tuple[Listed, ...]) -> int:
    """Enrol people; teams that don't exist are made."""
    office = House.of(coach).office
    teams = {team.name: team.id for team in await office.teams(CONSOLE)}
    for one in found:
        if one.team not in teams:
            teams[one.team] = (await office.make_team(CONSOLE, one.team)).id
        await office.enrol(
            CONSOLE, teams[one.team], CHANNEL, one.telegram, one.name, role_of(one.role), one.language
        )
    click.echo(words.say("people-done", people=len(found), teams=len({one.team for one in found})))
    return 0
