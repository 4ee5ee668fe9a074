"""A whole call, from /start through the menu to the scorecard."""

import pytest

from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.reports.telegram import points
from bot.roleplay.lines import render
from bot.scoring.scorecard import score
from tests.channels.telegram.api import BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.user import User

SHORT = {
    "zh": ["您好，我是云程商旅的陈静。", "您那边出差多吗？", "那我把资料寄给您。"],
    "en": [
        "Hello, this is Wayfare Travel, my name's Tom.",
        "Do your people travel a lot?",
        "Then I'll post you the leaflet.",
    ],
}


async def dial(user: User, language: str, course: str = "telesales", title: str | None = None) -> None:
    """Go through the menu to a call."""
    words = catalogue(language)
    await user.say("/start")
    await user.press(words.say("telegram-practice-button"))
    await user.press(words.say(f"course-{course}"))
    await user.press(title or {"zh": "三句话", "en": "three lines"}[language])
    await user.press(words.say("telegram-start-button"))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_call_from_start_to_scorecard(house: House, api: BotApi, language: str) -> None:
    words = catalogue(language)
    user = User(api, language={"zh": "zh-hans", "en": "en-GB"}[language])
    async with house.bot():
        await dial(user, language)
        customer = {"zh": "喂，您好。", "en": "Hall speaking."}[language]
        line = await user.sees(customer)
        assert [text for text, _ in line.buttons] == [
            words.say("telegram-hint-button"),
            words.say("telegram-hang-up-button"),
        ]
        first, second, third = SHORT[language]
        await user.say(first)
        await user.sees({"zh": "你长话短说。", "en": "so make it short."}[language])
        await api.until(lambda: not line.buttons)
        await user.say(second)
        await user.sees({"zh": "会的。", "en": "They do."}[language])
        await user.say(third)
        await user.sees({"zh": "你寄过来我看看。", "en": "send it over."}[language])
        await user.sees(words.say("telegram-over"))
        card = await user.sees(words.say("card-title"))
        assert words.say("card-outcome-won") in card.text
        last = await user.sees_button(words.say("telegram-details-button"))
        await user.press(words.say("telegram-details-button"), last)
        details = await user.sees(words.say("card-facts"))
        assert {"zh": "出差多不多：只问到一句", "en": "How much they travel: a short answer only"}[
            language
        ] in details.text
        await api.until(lambda: len(last.buttons) == 2)
        await user.say("/progress")
        progress = await user.sees(words.say("progress-streak-told", days=1))
        assert progress.picture.startswith(b"\x89PNG")
        await user.press(words.say("telegram-again-button"), last)
        await user.sees(customer)
    assert house.exit == 0
    assert await house.unsent() == 0
    assert "<" not in user.screen.replace("<行政部>", "").replace("<office manager>", "")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_shipped_rehearsal_word_for_word(shipped_house: House, api: BotApi, language: str) -> None:
    library = shipped_house.library
    scripts = [s for s in library.scripts(language).values() if "good" in s.dialogue.rehearsals]
    script, words = scripts[0], catalogue(language)
    user = User(api, language=language)
    expected = score(
        rehearse(script, "good"),
        script.dialogue.kind,
        library.rubrics,
        script.recogniser.vocabulary.words,
        script.recogniser.version,
    )
    async with shipped_house.bot():
        await dial(user, language, script.dialogue.course, script.dialogue.title)
        for text in script.dialogue.rehearsals["good"].replies:
            shown = await user.sees_button(words.say("telegram-hang-up-button"))
            await user.say(render(text, script.names("")))
            await api.until(lambda shown=shown: not shown.buttons)
        await user.sees(words.say("card-digest", digest=expected.digest))
    assert words.say(f"card-outcome-{expected.outcome}") in user.screen
    assert words.say("card-total", total=points(expected.total), band=expected.band) in user.screen


async def test_the_menu_leads_back(house: House, user: User, api: BotApi) -> None:
    async with house.bot():
        await user.say("/practice")
        menu = await user.sees_button("电话销售")
        await user.press("电话销售")
        await user.press("三句话")
        await api.until(lambda: "林经理 <行政部>" in menu.text)
        await user.press("返回")
        await api.until(lambda: "选一个练习" in menu.text)
        await user.press("返回")
        await api.until(lambda: [text for text, _ in menu.buttons] == ["电话销售"])
        assert len(user.all) == 1


async def test_the_language_is_telegrams_unless_it_is_changed(house: House, api: BotApi) -> None:
    people = {code: User(api, 2000 + n, code) for n, code in enumerate(["zh-TW", "de", "en", None])}
    async with house.bot():
        for code, word in (("zh-TW", "您好"), ("de", "Hello"), ("en", "Hello"), (None, "您好")):
            await people[code].say("/start")
            await people[code].sees(word)
        await people["de"].say("/lang zh")
        await people["de"].sees("以后都用中文")
        await people["de"].say("/practice")
        await people["de"].sees("想练哪一类")
        await people["en"].say("/lang")
        await people["en"].press("中文")
        await people["en"].sees("以后都用中文")
        await people[None].say("/help")
        assert "/retry" in (await people[None].sees("我当客户")).text


async def test_commands_are_registered_in_both_languages(house: House, api: BotApi) -> None:
    async with house.bot():
        await api.until(lambda: len(api.made("setMyCommands")) == 3)
    said = {call.get("language_code"): call["commands"] for call in api.made("setMyCommands")}
    assert said[None] == said["zh"] and "take back" in said["en"] and "take back" not in said["zh"]


async def test_nothing_said_is_not_scored(house: House, user: User) -> None:
    async with house.bot():
        await dial(user, "zh")
        await user.sees("喂，您好。")
        await user.say("/stop")
        over = await user.sees("通话结束")
        assert "不打分" in over.text and len(over.buttons) == 2
