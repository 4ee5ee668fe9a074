"""A whole call, from the list to the scorecard and back to the list."""

import pytest

from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.roleplay.lines import render
from bot.scoring.scorecard import Scorecard, score
from tests.channels.terminal.caller import flat
from tests.channels.terminal.conftest import House, good

SHOP = "fruit-shop"


def expected(house: House, language: str) -> Scorecard:
    """What the good rehearsal is worth."""
    script = house.library.scripts(language)[SHOP]
    vocabulary, version = script.recogniser.vocabulary.words, script.recogniser.version
    return score(rehearse(script, "good"), script.dialogue.kind, house.library.rubrics, vocabulary, version)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_from_the_list_to_the_scorecard(house: House, language: str) -> None:
    words, script = catalogue(language), house.library.scripts(language)[SHOP]
    card = expected(house, language)
    async with house.room(language) as caller:
        await caller.sees(words.say("terminal-welcome"))
        await caller.sees(words.say("course-telesales"))
        await caller.sees("1" + script.dialogue.title + script.dialogue.customer.name + words.say("level-1"))
        await caller.type("1")
        await caller.sees(render(script.dialogue.brief, script.names("")))
        await caller.type("")
        await caller.sees(words.say("terminal-ringing"))
        for event in rehearse(script, "good"):
            if event.kind == "answered":
                await caller.sees(event.text)
            if event.kind == "spoke":
                await caller.type(event.utterance.text)
                await caller.sees(words.say("terminal-you") + event.utterance.text)
        await caller.sees(words.say("terminal-call-over"))
        await caller.sees(words.say("card-total", total=f"{card.total:g}", band=card.band))
        await caller.sees(words.say("card-outcome-won"))
        await caller.sees(words.say("card-try"))
        await caller.type("")
        await caller.sees(words.say("card-facts"))
        await caller.sees(words.say("card-digest", digest=card.digest))
        await caller.sees(script.dialogue.title)
        await caller.type("/quit")
        await caller.sees(words.say("terminal-bye"))
        assert await caller.leaves() == 0
    assert await house.spoken() is None


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_call_asked_for_by_name(house: House, language: str) -> None:
    words, script = catalogue(language), house.library.scripts(language)[SHOP]
    async with house.room(language, dialogue=SHOP) as caller:
        await caller.sees(render(script.dialogue.brief, script.names("")))
        await caller.type("")
        await caller.sees(words.say("terminal-ringing"))
        assert flat(words.say("terminal-welcome")) not in caller.screen


async def test_the_rest_of_the_scorecard_is_for_those_who_want_it(house: House) -> None:
    words, script = catalogue("en"), house.library.scripts("en")[SHOP]
    async with house.room("en", dialogue=SHOP) as caller:
        await caller.type("")
        for reply in good(script):
            await caller.type(reply)
        await caller.sees(words.say("card-try"))
        await caller.type("/list")
        await caller.sees(words.say("terminal-welcome"))
        assert flat(words.say("card-facts")) not in caller.screen


async def test_the_brief_can_be_put_back(house: House) -> None:
    words = catalogue("en")
    async with house.room("en") as caller:
        await caller.type("1")
        await caller.sees("You deliver for")
        await caller.type("/list")
        await caller.sees(words.say("course-telesales"))
        await caller.type("/quit")
        await caller.leaves()
        assert flat(words.say("terminal-ringing")) not in caller.screen


async def test_earlier_scores(house: House) -> None:
    card = expected(house, "en")
    async with house.room("en", dialogue=SHOP) as caller:
        await caller.type("/progress")
        await caller.sees(catalogue("en").say("terminal-progress-none"))
        await caller.type("")
        for reply in good(house.library.scripts("en")[SHOP]):
            await caller.type(reply)
        await caller.sees(catalogue("en").say("card-try"))
        await caller.type("/list")
        await caller.type("/progress")
        await caller.sees(f"{card.total:.1f}  Two boxes of peaches")


async def test_the_language_can_be_changed_and_stays_changed(house: House) -> None:
    async with house.room("zh") as caller:
        await caller.sees("水果店：送两箱桃子")
        await caller.type("/lang fr")
        await caller.sees(catalogue("zh").say("terminal-lang-unknown"))
        await caller.type("/lang en")
        await caller.sees(catalogue("en").say("terminal-lang-chosen"))
        await caller.sees("Two boxes of peaches")
    async with house.room("zh") as caller:
        await caller.sees(catalogue("en").say("terminal-welcome"))


async def test_what_is_said_before_anybody_picks_up_stands_at_the_first_prompt(house: House) -> None:
    words, early = catalogue("zh"), "喂，您好"
    async with house.room("zh", dialogue=SHOP) as caller:
        await caller.type(early)
        await caller.sees(words.say("terminal-ringing"))
        await caller.type("，在吗")
        await caller.sees(words.say("terminal-you") + early + "，在吗")
