"""A coach's note praises an open question and faults a closed one, never the other way round."""

import pytest

from bot.roleplay.play import begin, play
from bot.roleplay.session import fold
from bot.scoring.note import note
from bot.scoring.record import record


@pytest.mark.parametrize(
    ("question", "depth", "key"),
    [
        ("您出门一般怎么订酒店？", "open", "note-open"),
        ("您订酒店吗？", "closed", "note-closed"),
        ("您一个人去吗？", "open", None),
    ],
)
def test_only_an_open_question_is_praised_for_what_it_draws(library, question, depth, key):
    script = library.scripts("zh")["walk-in"]
    events = begin(script, 1)
    for reply in ("您好，我是云程商旅的小陈", question):
        events += play(script, fold(events), reply)
    call = record(events, script.dialogue.kind, script.recogniser.vocabulary.words)
    said = note(call, library.rubrics)
    assert [event.depth for event in events if event.kind == "told"] == [depth]
    assert (said.key if said else None) == key
