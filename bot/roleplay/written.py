"""What people write down: figures, dates, hours; and what is none of them, however much it looks like one."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal

#: Nobody of a worksheet was born before, or is rung after (years).
OLDEST, NEWEST = 1900, 2100
NUMBER = re.compile(r"(?<![\d.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])-?\d+(?:\.\d+)?")
MINUS = re.compile(r"[－−]|(?:负|\bminus\s+)(?=[\d零一二三四五六七八九十百千万两])", re.IGNORECASE)
DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
#: In speech the last unit is left out: 二百六 is 二百六十, 三万二 is 三万二千.
BELOW = {"百": "十", "千": "百", "万": "千"}
SHORTENED = re.compile("([百千万])[一二三四五六七八九]$")
SPELLED = re.compile(f"-?[{''.join(DIGITS)}{''.join(UNITS)}]+")

#: A number in figures or words, as it stands in a time.
COUNT = rf"(\d{{1,4}}|[{''.join(DIGITS)}十]+)"
#: Hours with their minutes, as people write them.
CLOCKS = (
    re.compile(r"(?<![\d:：.])(\d{1,3})[:：](\d{2,3})(?![\d:：])"),
    re.compile(rf"{COUNT}点(?:{COUNT}分|(\d{{1,3}}))?"),
    re.compile(r"(?<![\d:.])(\d{1,3})\s*(?:o['’]?clock|a\.?m\b|p\.?m\b)", re.IGNORECASE),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
#: Days of a month: month and day, day and month.
DAYS = (re.compile(rf"{COUNT}月{COUNT}[日号]"), re.compile(rf"\b{MONTH}\s+(\d{{1,3}})(?!\d)", re.IGNORECASE))
TURNED = re.compile(rf"(?<!\d)(\d{{1,3}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b", re.IGNORECASE)
#: A year that has a 29 February, for days without a year.
LEAP = 2024


def number(text: str) -> float | None:
    """The first number of a text, in figures or spelled out in Chinese; None where there is none."""
    text = MINUS.sub("-", text)
    if found := NUMBER.search(text):
        unit = text[found.end() :].lstrip()[:1]
        return float(found[0].replace(",", "")) * UNITS.get(unit, 1)
    if spelled := SPELLED.search(text):
        word = spelled[0].removeprefix("-")
        return float(spelled_out(word)) * (1 if word == spelled[0] else -1)
    return None


def spelled_out(word: str) -> int:
    """A Chinese number as a figure (二百三十五 → 235, 二百六 → 260)."""
    total = section = digit = 0
    spoken = SHORTENED.sub(lambda found: found[0] + BELOW[found[1]], word)
    for letter in spoken:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif UNITS[letter] == UNITS["万"]:
            total, section, digit = (total + section + digit) * UNITS["万"], 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[letter], 0
    return total + section + digit


def day(text: str) -> date | None:
    """The date of a text (2026-12-01, 2026年12月1日); None where there is none of our times."""
    found = DATE.search(text)
    try:
        read = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return read if read and OLDEST <= read.year <= NEWEST else None


def impossible(text: str) -> Literal["clock", "calendar", ""]:
    """What a text speaks of and there isn't: an hour of no clock, a day of no calendar; or nothing."""
    if any(not a_time(*found.groups("")) for pattern in CLOCKS for found in pattern.finditer(text)):
        return "clock"
    if DATE.search(text) and day(text) is None:
        return "calendar"
    days = [found for pattern in DAYS for found in pattern.findall(text)]
    days += [(month, number) for number, month in TURNED.findall(text)]
    return "" if all(a_day(*found) for found in days) else "calendar"


def a_time(*parts: str) -> bool:
    """Whether there are such an hour and such minutes; they may be left out."""
    hour, minute, *_ = [*(figure(part) for part in parts if part), 0]
    return (hour < 24 and minute < 60) or (hour, minute) == (24, 0)


def a_day(month: str, number: str) -> bool:
    """Whether there is such a day of such a month."""
    place = MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in MONTHS else figure(month)
    return 1 <= place <= len(MONTHS) and 1 <= figure(number) <= monthrange(LEAP, place)[1]


def figure(word: str) -> int:
    """A number in figures or words."""
    return int(word) if word.isdecimal() else spelled_out(word)
