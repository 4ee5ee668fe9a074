"""Lists of people as others write them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalogue import catalogue
from bot.cli.people import CONSOLE, enrol
from bot.coach.house import House
from bot.config import Settings, load_settings
from bot.store.sql import SqlStore
from bot.systems.people import read


def test_a_list_is_read_whoever_wrote_it():
    plain, wrong = read("name,telegram,team,role,language\nAnn Lee,12,Desk,manager,en\n\n")
    assert wrong == ()
    assert [(p.name, p.telegram, p.team, p.role, p.language) for p in plain] == [
        ("Ann Lee", "12", "Desk", "manager", "en")
    ]
    chinese, wrong = read("\ufeff姓名;编号;团队;角色\r\n 陈　静 ;7;华东组;教练\r\n林伟;8;华东组;\r\n")
    assert wrong == ()
    assert [(p.name, p.role, p.language) for p in chinese] == [
        ("陈 静", "trainer", "zh"),
        ("林伟", "trainee", "zh"),
    ]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (",1,一组,", "people-no-name"),
        ("陈静,@chen,一组,", "people-no-number"),
        ("陈静,１２,一组,", "people-no-number"),
        ("陈静,1,,", "people-no-team"),
        ("陈静,1,一组,king", "people-no-role"),
        ("陈静,1,一组,学员,français", "people-no-language"),
        ("林伟,9,一组,学员", "people-twice"),
    ],
)
def test_every_mistake_is_told_with_its_line(row, key):
    _, wrong = read(f"name,telegram,team,role,language\n林伟,9,一组,学员\n{row}\n")
    assert [(m.line, m.key) for m in wrong] == [(3, key)]
    for language in ("zh", "en"):
        assert catalogue(language).say(key, value="x")


def test_a_list_without_the_columns_is_told():
    assert [(m.key, m.value) for m in read("name,phone\nA,1\n")[1]] == [
        ("people-no-column", "telegram"),
        ("people-no-column", "team"),
    ]


def settings(folder: Path) -> Settings:
    return load_settings().model_copy(update={"database": str(folder / "x.db"), "language": "zh"})


async def teams(folder: Path) -> dict[str, list[tuple[str, str]]]:
    store = SqlStore(f"sqlite:///{folder / 'x.db'}")
    await store.open()
    try:
        from bot.coach import Coach
        from bot.library.library import Library

        library = Library({}, {}, None)  # type: ignore[arg-type]
        office = House.of(Coach(store, library, lambda: datetime.now(UTC), lambda: 1)).office
        found = await office.teams(CONSOLE)
        return {t.name: [(m.name, m.role) for m in await office.members(CONSOLE, t.id)] for t in found}
    finally:
        await store.close()


def test_people_are_in_their_teams_or_nobody_is(tmp_path, capsys):
    import asyncio

    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("name,telegram,team,role\n陈静,1,一组,主管\n<b>=1+1</b>,2,一组,\n", "utf-8")
    bad.write_text("name,telegram,team,role\n林伟,3,一组,\n何敏,x,一组,\n", "utf-8")
    assert enrol(settings(tmp_path), catalogue("zh"), bad) == 1
    assert "第 3 行" in capsys.readouterr().err
    assert enrol(settings(tmp_path), catalogue("zh"), good) == 0
    assert "2 人" in capsys.readouterr().out
    assert enrol(settings(tmp_path), catalogue("zh"), good) == 0
    assert asyncio.run(teams(tmp_path)) == {"一组": [("<b>=1+1</b>", "trainee"), ("陈静", "manager")]}
    assert enrol(settings(tmp_path), catalogue("zh"), tmp_path / "none.csv") == 2
