"""A call that was left, and taken up again."""

import pytest

from bot.catalogue import catalogue
from tests.channels.terminal.conftest import FOREVER, House
from tests.channels.terminal.test_in_the_call import GREETED, HELLO, LANGUAGES, dial

CTRL_C, CTRL_D = "\x03", "\x04"


@LANGUAGES
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
async def test_a_call_that_was_left_goes_on(house: House, language: str, key: str) -> None:
    words, (hello, parts, _) = catalogue(language), HELLO[language]
    customer = {"zh": "周姐", "en": "Zoe"}[language]
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type(hello)
        await caller.sees(parts[2])
        await caller.press(key)
        await caller.sees(words.say("terminal-stays-open"))
        assert await caller.leaves() == 0
    async with house.room(language) as caller:
        await caller.sees(words.say("terminal-left-open", customer=customer))
        await caller.type("")
        await caller.sees(words.say("resumed", customer=customer))
        for part in parts:
            await caller.sees(part)
        await caller.type({"zh": "给您送两箱。", "en": "Two boxes?"}[language])
        await caller.sees(words.say("card-outcome-won"))
        await caller.sees(words.say("card-turns", turns=2))


async def test_leaving_while_the_customer_speaks_loses_nothing(house: House) -> None:
    async with house.room("en", pause=FOREVER) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("Oh, it's you.")
        await caller.press(CTRL_C)
        await caller.leaves()
    async with house.room("en", pause=FOREVER) as caller:
        await caller.type("")
        await caller.sees("The last thing you heard:")
        await caller.sees("go on.")
        await caller.type("Two boxes?")
        await caller.sees("All right,")
    assert await house.spoken() is None


async def test_a_program_that_is_stopped_leaves_the_call_open(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
    spoken = await house.spoken()
    assert spoken is not None and len(spoken) == 1


async def test_a_call_that_was_left_can_be_hung_up(house: House) -> None:
    words = catalogue("en")
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
    async with house.room("en") as caller:
        await caller.type("/hint")
        await caller.type("/quit")
        await caller.sees(words.say("terminal-call-over"))
        await caller.sees(words.say("card-turns", turns=1))
    assert await house.spoken() is None


async def test_words_typed_before_a_call_is_taken_up_stand_at_the_prompt(house: House) -> None:
    words = catalogue("en")
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
    async with house.room("en") as caller:
        await caller.type("Thank you")
        await caller.sees("go on.")
        await caller.type(" so much")
        await caller.sees(words.say("terminal-you") + "Thank you so much")


async def test_what_was_said_can_be_taken_back_the_next_day(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
    async with house.room("en") as caller:
        await caller.type("")
        await caller.sees("go on.")
        await caller.type("/retry")
        await caller.sees(catalogue("en").say("taken-back"))
        await caller.sees(GREETED["en"])


async def test_leaving_the_list_says_goodbye(house: House) -> None:
    async with house.room("en") as caller:
        await caller.sees("Two boxes of peaches")
        await caller.press(CTRL_D)
        await caller.sees(catalogue("en").say("terminal-bye"))
        assert await caller.leaves() == 0


async def test_ctrl_c_takes_no_typed_words_for_a_reply(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.press("This is Orch" + CTRL_C)
        await caller.leaves()
    assert await house.spoken() == []
