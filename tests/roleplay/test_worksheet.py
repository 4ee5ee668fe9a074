"""Worksheets take what can be true, ask again for what can't, and lose nothing that was written before."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue import LANGUAGES
from bot.coach import Coach
from bot.language.recogniser import Recogniser
from bot.library.library import Library
from bot.roleplay.events import Answered, Dated, Spoke, from_json, to_json
from bot.roleplay.limits import judge
from bot.roleplay.play import LONGEST, begin, play, take_back
from bot.roleplay.script import Script
from bot.roleplay.session import fold
from bot.roleplay.sheet import Advice, Item, Result, Sheet, fill
from bot.roleplay.worksheet import filled
from bot.roleplay.written import day, impossible, number
from bot.store.sql import SqlStore

TODAY = "2026-11-30"


class Chat:
    """A worksheet being filled in."""

    def __init__(self, script: Script, today: str = TODAY) -> None:
        self.script, self.today = script, today
        self.events = begin(script, 1, day=today)

    @property
    def state(self) -> str:
        return fold(self.events).state

    def say(self, *texts: str) -> str:
        """Say these; what the coach says to the last one."""
        for text in texts:
            self.events = tuple(from_json(to_json(event)) for event in self.events)
            self.events += play(self.script, fold(self.events), text, day=self.today)
        return next(e.text for e in reversed(self.events) if isinstance(e, Answered))

    @property
    def rows(self) -> dict[str, str]:
        assert self.script.dialogue.sheet
        return dict(filled(self.script.dialogue.sheet, self.events).rows)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("120", 120),
        ("大概一百二吧", 120),
        ("1,200.5", 1200.5),
        ("-5", -5),
        ("−5", -5),
        ("－5", -5),
        ("负五", -5),
        ("负 5", None),
        ("minus 3", -3),
        ("3–4", 3),
        ("nothing", None),
    ],
)
def test_a_number_has_its_sign(text, meant):
    assert number(text) == (5 if meant is None and text != "nothing" else meant)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("2026-12-01", True),
        ("2026年2月28日", True),
        ("2026-02-30", False),
        ("2026-13-01", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
        ("2026-12-011", False),
        ("12026-12-01", False),
    ],
)
def test_a_date_is_one_of_the_calendar_and_of_our_times(text, there):
    assert (day(text) is not None) == there


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("下午五点半", ""),
        ("十点一刻", ""),
        ("二十四点以前", ""),
        ("早一点打", ""),
        ("17:30", ""),
        ("half past five", ""),
        ("9am to 5pm", ""),
        ("138 0000 0000，九月十日", ""),
        ("2月29日", ""),
        ("10 September", ""),
        ("May 2026", ""),
        ("25点", "clock"),
        ("二十五点", "clock"),
        ("25:00", "clock"),
        ("17:75", "clock"),
        ("八点七十分", "clock"),
        ("25 o'clock", "clock"),
        ("30pm", "clock"),
        ("2月30日", "calendar"),
        ("十三月五号", "calendar"),
        ("31 April", "calendar"),
        ("February 30th", "calendar"),
        ("2026-02-30", "calendar"),
    ],
)
def test_an_hour_and_a_day_are_told_from_what_only_looks_like_one(text, what):
    assert impossible(text) == what


WRONG = [
    ("call-plan", ("2026-12-01",), "-5", "0"),
    ("call-plan", ("2026-12-01",), "12.5", ""),
    ("call-plan", ("2026-12-01",), "9" * 400, "1,000"),
    ("call-plan", ("2026-12-01", "120", "95", "x"), "121", "120"),
    ("call-plan", ("2026-12-01", "120", "95", "x", "80", "110"), "111", "110"),
    ("customer-record", ("x", "x"), "-365", "0"),
    ("customer-record", ("x", "x"), "9" * 12, "1,000,000,000"),
    ("customer-record", ("x", "x", "365", "1", "x", "x", "x"), "2026-12-01", "2026-11-30"),
    ("customer-record", ("x", "x", "365", "1", "x", "x", "x"), "2026-02-30", ""),
    ("funnel", (), "2026-12-02", "2026-11-30"),
    ("lead-analysis", ("2026-11-30", "x", "x", "40"), "41", "40"),
    ("lead-analysis", ("2026-11-30", "x", "x", "40", "31"), "32", "31"),
    ("lead-analysis", ("2026-11-30", "x", "x", "40", "31", "9", "3"), "29", "28"),
    ("lead-analysis", ("2026-11-30", "x", "x", "40", "31", "9", "3", "20"), "9", "8"),
    ("maintenance-calendar", ("x",), "2026-12-24", "2026-11-30"),
    ("maintenance-calendar", ("x", "2026-11-20", "2026-11-25"), "2026-11-29", "2026-11-30"),
    ("maintenance-calendar", ("x", "2026-11-20", "2026-11-25", "2026-12-25"), "25:00", ""),
    ("price-of-an-hour", ("80000",), "400", "366"),
    ("price-of-an-hour", ("80000", "260"), "25", "24"),
    ("price-of-an-hour", ("80000", "260", "8"), "9", "8"),
    ("self-check", (), "6", "5"),
    ("self-check", (), "0", "1"),
    ("customer-card", ("x", "x", "x"), "2月30日", ""),
    ("customer-card", ("x", "x", "x", "x", "x", "x", "x"), "25点", ""),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sheet", "before", "wrong", "limit"), WRONG)
def test_what_can_not_be_is_asked_again_with_what_can(
    library: Library, language: str, sheet: str, before: tuple[str, ...], wrong: str, limit: str
):
    chat = Chat(library.scripts(language)[sheet])
    chat.say(*before)
    here, rows = chat.state, chat.rows
    for _ in range(2):
        told = chat.say(wrong)
        assert (chat.state, chat.rows) == (here, rows)
        assert limit in told
        assert told not in (chat.script.dialogue.states[here].says, "")
        assert "{" not in told
        assert told != library.shelves[language].scripts[sheet].manners.replies[-1].says[0]
    skip = {"zh": "跳过", "en": "skip"}[language]
    chat.say(skip)
    assert chat.state != here


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_is_taken_as_it_is_written(library: Library, language: str):
    for script in library.scripts(language).values():
        if (sheet := script.dialogue.sheet) is None:
            continue
        chat, sample = Chat(script, "2026-12-01"), script.dialogue.rehearsals["good"].replies
        chat.say(*sample)
        assert fold(chat.events).ended
        skipped = {"skip", "nothing", "跳过", "没有"}
        assert list(chat.rows.values()) == ["" if text in skipped else text for text in sample]
        assert sheet.items


def test_a_slip_made_earlier_can_be_taken_back(library: Library):
    chat = Chat(library.scripts("zh")["call-plan"])
    told = chat.say("2026-12-01", "120", "95", "x", "80", "11", "40")
    assert "11" in told
    assert "/retry" in told
    for _ in range(2):
        chat.events += take_back(fold(chat.events))
    assert chat.state == "made"
    chat.say("110", "40")
    assert (chat.state, chat.rows["实际打了"]) == ("agreed", "110")


def test_of_an_answer_that_was_skipped_nothing_follows(library: Library):
    chat = Chat(library.scripts("en")["call-plan"])
    chat.say("2026-12-01", "120", "95", "x", "80", "skip", "40")
    assert chat.state == "agreed"


def test_who_hangs_up_after_a_slip_has_it_left_out(library: Library):
    chat = Chat(library.scripts("en")["price-of-an-hour"])
    chat.say("80000", "260", "30")
    assert list(chat.rows.values()) == ["80000", "260", "", "", "", ""]


def sheet(*items: Item, **more: object) -> Sheet:
    return Sheet.model_validate({"items": [item.model_dump() for item in items], **more})


def test_nothing_is_a_figure_too():
    count = Item(name="good", label="Good", ask=("How many?",), kind="number")
    of = Item(name="all", label="All", ask=("Of how many?",), kind="number")
    made = sheet(
        count,
        of,
        results=[Result(label="Share", formula="good / all", shown="percent").model_dump()],
        advice=[Advice(when="good == 0", says="Try another trade.").model_dump()],
    )
    found = fill(made, {"good": "0", "all": "40"})
    assert (found.results, found.advice) == ((("Share", "0%"),), ("Try another trade.",))
    assert fill(made, {"good": "", "all": "40"}).advice == ()


def test_advice_looks_at_the_whole_figure():
    hours = Item(name="hours", label="Hours", ask=("How many?",), kind="number")
    made = sheet(hours, advice=[Advice(when="hours < 3", says="More!").model_dump(),
                                Advice(when="hours > 2", says="Good.").model_dump()])  # fmt: skip
    assert fill(made, {"hours": "2.5"}).advice == ("More!", "Good.")


@pytest.mark.parametrize("text", ["9" * LONGEST, f"-{'9' * 400}", "0"])
def test_sheets_that_were_filled_in_with_anything_can_still_be_shown(text):
    figure = Item(name="n", label="N", ask=("?",), kind="number")
    due = Item(name="due", label="Due", ask=("?",), kind="date")
    made = sheet(
        figure,
        due,
        results=[
            {"label": "a", "formula": "n / n"},
            {"label": "b", "formula": "due + n", "shown": "date"},
            {"label": "c", "formula": "n * n * n"},
        ],
        advice=[{"when": "n > 3", "says": "x"}],
    )
    assert fill(made, {"n": text, "due": "2026-12-01"}).rows[0] == ("N", text)


def test_nobody_lacks_less_than_nothing(library: Library):
    plan = library.scripts("en")["call-plan"].dialogue.sheet
    assert plan
    assert fill(plan, {"target": "120", "listed": "130"}).results[0] == ("Names missing", "0")


def test_without_a_day_nothing_is_too_late(library: Library):
    script = library.scripts("zh")["maintenance-calendar"]
    assert script.dialogue.sheet
    item = script.dialogue.sheet.items[1]
    far = {item.name: "2099-01-01"}
    assert judge(script.dialogue.sheet, item, far).verdict == "fine"
    assert judge(script.dialogue.sheet, item, far, TODAY).limit == TODAY


async def test_today_is_the_day_of_the_answer_where_the_firm_is(library: Library, tmp_path):
    moment = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
    clock = [moment]
    store = SqlStore(f"sqlite:///{tmp_path}/x.db")
    await store.open()
    try:
        coach = Coach(store, library, lambda: clock[0], lambda: 7, zone=ZoneInfo("Asia/Shanghai"))
        who = await coach.trainee("terminal", "lin", "zh")
        await coach.start(who, "funnel")
        late = (await coach.reply(who, "2026-12-01")).exchange
        assert "2026-11-30" in "".join(late.parts)
        clock[0] = moment + timedelta(hours=1)
        fine = (await coach.reply(who, "2026-12-01")).exchange
        assert "2026-11-30" not in "".join(fine.parts)
        running = await store.running(who.id)
        assert running
        assert [e.day for e in running.events if isinstance(e, Dated)] == ["2026-11-30", "2026-12-01"]
        assert fold(running.events).state == "fresh"
    finally:
        await store.close()


def test_a_call_holds_no_day_and_no_answers(zh: Recogniser, library: Library):
    script = library.scripts("zh")["walk-in"]
    events = begin(script, 1, day=TODAY)
    events += play(script, fold(events), "您好", day=TODAY)
    assert any(isinstance(event, Spoke) for event in events)
    assert not any(isinstance(event, Dated) for event in events)
    assert not fold(events).answers
