"""What the trainee's own room says, and the buttons below it."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from html import escape

from telegram import InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.channels.telegram import keyboards
from bot.channels.telegram.keyboards import Rows
from bot.coach.study import PAGE, Progress, Today
from bot.library.library import Library
from bot.store.assigning import Standing
from bot.store.results import Played

#: How many of the weakest skills are named.
WEAK = 3


def today_text(
    found: Today, words: Catalogue, library: Library, zone: tzinfo
) -> tuple[str, InlineKeyboardMarkup | None]:
    """What there is to do today."""
    say = words.say
    rows: Rows = []
    lines = []
    if found.tasks:
        lines.append(f"<b>{escape(say('today-tasks'))}</b>")
        for standing in found.tasks:
            title = dialogue_title(standing.assignment.dialogue, library, words)
            lines.append(f"• {escape(task_line(standing, title, words, zone))}")
            label = say("task-button", title=title)
            rows.append([keyboards.button(label, "task", str(standing.assignment.id))])
        lines.append("")
    if found.trainings:
        lines.append(f"<b>{escape(say('today-skills'))}</b>")
        for training in found.trainings:
            lines.append(f"• {escape(training.title)}")
            id = training.dialogue or training.drill
            row = []
            if id:
                title = dialogue_title(id, library, words)
                row.append(keyboards.button(say("today-play", title=title), "brief", keyboards.key(id)))
            if training.card:
                row.append(keyboards.lesson(words, training.unit, training.card))
            rows += [[one] for one in row]
    if not lines:
        return escape(say("today-nothing")), keyboards.welcome(words)
    return "\n".join(lines), InlineKeyboardMarkup(rows) if rows else None


def task_line(standing: Standing, title: str, words: Catalogue, zone: tzinfo) -> str:
    """An assignment in a line: what, until when, what for, how often tried."""
    one, say = standing.assignment, words.say
    parts = [title]
    if one.exam:
        parts.append(say("task-exam"))
    if one.due:
        parts.append(say("task-due", due=f"{one.due.astimezone(zone):%m-%d %H:%M}"))
    if one.mark is not None:
        parts.append(say("task-mark", mark=f"{one.mark:.0f}"))
    if one.attempts is not None:
        parts.append(say("task-tries", tries=standing.tries, attempts=one.attempts))
    return " · ".join(parts)


def progress_text(found: Progress, words: Catalogue, best: str) -> str:
    """Progress in words."""
    say, trend = words.say, found.trend
    lines = []
    if trend.change is not None:
        key = (
            "progress-up"
            if trend.change >= 0.5
            else "progress-down"
            if trend.change <= -0.5
            else "progress-same"
        )
        lines.append(say(key, points=f"{abs(trend.change):.1f}"))
    lines.append(say("progress-streak-told", days=trend.streak))
    if trend.best:
        lines.append(say("progress-best-told", total=f"{trend.best.total:.1f}", title=best))
    if found.levels:
        weak = words.say("card-and").join(level.title for level in found.levels[:WEAK])
        lines.append(say("progress-weak-told", criteria=weak))
    lines += [say("progress-place", team=p.team, place=p.place, of=p.of) for p in found.places]
    return "\n".join(lines)


def history_rows(
    found: Sequence[Played], words: Catalogue, title: Callable[[str, str], str], zone: tzinfo
) -> InlineKeyboardMarkup:
    """Earlier calls as buttons."""
    rows: Rows = []
    for call in found:
        day = f"{(call.closed or call.opened).astimezone(zone):%m-%d}"
        total = "–" if call.total is None else f"{call.total:.0f}"
        name = title(call.dialogue, words.language)
        rows.append([keyboards.button(f"{day} · {total} · {name}", "call", str(call.call))])
    if len(found) == PAGE:
        rows.append([keyboards.button(words.say("history-older"), "older", str(found[-1].call))])
    return InlineKeyboardMarkup(rows)


def dialogue_title(id: str, library: Library, words: Catalogue) -> str:
    """What a dialogue is called."""
    if draw := library.draws(words.language).get(id):
        return draw.title
    script = library.scripts(words.language).get(id)
    return script.dialogue.title if script else id
