"""Which lesson somebody means."""

import pytest

from bot.authoring.lesson import fitting
from bot.library.library import Library

OPENING, FUNNEL, GATEKEEPER = ("handbook/opening",), ("process/funnel",), ("handbook/gatekeeper",)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wanted", ["handbook/opening", "Handbook/Open", " opening ", "open", "4"])
def test_a_lesson_is_named_in_short(library: Library, language: str, wanted: str) -> None:
    assert fitting(library.lessons(language), wanted) == OPENING


@pytest.mark.parametrize(
    ("language", "wanted", "units"),
    [
        ("zh", "总机", GATEKEEPER),
        ("zh", "漏斗", FUNNEL),
        ("en", "front desk", GATEKEEPER),
        ("en", "Fun", FUNNEL),
        ("en", "busy buyer", ("interaction/busy-buyer",)),
    ],
)
def test_a_word_of_the_title_will_do(
    library: Library, language: str, wanted: str, units: tuple[str, ...]
) -> None:
    assert fitting(library.lessons(language), wanted) == units


def test_all_that_fit_are_found(library: Library) -> None:
    lessons = library.lessons("en")
    assert fitting(lessons, "aftercare") == ("service/aftercare", "event/aftercare")
    assert fitting(lessons, "handbook") == tuple(unit for unit in lessons if unit.startswith("handbook/"))


@pytest.mark.parametrize("wanted", ["", "0", "999", "999999", "wombats", "²", "-"])
def test_what_is_no_lesson_finds_none(library: Library, wanted: str) -> None:
    assert fitting(library.lessons("en"), wanted) == ()
