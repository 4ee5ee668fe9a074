"""Drills: short tasks with an answer that can be judged, played and scored like any call."""

from typing import Annotated

from pydantic import Field

from bot.language.template import literal
from bot.language.vocabulary import Entry, Written
from bot.roleplay.dialogue import (
    Customer,
    Dialogue,
    Ending,
    FactName,
    Line,
    Lines,
    Manners,
    Rehearsal,
    Reply,
    State,
)

#: The ending of every drill.
DONE = "done"
COURSE = "drills"


class Coaching(Written):
    """How the coach speaks in drills and worksheets.

    `answer` and `model` hold {answer} and {model}; `choice` is the template of an answer by number, {n}. From
    `number` on: what is said to an answer in a worksheet that can't be; lines may name the `{{ limit }}`.
    """

    name: str = "…"
    right: Lines = (("✓",),)
    wrong: Lines = (("✗",),)
    answer: str = "{answer}"
    model: str = "“{model}”"
    choice: str = "^({n})$"
    again: Line = ("?",)
    done: str = "✓"
    farewell: Lines = (("✓",),)
    skip: Entry = Entry(templates=("^skip$",))
    skipped: Line = ("–",)
    number: Line = ("0–9?",)
    date: Line = ("2026-12-31?",)
    whole: Line = ("1, 2, 3?",)
    small: Line = ("≥ {{ limit }}?",)
    big: Line = ("≤ {{ limit }}?",)
    short: Line = ("≥ {{ limit }}?",)
    beyond: Line = ("≤ {{ limit }}?",)
    early: Line = ("≥ {{ limit }}?",)
    late: Line = ("≤ {{ limit }}?",)
    clock: Line = ("00:00–24:00?",)
    calendar: Line = ("01-01–12-31?",)
    hint: str = ""
    manners: Manners | None = None


class Task(Written):
    """One task. `heard` is what a customer has just said.

    Either one of the drill's options is the `answer`, or a reply is right where the condition `wants` holds
    and each of `mentions` (phrase templates) is there; `model` is such a reply, `slips` are replies that
    are not. `why` says what makes it right.
    """

    heard: Line = ()
    ask: Line
    answer: FactName | None = None
    wants: str | None = None
    mentions: tuple[str, ...] = ()
    model: str = ""
    slips: tuple[str, ...] = ()
    why: str


class Option(Written):
    """A choice: as it is shown, and other words for it."""

    title: str
    words: tuple[str, ...] = ()


class Drill(Written):
    """Tasks of one kind, two minutes in all."""

    title: str
    source: tuple[str, ...]
    level: Annotated[int, Field(ge=1, le=3)] = 1
    brief: str
    options: dict[FactName, Option] = {}
    tasks: Annotated[tuple[Task, ...], Field(min_length=3)]
    moves: dict[FactName, Entry] = {}


def as_dialogue(drill: Drill, coaching: Coaching) -> Dialogue:
    """A drill as a dialogue: a state a task, right answers earned, a second try where something is said."""
    names = [f"task_{n}" for n in range(1, len(drill.tasks) + 1)]
    targets = [*names[1:], None]
    states: dict[str, State] = {}
    for name, target, task in zip(names, targets, drill.tasks, strict=True):
        states[name] = State(
            phase="discovery",
            hint=coaching.hint,
            says=(*task.heard, *task.ask, *shown(drill, task)),
            tells="nothing",
            replies=judged(name, target, task, drill, coaching),
        )
    return Dialogue(
        title=drill.title,
        course=COURSE,
        source=drill.source,
        level=drill.level,
        kind="drill",
        brief=drill.brief,
        customer=Customer(name=coaching.name, patience=12),
        states=states,
        endings={DONE: Ending(outcome="won", title=coaching.done, says_one_of=coaching.farewell)},
        moves={**drill.moves, **choices(drill, coaching), **mentioned(drill)},
        tasks=tuple(names),
        interruptible=False,
        rehearsals=rehearsals(drill),
    )


def shown(drill: Drill, task: Task) -> Line:
    """The options, numbered, where one is to be chosen."""
    if task.answer is None:
        return ()
    return ("　".join(f"{n}. {option.title}" for n, option in enumerate(drill.options.values(), 1)),)


def judged(name: str, target: str | None, task: Task, drill: Drill, coaching: Coaching) -> tuple[Reply, ...]:
    """What the coach answers to a right and to a wrong reply."""
    on = {"goto": target} if target else {"ends": DONE}
    right = tuple((*line, task.why) for line in coaching.right)
    if task.answer is not None:
        told = coaching.answer.replace("{answer}", drill.options[task.answer].title)
        wrong = tuple((*line, told, task.why) for line in coaching.wrong)
        others = [f"option_{option}" for option in drill.options if option != task.answer]
        chosen = " and ".join([f"option_{task.answer}", *(f"not {other}" for other in others)])
        some = " or ".join(f"option_{option}" for option in drill.options)
        return (
            Reply(when=(chosen,), earns=name, says_one_of=right, **on),
            Reply(when=(some,), says_one_of=wrong, **on),
        )
    wanted = wanted_of(name, task)
    tried = f"tried_{name}"
    model = coaching.model.replace("{model}", task.model)
    return (
        Reply(when=(wanted,), **{"if": f"not earned.{tried}"}, earns=name, says_one_of=right, **on),
        Reply(when=(wanted,), earns=f"late_{name}", says_one_of=right, **on),
        Reply(
            when=("anything",),
            **{"if": f"not earned.{tried}"},
            earns=tried,
            says_one_of=tuple((*line, task.why, *coaching.again) for line in coaching.wrong),
        ),
        Reply(when=("anything",), says=(model,), **on),
    )


def wanted_of(name: str, task: Task) -> str:
    """The condition under which a reply is right; in another language none is, though it asks no question."""
    return " and ".join([f"({task.wants})", *mentions_of(name, task), "not other_language"])


def mentions_of(name: str, task: Task) -> list[str]:
    """The moves that stand for what a reply has to mention."""
    return [f"{name}_{n}" for n in range(len(task.mentions))]


def mentioned(drill: Drill) -> dict[str, Entry]:
    """What replies have to mention, as moves."""
    return {
        move: Entry(templates=(template,))
        for number, task in enumerate(drill.tasks, 1)
        for move, template in zip(mentions_of(f"task_{number}", task), task.mentions, strict=True)
    }


def choices(drill: Drill, coaching: Coaching) -> dict[str, Entry]:
    """The options as moves: by number, by letter, by name."""
    spelled = ("abcdefgh", "一二三四五六七八")
    return {
        f"option_{id}": Entry(
            templates=(
                coaching.choice.replace(
                    "{n}", "|".join([str(n), *(letters[n - 1 : n] or str(n) for letters in spelled)])
                ),
                *(f"({word})" for word in (literal(option.title), *option.words) if word),
            )
        )
        for n, (id, option) in enumerate(drill.options.items(), 1)
    }


def rehearsals(drill: Drill) -> dict[str, Rehearsal]:
    """All right, half right, all wrong."""

    def right(task: Task) -> list[str]:
        return [task.model] if task.answer is None else [number(drill, task.answer)]

    def wrong(task: Task) -> list[str]:
        if task.answer is None:
            return [task.slips[0], task.slips[-1]]
        return [number(drill, next(option for option in drill.options if option != task.answer))]

    good = [text for task in drill.tasks for text in right(task)]
    fair = [text for n, task in enumerate(drill.tasks) for text in (wrong(task) if n % 2 else right(task))]
    poor = [text for task in drill.tasks for text in wrong(task)]
    played = {"good": good, "fair": fair, "poor": poor}
    return {level: Rehearsal(ending=DONE, replies=tuple(replies)) for level, replies in played.items()}


def number(drill: Drill, option: str) -> str:
    """The number an option is shown with."""
    return str(list(drill.options).index(option) + 1)
