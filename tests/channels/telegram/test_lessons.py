"""Lesson cards, worksheets and how hard a call is, in Telegram."""

import pytest

from bot.catalogue import catalogue
from tests.channels.telegram.api import BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.user import User

WORDS = catalogue("en")


async def test_a_lesson_is_found_by_its_document(shipped_house: House, api: BotApi) -> None:
    user, lessons = User(api, language="en"), shipped_house.library.lessons("en")
    async with shipped_house.bot():
        await user.say("/lesson")
        await user.press(WORDS.say("document-handbook"))
        await user.press(f"· {lessons['handbook/voice'].title}")
        await user.sees(lessons["handbook/voice"].idea[:40])
        await user.say("/lesson handbook/opening")
        await user.sees(lessons["handbook/opening"].usual[:30])


async def test_a_lesson_is_found_by_what_one_remembers_of_it(shipped_house: House, api: BotApi) -> None:
    user, lessons = User(api, language="en"), shipped_house.library.lessons("en")
    async with shipped_house.bot():
        for wanted in ("open", "4", "twenty seconds"):
            await user.say(f"/lesson {wanted}")
            await user.sees(lessons["handbook/opening"].usual[:30])
        await user.say("/lesson aftercare")
        await user.sees(WORDS.say("lesson-several-buttons", name="aftercare"))
        await user.press(lessons["event/aftercare"].title)
        await user.sees(lessons["event/aftercare"].usual[:30])
        await user.say("/lesson wombats")
        await user.sees(WORDS.say("lesson-none", name="wombats"))


async def test_a_worksheet_is_filled_in_and_kept(shipped_house: House, api: BotApi) -> None:
    user = User(api, language="en")
    script = shipped_house.library.scripts("en")["price-of-an-hour"]
    async with shipped_house.bot() as coach:
        await user.say("/sheets")
        await user.sees(WORDS.say("sheets-none"))
        await user.say("/practice")
        await user.press(WORDS.say("course-worksheets"))
        await user.press(script.dialogue.title)
        await user.press(WORDS.say("telegram-start-button"))
        for text in script.dialogue.rehearsals["good"].replies:
            shown = await user.sees_button(WORDS.say("telegram-hang-up-button"))
            await user.say(text)
            await api.until(lambda shown=shown: not shown.buttons)
        filled = await user.sees("An hour: 38.5")
        assert WORDS.say("telegram-exercise-over") in filled.text
        kept = await coach.sheets(await coach.trainee("telegram", str(user.id), "en"))
    assert [sheet.dialogue for sheet in kept] == ["price-of-an-hour"]


@pytest.mark.parametrize(("button", "by"), [("telegram-easy-button", 1), ("telegram-hard-button", -1)])
async def test_a_call_may_be_easier_or_harder(
    shipped_house: House, api: BotApi, button: str, by: int
) -> None:
    user, script = User(api, language="en"), shipped_house.library.scripts("en")["busy-buyer"]
    async with shipped_house.bot() as coach:
        await user.say("/practice")
        await user.press(WORDS.say("course-business"))
        await user.press(script.dialogue.title)
        await user.press(WORDS.say(button))
        await user.sees_button(WORDS.say("telegram-hang-up-button"))
        trainee = await coach.trainee("telegram", str(user.id), "en")
        call = await coach.store.running(trainee.id)
    assert call is not None
    assert call.events[0].mood - script.dialogue.customer.mood == by


async def test_an_exercise_begins_anew_in_the_language_chosen_meanwhile(
    shipped_house: House, api: BotApi
) -> None:
    user, chinese = User(api, language="en"), catalogue("zh")
    drills = {lang: shipped_house.library.scripts(lang)["restate"].dialogue for lang in ("en", "zh")}
    async with shipped_house.bot() as coach:
        trainee = await coach.trainee("telegram", str(user.id), "en")
        await coach.start(trainee, "restate")
        await coach.reply(trainee, drills["en"].rehearsals["good"].replies[0])
        await user.say("/lang zh")
        told = chinese.say("abroad-exercise", title=drills["zh"].title, language=chinese.say("language-en"))
        await user.sees(told)
        await user.press(chinese.say("telegram-anew-button"))
        await user.sees_button(chinese.say("telegram-hang-up-button"))
        trainee = await coach.trainee("telegram", str(user.id), "en")
        call = await coach.store.running(trainee.id)
        assert call is not None and (call.dialogue, call.language) == ("restate", "zh")
        (kept,) = await coach.progress(trainee)
        assert (kept.dialogue, kept.language) == ("restate", "en"), "what was answered is kept"
        await user.say("/practice")
        await user.sees(chinese.say("resumed", customer=drills["zh"].customer.name))
        assert user.screen.count(told) == 1, "it is in the language chosen now"


async def test_a_call_stays_in_its_language_and_says_so(shipped_house: House, api: BotApi) -> None:
    user, chinese = User(api, language="en"), catalogue("zh")
    async with shipped_house.bot() as coach:
        trainee = await coach.trainee("telegram", str(user.id), "en")
        exchange = (await coach.start(trainee, "busy-buyer")).exchange
        await user.say("/lang zh")
        language = chinese.say("language-en")
        await user.sees(chinese.say("abroad-call", customer=exchange.customer, language=language))
        assert chinese.say("telegram-abroad-anew") not in user.screen
