"""What can't be true of an answer in a worksheet: too small, too big, too early, no hour of the day …"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.roleplay.sheet import EXAMPLES, TODAY, FormulaError, Item, Sheet, Value, read, work_out
from bot.roleplay.written import impossible

#: `fine`; `unread` where a number or a date was wanted; a number that isn't `whole`, is too `small` or `big`,
#: or so (`short`, `beyond`) beside earlier answers; a date too `early` or `late`; no hour, no day there is.
Verdict = Literal[
    "fine", "unread", "whole", "small", "big", "short", "beyond", "early", "late", "clock", "calendar"
]
#: What may be wrong with an answer of each kind, beside being unread.
WRONG: Mapping[str, tuple[Verdict, ...]] = {
    "text": (),
    "number": ("whole", "small", "big", "short", "beyond"),
    "date": ("early", "late"),
    "when": ("clock", "calendar"),
}
#: Where an item doesn't say otherwise, no number is below or above these.
LEAST, MOST = 0.0, 1_000_000_000.0


@dataclass(frozen=True, slots=True)
class Judged:
    """What an answer is, and the limit that it breaks, as people read it."""

    verdict: Verdict
    limit: str = ""


def judge(sheet: Sheet, item: Item, answers: Mapping[str, str], today: str = "") -> Judged:
    """The answer to an item beside those to earlier ones; without `today` no day is too early or too late
    because of it."""
    text = answers.get(item.name, "")
    if item.kind == "text":
        return Judged("fine")
    if item.kind == "when":
        return Judged(impossible(text) or "fine")
    value = read(item, text)
    if value is None:
        return Judged("unread")
    known = earlier(sheet, item, answers)
    if today:
        known[TODAY] = date.fromisoformat(today)
    part = item.whole and isinstance(value, float) and not value.is_integer()
    return next(broken(item, value, known), Judged("whole" if part else "fine"))


def earlier(sheet: Sheet, item: Item, answers: Mapping[str, str]) -> dict[str, Value]:
    """The figures and dates of the items that are asked before one."""
    before = sheet.items[: sheet.items.index(item)]
    found = {one.name: read(one, answers.get(one.name, "")) for one in before}
    return {name: value for name, value in found.items() if value is not None}


def broken(item: Item, value: Value, known: Mapping[str, Value]) -> Iterator[Judged]:
    """The limits that a value breaks."""
    least, most = limit(item.least, known), limit(item.most, known)
    if isinstance(value, date):
        if isinstance(least, date) and value < least:
            yield Judged("early", least.isoformat())
        if isinstance(most, date) and value > most:
            yield Judged("late", most.isoformat())
        return
    least, most = LEAST if least is None else least, MOST if most is None else most
    if isinstance(least, float) and value < least:
        yield Judged("short" if isinstance(item.least, str) else "small", shown(least))
    if isinstance(most, float) and value > most:
        yield Judged("beyond" if isinstance(item.most, str) else "big", shown(most))


def limit(written: float | str | None, known: Mapping[str, Value]) -> Value | None:
    """A limit as it is written: a figure, or worked out from what is known; None where it can't be."""
    if not isinstance(written, str):
        return written
    try:
        return work_out(written, known)
    except (FormulaError, KeyError, ArithmeticError):
        return None


def shown(figure: float) -> str:
    """A limit as people read it."""
    return f"{figure:,.2f}".rstrip("0").rstrip(".")


def unreadable_limits(sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    """Limits that can't be: the number of the item, which one, and its text."""
    known = {TODAY: EXAMPLES["date"]}
    for n, item in enumerate(sheet.items):
        example = EXAMPLES.get(item.kind)
        for key in ("least", "most"):
            written = getattr(item, key)
            readable = example is not None and isinstance(limit(written, known), type(example))
            if written is not None and not readable:
                yield n, key, str(written)
        if example is not None:
            known[item.name] = example
