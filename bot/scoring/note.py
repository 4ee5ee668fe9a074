"""A coach's note on one reply: the one thing most worth knowing, with the trainee's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.language.acts import FAULTS
from bot.language.utterance import Question
from bot.scoring.measures.sight import quoted
from bot.scoring.record import Exchange, Record
from bot.scoring.rubric import Rubrics
from bot.scoring.scorecard import against

#: What deserves a word of praise, in this order.
GOOD = (
    "restate",
    "read_back",
    "empathise",
    "agree_partly",
    "commit_time",
    "break_down_price",
    "offer_choice",
)
#: So many questions in one breath are too many.
STACKED = 2


@dataclass(frozen=True, slots=True)
class Note:
    """`key` names the text, `details` fill it in; `rule` is the rule of the rubric behind it, if any."""

    key: str
    details: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""


def note(call: Record, rubrics: Rubrics) -> Note | None:
    """The note on the last reply; None where there is nothing to say."""
    if not call.exchanges:
        return None
    return next(remarks(call, call.exchanges[-1], rubrics), None)


def remarks(call: Record, last: Exchange, rubrics: Rubrics) -> Iterator[Note]:
    """Everything worth saying of a reply, the weightiest first; of another language nothing but that."""
    if "other_language" in last.acts:
        yield Note("note-other-language")
        return
    yield from wrongs(call, last, rubrics)
    yield from weaknesses(last)
    yield from strengths(last)


def wrongs(call: Record, last: Exchange, rubrics: Rubrics) -> Iterator[Note]:
    """What shouldn't have been said."""
    for clause in last.utterance.clauses:
        for act in clause.acts:
            if act.name in FAULTS:
                quote = quoted(act.evidence.quote, clause.text)
                rule = against(act.name, rubrics, call.language)
                yield Note("note-fault", {"quote": quote, "act": act.name}, rule)


def weaknesses(last: Exchange) -> Iterator[Note]:
    """What could have been done better."""
    if last.interrupts:
        yield Note("note-interrupts")
    yield from (Note("note-reasked", {"quote": again.quote}) for again in last.reasked)
    yield from (
        Note("note-mood-down", {"because": f.because}) for f in last.felt if f.mood_by < 0 and f.because
    )
    if last.utterance.question is Question.CLOSED:
        yield from (Note("note-closed", {"quote": t.quote}) for t in last.told if t.depth == "closed")
    if len(last.utterance.inquiries()) >= STACKED:
        yield Note("note-stacked")


def strengths(last: Exchange) -> Iterator[Note]:
    """What was done well."""
    if last.utterance.question in (Question.OPEN, Question.BOTH):
        yield from (Note("note-open", {"quote": t.quote}) for t in last.told if t.depth != "closed")
    for name in GOOD:
        if (why := last.utterance.evidence(name)) is not None:
            yield Note("note-good", {"quote": why.quote, "act": name})
