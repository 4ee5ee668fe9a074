"""Things to keep, made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.language.utterance import Act, Clause, Evidence, Question, Utterance
from bot.roleplay.events import Answered, Earned, Ended, Events, Felt, Moved, Spoke, Started
from bot.store.records import Change, Opening

NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
OPENING = Opening("travel-card", "zh", "v1", '{"title": "差旅卡：第一次拜访电话"}')

STARTED = Started("travel-card", "v1", "zh", 7, "picked-up", 0, 5, ("trips", "booking"))
LINE = Answered(0, ("喂，", "您好。"), ("state picked-up",))
REPLY = "林经理您好，您出差一般怎么订酒店？"
UTTERANCE = Utterance(
    REPLY,
    (
        Clause("林经理您好", 0, 5, acts=(Act("greet", Evidence("您好", 3, 5, "您好")),)),
        Clause(
            "您出差一般怎么订酒店",
            6,
            16,
            Question.OPEN,
            Evidence("怎么", 11, 13, "怎么"),
            (Act("ask_needs", Evidence("您出差一般怎么订酒店", 6, 16, "您出差怎么订", 0.83)),),
        ),
    ),
)
BEGUN: Events = (STARTED, LINE)
SPOKEN: Events = (
    Spoke(1, UTTERANCE, "picked-up", "opening", 2, 2),
    Moved(1, "picked-up", "listening", "greet"),
    Felt(1, 1, 0, 1, 5, "您好", "有礼貌", "greet"),
    Earned(1, "opening", "“您好”\n\t\\ \x00 😀"),
    Answered(1, ("嗯，", "你说。"), ("goto listening",)),
)
OVER: Events = (Ended(1, "quit", "lost", "trainee"),)


def at(minutes: int) -> datetime:
    """A moment some minutes after the first."""
    return NOW + timedelta(minutes=minutes)


def start(trainee: int, update: str | None = None, messages: tuple[str, ...] = ()) -> Change:
    """A call begins."""
    return Change(trainee, NOW, update, OPENING, events=BEGUN, messages=messages)


def say(trainee: int, call: int, after: int, update: str | None = None, **more: object) -> Change:
    """A reply and what follows from it."""
    change = Change(trainee, at(1), update, call=call, after=after, events=SPOKEN)
    return replace(change, **more)  # type: ignore[arg-type]


def finish(trainee: int, call: int, after: int, minutes: int, total: float | None) -> Change:
    """The end of a call with its scorecard."""
    change = Change(trainee, at(minutes), call=call, after=after, events=OVER, closes=True)
    return replace(change, total=total, digest=f"d{minutes}", scorecard=f'{{"说": {minutes}}}')
