"""Rehearsals are the tests of content: every dialogue and level, straight and saved between turns."""

import pytest

from bot.authoring.proof import LEVELS, appraise, prove
from bot.authoring.rehearsal import rehearse
from bot.config import load_settings
from bot.library.library import load_library

SETTINGS = load_settings()
LIBRARY = load_library(SETTINGS.path(SETTINGS.dialogues), SETTINGS.path(SETTINGS.rubrics), SETTINGS.company)
SCRIPTS = [script for shelf in LIBRARY.shelves.values() for script in shelf.scripts.values()]
NAMES = [f"{script.language}-{script.id}" for script in SCRIPTS]


def test_every_shipped_file_is_sound():
    assert LIBRARY.problems == ()


def test_both_languages_hold_the_same_dialogues():
    assert set(LIBRARY.scripts("zh")) == set(LIBRARY.scripts("en"))


@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_rehearsals_end_where_they_say_and_score_in_order(script):
    assert prove(script, LIBRARY.rubrics) == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_a_call_saved_and_loaded_between_turns_is_the_same_call(script, level):
    straight, saved = rehearse(script, level), rehearse(script, level, reload=True)
    assert straight == saved
    assert appraise(script, straight, LIBRARY.rubrics) == appraise(script, saved, LIBRARY.rubrics)


@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_a_dialogue_is_as_large_as_promised(script):
    dialogue = script.dialogue
    assert len(dialogue.states) >= 5
    assert len(dialogue.customer.facts) >= 4
    assert len(dialogue.endings) >= 3
    assert dialogue.source
