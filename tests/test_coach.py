"""The use cases on the real store and the shipped dialogues."""

import asyncio
import itertools
from copy import copy
from datetime import UTC, datetime

import pytest

from bot.coach import EXCHANGE, Coach, CoachError
from bot.coach.house import House
from bot.library.library import Library, archive
from bot.roleplay.lines import render
from bot.roleplay.script import Script
from bot.scoring.rubric import Rubrics
from bot.scoring.scorecard import CARD
from bot.store.sql import SqlStore

CALL = "busy-buyer"


@pytest.fixture
async def store(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    yield store
    await store.close()


def make(store, library):
    ticks = itertools.count()
    return Coach(store, library, lambda: datetime.fromtimestamp(next(ticks), UTC), lambda: 7)


@pytest.fixture
def coach(store, library):
    return make(store, library)


async def someone(coach, address="1", language="zh"):
    return await coach.trainee("terminal", address, language)


def replies(library, language="zh", level="good"):
    script = library.scripts(language)[CALL]
    return [render(text, script.names("")) for text in script.dialogue.rehearsals[level].replies]


async def whole_call(coach, library, trainee, level="good"):
    await coach.start(trainee, CALL)
    for text in replies(library, trainee.language, level):
        done = await coach.reply(trainee, text)
    return done.exchange


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_whole_call_ends_with_its_scorecard_and_is_remembered(coach, library, language):
    trainee = await someone(coach, language=language)
    last = await whole_call(coach, library, trainee)
    assert last.ended
    assert last.card.outcome == "won"
    (kept,) = await coach.progress(trainee)
    assert (kept.total, kept.digest, kept.dialogue) == (last.card.total, last.card.digest, CALL)
    assert await coach.resume(trainee) is None


async def test_a_call_goes_on_after_a_restart_as_if_nothing_had_been(store, library):
    straight, broken = make(store, library), make(store, library)
    first, second = await someone(straight, "1"), await someone(straight, "2")
    wanted = await whole_call(straight, library, first)
    await broken.start(second, CALL)
    for text in replies(library):
        done = await make(store, library).reply(second, text)
    assert done.exchange == wanted


async def test_a_running_call_ends_on_the_version_it_began_with(store, library):
    coach = make(store, library)
    trainee = await someone(coach)
    begun = (await coach.start(trainee, CALL)).exchange
    script = library.scripts("zh")[CALL]
    changed = Script(
        script.id,
        "zh",
        script.dialogue.model_copy(update={"title": "换了"}),
        script.manners,
        script.recogniser,
        script.company,
    )
    shelf = type(library.shelves["zh"])({CALL: changed}, ())
    newer = make(store, Library(library.recognisers, {**library.shelves, "zh": shelf}, library.rubrics))
    assert changed.version != script.version
    assert (await newer.resume(trainee)).parts == begun.parts
    for text in replies(library):
        done = await newer.reply(trainee, text)
    assert done.exchange.ended
    assert newer.library.version(script.version, archive(script)).version == script.version


async def test_an_update_that_comes_twice_counts_once(store, library):
    coach = make(store, library)
    trainee = await someone(coach)
    await coach.start(trainee, CALL, update="1")
    first = await coach.reply(trainee, replies(library)[0], update="2")
    await store.sent(tuple(m.id for m in first.messages))
    again = await coach.reply(trainee, replies(library)[0], update="2")
    assert (again.again, again.messages) == (True, ())
    call = await store.running(trainee.id)
    assert sum(event.kind == "spoke" for event in call.events) == 1


async def test_messages_not_sent_are_there_when_the_update_comes_again(coach):
    trainee = await someone(coach)
    first = await coach.start(trainee, CALL, update="1")
    waiting = await coach.store.unsent("terminal")
    assert [EXCHANGE.validate_json(m.body) for m in waiting] == [first.exchange]


async def test_what_was_taken_back_leaves_no_trace_in_the_score(coach, library):
    clean, careless = await someone(coach, "1"), await someone(coach, "2")
    wanted = await whole_call(coach, library, clean)
    await coach.start(careless, CALL)
    for n, text in enumerate(replies(library)):
        if n < 5:
            await coach.reply(careless, "这是公司规定，你爱要不要！！！")
            back = await coach.retry(careless)
            assert back.exchange.notice == "taken-back"
        done = await coach.reply(careless, text)
    assert done.exchange.card.total == wanted.card.total
    assert done.exchange.parts == wanted.parts


async def test_a_hint_is_given_and_counted(coach, library):
    trainee = await someone(coach)
    await coach.start(trainee, CALL)
    assert (await coach.hint(trainee)).exchange.details["text"]
    for text in replies(library):
        done = await coach.reply(trainee, text)
    assert done.exchange.card.hints == 1


async def test_hanging_up_ends_and_scores_what_was_said(coach, library):
    trainee = await someone(coach)
    await coach.start(trainee, CALL)
    silent = await coach.hang_up(trainee)
    assert (silent.exchange.card, silent.exchange.notice) == (None, "nothing-scored")
    await coach.start(trainee, CALL)
    await coach.reply(trainee, replies(library)[0])
    assert (await coach.hang_up(trainee)).exchange.card.outcome == "lost"


async def test_the_language_is_the_trainees(coach):
    trainee = await someone(coach)
    trainee = await coach.speak(trainee, "en")
    assert (await someone(coach)).language == "en"
    assert (await coach.start(trainee, CALL)).exchange.parts[0].isascii()


@pytest.mark.parametrize(
    ("use", "key"),
    [
        (lambda c, t: c.reply(t, "喂"), "no-call"),
        (lambda c, t: c.hang_up(t), "no-call"),
        (lambda c, t: c.hint(t), "no-call"),
        (lambda c, t: c.retry(t), "no-call"),
        (lambda c, t: c.start(t, "nothing-like-that"), "dialogue-unknown"),
        (lambda c, t: c.reply(t, "字" * 10_000), "reply-too-long"),
    ],
)
async def test_what_can_not_be_done_is_told_by_its_key(coach, use, key):
    with pytest.raises(CoachError) as raised:
        await use(coach, await someone(coach))
    assert raised.value.key == key


async def test_one_call_at_a_time_and_nothing_to_take_back_at_first(coach):
    trainee = await someone(coach)
    await coach.start(trainee, CALL)
    with pytest.raises(CoachError, match="call-running"):
        await coach.start(trainee, CALL)
    with pytest.raises(CoachError, match="nothing-to-retry"):
        await coach.retry(trainee)


async def test_replies_at_the_same_moment_are_played_one_after_the_other(coach, store):
    trainee = await someone(coach)
    await coach.start(trainee, CALL)
    await asyncio.gather(*(coach.reply(trainee, f"您好，第{n}句") for n in range(3)))
    call = await store.call(1)
    assert [e.turn for e in call.events if e.kind == "spoke"] == [1, 2, 3]


def test_offers_name_what_a_trainee_needs_to_choose(coach):
    for offer in coach.offers("zh"):
        assert offer.title
        assert offer.customer
        assert "{{" not in offer.brief


async def test_an_exam_is_the_same_for_everybody_and_helps_nobody(store, library):
    one = Coach(store, library, lambda: datetime.fromtimestamp(1, UTC), lambda: 1)
    other = Coach(store, library, lambda: datetime.fromtimestamp(1, UTC), lambda: 2)
    first, second = await someone(one, "1"), await someone(other, "2")
    calls = [await one.start(first, CALL, exam=True), await other.start(second, CALL, exam=True)]
    assert calls[0].exchange == calls[1].exchange
    assert calls[0].exchange.exam
    await one.reply(first, replies(library)[0])
    for help_ in (one.hint, one.retry):
        with pytest.raises(CoachError) as refused:
            await help_(first)
        assert refused.value.key == "exam-no-help"
    fresh = make(store, library)
    with pytest.raises(CoachError, match="exam-no-help"):
        await fresh.hint(first)
    for text in replies(library)[1:]:
        last = await fresh.reply(first, text)
    assert last.exchange.card.exam
    assert last.exchange.card.hints == 0


async def test_notes_follow_each_reply_where_they_are_wanted_and_never_in_an_exam(coach, library):
    trainee = await someone(coach)
    await coach.start(trainee, CALL)
    assert (await coach.reply(trainee, replies(library)[0])).exchange.note is None
    trainee = await coach.take_notes(trainee, True)
    assert (await someone(coach)).notes
    done = await coach.reply(trainee, "您今天必须定下来，过了今天就没有了。")
    assert done.exchange.note.key == "note-fault"
    assert done.exchange.note.rule
    await coach.hang_up(trainee)
    await coach.start(trainee, CALL, exam=True)
    assert (await coach.reply(trainee, "您今天必须定下来。")).exchange.note is None


async def test_history_is_scored_anew_after_a_change_of_rubrics(store, library):
    coach = make(store, library)
    trainee = await someone(coach)
    await whole_call(coach, library, trainee, "fair")
    (kept,) = await store.history()
    assert (await House.of(coach).review.rescore(kept)).digest == kept.digest
    rubrics = dict(library.rubrics.rubrics)
    voice = rubrics["voice"]
    rubrics["voice"] = voice.model_copy(update={"criteria": voice.criteria[:1]})
    changed = copy(library)
    changed.rubrics = Rubrics(library.rubrics.scheme, rubrics)
    card = await House.of(make(store, changed)).review.rescore(kept, dry=True)
    assert card.digest != kept.digest
    assert await store.history() == (kept,)
    await House.of(make(store, changed)).review.rescore(kept)
    (anew,) = await store.history()
    assert (anew.call, anew.at, anew.digest, anew.total) == (kept.call, kept.at, card.digest, card.total)
    assert CARD.validate_json(anew.body) == card
