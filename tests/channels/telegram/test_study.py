"""The trainee's own room: today, progress, history, reminders, one's own data."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.ext import ExtBot

from bot.catalogue import catalogue
from bot.channels.telegram.clockwork import Clockwork
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.post import Post
from bot.coach import Coach
from bot.config import Settings
from bot.store import forgetting, reminding, results
from bot.store.records import Trainee
from tests.channels.telegram.api import TOKEN, BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_whole_call import dial
from tests.channels.telegram.user import User


async def short(user: User, *said: str) -> None:
    """A call up to its scorecard."""
    await dial(user, "zh")
    await user.sees("喂，您好。")
    for text in said or ("您好，我是云程商旅的小陈。",):
        await user.say(text)
        await user.sees("你长话短说。")
    await user.say("/stop")
    await user.sees("成绩单")


async def me(coach: Coach, user: User) -> Trainee:
    return await coach.trainee("telegram", str(user.id), "zh")


async def test_today_offers_what_trains_weak_skills_and_the_button_begins_it(
    house: House, user: User
) -> None:
    async with house.bot():
        await user.say("/today")
        first = await user.sees("今天该练的")
        assert 2 <= first.text.count("•") <= 3
        label = next(text for text, data in first.buttons if data.startswith("brief:"))
        await user.press(label, first)
        assert "开始通话" in (await user.sees_button("开始通话")).buttons[0][0]


async def test_every_call_moves_the_skills_and_the_name_is_known(house: House, user: User) -> None:
    async with house.bot() as coach:
        await short(user)
        trainee = await me(coach, user)
        skills = (await coach.store.run(results.skills, [trainee.id]))[trainee.id]
        assert "greets" in {json.loads(body)["criterion"] for body in skills}
        assert trainee.name == "学员"


async def test_history_shows_any_earlier_call_with_its_card(house: House, user: User) -> None:
    async with house.bot():
        await user.say("/history")
        await user.sees("还没有成绩")
        await short(user, "您好，我是云程商旅的。")
        await user.say("/history")
        listed = await user.sees("看记录和成绩单")
        await user.press(listed.buttons[0][0], listed)
        shown = await user.sees("您好，我是云程商旅的。")
        assert "喂，您好。" in user.screen[user.screen.index("看记录和成绩单") :]
        assert shown.chat == user.id
        await user.sees("成绩单")


async def test_somebody_elses_call_is_nobodys_business(house: House, user: User, api: BotApi) -> None:
    async with house.bot():
        await short(user, "这句只有我知道。")
        await user.say("/history")
        listed = await user.sees("看记录和成绩单")
        other = User(api, 2002)
        told = await other.press_data(listed.buttons[0][1], None)
        assert "看不了" in told
        assert "这句只有我知道" not in other.screen


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("/remind 19:30", "每天 19:30"),
        ("/remind 8点半", "每天 08:30"),
        ("/remind 7:15pm", "每天 19:15"),
        ("/remind 25:00", "看不懂"),
        ("/remind 明天", "看不懂"),
        ("/remind", "写上时间"),
        ("/remind off", "不再提醒"),
        ("/zone Europe/Paris", "记下了"),
        ("/zone ../../etc/passwd", "不认识时区"),
        ("/zone Mars", "不认识时区"),
    ],
)
async def test_reminders_are_set_in_plain_words(house: House, user: User, written: str, answer: str) -> None:
    async with house.bot():
        await user.say(written)
        await user.sees(answer)


async def test_a_reminder_comes_when_it_is_due_and_once(house: House, user: User, api: BotApi) -> None:
    async with house.bot() as coach:
        await user.say("/remind 19:30")
        await user.sees("每天 19:30")
        trainee = await me(coach, user)
        await coach.store.run(reminding.remind, trainee.id, "practice", "19:30", coach.now())
        async with clockwork(coach, api) as works:
            await works.strike()
            await works.strike()
        await user.sees("今天该练的")
        assert user.screen.count("今天该练的") == 1
        assert await coach.store.run(reminding.due, "telegram", coach.now()) == ()


async def test_all_about_me_as_a_file_and_then_nothing_any_more(
    house: House, user: User, api: BotApi
) -> None:
    async with house.bot() as coach:
        await short(user, "您好，我是云程商旅的。")
        trainee = await me(coach, user)
        await user.say("/export")
        await user.sees("全部记录")
        sent = await api.until(lambda: api.made("sendDocument"))
        found = json.loads(sent[-1]["document"])
        assert "您好，我是云程商旅的。" in json.dumps(found, ensure_ascii=False)
        assert {"calls", "events", "scorecards", "skills"} <= set(found)
        await user.say("/forget")
        sure = await user.sees("找不回来")
        await user.press("先不删", sure)
        await user.sees("什么都没动")
        await user.say("/forget")
        await user.press("全部删除", await user.sees("找不回来"))
        await user.sees("都删了")
        left = await coach.store.run(forgetting.everything, trainee.id)
        assert not any(left.values())
        await user.say("/history")
        await user.sees("还没有成绩")


async def test_forgetting_ends_a_running_call(house: House, user: User) -> None:
    async with house.bot() as coach:
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("/forget")
        await user.press("全部删除", await user.sees("找不回来"))
        await user.sees("都删了")
        await user.say("您好")
        await user.sees(catalogue("zh").say("no-call"))
        assert coach._running == {}


@asynccontextmanager
async def clockwork(coach: Coach, api: BotApi) -> AsyncIterator[Clockwork]:
    """A clockwork that is struck by hand."""
    bot = ExtBot(TOKEN, base_url=api.url)
    await bot.initialize()
    try:
        yield Clockwork(Desk(coach, Settings(), Post(bot)))
    finally:
        await bot.shutdown()
