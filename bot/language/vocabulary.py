"""The vocabulary of a language, as people write it in YAML: templates, examples, near misses."""

import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.language.utterance import Question

#: What must have been said before, for an act that only counts in answer to it.
Need = Literal["customer", "objection", "complaint", "dictation"]

#: Similarity from which an example counts as the same thing said differently (0–1).
THRESHOLD = 0.72


class Written(BaseModel):
    """Anything people write: unknown keys are mistakes, not decoration."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Written):
    """How one act or move is recognised.

    `templates` match words; `examples` are whole clauses, matched by likeness from `threshold` on;
    a match that overlaps one of `unless` does not count; `near_misses` must never be recognised
    (they are the tests of this entry). `negatable`: “I won't …” in front of it takes it back.
    `needs`: counts only after the customer said something of this kind. `about`: what was learned counts
    only where a word of one of these kinds (see `senses`) was said, by either side.
    """

    templates: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    threshold: Annotated[float, Field(ge=0.3, le=1.0)] = THRESHOLD
    negatable: bool = False
    needs: Need | None = None
    about: tuple[str, ...] = ()


class QuestionRule(Written):
    """One step in deciding what a clause asks; the first rule that matches decides."""

    name: str
    type: Question
    templates: tuple[str, ...]


class QuestionSample(Written):
    """A reply with the question type it must get."""

    text: str
    question: Question


class Words(Written):
    """Word lists that measures and rules need.

    `lookalikes` contain a negation without negating (不过, 特别).
    """

    fillers: tuple[str, ...] = ()
    courtesy: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    dictation: tuple[str, ...] = ()
    whens: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    anger: tuple[str, ...] = ()
    reluctance: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    clause_ends: tuple[str, ...] = ()


class Vocabulary(Written):
    """Everything a recogniser needs to know of one language."""

    language: Literal["zh", "en"]
    lists: dict[str, str] = {}
    acts: dict[str, Entry]
    moves: dict[str, Entry] = {}
    question_masks: tuple[str, ...] = ()
    question_rules: tuple[QuestionRule, ...]
    question_samples: tuple[QuestionSample, ...] = ()
    words: Words = Words()
    senses: dict[str, str] = {}
    cues: dict[str, tuple[str, ...]] = {}

    @property
    def version(self) -> str:
        """A digest of the content: two recognisers with the same version hear the same."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
