"""Changes that mean nothing hardly move a score."""

import re

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring.rehearsal import rehearse
from bot.roleplay.events import Answered, Spoke
from bot.scoring.scorecard import score
from bot.scoring.transcript import Transcript, to_events

#: The most a total may move (points).
STILL = 3.0
TRADITIONAL = opencc.OpenCC("s2t")
HARMLESS = {
    "zh": {
        "traditional characters": TRADITIONAL.convert,
        "half-width punctuation": lambda text: text.translate(str.maketrans("，。？！：", ",.?!:")),
        "no full stop": lambda text: text.rstrip("。"),
        "familiar you": lambda text: text.replace("您", "你"),
        "an extra mm": lambda text: f"嗯，{text}",
        "spaces around": lambda text: f"  {text} ",
    },
    "en": {
        "no full stop": lambda text: text.rstrip("."),
        "small letters": lambda text: text[:1].lower() + text[1:],
        "typographic apostrophes": lambda text: text.replace("'", "’"),
        "no contractions": lambda text: re.sub(r"\bI'm\b", "I am", text),
        "an extra mm": lambda text: f"Mm, {text}",
        "spaces around": lambda text: f"  {text} ",
    },
}


def turns(library, language, name, level):
    """A rehearsal as a bare transcript."""
    said = []
    for event in rehearse(library.scripts(language)[name], level):
        if isinstance(event, Answered):
            said.append(("customer", event.text))
        elif isinstance(event, Spoke):
            said.append(("trainee", event.utterance.text))
    return said


def total(library, language, kind, said):
    recogniser = library.recognisers[language]
    body = {"id": 1, "kind": kind, "turns": [{"who": who, "text": text} for who, text in said]}
    events = to_events(Transcript.model_validate(body), recogniser)
    return score(events, kind, library.rubrics, recogniser.vocabulary.words, recogniser.version).total


@pytest.mark.parametrize(
    ("language", "change"), [(lang, name) for lang, changes in HARMLESS.items() for name in changes]
)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_means_nothing_moves_nothing(library, language, change, data):
    calls = [id for id, script in library.scripts(language).items() if not script.exercise]
    name = data.draw(st.sampled_from(sorted(calls)))
    level = data.draw(st.sampled_from(["good", "fair"]))
    said = turns(library, language, name, level)
    picked = data.draw(st.sets(st.sampled_from(range(len(said))), min_size=1, max_size=3))
    alter = HARMLESS[language][change]
    changed = [
        (who, alter(text) if who == "trainee" and number in picked else text)
        for number, (who, text) in enumerate(said)
    ]
    kind = library.scripts(language)[name].dialogue.kind
    before, after = (total(library, language, kind, each) for each in (said, changed))
    assert abs(before - after) < STILL, (before, after, [changed[n][1] for n in picked])
