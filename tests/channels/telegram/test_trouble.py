"""Input nobody asked for, and a Telegram that has its moods."""

import asyncio
import logging

import pytest

from bot.channels.telegram import serve
from bot.config import Settings
from tests.channels.telegram.api import TOKEN, Bad, BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_whole_call import dial
from tests.channels.telegram.user import User

FILE = {"file_id": "f", "file_unique_id": "u"}
PICTURE = {**FILE, "width": 9, "height": 9}
STICKER = {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}
ODD = {
    "sticker": ({"sticker": STICKER}, "只看得懂文字"),
    "photo": ({"photo": [PICTURE], "caption": "您好"}, "只看得懂文字"),
    "document": ({"document": FILE}, "只看得懂文字"),
    "location": ({"location": {"latitude": 31.2, "longitude": 121.5}}, "只看得懂文字"),
    "contact": ({"contact": {"phone_number": "1", "first_name": "x"}}, "只看得懂文字"),
    "voice": ({"voice": {**FILE, "duration": 3}}, "现在没有进行中的电话"),
    "empty": ({"text": ""}, "只看得懂文字"),
    "nothing": ({}, "只看得懂文字"),
    "command": ({"text": "/dance", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}, "/help"),
}


@pytest.mark.parametrize("kind", ODD)
async def test_other_messages_get_a_clear_word(house: House, user: User, kind: str) -> None:
    content, answer = ODD[kind]
    async with house.bot():
        await user.send(**content)
        await user.sees(answer)
        assert len(user.all) == 1


async def test_a_text_that_is_too_long(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("啊" * 10_000)
        await user.sees("说了 10000 个字")
        await user.say("您好")
        await user.sees("嗯，你说。")


async def test_edited_messages_and_notes_of_telegram_are_ignored(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.edit("您好")
        await user.send(
            pinned_message={"message_id": 1, "date": 0, "chat": {"id": user.id, "type": "private"}}
        )
        await user.say("/hint")
        await user.sees("提示")
        assert "嗯，你说。" not in user.screen


async def test_old_buttons(house: House, user: User) -> None:
    async with house.bot():
        await user.say("/start")
        message = await user.sees_button("开始练习")
        for data, told in {
            "go:withdrawn": "已经下架",
            "brief:withdrawn": "已经下架",
            "course:withdrawn:0": "已经下架",
            "hang:short-call": "没有进行中的电话",
            "hint:short-call": "没有进行中的电话",
            "card:0123456789abcdef": "已经过期",
            "course:telesales": "已经过期",
            "nonsense": "已经过期",
        }.items():
            assert told in await user.press_data(data, message), data
        assert "没有进行中的电话" in await user.press_data("hang:short-call", None)
        assert await user.press_data("menu", None) == ""
        await user.sees("想练哪一类")
        await dial(user, "zh")
        line = await user.sees("喂，您好。")
        assert "已经过期" in await user.press_data("hang:short-call", message)
        assert "已经过期" in await user.press_data("hang:another", line)
        assert await user.press_data("course:telesales:9999", line) == ""


async def test_groups_are_told_to_come_in_private(house: House, api: BotApi, user: User) -> None:
    group = {"id": -100, "type": "supergroup", "title": "部门群"}
    crowd = User(api, -100)
    async with house.bot():
        await user.send(chat=group, text="大家好")
        await user.send(chat=group, text="/start@peilian_bot", entities=mark("/start@peilian_bot"))
        await crowd.sees("一对一")
        await user.send(chat=group, text="@peilian_bot 在吗")
        await crowd.sees("一对一")
        await user.send(chat=group, text="/start@another_bot", entities=mark("/start@another_bot"))
        await user.say("/help")
        await user.sees("我当客户")
        assert len(crowd.all) == 2


def mark(text: str) -> list[dict[str, object]]:
    return [{"type": "bot_command", "offset": 0, "length": len(text)}]


async def test_flood_control_is_respected(house: House, user: User, api: BotApi) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        loop = asyncio.get_running_loop()
        api.fail("sendMessage", Bad("Too Many Requests: retry after 1", 429, retry_after=1), user.id)
        began = loop.time()
        await user.say("您好")
        await user.sees("你长话短说。")
        assert loop.time() - began >= 1
        assert user.screen.count("嗯，你说。") == 1


async def test_a_broken_server_is_tried_again(house: House, user: User, api: BotApi) -> None:
    for method in ("getMe", "getUpdates", "sendMessage", "answerCallbackQuery"):
        api.fail(method, None)
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
    assert house.exit == 0


@pytest.mark.parametrize("token", ["4711:revoked", "not a token", ""])
async def test_a_refused_token(
    house: House, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, token: str
) -> None:
    caplog.set_level(logging.DEBUG)
    async with house.bot() as coach:
        assert await serve(token, coach, Settings(language="en"), asyncio.Event(), house.api.url) == 2
    told = capsys.readouterr().err
    assert "BotFather" in told and "Traceback" not in told
    assert "revoked" not in told + caplog.text


async def test_a_token_revoked_while_running(house: House, api: BotApi, user: User) -> None:
    async with house.bot() as coach:
        await user.say("/start")
        await user.sees("您好")
        stop = asyncio.Event()
        task = asyncio.create_task(serve(TOKEN, coach, Settings(), stop, api.url))
        await api.until(lambda: len(api.made("getMe")) == 2)
        api.token = "4711:another"
        await user.say("/help")
        assert await asyncio.wait_for(task, 5) == 2


async def test_signals_stop_the_bot(house: House, api: BotApi, short_calls: object) -> None:
    import signal

    async with house.bot() as coach:
        task = asyncio.create_task(serve(TOKEN, coach, Settings(), None, api.url))
        await api.until(lambda: len(api.made("getUpdates")) + len(api.made("setMyCommands")) >= 6)
        signal.raise_signal(signal.SIGTERM)
        assert await asyncio.wait_for(task, 5) == 0


async def test_logs_hold_neither_texts_nor_the_token(
    house: House, user: User, api: BotApi, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "这句话谁也不能看见"
    async with house.bot() as coach:
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say(secret)
        await user.sees("你长话短说。")

        async def broken(*_: object) -> None:
            raise ValueError(f"{secret} {TOKEN}")

        monkeypatch.setattr(coach.store, "commit", broken)
        await user.say(secret)
        told = await user.sees("程序出了点问题")
        code = told.text.split("编号")[1].split()[0]
        await user.send(voice={**FILE, "duration": 3})
        await user.sees("程序出了点问题")
    own = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith(("asyncio", "aiosqlite")))
    assert f"unexpected {code}" in own and "ValueError" in own and "talk.py" in own
    assert secret not in caplog.text and TOKEN not in caplog.text and TOKEN.split(":")[1] not in caplog.text
