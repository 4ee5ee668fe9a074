"""The coach's note: apart from what the customer says, never in between."""

import pytest
from rich.console import Console

from bot.catalogue import catalogue
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.voice import Voice
from tests.channels.terminal.caller import Caller, Paper, flat
from tests.channels.terminal.conftest import FOREVER, House
from tests.channels.terminal.test_in_the_call import HELLO, LANGUAGES, dial

#: A question that a note praises, and the two parts of the answer.
ASKED = {"zh": "您现在是怎么进货的？", "en": "How do you get your fruit at the moment?"}
ANSWER = {
    "zh": ("天天凌晨三点去批发市场，", "上礼拜车还抛锚了一回。"),
    "en": ("I drive to the market at three every morning,", "and last week the van broke down."),
}
#: What every line of a note begins with.
BAR = "  ┃ "


def coach(language: str) -> str:
    """How a note begins."""
    return flat(f"✎ {catalogue(language).say('note-coach', text='')}")


async def ask_with_notes(house: House, caller: Caller, language: str, longest: float) -> None:
    """Ring the fruit shop with the coach's notes turned on, and ask; the answer begins, with such pauses."""
    house.voice.longest = 0.0
    await caller.type("/notes")
    await caller.sees(catalogue(language).say("notes-on"))
    await dial(caller, language)
    await caller.type(HELLO[language][0])
    await caller.sees(HELLO[language][1][-1])
    house.voice.longest = longest
    await caller.type(ASKED[language])
    await caller.sees(ANSWER[language][0])


@LANGUAGES
async def test_the_note_comes_when_the_customer_has_finished(house: House, language: str) -> None:
    async with house.room(language, pause=FOREVER) as caller:
        await ask_with_notes(house, caller, language, 0.01)
        assert await caller.sees(ANSWER[language][1]) == flat(ANSWER[language][1])
        assert await caller.sees(coach(language)) == flat(BAR) + coach(language)
        assert caller.lines[-1].startswith(BAR)


@LANGUAGES
async def test_whoever_cuts_in_sees_the_note_before_their_own_words(house: House, language: str) -> None:
    words = catalogue(language)
    async with house.room(language, pause=FOREVER) as caller:
        await ask_with_notes(house, caller, language, FOREVER)
        assert coach(language) not in caller.screen
        await caller.type("OK 好。")
        cut = await caller.sees(words.say("terminal-you") + "OK")
        assert cut.startswith(flat(BAR) + coach(language))
        assert flat(ANSWER[language][1]) not in caller.screen


async def test_a_line_cut_short_is_over_for_the_coach() -> None:
    paper = Paper()
    voice = Voice(Screen(Console(file=paper, width=40), "en"), FOREVER, FOREVER)
    await voice.speak("Zoe: ", ("Oh, it's you.", "go on."), "Coach: a good start, but say who you are first.")
    assert paper.getvalue().splitlines() == ["Zoe: Oh, it's you."]
    assert await voice.hush() == 1
    assert await voice.hush() == 1
    told = [f"{BAR}✎ Coach: a good start, but say who", f"{BAR}  you are first."]
    assert paper.getvalue().splitlines()[1:] == told


@pytest.mark.parametrize("width", [24, 80])
async def test_every_line_of_a_note_has_the_bar_and_fits(width: int) -> None:
    paper = Paper()
    console = Console(file=paper, width=width)
    await Screen(console, "zh").note("教练：“您平时的水果是怎么进的？”问得好，对方话多起来了，接着往下问。")
    lines = paper.getvalue().splitlines()
    assert all(line.startswith(BAR) for line in lines)
    assert max(console.render_str(line).cell_len for line in lines) <= width
