"""What happens while the customer is on the line."""

import pytest
from rich.console import Console

from bot.catalogue import catalogue
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.voice import Voice
from tests.channels.terminal.caller import Caller, Paper, flat
from tests.channels.terminal.conftest import FOREVER, House

#: What the trainee says first, the three parts of the answer, and what an interrupted customer says.
HELLO = {
    "zh": ("您好，我是果园直送的小陈。", ("哦是你们啊，", "我这儿正忙，", "你说。"), "你听我说完，"),
    "en": (
        "Good morning, this is Orchard Direct.",
        ("Oh, it's you.", "I'm rather busy,", "go on."),
        "Let me finish.",
    ),
}
GREETED = {"zh": "喂？", "en": "Hello?"}
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


async def dial(caller: Caller, language: str) -> None:
    """Choose the fruit shop and let it ring until somebody answers."""
    await caller.type("1")
    await caller.type("")
    await caller.sees(catalogue(language).say("terminal-ringing"))
    await caller.sees(GREETED[language])


@LANGUAGES
async def test_typing_into_an_unfinished_line_interrupts(house: House, language: str) -> None:
    words, (hello, parts, let_me_finish) = catalogue(language), HELLO[language]
    async with house.room(language, pause=FOREVER) as caller:
        await dial(caller, language)
        await caller.type(hello)
        await caller.sees(parts[0])
        await caller.type("Excuse me. 打断一下。")
        await caller.sees(words.say("terminal-you") + "Excuse me.")
        await caller.sees(let_me_finish)
        assert flat(parts[1]) not in caller.screen
    spoken = await house.spoken()
    assert spoken is not None and [(s.heard, s.of) for s in spoken] == [(1, 1), (1, 3)]


@LANGUAGES
async def test_a_line_comes_in_parts_and_can_be_heard_to_its_end(house: House, language: str) -> None:
    hello, parts, _ = HELLO[language]
    async with house.room(language, pause=0.01) as caller:
        await dial(caller, language)
        await caller.type(hello)
        for part in parts:
            await caller.sees(part)
        await caller.type("Well.")
        await caller.sees(catalogue(language).say("terminal-you") + "Well.")
        await caller.sees(
            catalogue(language).say("terminal-says", name={"zh": "周姐", "en": "Zoe"}[language])
        )
    spoken = await house.spoken()
    assert spoken is not None and [(s.heard, s.of) for s in spoken] == [(1, 1), (3, 3)]


async def test_the_customer_is_heard_to_the_end_before_the_scorecard(house: House) -> None:
    async with house.room("en", pause=FOREVER, longest=0.01) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
        await caller.type("Two boxes?")
        await caller.sees("All right,")
        await caller.sees("two boxes.")
        await caller.sees(catalogue("en").say("terminal-call-over"))


async def test_the_parts_of_a_line_stand_below_each_other(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("go on.")
        assert caller.lines[-3:] == ["Zoe: Oh, it's you.", "     I'm rather busy,", "     go on."]


async def test_an_empty_line_is_silence(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type("")
        await caller.sees(catalogue("en").say("terminal-silence"))
        await caller.sees("Hello? Are you there?")
    spoken = await house.spoken()
    assert spoken is not None and [s.utterance.text for s in spoken] == [""]


async def test_an_empty_line_while_the_customer_speaks_is_listening(house: House) -> None:
    async with house.room("en", pause=FOREVER) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.sees("Oh, it's you.")
        await caller.type("")
        await caller.type("   ")
        await caller.type("/hint")
        await caller.sees("Ask Zoe how she gets her fruit.")
        assert flat("Are you there?") not in caller.screen
    spoken = await house.spoken()
    assert spoken is not None and len(spoken) == 1


@LANGUAGES
async def test_a_hint_leaves_the_call_as_it_is(house: House, language: str) -> None:
    hint = {"zh": "提示：先报公司。", "en": "Hint: Say your company first."}[language]
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type("/hint")
        await caller.sees(hint)
        await caller.type(HELLO[language][0])
        await caller.sees(HELLO[language][1][2])
        await caller.type("/quit")
        await caller.sees(catalogue(language).say("card-hints", hints=1))


async def test_the_customer_goes_on_after_a_hint(house: House) -> None:
    async with house.room("en", pause=FOREVER, longest=0.01) as caller:
        await dial(caller, "en")
        await caller.type(HELLO["en"][0])
        await caller.type("/hint")
        for part in HELLO["en"][1]:
            await caller.finds(part)
        await caller.finds("Ask Zoe how she gets her fruit.")


async def test_a_customer_who_goes_on_is_named_again() -> None:
    paper = Paper()
    screen = Screen(Console(file=paper, width=80), "en")
    voice = Voice(screen, FOREVER, FOREVER)
    await voice.speak("Zoe: ", ("Oh, it's you.", "I'm rather busy,", "go on."))
    await screen.say("hint", text="Say your company.")
    await voice.finish()
    said = ["Zoe: Oh, it's you.", "Hint: Say your company.", "Zoe: I'm rather busy,", "     go on."]
    assert paper.getvalue().splitlines() == said


@LANGUAGES
async def test_the_last_reply_can_be_taken_back(house: House, language: str) -> None:
    words, (hello, parts, _) = catalogue(language), HELLO[language]
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type("/retry")
        await caller.sees(words.say("nothing-to-retry"))
        await caller.type("Erm. 嗯。")
        await caller.sees(words.say("terminal-you") + "Erm.")
        await caller.type("/retry")
        await caller.sees(words.say("taken-back"))
        await caller.sees(GREETED[language])
        await caller.type(hello)
        await caller.sees(parts[2])
        await caller.type("/quit")
        await caller.sees(words.say("card-turns", turns=1))


@LANGUAGES
async def test_hanging_up_while_the_customer_speaks(house: House, language: str) -> None:
    words, (hello, parts, _) = catalogue(language), HELLO[language]
    async with house.room(language, pause=FOREVER) as caller:
        await dial(caller, language)
        await caller.type(hello)
        await caller.sees(parts[0])
        await caller.type("/quit")
        await caller.sees(words.say("terminal-call-over"))
        await caller.sees(words.say("card-outcome-lost"))
        assert flat(parts[1]) not in caller.screen
    assert await house.spoken() is None


async def test_hanging_up_without_a_word_is_not_scored(house: House) -> None:
    async with house.room("en") as caller:
        await dial(caller, "en")
        await caller.type("/quit")
        await caller.sees(catalogue("en").say("nothing-scored"))
        await caller.sees("Two boxes of peaches")


@LANGUAGES
async def test_a_customer_who_has_had_enough_hangs_up(house: House, language: str) -> None:
    words = catalogue(language)
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type({"zh": "你神经病啊，滚！", "en": "You are an idiot."}[language])
        await caller.sees(words.say("terminal-call-over"))
        await caller.sees(words.say("card-outcome-hung-up"))
        await caller.sees(words.say("card-faults"))
