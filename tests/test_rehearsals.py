"""Rehearsals are the tests of content: every dialogue and level, straight and saved between turns."""

from pathlib import Path

import pytest

from bot.authoring.proof import LEVELS, appraise, prove
from bot.authoring.rehearsal import rehearse
from bot.authoring.syllabus import Material, strangers, syllabus
from bot.catalogue import catalogue
from bot.cli.check import open_library
from bot.cli.syllabus import table
from bot.config import load_settings
from bot.library.scripts import load_shelf
from bot.library.units import load_units
from bot.roleplay.lines import render
from bot.roleplay.play import begin, play
from bot.roleplay.session import fold

SETTINGS = load_settings()
OTHER = load_settings(Path(__file__).parent / "corpus" / "another-firm.yaml").company
LIBRARY = open_library(SETTINGS)
SCRIPTS = [script for shelf in LIBRARY.shelves.values() for script in shelf.scripts.values()]
NAMES = [f"{script.language}-{script.id}" for script in SCRIPTS]
CALLS = [script for script in SCRIPTS if not script.exercise]
DRILLS = [script for script in SCRIPTS if script.dialogue.tasks]
#: Every person of every call beside the first, with the call.
PEOPLE = [(script, person) for script in CALLS for person in script.parts if person]


def test_every_shipped_file_is_sound():
    assert LIBRARY.problems == ()


def test_both_languages_hold_the_same_dialogues():
    assert set(LIBRARY.scripts("zh")) == set(LIBRARY.scripts("en"))


@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_rehearsals_end_where_they_say_and_score_in_order(script):
    assert prove(script, LIBRARY.rubrics) == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("script", CALLS, ids=lambda s: f"{s.language}-{s.id}")
def test_a_call_saved_and_loaded_between_turns_is_the_same_call(script, level):
    straight, saved = rehearse(script, level), rehearse(script, level, reload=True)
    assert straight == saved
    assert appraise(script, straight, LIBRARY.rubrics) == appraise(script, saved, LIBRARY.rubrics)


@pytest.mark.parametrize("script", CALLS, ids=lambda s: f"{s.language}-{s.id}")
def test_a_call_has_moments_facts_endings_and_a_source(script):
    dialogue = script.dialogue
    assert len(dialogue.states) >= 3
    assert len(dialogue.customer.facts) >= 2
    assert len(dialogue.endings) >= 2
    assert dialogue.source


@pytest.mark.parametrize(
    ("script", "person"), PEOPLE, ids=lambda x: x if isinstance(x, str) else f"{x.language}-{x.id}"
)
def test_whoever_picks_up_speaks_in_their_own_words_and_can_be_talked_to(script, person):
    part, first = script.parts[person], script.parts[""]
    assert part.customer.name != first.customer.name
    assert any(part.facts[name].open != first.facts[name].open for name in first.facts)
    events = begin(script, 3, person=person)
    for text in script.dialogue.rehearsals["poor"].replies:
        if fold(events).ended:
            break
        events += play(script, fold(events), render(text, script.names(person)))
    assert sum(event.kind == "answered" for event in events) >= 3


@pytest.mark.parametrize("script", DRILLS, ids=lambda s: f"{s.language}-{s.id}")
def test_a_drill_done_right_scores_everything_and_done_wrong_nothing(script):
    good, poor = (
        appraise(script, rehearse(script, level), LIBRARY.rubrics).total for level in ("good", "poor")
    )
    assert (good, poor) == (100.0, 0.0)


def test_a_big_call_draws_each_of_its_dialogues():
    for language in ("zh", "en"):
        for draw in LIBRARY.draws(language).values():
            assert {draw.drawn(seed) for seed in range(200)} == set(draw.draws)


def test_every_unit_of_the_syllabus_has_a_card_and_something_to_practise_or_be_judged_by():
    units = load_units(SETTINGS.path(SETTINGS.dialogues))
    for language in ("zh", "en"):
        material = Material(
            LIBRARY.scripts(language), LIBRARY.draws(language), LIBRARY.rubrics, LIBRARY.lessons(language)
        )
        found = syllabus(units, material)
        assert len(found) == 61
        assert [u.slug for u in found if not u.card] == []
        assert strangers(units, material) == ()


def test_the_table_of_the_syllabus_is_that_of_today():
    page = Path(__file__).parent.parent / "docs" / "syllabus.md"
    units = load_units(SETTINGS.path(SETTINGS.dialogues))
    assert page.read_text(encoding="utf-8") == table(LIBRARY, units, catalogue("en"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_criterion_leads_to_a_lesson(language):
    lessons = LIBRARY.lessons(language)
    for rubric in LIBRARY.rubrics.rubrics.values():
        for criterion in rubric.criteria:
            assert set(criterion.source or rubric.source) & set(lessons), criterion.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_another_firm_of_another_trade_plays_all_sales_calls_unchanged(language):
    """Company, product and prices are data: a second firm changes config.yaml and nothing else."""
    company = OTHER[language]
    shelf = load_shelf(
        SETTINGS.path(SETTINGS.dialogues), LIBRARY.recognisers[language], company, thorough=False
    )
    assert shelf.problems == ()
    sold = [s for s in shelf.scripts.values() if not s.exercise and not s.dialogue.company]
    assert len(sold) >= 12
    for script in sold:
        assert prove(script, LIBRARY.rubrics) == []
        spoken = " ".join(e.text for e in rehearse(script, "good") if e.kind == "answered")
        assert "云程" not in spoken
        assert "Wayfare" not in spoken
