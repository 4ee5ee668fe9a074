"""What happens while the customer is on the line."""

from tests.channels.telegram.api import BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_whole_call import dial
from tests.channels.telegram.user import User

#: Pauses nobody waits for: what comes next must come because of the user.
LONG = 10.0


async def test_cutting_in_stops_the_customer(house: House, user: User, api: BotApi) -> None:
    async with house.bot(pause=LONG) as coach:
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您好，我是云程商旅的。")
        await user.sees("嗯，你说。")
        await api.until(lambda: api.made("sendChatAction"))
        await user.say("是这样的。")
        await user.sees("你先听我说完。")
        assert "你长话短说" not in user.screen
        trainee = await coach.trainee("telegram", str(user.id), "zh")
        call = await coach.store.running(trainee.id)
        assert call is not None
        spoke = [event for event in call.events if event.kind == "spoke"]
        assert [(s.heard, s.of) for s in spoke] == [(1, 1), (1, 3)]
    assert await house.unsent() == 0


async def test_one_chat_does_not_wait_for_another(house: House, api: BotApi) -> None:
    slow, quick = User(api, 1), User(api, 2)
    async with house.bot(pause=LONG):
        await dial(slow, "zh")
        await slow.say("您好")
        await slow.sees("嗯，你说。")
        await dial(quick, "zh")
        await quick.sees("喂，您好。")


async def test_what_does_not_count_lets_the_customer_go_on(house: House, user: User) -> None:
    async with house.bot(pause=0.05):
        await dial(user, "zh")
        await user.say("您好")
        await user.sees("嗯，你说。")
        await user.say("啊" * 10_000)
        await user.say("/hint")
        await user.sees("你长话短说。")
        assert "10000" in user.screen and "提示" in user.screen


async def test_hint_retry_and_hanging_up(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        line = await user.sees("喂，您好。")
        await user.say("/retry")
        await user.sees("没有可以收回的话")
        await user.press("提示")
        await user.sees("先报云程商旅")
        await user.say("您好")
        await user.sees("你长话短说。")
        await user.say("/retry")
        back = await user.sees("刚才那句不算")
        assert "喂，您好。" in back.text
        await user.say("您好，我是云程商旅的。")
        await user.sees("你长话短说。")
        await user.press("挂断")
        await user.sees("通话结束")
        card = await user.sees("成绩单")
        assert "没达成目标" in card.text and "1 次提示" in card.text
        assert "没有进行中的电话" in await user.press_data("hang:short-call", line)
        await user.say("喂？")
        await user.sees("没有进行中的电话")


async def test_hanging_up_cuts_the_customer_short(house: House, user: User) -> None:
    async with house.bot(pause=LONG):
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您好")
        await user.sees("嗯，你说。")
        await user.say("/stop")
        await user.sees("通话结束")
        assert "你长话短说" not in user.screen


async def test_a_farewell_is_not_cut_into(house: House, user: User) -> None:
    async with house.bot(pause=LONG):
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您好")
        await user.sees("嗯，你说。")
        await user.say("资料寄给您")
        await user.sees("你先听我说完。")
        await user.say("那我把资料寄给您。")
        await user.sees("行，")
        await user.say("谢谢")
        await user.sees("你寄过来我看看。")
        await user.sees("成绩单")
        await user.sees("没有进行中的电话")


async def test_starting_twice(house: House, user: User) -> None:
    async with house.bot():
        await user.say("/practice")
        await user.press("电话销售")
        await user.press("三句话")
        brief = await user.sees_button("开始通话")
        await user.press("开始通话", brief)
        await user.sees("喂，您好。")
        assert "还有一通电话" in await user.press_data("go:short-call", brief)
        for command in ("/start", "/practice"):
            await user.say(command)
            resumed = await user.sees("电话还没挂")
            assert "喂，您好。" in resumed.text and resumed.buttons


async def test_an_exam_has_no_hints_and_says_so_on_the_card(house: House, user: User) -> None:
    async with house.bot():
        await user.say("/start")
        await user.press("开始练习")
        await user.press("电话销售")
        await user.press("三句话")
        await user.press("考试")
        line = await user.sees("喂，您好。")
        assert [text for text, _ in line.buttons] == ["📵 挂断"]
        await user.say("/hint")
        await user.sees("考试里不能看提示")
        await user.say("您好，我是云程商旅的。")
        await user.sees("你长话短说。")
        await user.press("挂断")
        card = await user.sees("成绩单")
        assert "考试" in card.text


async def test_the_coach_says_a_word_after_each_reply_when_asked_to(house: House, user: User) -> None:
    async with house.bot():
        await user.say("/notes")
        await user.sees("教练点评已打开")
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("您今天必须定下来，不然就没名额了。")
        note = await user.sees("教练：")
        assert "“" in note.text
        await user.say("/notes")
        await user.sees("教练点评已关掉")
