"""What every store does."""

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest

from bot.store.records import Call, Change, Opening, Outgoing, Receipt, Scored, StoreError, Trainee
from bot.store.sql import SqlStore

from .samples import BEGUN, NOW, OPENING, OVER, SPOKEN, at, finish, say, start


class TestStore:
    # --- trainees

    async def test_a_trainee_is_made_once(self, store):
        lin = await store.trainee("telegram", "4711", "zh")
        assert lin == Trainee(lin.id, "telegram", "4711", "zh")
        assert await store.trainee("telegram", "4711", "en") == lin
        others = [
            await store.trainee("telegram", "4712", "zh"),
            await store.trainee("terminal", "4711", "zh"),
        ]
        assert len({lin.id, *(other.id for other in others)}) == 3

    async def test_a_trainee_who_comes_many_times_at_once_is_made_once(self, store):
        found = await asyncio.gather(*(store.trainee("telegram", "1", "zh") for _ in range(40)))
        assert len(set(found)) == 1

    async def test_a_trainee_changes_language(self, store, lin):
        assert await store.commit(Change(lin, NOW, language="en")) == Receipt(False, None, ())
        assert (await store.trainee("telegram", "4711", "zh")).language == "en"

    # --- calls

    async def test_a_call_is_kept_event_by_event(self, store, lin):
        assert await store.running(lin) is None
        call = (await store.commit(start(lin))).call
        opened = Call(call, lin, "travel-card", "zh", "v1", BEGUN, NOW)
        assert await store.running(lin) == opened
        assert await store.commit(say(lin, call, 2)) == Receipt(False, call, ())
        assert await store.call(call) == replace(opened, events=BEGUN + SPOKEN)
        await store.commit(finish(lin, call, 7, 5, 61.5))
        assert await store.running(lin) is None
        assert await store.call(call) == replace(opened, events=BEGUN + SPOKEN + OVER, closed=at(5))

    async def test_a_call_can_begin_and_end_at_once(self, store, lin):
        receipt = await store.commit(replace(start(lin), closes=True))
        assert await store.running(lin) is None
        assert (await store.call(receipt.call)).closed == NOW

    async def test_many_events_keep_their_order(self, store, lin):
        call = (await store.commit(start(lin))).call
        many = tuple(replace(SPOKEN[0], turn=turn) for turn in range(300))
        await store.commit(say(lin, call, 2, events=many))
        assert (await store.call(call)).events == BEGUN + many

    async def test_there_is_no_call_that_was_not_begun(self, store):
        assert await store.call(12345) is None

    async def test_moments_come_back_in_utc(self, store, lin):
        beijing = NOW.astimezone(timezone(timedelta(hours=8)))
        call = (await store.commit(replace(start(lin), at=beijing))).call
        opened = (await store.call(call)).opened
        assert (opened, opened.tzinfo) == (NOW, UTC)

    async def test_a_moment_without_time_zone_is_refused(self, store, lin):
        with pytest.raises(Exception, match="time zone"):
            await store.commit(replace(start(lin), at=NOW.replace(tzinfo=None)))
        assert await store.running(lin) is None

    async def test_a_trainee_has_one_running_call(self, store, lin):
        call = (await store.commit(start(lin))).call
        with pytest.raises(StoreError, match="busy"):
            await store.commit(start(lin))
        other = (await store.trainee("telegram", "4712", "zh")).id
        await store.commit(start(other))
        await store.commit(finish(lin, call, 2, 5, None))
        assert (await store.commit(start(lin))).call != call

    async def test_of_many_calls_begun_at_once_one_is_kept(self, store, lin):
        results = await asyncio.gather(*(store.commit(start(lin)) for _ in range(20)), return_exceptions=True)
        assert sum(isinstance(result, Receipt) for result in results) == 1
        assert {str(result) for result in results if not isinstance(result, Receipt)} == {"busy"}

    # --- busy

    @pytest.mark.parametrize("after", [0, 1, 3, 7])
    async def test_a_change_to_a_call_that_moved_on_is_refused_whole(self, store, lin, after):
        call = (await store.commit(start(lin))).call
        with pytest.raises(StoreError, match="busy"):
            await store.commit(say(lin, call, after, "u1", language="en", messages=("a",)))
        assert (await store.call(call)).events == BEGUN
        assert await store.unsent("telegram") == ()
        assert (await store.trainee("telegram", "4711", "zh")).language == "zh"
        assert not (await store.commit(say(lin, call, 2, "u1"))).again

    async def test_of_two_replies_at_once_one_is_kept(self, store, lin):
        call = (await store.commit(start(lin))).call
        both = (store.commit(say(lin, call, 2, update)) for update in ("u1", "u2"))
        results = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(type(result) for result in results if isinstance(result, Receipt)) == [Receipt]
        assert [str(result) for result in results if not isinstance(result, Receipt)] == ["busy"]
        assert (await store.call(call)).events == BEGUN + SPOKEN

    async def test_a_call_that_is_over_or_of_another_is_busy(self, store, lin):
        other = (await store.trainee("telegram", "4712", "zh")).id
        call = (await store.commit(start(lin))).call
        with pytest.raises(StoreError, match="busy"):
            await store.commit(say(other, call, 2))
        await store.commit(finish(lin, call, 2, 5, 50.0))
        for change in (say(lin, call, 3), say(lin, call + 1000, 0)):
            with pytest.raises(StoreError, match="busy"):
                await store.commit(change)

    # --- updates that come twice

    async def test_an_update_is_handled_once(self, store, lin):
        first = await store.commit(start(lin, "u1", ("一", "二")))
        assert not first.again
        assert [(m.address, m.body) for m in first.messages] == [("4711", "一"), ("4711", "二")]
        assert await store.commit(start(lin, "u1", ("三",))) == Receipt(True, first.call, first.messages)
        await store.sent((first.messages[0].id,))
        again = await store.commit(say(lin, first.call, 99, "u1"))
        assert again == Receipt(True, first.call, first.messages[1:])
        assert (await store.call(first.call)).events == BEGUN
        assert await store.unsent("telegram") == first.messages[1:]

    async def test_an_update_twice_at_the_same_time_is_handled_once(self, store, lin):
        call = (await store.commit(start(lin))).call
        change = say(lin, call, 2, "u1", messages=("嗯，你说。",))
        receipts = await asyncio.gather(*(store.commit(change) for _ in range(20)))
        assert [receipt.again for receipt in receipts].count(False) == 1
        assert {(receipt.call, receipt.messages) for receipt in receipts} == {(call, receipts[0].messages)}
        assert len(await store.unsent("telegram")) == 1
        assert (await store.call(call)).events == BEGUN + SPOKEN

    async def test_an_update_belongs_to_a_channel(self, store, lin):
        other = (await store.trainee("wechat", "4711", "zh")).id
        assert not (await store.commit(start(lin, "u1"))).again
        assert not (await store.commit(start(other, "u1"))).again

    async def test_an_update_without_a_call_is_handled_once_too(self, store, lin):
        change = Change(lin, NOW, "u1", messages=("好的",))
        first = await store.commit(change)
        assert (first.again, first.call, len(first.messages)) == (False, None, 1)
        assert await store.commit(change) == replace(first, again=True)

    # --- the outbox

    async def test_messages_wait_until_they_are_sent(self, store, lin):
        other = (await store.trainee("wechat", "阿林", "zh")).id
        a, b = (await store.commit(Change(lin, NOW, messages=("a", "b")))).messages
        (c,) = (await store.commit(Change(lin, NOW, messages=("c",)))).messages
        (d,) = (await store.commit(Change(other, NOW, messages=("d",)))).messages
        assert d == Outgoing(d.id, "阿林", "d")
        assert await store.unsent("telegram") == (a, b, c)
        await store.sent((b.id, d.id))
        await store.sent((b.id,))
        await store.sent(())
        assert await store.unsent("telegram") == (a, c)
        assert await store.unsent("wechat") == ()

    async def test_many_messages_keep_their_order(self, store, lin):
        bodies = tuple(f"第{n}条" for n in range(1200))
        messages = (await store.commit(Change(lin, NOW, messages=bodies))).messages
        assert tuple(message.body for message in messages) == bodies
        assert await store.unsent("telegram") == messages
        await store.sent(tuple(message.id for message in messages))
        assert await store.unsent("telegram") == ()

    # --- scorecards and scripts

    async def test_scorecards_come_newest_first(self, store, lin):
        calls = []
        for minutes, total in ((3, 50.25), (9, None), (5, 70.1)):
            call = (await store.commit(start(lin))).call
            await store.commit(finish(lin, call, 2, minutes, total))
            calls.append(call)
        scored = await store.scorecards(lin, 10)
        assert [(s.call, s.total) for s in scored] == [(calls[1], None), (calls[2], 70.1), (calls[0], 50.25)]
        assert scored[2] == Scored(calls[0], "travel-card", "zh", 50.25, "d3", '{"说": 3}', at(3))
        assert await store.scorecards(lin, 2) == scored[:2]
        assert await store.scorecards(lin + 1000, 2) == ()

    async def test_a_script_is_kept_once_per_version(self, store, lin):
        other = (await store.trainee("telegram", "4712", "zh")).id
        await store.commit(start(lin))
        await store.commit(replace(start(other), opening=replace(OPENING, script="{}")))
        assert await store.script("v1") == OPENING.script
        assert await store.script("v2") is None

    # --- many at once

    async def test_many_commits_at_once_all_have_their_result(self, store):
        people = await asyncio.gather(*(store.trainee("telegram", str(n), "zh") for n in range(200)))
        receipts = await asyncio.gather(
            *(store.commit(start(p.id, f"u{p.id}", (p.address,))) for p in people)
        )
        assert len({receipt.call for receipt in receipts}) == 200
        for person, receipt in zip(people, receipts, strict=True):
            assert [(m.address, m.body) for m in receipt.messages] == [(person.address, person.address)]
            assert await store.running(person.id) == await store.call(receipt.call)

    async def test_one_that_fails_does_not_take_the_others_with_it(self, store, lin):
        people = await asyncio.gather(*(store.trainee("telegram", f"p{n}", "zh") for n in range(20)))
        call = (await store.commit(start(lin))).call
        jobs = [store.commit(start(person.id)) for person in people]
        jobs.insert(10, store.commit(say(lin, call, 5)))
        jobs.insert(4, store.commit(Change(999_999, NOW, messages=("a",))))
        results = await asyncio.gather(*jobs, return_exceptions=True)
        assert not isinstance(results[4], Receipt)
        assert isinstance(results[11], StoreError)
        assert sum(isinstance(result, Receipt) for result in results) == 20
        assert all([await store.running(person.id) for person in people])

    async def test_who_stops_waiting_does_not_stop_the_commit(self, store, lin):
        waiting = asyncio.create_task(store.commit(start(lin, "u1", ("a",))))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await store.close()
        await store.open()
        assert (await store.running(lin)).events == BEGUN
        assert (await store.commit(start(lin, "u1", ("a",)))).again

    # --- restart

    async def test_everything_is_there_after_a_restart(self, store, url, lin):
        first = await store.commit(start(lin, "u1", ("a",)))
        await store.commit(say(lin, first.call, 2))
        await store.close()
        later = SqlStore(url)
        await later.open()
        try:
            assert (await later.trainee("telegram", "4711", "en")).id == lin
            assert (await later.running(lin)).events == BEGUN + SPOKEN
            assert await later.unsent("telegram") == first.messages
            assert await later.script("v1") == OPENING.script
            assert await later.commit(start(lin, "u1")) == Receipt(True, first.call, first.messages)
        finally:
            await later.close()

    async def test_two_stores_share_a_database(self, store, url, lin):
        other = SqlStore(url)
        await other.open()
        try:
            call = (await store.commit(start(lin))).call
            jobs = [s.commit(say(lin, call, 2, "u1")) for s in (store, other)]
            assert sorted(receipt.again for receipt in await asyncio.gather(*jobs)) == [False, True]
            assert await store.call(call) == await other.call(call)
        finally:
            await other.close()

    async def test_stores_may_be_opened_at_the_same_time(self, url):
        stores = [SqlStore(url) for _ in range(4)]
        await asyncio.gather(*(store.open() for store in stores))
        lins = [await store.trainee("telegram", "1", "zh") for store in stores]
        await asyncio.gather(*(store.close() for store in stores))
        assert len(set(lins)) == 1

    async def test_opening_and_closing_twice_is_harmless(self, store, lin):
        await store.open()
        assert (await store.trainee("telegram", "4711", "zh")).id == lin
        await store.close()
        await store.close()
        with pytest.raises(RuntimeError, match="not open"):
            await store.running(lin)

    async def test_another_language_has_its_own_script(self, store, lin):
        english = Opening("travel-card", "en", "v2", "{}")
        call = (await store.commit(replace(start(lin), opening=english))).call
        assert (await store.call(call)).language == "en"
        assert await store.script("v2") == "{}"
