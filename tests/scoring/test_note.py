"""A coach's note praises an open question and faults a closed one, never the other way round."""

import pytest

from bot.roleplay.play import begin, play
from bot.roleplay.session import fold
from bot.scoring.note import note
from bot.scoring.record import record
from bot.scoring.scorecard import score
from bot.scoring.transcript import Transcript, to_events


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


def test_a_note_says_why_another_language_earns_nothing(library):
    script = library.scripts("zh")["walk-in"]
    events = begin(script, 1)
    for reply in ("您好，我是云程商旅的小陈", "How do you book your hotels, please?"):
        events += play(script, fold(events), reply)
    call = record(events, script.dialogue.kind, script.recogniser.vocabulary.words)
    assert note(call, library.rubrics).key == "note-other-language"
    assert not call.exchanges[-1].echoes and call.exchanges[-1].contents == (frozenset(),)


def test_another_language_answers_no_question(library):
    script = library.scripts("zh")["walk-in"]
    marks = {}
    for answer in ("我是云程商旅的，三百块一年。", "It is from our company, 300 a year, you know."):
        body = [
            ("customer", "喂？"),
            ("trainee", "您好"),
            ("customer", "你们多少钱一年？"),
            ("trainee", answer),
        ]
        turns = tuple({"who": who, "text": text} for who, text in body)
        transcript = Transcript(id=1, kind="cold_call", turns=turns)
        card = score(
            to_events(transcript, script.recogniser),
            "cold_call",
            library.rubrics,
            script.recogniser.vocabulary.words,
            "",
        )
        marks[answer[:2].strip()] = {m.criterion: m.points for d in card.dimensions for m in d.marks}[
            "answers-questions"
        ]
    assert marks == {"我是": 100, "It": 0}
