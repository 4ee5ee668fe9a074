"""Input nobody asked for: a clear word in the trainee's language, and nothing lost."""

import pytest

from bot.catalogue import catalogue
from bot.roleplay.play import LONGEST
from bot.store.records import StoreError
from tests.channels.terminal.conftest import FOREVER, House
from tests.channels.terminal.test_in_the_call import HELLO, LANGUAGES, dial


@LANGUAGES
@pytest.mark.parametrize("typed", ["0", "2", "99999999", "二", "²", "no-such-shop", "-1"])
async def test_nothing_of_the_kind_in_the_list(house: House, language: str, typed: str) -> None:
    async with house.room(language) as caller:
        await caller.type(typed)
        await caller.sees(catalogue(language).say("terminal-number-unknown", text=typed, most=1))
        await dial(caller, language)


@LANGUAGES
async def test_an_unknown_dialogue_is_told_and_the_list_shown(house: House, language: str) -> None:
    words = catalogue(language)
    async with house.room(language, dialogue="no-such-shop") as caller:
        await caller.sees(words.say("dialogue-unknown", id="no-such-shop"))
        await caller.sees(words.say("course-telesales"))
        await dial(caller, language)


@LANGUAGES
async def test_an_unknown_command_is_told_and_is_no_reply(house: House, language: str) -> None:
    words = catalogue(language)
    async with house.room(language) as caller:
        await caller.type("/dance")
        await caller.sees(words.say("terminal-command-unknown", name="dance"))
        await caller.type("1")
        await caller.type("/hint")
        await caller.sees(words.say("terminal-command-unknown", name="hint"))
        await caller.type("")
        await caller.sees(words.say("terminal-ringing"))
        await caller.type("/dance")
        await caller.sees(words.say("terminal-command-unknown", name="dance"))
        await caller.type("/help")
        await caller.sees(words.say("terminal-help-call-silence"))
    assert await house.spoken() == []


@LANGUAGES
async def test_ten_thousand_characters_do_not_count(house: House, language: str) -> None:
    words, long = catalogue(language), {"zh": "啊", "en": "a"}[language] * 10_000
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type(long)
        await caller.sees(words.say("reply-too-long", length=10_000, most=LONGEST))
        await caller.type(HELLO[language][0])
        await caller.sees(HELLO[language][1][2])
    spoken = await house.spoken()
    assert spoken is not None and [s.utterance.text for s in spoken] == [HELLO[language][0]]


async def test_what_is_too_long_does_not_interrupt(house: House) -> None:
    async with house.room("en", pause=FOREVER) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("Oh, it's you.")
        house.voice.longest = 0.0
        await caller.type("a" * 10_000)
        await caller.sees("10000 characters")
        await caller.sees("Zoe: I'm rather busy,")
        await caller.sees("go on.")


async def test_another_call_cannot_be_chosen_in_a_call(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type("/list")
        await caller.sees(catalogue("en").say("call-running"))
    assert await house.spoken() == []


async def test_chinese_keyboards_have_no_slash(house: House) -> None:
    async with house.room("zh") as caller:
        await dial(caller, "zh")
        for typed in ("／hint", "、hint", "/ HINT"):
            await caller.type(typed)
            await caller.sees("提示：先报公司。")
        await caller.type("、您好")
        await caller.sees("您：、您好")


@pytest.mark.parametrize("pasted", ["Good\x1b[200~morning,\nthis is\tOrchard Direct.\x1b[201~"])
async def test_what_is_pasted_is_one_reply(house: House, pasted: str) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(pasted)
        await caller.sees("go on.")
    spoken = await house.spoken()
    assert spoken is not None and [s.utterance.text for s in spoken] == [
        "Goodmorning, this is Orchard Direct."
    ]


@LANGUAGES
async def test_what_could_not_be_kept_stands_at_the_prompt_again(house: House, language: str) -> None:
    words, (hello, parts, _) = catalogue(language), HELLO[language]
    async with house.room(language) as caller:
        await dial(caller, language)
        house.failure = StoreError("store-full")
        await caller.type(hello)
        await caller.sees(words.say("store-full"))
        await caller.type("")
        await caller.sees(words.say("terminal-you") + hello)
        await caller.sees(parts[2])
    spoken = await house.spoken()
    assert spoken is not None and [s.utterance.text for s in spoken] == [hello]


async def test_a_call_that_could_not_be_begun_leads_back_to_the_list(house: House) -> None:
    async with house.room("en") as caller:
        house.failure = StoreError("store-full")
        await caller.type("1")
        await caller.type("")
        await caller.sees(catalogue("en").say("store-full"))
        await caller.sees("Two boxes of peaches")
        await dial(caller, "en")
