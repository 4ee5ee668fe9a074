"""How a voice note counts: measures of notes in the call, and dials of one."""

import pytest

from bot.roleplay.events import Answered, Events, Spoke, Started, TakenBack, Voiced, effective
from bot.scoring.dials import dials, weakest
from bot.scoring.measures import MEASURES
from bot.scoring.record import record
from bot.scoring.transcript import Transcript, to_events

SPEED = {"what": "articulation_rate_syl_s", "slow": 215, "normal": 260, "fast": 300}


def call(zh, *notes: dict[str, float], pace: str = "normal", usual: dict[str, float] | None = None) -> Events:
    """A call whose replies sounded like this."""
    events: list = [Started("shop", "v1", "zh", 1, "", 0, 5, pace=pace), Answered(0, ("喂？",), ())]
    for turn, note in enumerate(notes, 1):
        events.append(Spoke(turn, zh.understand("您好，您现在方便吗？"), "", "", 1, 1))
        if note:
            found = tuple(note.items())
            events.append(Voiced(turn, note.get("duration_s", 8.0), found, tuple((usual or {}).items())))
    return tuple(events)


def seen(zh, events, name, **using):
    words = zh.vocabulary.words
    return MEASURES[name](record(events, "cold_call", words), using)


def test_without_a_note_nothing_is_assessed(zh, library):
    assert seen(zh, call(zh, {}), "sound", what="npvi") is None
    assert seen(zh, call(zh, {}), "speed", **SPEED) is None


def test_notes_count_by_their_length(zh):
    events = call(zh, {"npvi": 20, "duration_s": 3}, {"npvi": 50, "duration_s": 9}, {})
    assert seen(zh, events, "sound", what="npvi").value == pytest.approx(42.5)


def test_short_notes_can_be_left_out(zh):
    events = call(zh, {"npvi": 20, "duration_s": 3}, {"npvi": 50, "duration_s": 9})
    assert seen(zh, events, "sound", what="npvi", least=5).value == 50


def test_a_voice_is_compared_with_itself(zh):
    events = call(zh, {"loudness_db": -14.0}, usual={"loudness_db": -20.0})
    assert seen(zh, events, "sound", what="loudness_db", against="usual").value == 6
    unknown = call(zh, {"loudness_db": -14.0})
    assert seen(zh, unknown, "sound", what="loudness_db", against="usual") is None


@pytest.mark.parametrize(("pace", "rate"), [("slow", 215 / 60), ("normal", 260 / 60), ("fast", 300 / 60)])
def test_the_right_speed_is_the_customers(zh, pace, rate):
    note = {"articulation_rate_syl_s": rate}
    assert seen(zh, call(zh, note, pace=pace), "speed", **SPEED).value == pytest.approx(1, abs=0.001)
    for far in (2 * rate, rate / 2):
        events = call(zh, {"articulation_rate_syl_s": far}, pace=pace)
        assert seen(zh, events, "speed", **SPEED).value == pytest.approx(2, abs=0.001)


def test_a_note_is_taken_back_with_its_reply(zh):
    events = (*call(zh, {"npvi": 20}, {"npvi": 50}), TakenBack(2))
    assert seen(zh, events, "sound", what="npvi").value == 20


def test_a_note_that_belongs_to_the_last_reply_is_not_that_of_the_next(zh):
    first = call(zh, {})
    waiting = Voiced(2, 8.0, (("npvi", 30.0),))
    joined = Voiced(1, 8.0, (("npvi", 30.0),), instead=True)
    second = Spoke(2, zh.understand("您方便吗？"), "", "", 1, 1)
    events = (*first, waiting, joined, second)
    assert waiting not in effective(events)
    by_turn = {e.turn: e.voiced for e in record(events, "cold_call", zh.vocabulary.words).exchanges}
    assert by_turn[1] == joined
    assert by_turn[2] is None


def test_the_last_of_two_notes_for_a_reply_counts(zh):
    events = (
        *call(zh, {"npvi": 20}),
        Voiced(1, 8.0, (("npvi", 40.0),)),
        Voiced(1, 1.0, (), abstained="noise"),
    )
    assert seen(zh, events, "sound", what="npvi").value == 40


def test_dials_show_what_the_rubric_counts(zh, library):
    fine = Voiced(1, 9.0, (("articulation_rate_syl_s", 4.3), ("pitch_sd_st", 3.0), ("loudness_db", -20.0)))
    flat = Voiced(1, 9.0, (("articulation_rate_syl_s", 4.3), ("pitch_sd_st", 0.5), ("loudness_db", -20.0)))
    good = {d.criterion: d for d in dials(fine, "normal", library.rubrics, "zh")}
    assert len(good) == 8
    assert good["heard-speed"].points == good["heard-intonation"].points == 100
    assert good["heard-volume"].points is None and good["heard-volume"].value == -20
    assert good["heard-pauses"].value is None
    assert weakest(tuple(good.values())) is None
    low = weakest(dials(flat, "normal", library.rubrics, "zh"))
    assert low is not None and low.criterion == "heard-intonation"


def test_dials_and_card_agree(zh, library):
    from bot.scoring.scorecard import score

    note = {"articulation_rate_syl_s": 6.0, "pitch_sd_st": 1.7, "npvi": 80, "jitter_pct": 4.0, "fade_db": -9}
    events = call(zh, note, pace="slow", usual={"loudness_db": -20.0})
    card = score(events, "cold_call", library.rubrics, zh.vocabulary.words, zh.version)
    marks = {m.criterion: m.points for d in card.dimensions for m in d.marks}
    voiced = next(e for e in events if isinstance(e, Voiced))
    for dial in dials(voiced, "slow", library.rubrics, "zh"):
        assert marks[dial.criterion] == (None if dial.points is None else pytest.approx(dial.points, abs=0.1))


def test_a_transcript_may_tell_how_it_sounded(zh):
    told = Transcript.model_validate(
        {
            "id": 1,
            "kind": "cold_call",
            "turns": [
                {"who": "customer", "text": "喂？"},
                {"who": "trainee", "text": "您好。", "voice": {"duration_s": 4, "npvi": 33}},
            ],
        }
    )
    assert seen(zh, to_events(told, zh), "sound", what="npvi").value == 33


@pytest.mark.parametrize(
    ("share", "points", "side"), [(0.0, 50, "tip"), (0.15, 100, "tip"), (0.6, 0, "over")]
)
def test_too_much_gets_other_advice_than_too_little(library, share, points, side):
    criterion = next(c for c in library.rubrics.rubrics["voice"].criteria if c.id == "heard-pauses")
    note = Voiced(1, 9.0, (("pause_share", share),))
    (found,) = [d for d in dials(note, "normal", library.rubrics, "zh") if d.criterion == criterion.id]
    assert found.points == points
    assert found.tip == getattr(criterion, side).zh


def test_a_dial_tells_what_is_usual_and_what_suits_the_customer(library):
    note = Voiced(1, 9.0, (("articulation_rate_syl_s", 4.0), ("npvi", 40.0)), (("npvi", 50.0),))
    found = {d.criterion: d for d in dials(note, "slow", library.rubrics, "zh")}
    assert found["heard-speed"].suits == pytest.approx(215 / 60)
    assert found["heard-rhythm"].usual == 50.0
    assert found["heard-volume"].points is None
