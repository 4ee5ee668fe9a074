"""One turn of a call: `play` takes what the trainee said and returns what happened.

Reply → understood → an interruption, silence or another language is answered at once; otherwise the
first reply of the state that holds, then the facts asked for, then manners → feelings → out of patience,
the customer hangs up. Nothing here looks at a clock, a file or a random generator: the same call gives the
same events.
"""

from dataclasses import replace

from bot.language.utterance import Context, Utterance
from bot.roleplay.dialogue import HUNG_UP
from bot.roleplay.events import Dated, Ended, Event, Events, Hinted, Spoke, Started, TakenBack, Voiced
from bot.roleplay.part import Difficulty, draw
from bot.roleplay.script import Script
from bot.roleplay.session import Session
from bot.roleplay.turn import Turn

#: After so many replies nobody asks any more who it is.
EARLY = 3
#: Nobody listens to more than this in one go (characters).
LONGEST = 1_000


def begin(
    script: Script,
    seed: int,
    exam: bool = False,
    person: str | None = None,
    difficulty: Difficulty = "normal",
    day: str = "",
) -> Events:
    """The customer picks up the phone: the one named, or the one the seed draws; `day` is for worksheets."""
    part = script.parts[draw(script.parts, seed) if person is None else person]
    customer = part.customer
    started = Started(
        dialogue=script.id,
        version=script.version,
        language=script.language,
        seed=seed,
        state=script.dialogue.start,
        mood=part.mood(difficulty),
        patience=part.patience(difficulty),
        facts=tuple(name for name, fact in customer.facts.items() if fact.counts),
        conditions=tuple(
            (shown, tuple(name for name, fact in customer.facts.items() if fact.shows == shown))
            for shown in sorted({fact.shows for fact in customer.facts.values() if fact.shows})
        ),
        pace=customer.pace,
        exam=exam,
        person=part.id,
        difficulty=difficulty,
        tasks=script.dialogue.tasks,
        moves=tuple(sorted(script.dialogue.moves)),
    )
    turn = Turn.opening(script, started)
    if script.dialogue.sheet:
        turn.note(Dated(0, day))
    turn.enter(script.dialogue.start)
    return turn.finish()


def play(script: Script, session: Session, text: str, heard: int | None = None, day: str = "") -> Events:
    """What a reply of the trainee brings about.

    `heard` counts the parts of the customer's line that had been spoken; None means all of them. `day` is
    that of the reply, for worksheets.
    Raises ValueError for a call that is over.
    """
    if session.ended:
        raise ValueError("the call is over")
    dated = (Dated(session.turn + 1, day),) if session.day not in (None, day) and day else ()
    session = replace(session, day=day) if dated else session
    parts = len(session.parts)
    everything = heard is None or not script.dialogue.interruptible
    heard = parts if everything else min(heard or 0, parts)
    utterance = understand(script, session, text)
    state = script.dialogue.states[session.state]
    spoke = Spoke(session.turn + 1, utterance, session.state, state.phase, heard, parts)
    turn = Turn.reply(script, session, spoke)
    if spoke.interrupts:
        turn.interrupted()
    elif says_nothing(utterance):
        turn.silent()
    elif turn.baffling:
        turn.baffled()
    elif session.turn < EARLY and turn.mistaken:
        turn.misdialled()
    else:
        turn.answer()
    turn.feel()
    return (*dated, *turn.finish())


def says_nothing(utterance: Utterance) -> bool:
    """Whether a reply is silence: empty, or fillers all through."""
    return all(clause.does({"filler_only"}) for clause in utterance.clauses)


def understand(script: Script, session: Session, text: str) -> Utterance:
    """The reply as this dialogue's customer understands it."""
    return script.recogniser.understand(text, Context(session.heard), script.moves)


def hang_up(script: Script, session: Session) -> Events:
    """The trainee hangs up."""
    ending = script.endings["quit"]
    return (Ended(session.turn, "quit", ending.outcome, "trainee"),)


def voiced(session: Session, note: Voiced, again: bool = False) -> Voiced:
    """A voice note at its place in the call: of the reply to come, or `again` of the last one."""
    return replace(note, turn=session.turn if again else session.turn + 1, instead=again)


def take_back(session: Session) -> tuple[Event, ...]:
    """The trainee takes back the last reply; raises ValueError where there is none."""
    if not session.turn:
        raise ValueError("nothing to take back")
    return (TakenBack(session.turn),)


def hint(script: Script, session: Session) -> tuple[str, Event]:
    """The hint of the present state, and the event of asking for it."""
    return script.dialogue.states[session.state].hint, Hinted(session.turn, session.state)


__all__ = ["HUNG_UP", "LONGEST", "begin", "hang_up", "hint", "play", "take_back", "voiced"]
