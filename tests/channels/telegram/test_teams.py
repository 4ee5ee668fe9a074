"""Teams in Telegram: the first owner, invitations, tasks, reports, and who may do what."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.telegram.application import ROOMS
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.reception import STAFF
from bot.coach import Coach
from bot.coach.clock import zone_of
from bot.coach.house import House as Rooms
from bot.config import Settings
from bot.store import people, reminding
from bot.store.assigning import Assignment
from tests.channels.telegram.api import BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_study import clockwork, short
from tests.channels.telegram.user import User

CODE = re.compile(r"start=([\w-]+)")


async def owner_of(house: House, user: User, capsys: pytest.CaptureFixture[str]) -> None:
    """Make a user the owner, as whoever starts the bot does."""
    code = CODE.search(capsys.readouterr().out)
    assert code
    await user.say(f"/start {code[1]}")
    await user.sees("所有者")


async def firm(coach: Coach) -> tuple[int, int]:
    """Two teams with a person of every role in each: users 11, 12, 13 and 21, 22, 23."""
    numbers = []
    for team, name in enumerate(("一组", "二组"), 1):
        made = await coach.store.run(people.make_team, name, coach.now())
        for place, role in enumerate(("trainee", "trainer", "manager"), 1):
            who = await coach.trainee("telegram", f"{team}{place}", "zh", f"{name}{role}")
            await coach.store.run(people.join, made.id, who.id, role, coach.now())
        numbers.append(made.id)
    return numbers[0], numbers[1]


async def test_the_first_who_follows_the_console_is_the_owner(
    house: House, user: User, api: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    async with house.bot():
        await user.say("/today")
        await user.sees("今天")
        out = capsys.readouterr().out
        code = CODE.search(out)
        assert code
        await user.say(f"/start {code[1]}")
        await user.sees("所有者")
        late = User(api, 5)
        await late.say(f"/start {code[1]}")
        await late.sees("邀请码不对")
        await user.say("/newteam 华东组")
        await user.sees("华东组")
        await late.say("/newteam 我的组")
        await late.sees("看不了")
    async with house.bot():
        await user.say("/today")
        await user.sees("今天")
        assert "start=" not in capsys.readouterr().out


async def test_people_join_by_a_link_that_can_be_taken_back(
    house: House, user: User, api: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    async with house.bot() as coach:
        await user.say("/today")
        await user.sees("今天")
        await owner_of(house, user, capsys)
        await user.say("/newteam 华东组")
        await user.sees("建好了")
        await user.say("/invite trainer")
        link = await user.sees("t.me/peilian_bot?start=")
        code = CODE.search(link.text)
        assert code
        guest = User(api, 77)
        await guest.say(f"/start {code[1]}")
        await guest.sees("加入“华东组”")
        who = await coach.trainee("telegram", "77", "zh")
        assert list((await coach.store.run(people.roles, who.id)).values()) == ["trainer"]
        await user.press("收回", link)
        another = User(api, 78)
        await another.say(f"/start {code[1]}")
        await another.sees("邀请码不对")
        await guest.say("/invite")
        await guest.sees("没有管理的团队")
        await user.say("/invite king")
        await user.sees("没有“king”这个角色")


async def test_a_task_is_told_tried_and_passed(house: House, api: BotApi) -> None:
    async with house.bot() as coach:
        await firm(coach)
        trainer, trainee = User(api, 12), User(api, 11)
        await trainer.say("/assign")
        await trainer.press("", await trainer.sees("布置哪门课"))
        listed = await trainer.sees("布置哪一通")
        await trainer.press("三句话的电话", listed)
        await api.until(lambda: "点一下换一档" in listed.text)
        options = listed
        await trainer.press("70 分及格", options)
        await api.until(lambda: any("80 分及格" in t for t, _ in options.buttons))
        await trainer.press("可以试：3", options)
        await api.until(lambda: any("不限" in t for t, _ in options.buttons))
        await trainer.press("✅", options)
        await trainer.sees("布置给了 1 人")
        await trainee.say("/today")
        today = await trainee.sees("80 分及格")
        await trainee.press("▶️", today)
        await trainee.sees("电话接通了")
        await trainee.sees("喂，您好。")
        await trainee.say("/stop")
        await trainee.sees("通话结束")
        (standing,) = await Rooms.of(coach).office.tasks(await coach.trainee("telegram", "11", "zh"))
        assert (standing.tries, standing.passed) == (1, False)
        manager = User(api, 13)
        await manager.say("/team")
        assert "一组" in (await manager.sees("逾期任务 0 项")).text


async def test_a_spent_task_cannot_be_tried_again(house: House, api: BotApi) -> None:
    async with house.bot() as coach:
        team, _ = await firm(coach)
        office = Rooms.of(coach).office
        trainer = await office.actor(await coach.trainee("telegram", "12", "zh"))
        due = datetime.now(UTC) + timedelta(days=3)
        made = await office.assign(trainer, Assignment(0, team, "short-call", due, attempts=1, due=due))
        trainee = User(api, 11)
        assert (await trainee.press_data(f"task:{made.id}", None)) == ""
        await trainee.sees("喂，您好。")
        await trainee.say("/stop")
        await trainee.sees("通话结束")
        assert "次数用完" in await trainee.press_data(f"task:{made.id}", None)
        outsider = User(api, 21)
        assert "不是布置给您的" in await outsider.press_data(f"task:{made.id}", None)


async def test_a_report_comes_as_page_workbook_and_pdf(house: House, api: BotApi) -> None:
    async with house.bot() as coach:
        await firm(coach)
        await short(User(api, 11))
        manager = User(api, 13)
        await manager.say("/report")
        await manager.press("一组", await manager.sees("哪份报告"))
        sent = await api.until(lambda: len(api.made("sendDocument")) >= 3 and api.made("sendDocument"))
        page, book, paper = (one["document"] for one in sent)
        assert "一组".encode() in page
        assert page.lstrip().startswith(b"<!doctype html>")
        assert (book[:2], paper[:5]) == (b"PK", b"%PDF-")
        await manager.say("/report 二组trainee")
        await manager.sees("没有叫“二组trainee”的")


async def test_the_week_of_a_team_comes_on_monday(house: House, api: BotApi) -> None:
    async with house.bot() as coach:
        await firm(coach)
        await short(User(api, 11))
        manager, trainee = User(api, 13), User(api, 11)
        await manager.say("/digest 8:15")
        await manager.sees("每周一 08:15")
        who = await coach.trainee("telegram", "13", "zh")
        assert await Rooms.of(coach).reminders.clocks(who) == {"digest": "08:15"}
        await coach.store.run(reminding.remind, who.id, "digest", "08:15", coach.now())
        async with clockwork(coach, api) as works:
            await works.strike()
        told = await manager.sees("1 人里有 1 人练过")
        assert "一组" in told.text
        (later,) = (await coach.store.run(reminding.due, "telegram", coach.now() + timedelta(days=8)))[:1]
        assert later.due.astimezone(zone_of(who, UTC)).weekday() == 0
        await manager.say("/digest off")
        await manager.sees("不再发周报")
        await trainee.say("/digest")
        await trainee.sees("没有管理的团队")


@pytest.mark.parametrize("role", [1, 2, 3])
async def test_no_role_of_another_team_gets_anything(house: House, api: BotApi, role: int) -> None:
    """Every command and every button, as every role of the other team: nothing of this one is told."""
    async with house.bot() as coach:
        team, _ = await firm(coach)
        insider, outsider = User(api, 11), User(api, int(f"2{role}"))
        await short(insider, "这句只有一组知道。")
        office = Rooms.of(coach).office
        boss = await office.actor(await coach.trainee("telegram", "13", "zh"))
        code = await office.invite(boss, team)
        (held,) = await office.invitations(boss, team)
        await outsider.say("/today")
        await outsider.sees("今天")
        commands, patterns = reactions(Desk(coach, Settings(), None))  # type: ignore[arg-type]
        assert set(STAFF) <= commands
        for command in sorted(commands - {"forget", "stop", "hint", "retry"}):
            await outsider.say(f"/{command} 一组")
        for data in buttons(team, held.digest[:16]):
            assert any(re.match(p, data) for p in patterns), data
            await outsider.press_data(data, None)
        await outsider.say("/help")
        await outsider.sees("/help")
        secret = ("一组trainee", "一组trainer", "这句只有一组知道", code)
        seen = (
            outsider.screen
            + "".join(str(m.document) for m in outsider.all)
            + str([m.buttons for m in outsider.all])
        )
        assert not [s for s in secret if s in seen]
        found = await office.standings(boss, team)
        assert found == ()
        assert len(await office.invitations(boss, team)) == 1


def buttons(team: int, digest: str) -> list[str]:
    """Every button of the team's room, pressed by somebody who was never shown it."""
    return [
        f"report:{team}:4",
        f"revoke:{team}:{digest}",
        f"as:{team}:telesales",
        f"at:{team}:short-call:7:70:3:0",
        f"ask:{team}:short-call:7:70:3:0",
        "call:1",
        "task:1",
        "older:99",
    ]


def reactions(desk: Desk) -> tuple[set[str], set[str]]:
    """All commands and patterns of buttons that anybody reacts to."""
    commands: set[str] = set()
    patterns: set[str] = set()
    for room in ROOMS:
        for handler in room(desk).handlers():
            commands |= set(getattr(handler, "commands", ()))
            if pattern := getattr(handler, "pattern", None):
                patterns.add(pattern.pattern)
    return commands, patterns
