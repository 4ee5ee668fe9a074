"""What was understood: clauses, their acts and question types, each with the words that made it so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """The answer a clause or a reply invites: judged by the answer, not by the form."""

    OPEN = "open"
    CLOSED = "closed"
    BOTH = "both"
    NONE = "none"

    @property
    def asks(self) -> bool:
        """Whether it is a question at all."""
        return self is not Question.NONE


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was recognised: the exact words and the rule or example that decided.

    `start` and `end` are character offsets into the reply as it was written; `confidence` is 0–1
    (1 for a phrase template, the similarity for an example).
    """

    quote: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Act:
    """One act (or a dialogue's own move) seen in a clause."""

    name: str
    evidence: Evidence


#: The rule of evidence that rests on labelled replies.
LEARNED = "learned"
#: Closed questions that do one of these are about the call, not about the customer.
PROCEDURAL = frozenset(
    {
        "ask_convenient",
        "confirm_person",
        "small_talk",
        "check_satisfaction",
        "offer_mailing",
        "ask_address",
        "ask_permission",
        "ask_repeat",
        "ask_hold",
        "ask_identity",
        "offer_choice",
    }
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a reply between two pauses, with what it asks and does."""

    text: str
    start: int
    end: int
    question: Question = Question.NONE
    question_evidence: Evidence | None = None
    acts: tuple[Act, ...] = ()

    @property
    def procedural(self) -> bool:
        """Whether this is a question about the call itself (“is now a good time?”)."""
        ruled = {act.name for act in self.acts if act.evidence.rule != LEARNED}
        return self.question is Question.CLOSED and bool(ruled & PROCEDURAL)

    def does(self, names: Collection[str]) -> bool:
        """Whether one of these acts is done."""
        return any(act.name in names for act in self.acts)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One reply, understood."""

    text: str
    clauses: tuple[Clause, ...] = ()

    @property
    def question(self) -> Question:
        """The question type of the whole reply: `both` where it holds an open and a closed one."""
        return whole({clause.question for clause in self.clauses})

    @property
    def acts(self) -> tuple[str, ...]:
        """Names of all acts, each once, in the order they were said."""
        return tuple(dict.fromkeys(act.name for clause in self.clauses for act in clause.acts))

    def evidence(self, name: str) -> Evidence | None:
        """The words of the first occurrence of an act, or None where it was not seen."""
        return next((a.evidence for c in self.clauses for a in c.acts if a.name == name), None)

    def questions(self) -> tuple[Clause, ...]:
        """The clauses that ask something."""
        return tuple(c for c in self.clauses if c.question is not Question.NONE)

    def inquiries(self) -> tuple[Clause, ...]:
        """The questions after the customer's needs: neither about the call itself nor small talk."""
        return tuple(c for c in self.questions() if not c.procedural and not c.does({"small_talk"}))


@dataclass(frozen=True, slots=True)
class Context:
    """What was said before a reply, where it decides what the reply does.

    `heard` holds the customer's lines, oldest first; the last one is what the reply answers.
    """

    heard: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The customer's last line, or an empty string at the start of a call."""
        return self.heard[-1] if self.heard else ""


def whole(kinds: Iterable[Question]) -> Question:
    """The type of a reply whose clauses have these types."""
    found = set(kinds) - {Question.NONE}
    if Question.BOTH in found or len(found) > 1:
        return Question.BOTH
    return found.pop() if found else Question.NONE
