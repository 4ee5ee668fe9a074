"""Leaving, coming back, and updates that come twice."""

from tests.channels.telegram.api import Bad, BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_whole_call import dial
from tests.channels.telegram.user import User


async def test_coming_back_after_a_restart(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.say("您好")
        await user.sees("你长话短说。")
    async with house.bot():
        await user.say("/start")
        resumed = await user.sees("林经理在等您")
        assert "我五分钟后有个会" in resumed.text
        await user.say("那我把资料寄给您。")
        await user.sees("你寄过来我看看。")
        assert "达成目标" in (await user.sees("成绩单")).text


async def test_an_update_that_comes_twice_counts_once(house: House, user: User, api: BotApi) -> None:
    async with house.bot() as coach:
        await dial(user, "zh")
        await user.sees("喂，您好。")
        update = await user.say("您好")
        await user.again(update)
        await user.sees("你长话短说。")
        await user.again(update)
        await user.say("/hint")
        await user.sees("提示")
        assert user.screen.count("嗯，你说。") == 1
        trainee = await coach.trainee("telegram", str(user.id), "zh")
        call = await coach.store.running(trainee.id)
        assert call is not None and sum(event.kind == "spoke" for event in call.events) == 1


async def test_an_update_of_an_earlier_run_counts_once(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您好")
        await user.sees("你长话短说。")
        last = await user.say("那我把资料寄给您。")
        await user.sees("指纹")
    seen = len(user.all)
    async with house.bot() as coach:
        await user.again(last)
        await user.say("/hint")
        await user.sees("没有进行中的电话")
        assert len(user.all) == seen + 1
        assert len(await coach.progress(await coach.trainee("telegram", str(user.id), "zh"))) == 1


async def test_what_is_being_spoken_at_the_stop_is_sent_at_the_next_start(house: House, user: User) -> None:
    async with house.bot(pause=10.0):
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您好")
        await user.sees("嗯，你说。")
    assert "你长话短说" not in user.screen
    assert await house.unsent() == 1
    async with house.bot(pause=10.0) as coach:
        await user.sees("嗯，你说。")
        await user.sees("你长话短说。")
        await user.say("那我把资料寄给您。")
        await user.sees("行，")
        trainee = await coach.trainee("telegram", str(user.id), "zh")
        assert await coach.resume(trainee) is None


async def test_what_could_not_be_sent_is_sent_at_the_next_start(house: House, user: User) -> None:
    async with house.bot() as coach:
        trainee = await coach.trainee("telegram", str(user.id), "zh")
        done = await coach.start(trainee, "short-call", "900001")
        assert len(done.messages) == 1
    async with house.bot():
        line = await user.sees("喂，您好。")
        assert line.buttons
        await user.say("/hint")
        await user.sees("提示")
    assert await house.unsent() == 0


async def test_one_who_blocked_the_bot_is_no_burden(house: House, api: BotApi) -> None:
    gone, other = User(api, 1), User(api, 2)
    async with house.bot():
        await dial(gone, "zh")
        await gone.sees("喂，您好。")
        api.fail("sendMessage", Bad("Forbidden: bot was blocked by the user", 403), gone.id)
        await gone.say("您好")
        await api.until(lambda: api.made("sendMessage!"))
        await dial(other, "zh")
        await other.sees("喂，您好。")
    assert await house.unsent() == 0
    async with house.bot():
        await gone.say("资料寄给您")
        await gone.sees("行，")


async def test_the_card_is_in_the_language_of_the_call(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("/lang en")
        await user.sees("English from now on")
        await user.say("您好，我是云程商旅的。")
        await user.sees("你长话短说。")
        await user.say("/stop")
        await user.sees("Call ended")
        card = await user.sees("成绩单")
        await user.press("Details", card)
        await user.sees("出差多不多")
        await user.say("/progress")
        await user.sees("a call in three lines")
