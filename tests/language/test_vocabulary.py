"""The vocabulary data proves itself: every example is recognised, every near miss is not."""

import pytest

from bot.language.recogniser import Recogniser
from bot.library.vocabularies import LANGUAGES, load_vocabulary

RECOGNISERS = {language: Recogniser(load_vocabulary(language)) for language in LANGUAGES}
ENTRIES = [
    (language, name, entry)
    for language, recogniser in RECOGNISERS.items()
    for name, entry in (recogniser.vocabulary.acts | recogniser.vocabulary.moves).items()
]
SAMPLES = [
    (language, sample)
    for language, recogniser in RECOGNISERS.items()
    for sample in recogniser.vocabulary.question_samples
]


@pytest.mark.parametrize(("language", "name", "entry"), ENTRIES, ids=[f"{e[0]}-{e[1]}" for e in ENTRIES])
def test_examples_are_recognised_and_near_misses_are_not(language, name, entry):
    understand = RECOGNISERS[language].understand
    missed = [text for text in entry.examples if name not in understand(text).acts]
    wrong = [text for text in entry.near_misses if name in understand(text).acts]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize(("language", "sample"), SAMPLES, ids=[f"{s[0]}-{s[1].text}" for s in SAMPLES])
def test_question_samples_get_their_type(language, sample):
    assert RECOGNISERS[language].understand(sample.text).question == sample.question
