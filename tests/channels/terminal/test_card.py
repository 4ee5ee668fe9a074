"""The scorecard on 80 columns: nothing sticks out, what matters comes first."""

from dataclasses import replace

import pytest
from rich.console import Console
from rich.text import Text
from wcwidth import wcswidth

from bot.authoring.proof import explain
from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.channels.terminal import render_card
from bot.channels.terminal.prose import CLOSING, OPENING, Prose
from bot.library.library import Library
from bot.roleplay.events import Felt
from bot.roleplay.script import Script
from bot.scoring.advice import try_next
from bot.scoring.measures import Sight
from bot.scoring.scorecard import Disclosure, Fault, Scorecard
from tests.channels.terminal.caller import Paper, flat

WIDTH = 80
#: Wide and narrow signs, signs without width, no place to break for long.
WILD = (
    "价格 is 三百六 a year，“真的”（不骗您）！ " + "ß" * 90 + "啊" * 90 + " 한국어 e\u0301e\u0301 ～…！ " * 9
)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def scored(script: Script, library: Library, level: str = "good") -> Scorecard:
    """The scorecard of a rehearsal."""
    return explain(script, rehearse(script, level), library.rubrics)


def shown(card: Scorecard, script: Script | None, language: str, width: int = WIDTH) -> list[str]:
    """The lines of a scorecard as a terminal shows them."""
    paper = Paper()
    console = Console(file=paper, width=width, highlight=False, markup=False, emoji=False)
    console.print(render_card(card, script, language, width))
    return paper.getvalue().splitlines()


def wild(card: Scorecard) -> Scorecard:
    """A card of somebody who says strange things at length, all the time."""
    marked = tuple(
        replace(d, marks=tuple(replace(m, evidence=(Sight(1, WILD, False),) * 9) for m in d.marks))
        for d in card.dimensions
    )
    return replace(
        card,
        capped=WILD,
        dimensions=marked,
        faults=tuple(Fault("pressure", n, WILD) for n in range(40)),
        facts=tuple(
            Disclosure(WILD if n % 2 else "stock", "open" if n % 3 else None, WILD) for n in range(40)
        ),
        moods=tuple(Felt(n, -1, -1, -1, 3, WILD, WILD, "r") for n in range(40)),
    )


def too_wide(lines: list[str]) -> list[str]:
    """The lines that don't fit; `wcswidth` knows what a terminal makes of them."""
    return [line for line in lines if not 0 <= wcswidth(line) <= WIDTH]


@LANGUAGES
def test_no_line_of_a_real_card_sticks_out(library: Library, fruit_shops: Library, language: str) -> None:
    played = [(home, s) for home in (library, fruit_shops) for s in home.scripts(language).values()]
    cards = 0
    for number, (home, script) in enumerate(played):
        levels = list(script.dialogue.rehearsals)
        if levels and not script.dialogue.sheet:
            level = levels[number % len(levels)]
            lines = shown(scored(script, home, level), script, language)
            assert len(lines) > (5 if script.exercise else 20)
            assert not too_wide(lines)
            cards += 1
    assert cards


@LANGUAGES
def test_no_line_of_a_wild_card_sticks_out(fruit_shops: Library, language: str) -> None:
    script = fruit_shops.scripts(language)["fruit-shop"]
    assert not too_wide(shown(wild(scored(script, fruit_shops)), script, language))


@LANGUAGES
def test_lines_break_as_they_do_in_print(fruit_shops: Library, language: str) -> None:
    script = fruit_shops.scripts(language)["fruit-shop"]
    lines = [line.strip() for line in shown(wild(scored(script, fruit_shops)), script, language)]
    lines = [line.removeprefix("! ") for line in lines]
    for line in filter(None, lines):
        assert line[0] not in CLOSING and line[-1] not in OPENING, line


@pytest.mark.parametrize("width", [3, 20, 80])
def test_nothing_is_lost_where_lines_break(width: int) -> None:
    paper = Paper()
    Console(file=paper, width=width).print(Prose(Text(WILD), 1))
    assert flat(paper.getvalue()) == flat(WILD)
    assert all(0 <= wcswidth(line) <= width for line in paper.getvalue().splitlines())


@LANGUAGES
def test_all_bars_and_figures_stand_below_each_other(fruit_shops: Library, language: str) -> None:
    script = fruit_shops.scripts(language)["fruit-shop"]
    lines = shown(scored(script, fruit_shops, "poor"), script, language)
    bars = [line for line in lines if "█" in line or "░" in line]
    assert len(bars) > 3
    starts = {wcswidth(line.replace("░", "█").partition("█")[0]) for line in bars}
    assert len(starts) == 1 and len({wcswidth(line) for line in bars}) == 1


@LANGUAGES
def test_what_matters_comes_first(fruit_shops: Library, language: str) -> None:
    script, words = fruit_shops.scripts(language)["fruit-shop"], catalogue(language)
    card = replace(scored(script, fruit_shops), faults=(Fault("pressure", 2, "now"),))
    text = "\n".join(shown(card, script, language))
    order = [
        words.say("card-title"),
        words.say("card-total", total=f"{card.total:g}", band=card.band),
        words.say("card-outcome-won"),
        "\n" + words.say("card-faults"),
        "█",
        "\n" + words.say("card-keep"),
        "\n" + words.say("card-try"),
        "\n" + words.say("card-facts"),
        words.say("card-digest", digest=card.digest),
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


@LANGUAGES
def test_points_come_with_words_rule_and_better_words(fruit_shops: Library, language: str) -> None:
    script, words = fruit_shops.scripts(language)["fruit-shop"], catalogue(language)
    card = scored(script, fruit_shops, "poor")
    text = "".join("".join(shown(card, script, language)).split())
    for key, name, times in (
        ("card-rule", "rule", 3 + len(card.faults)),
        ("card-tip", "tip", 3),
        ("card-better", "better", len(card.faults)),
    ):
        label = words.say(key, **{name: "|"}).partition("|")[0].strip().replace(" ", "")
        assert text.count(label) == times, label
    tried = [mark for mark, _ in try_next(card)]
    assert any(mark.gain for mark in tried)
    for mark in tried:
        assert ("".join(mark.better.split()) in text) is bool(mark.gain)
    assert {"zh": "今天必须定", "en": "Youmustdecidetoday"}[language] in text


@LANGUAGES
def test_of_a_withdrawn_dialogue_the_card_still_tells(fruit_shops: Library, language: str) -> None:
    card = scored(fruit_shops.scripts(language)["fruit-shop"], fruit_shops)
    lines = shown(card, None, language)
    assert any("stock" in line for line in lines) and not too_wide(lines)
