"""What is shown to choose from, and what comes of whatever is typed there."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.catalogue import catalogue
from bot.channels.terminal.menu import menu
from bot.channels.terminal.shortlist import is_long, shortlist
from bot.coach import Offer
from bot.progress.plan import Training
from tests.channels.terminal.caller import Caller, Paper, flat
from tests.channels.terminal.conftest import House
from tests.channels.terminal.test_in_the_call import HELLO, LANGUAGES, dial

#: So long a menu may be (lines), however long its titles are.
LINES = 13
#: A first sentence in which a next step is proposed.
HELLOS = {"zh": "您好，我想跟您约个时间。", "en": "Good morning, may I ring you tomorrow at ten?"}


def most(house: House, language: str) -> int:
    """How many there are to choose from."""
    return len(house.library.scripts(language)) + len(house.library.draws(language))


def last(house: House, language: str) -> str:
    """How the last of them stands in the list."""
    return str(most(house, language)) + house.library.scripts(language)["self-check"].dialogue.title


def numbers(lines: list[str]) -> list[int]:
    """The numbers that something to choose stands behind, line by line."""
    return [int(line[:4]) for line in lines if line[:4].strip().isdecimal()]


async def call_and_hang_up(caller: Caller, language: str) -> None:
    """The first call of the list: two sentences, and the scorecard."""
    await caller.type("1")
    await caller.type("")
    await caller.sees(catalogue(language).say("terminal-ringing"))
    await caller.type(HELLOS[language])
    await caller.sees(catalogue(language).say("terminal-you") + HELLOS[language])
    await caller.type("/quit")
    await caller.sees(catalogue(language).say("card-try"))


@LANGUAGES
async def test_after_a_call_a_few_lines_say_what_to_practise(full_house: House, language: str) -> None:
    words, trained = catalogue(language), {"zh": "练：定下一步", "en": "trains: Next step"}[language]
    async with full_house.room(language) as caller:
        await caller.sees(words.say("terminal-next"))
        await caller.sees(trained)
        await call_and_hang_up(caller, language)
        await caller.type("")
        await caller.sees(words.say("card-facts"))
        await caller.sees(words.say("terminal-next"))
        menu = await caller.sees(words.say("course-worksheets"))
        assert flat(trained) not in menu, "it was assessed just now"
        start = max(n for n, line in enumerate(caller.lines) if words.say("terminal-next") in line)
        assert len(caller.lines[start:]) < LINES and 1 <= len(numbers(caller.lines[start:])) <= 3


@LANGUAGES
@pytest.mark.parametrize("typed", ["", "/list"])
async def test_the_whole_list_is_for_those_who_ask(full_house: House, language: str, typed: str) -> None:
    words = catalogue(language)
    async with full_house.room(language) as caller:
        await caller.sees(words.say("terminal-whole-list", count=most(full_house, language)))
        start = len(caller.lines)
        await caller.type(typed)
        await caller.sees(last(full_house, language))
        assert numbers(caller.lines[start:]) == list(range(1, most(full_house, language) + 1))
        await caller.type("/today")
        await caller.sees(words.say("terminal-next"))


@LANGUAGES
async def test_what_is_typed_at_the_scorecard_is_done(full_house: House, language: str) -> None:
    words = catalogue(language)
    async with full_house.room(language) as caller:
        await call_and_hang_up(caller, language)
        await caller.type("/progress")
        await caller.sees(words.say("terminal-more"))
        await caller.type("999")
        await caller.sees(words.say("terminal-number-unknown", text="999", most=most(full_house, language)))
        await caller.type("call-back-later")
        chosen = full_house.library.scripts(language)["call-back-later"].dialogue
        await caller.sees(chosen.title)
        await caller.sees(words.say("course-telesales"))
        assert not re.search(rf"{re.escape(flat(words.say('card-facts')))}\d+/\d", caller.screen)
    assert await full_house.spoken() is None


@LANGUAGES
async def test_a_number_at_the_scorecard_dials_at_once(full_house: House, language: str) -> None:
    words = catalogue(language)
    async with full_house.room(language) as caller:
        await call_and_hang_up(caller, language)
        await caller.type("3")
        seen = await caller.sees(full_house.library.scripts(language)["member-happy"].dialogue.title)
        assert flat(words.say("terminal-next")) not in seen
        await caller.type("")
        await caller.sees(words.say("terminal-ringing"))
    assert await full_house.spoken() == []


async def test_quitting_at_the_scorecard_leaves(full_house: House) -> None:
    async with full_house.room("en") as caller:
        await call_and_hang_up(caller, "en")
        await caller.type("/quit")
        await caller.sees(catalogue("en").say("terminal-bye"))
        assert await caller.leaves() == 0


@LANGUAGES
async def test_another_number_while_dialling_is_another_customer(full_house: House, language: str) -> None:
    words, scripts = catalogue(language), full_house.library.scripts(language)
    async with full_house.room(language) as caller:
        await caller.type("1")
        await caller.sees(scripts["address-and-close"].dialogue.title + "─")
        await caller.type("999")
        await caller.sees(words.say("terminal-number-unknown", text="999", most=most(full_house, language)))
        await caller.type("2")
        await caller.sees(scripts["call-back-later"].dialogue.title + "─")
        assert flat(words.say("terminal-ringing")) not in caller.screen
        await caller.type("/list")
        await caller.sees(last(full_house, language))
    assert await full_house.spoken() is None


@LANGUAGES
async def test_nothing_typed_at_a_call_that_was_left_is_lost(house: House, language: str) -> None:
    words = catalogue(language)
    async with house.room(language) as caller:
        await dial(caller, language)
        await caller.type(HELLO[language][0])
        await caller.sees(HELLO[language][1][-1])
    async with house.room(language) as caller:
        for typed in ("1", "/list"):
            await caller.type(typed)
            await caller.sees(words.say("call-running"))
        await caller.type("/hint")
        await caller.sees(HELLO[language][1][-1])
        await caller.sees({"zh": "提示：", "en": "Hint:"}[language])
    spoken = await house.spoken()
    assert spoken is not None and len(spoken) == 1


def offers(count: int) -> tuple[Offer, ...]:
    """So many calls of one course, with titles that take two lines."""
    long = "a title that is so long that it takes more than a single line of its column"
    return tuple(Offer(f"call-{n}", "telesales", f"{n} {long}", 3, "Zoe", "") for n in range(1, count + 1))


def test_a_list_that_is_short_needs_no_menu() -> None:
    assert not is_long(offers(10)) and is_long(offers(11))


def test_what_trains_several_things_is_suggested_once() -> None:
    paper = Paper()
    plan = [
        Training("greets", "Greets", "call-7", "", "", ""),
        Training("recaps", "Recaps", "", "call-2", "", ""),
        Training("probes", "Probes", "call-7", "call-2", "", ""),
        Training("closes", "Closes", "withdrawn", "", "", ""),
    ]
    Console(file=paper, width=80).print(shortlist(plan, offers(40), catalogue("en")))
    rows = [line for line in paper.getvalue().splitlines() if line[:4].strip().isdecimal()]
    assert [row.split()[0] for row in rows] == ["7", "2"]
    assert "Greets, Probes" in rows[0] and "Recaps" in rows[1] and "1–40" in paper.getvalue()


def test_nothing_to_suggest() -> None:
    paper = Paper()
    Console(file=paper, width=80).print(shortlist([], offers(40), catalogue("en")))
    assert catalogue("en").say("today-nothing") in paper.getvalue()


@LANGUAGES
async def test_a_lesson_is_named_by_its_number_or_in_short(full_house: House, language: str) -> None:
    words, lessons = catalogue(language), full_house.library.lessons(language)
    async with full_house.room(language) as caller:
        await caller.type("/lesson")
        await caller.sees(f"4  handbook/opening  {lessons['handbook/opening'].title}")
        for wanted in ("4", "opening"):
            await caller.type(f"/lesson {wanted}")
            await caller.sees(lessons["handbook/opening"].usual)
        await caller.type("/lesson aftercare")
        await caller.sees(words.say("lesson-several", name="aftercare"))
        await caller.sees("event/aftercare")
        await caller.type("/lesson wombats")
        await caller.sees(words.say("lesson-unknown", name="wombats"))
    assert all(cell_len(line) <= 80 for line in caller.lines)


@LANGUAGES
def test_the_list_says_in_words_that_others_may_pick_up(language: str) -> None:
    paper, words = Paper(), catalogue(language)
    alone = Offer("a", "telesales", "A", 1, "秦大勇", "…")
    offers = (alone, replace(alone, id="b", others=1), replace(alone, id="c", title="C" * 60, others=2))
    console = Console(file=paper, width=80)
    console.print(menu(offers, words))
    console.print(menu((alone,), words))
    text = flat(paper.getvalue())
    said = {"zh": ("秦大勇或另一位", "秦大勇或另外 2 位"), "en": ("秦大勇 or another", "秦大勇 or 2 others")}
    assert all(flat(one) in text for one in said[language])
    assert "+" not in text
    assert text.count(flat(words.say("terminal-list-several"))) == 1, "only where somebody else may pick up"
    assert all(cell_len(line) <= 80 for line in paper.getvalue().splitlines())


async def test_a_drill_begins_anew_in_the_language_chosen_meanwhile(full_house: House) -> None:
    english, chinese = catalogue("en"), catalogue("zh")
    drills = {lang: full_house.library.scripts(lang)["restate"].dialogue for lang in ("en", "zh")}
    async with full_house.room("en") as caller:
        await caller.type("restate")
        await caller.type("")
        await caller.sees(english.say("terminal-begins"))
        await caller.type("/anew")
        await caller.sees(english.say("terminal-command-unknown", name="anew"))
        await caller.type(drills["en"].rehearsals["good"].replies[0])
        await caller.type("/lang zh")
        language = chinese.say("language-en")
        await caller.sees(chinese.say("abroad-exercise", title=drills["zh"].title, language=language))
        await caller.sees(chinese.say("terminal-abroad-anew"))
        await caller.type("/anew")
        await caller.sees(english.say("card-title"))
        await caller.sees(drills["zh"].brief)
        await caller.type("")
        await caller.sees(chinese.say("terminal-begins"))
        await caller.sees(drills["zh"].states[drills["zh"].start].lines[0][0])


async def test_who_changes_the_language_while_dialling_reads_the_brief_in_it(full_house: House) -> None:
    async with full_house.room("en") as caller:
        await caller.type("busy-buyer")
        await caller.sees(full_house.library.scripts("en")["busy-buyer"].dialogue.title)
        await caller.type("/lang zh")
        await caller.sees(catalogue("zh").say("terminal-lang-chosen"))
        await caller.sees(full_house.library.scripts("zh")["busy-buyer"].dialogue.title)
