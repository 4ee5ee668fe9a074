"""What the names in a condition stand for during one turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from bot.language.form import Form
from bot.language.nuance import NAMES
from bot.language.stock import KINDS
from bot.language.utterance import Question, Utterance
from bot.roleplay.condition import Value
from bot.roleplay.limits import Judged, Verdict, judge
from bot.roleplay.session import Session
from bot.roleplay.sheet import Sheet
from bot.roleplay.written import day, number

QUESTIONS: dict[str, frozenset[Question]] = {
    "open_question": frozenset({Question.OPEN, Question.BOTH}),
    "closed_question": frozenset({Question.CLOSED, Question.BOTH}),
    "question": frozenset({Question.OPEN, Question.CLOSED, Question.BOTH}),
}

#: Things that happen in a turn and are not acts; manners answer them.
SITUATIONS = frozenset(
    {
        "interrupts",
        "silence",
        "reasked",
        "confirms",
        "misquotes",
        "unknown_question",
        "wrong_name",
        "other_language",
        "guarded",
        "impatient",
        "anything",
        "wants_answer",
        "bare_question",
        "asks_meaning",
        "leaves_a_choice",
    }
    | {f"wants_{form}" for form in get_args(Form)}
    | {f"about_{name}" for name in NAMES}
    | {f"takes_{kind}" for kind in KINDS}
)
#: What an answer to a worksheet may be by itself, and beside the other answers.
ANSWERS: dict[str, Callable[[str], object]] = {"number": number, "date": day}
VERDICTS = frozenset(get_args(Verdict))
NUMBERS = frozenset({"mood", "patience", "turns", "told", "opened"})
PREFIXES = frozenset(
    {"facts", "asks", "said", "earned", "persona", "person", "difficulty", "kind", "state", "answers"}
)


@dataclass(frozen=True)
class Scope:
    """Looks names up in the session and in the turn."""

    session: Session
    utterance: Utterance
    asked: frozenset[str]
    persona: str
    kind: str
    situations: frozenset[str] = frozenset({"anything"})
    sheet: Sheet | None = None

    @property
    def judged(self) -> Judged:
        """What the answer to the present item of a worksheet is."""
        items = self.sheet.items if self.sheet else ()
        item = next((item for item in items if item.state == self.session.state), None)
        if self.sheet is None or item is None:
            return Judged("fine")
        answers = {one.name: self.session.answers.get(one.state, "") for one in items}
        return judge(self.sheet, item, answers, self.session.day or "")

    def __call__(self, name: str) -> Value:
        """What a name stands for; an act, move or situation is true while it is there."""
        head, _, tail = name.partition(".")
        if tail:
            return self._look(head, tail)
        if name in NUMBERS:
            return numbers(self.session)[name]
        if name in QUESTIONS:
            return self.utterance.question in QUESTIONS[name]
        return name in self.situations or name in self.utterance.acts

    def _look(self, head: str, tail: str) -> bool:
        looks: Mapping[str, Callable[[], bool]] = {
            "facts": lambda: fact_told(self.session, tail),
            "asks": lambda: tail in self.asked,
            "said": lambda: tail in self.session.said or tail in self.utterance.acts,
            "earned": lambda: tail in self.session.earned,
            "persona": lambda: tail == self.persona,
            "person": lambda: tail == self.session.person,
            "difficulty": lambda: tail == self.session.difficulty,
            "kind": lambda: tail == self.kind,
            "answers": lambda: self._answers(tail),
            "state": lambda: tail == self.session.state.replace("-", "_"),
        }
        return looks[head]()

    def _answers(self, what: str) -> bool:
        if what in VERDICTS:
            return self.judged.verdict == what
        return ANSWERS[what](self.utterance.text) is not None


def fact_told(session: Session, name: str) -> bool:
    """Whether a fact was told; `trips.open` asks for the rich answer."""
    fact, _, depth = name.partition(".")
    got = session.told.get(fact)
    return got in ("open", "more") if depth == "open" else got is not None


def numbers(session: Session) -> dict[str, int]:
    """The figures a condition can compare; of what was told only what is to be won in this call."""
    told = [depth for fact, depth in session.told.items() if fact in session.counting]
    return {
        "mood": session.mood,
        "patience": session.patience,
        "turns": session.turn,
        "told": len(told),
        "opened": sum(depth != "closed" for depth in told),
    }
