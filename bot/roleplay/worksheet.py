"""Worksheets: guided chats whose answers fill in a sheet that is kept and can be exported."""

from bot.language.vocabulary import Written
from bot.roleplay.dialogue import Customer, Dialogue, Ending, Rehearsal, Reply, State
from bot.roleplay.drill import DONE, Coaching
from bot.roleplay.events import Dated, Events, Spoke, effective
from bot.roleplay.limits import WRONG, judge
from bot.roleplay.sheet import Filled, Item, Sheet, fill

COURSE = "worksheets"
SKIP = "skip"


class Worksheet(Written):
    """A sheet with its title and what is said before it."""

    title: str
    source: tuple[str, ...]
    brief: str
    sheet: Sheet
    sample: tuple[str, ...]


def as_dialogue(worksheet: Worksheet, coaching: Coaching) -> Dialogue:
    """A worksheet as a dialogue: a state an item; an answer goes on, one that can't be is asked again."""
    items = worksheet.sheet.items
    following = [item.state for item in items[1:]] + [None]
    states = {
        item.state: State(
            phase="discovery",
            hint=coaching.hint,
            says=item.ask,
            tells="nothing",
            replies=steps(item, target, coaching),
        )
        for item, target in zip(items, following, strict=True)
    }
    sample = Rehearsal(ending=DONE, replies=worksheet.sample)
    return Dialogue(
        title=worksheet.title,
        course=COURSE,
        source=worksheet.source,
        level=1,
        kind="worksheet",
        brief=worksheet.brief,
        customer=Customer(name=coaching.name, patience=12),
        states=states,
        endings={DONE: Ending(outcome="won", title=coaching.done, says_one_of=coaching.farewell)},
        moves={SKIP: coaching.skip},
        interruptible=False,
        sheet=worksheet.sheet,
        rehearsals={"good": sample},
    )


def steps(item: Item, target: str | None, coaching: Coaching) -> tuple[Reply, ...]:
    """What follows an answer: the next item, or the same again where it can't be what is written."""
    onward = {"goto": target} if target else {"ends": DONE}
    wrong = [(f"answers.{verdict}", getattr(coaching, verdict)) for verdict in WRONG[item.kind]]
    return (
        Reply(when=(SKIP,), says=coaching.skipped, **onward),
        Reply(when=("answers.fine",), **onward),
        *(Reply(when=(verdict,), says=says) for verdict, says in wrong),
        Reply(when=("anything",), says=coaching.date if item.kind == "date" else coaching.number),
    )


def filled(sheet: Sheet, events: Events) -> Filled:
    """The sheet of a chat: the last answer to each item counts; what was skipped stays empty, and so does
    what can't be. Sheets of the time before anybody looked at that stay as they were filled in."""
    counted = effective(events)
    said = {e.state: e.utterance for e in counted if isinstance(e, Spoke)}
    days = [e.day for e in counted if isinstance(e, Dated)]
    answers: dict[str, str] = {}
    for item in sheet.items:
        if (utterance := said.get(item.state)) and SKIP not in utterance.acts:
            answers[item.name] = utterance.text.strip()
            if days and judge(sheet, item, answers, days[-1]).verdict != "fine":
                del answers[item.name]
    return fill(sheet, answers)
