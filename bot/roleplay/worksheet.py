"""Worksheets: guided chats whose answers fill in a sheet that is kept and can be exported."""

from bot.language.vocabulary import Written
from bot.roleplay.dialogue import Customer, Dialogue, Ending, Rehearsal, Reply, State
from bot.roleplay.drill import DONE, Coaching
from bot.roleplay.events import Events, Spoke, effective
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
    """A worksheet as a dialogue: a state an item, each answer goes on, a wrong number is asked again."""
    items = worksheet.sheet.items
    following = [state_of(item) for item in items[1:]] + [None]
    states = {
        state_of(item): State(
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
    """What follows an answer: the next item, or the same again where a figure or a date was wanted."""
    onward = {"goto": target} if target else {"ends": DONE}
    wanted = "anything" if item.kind == "text" else f"answers.{item.kind}"
    again = coaching.number if item.kind == "number" else coaching.date
    return (
        Reply(when=(SKIP,), says=coaching.skipped, **onward),
        Reply(when=(wanted,), **onward),
        Reply(when=("anything",), says=again),
    )


def state_of(item: Item) -> str:
    """The state in which an item is asked."""
    return item.name.replace("_", "-")


def filled(sheet: Sheet, events: Events) -> Filled:
    """The sheet of a chat: the last answer to each item counts; what was skipped stays empty."""
    said = {e.state: e.utterance for e in effective(events) if isinstance(e, Spoke)}
    answers = {
        item.name: utterance.text.strip()
        for item in sheet.items
        if (utterance := said.get(state_of(item))) and SKIP not in utterance.acts
    }
    return fill(sheet, answers)
