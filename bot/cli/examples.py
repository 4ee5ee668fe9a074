"""Labelled replies, read from files."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.words import ACTS_LISTED, Message, unknown
from bot.language.acts import ACTS
from bot.language.utterance import Question, whole

#: Labels of other collections in this product's terms.
CLASSES = {"factual-wh": "closed"}
KINDS = tuple(kind.value for kind in Question)


@dataclass(frozen=True, slots=True)
class Example:
    """A reply with its labels; `acts` is None where only the question type was labelled."""

    text: str
    question: str
    acts: frozenset[str] | None = None
    heard: tuple[str, ...] = ()


class Unlabelled(ValueError):
    """A file, or a line of it, that holds no examples; `key` names the message, `why` what a word of the
    line should be."""

    def __init__(self, key: str, number: int = 0, why: Message | None = None) -> None:
        self.key, self.number, self.why = key, number, why
        super().__init__(key)


def read(file: Path) -> list[Example]:
    """The examples of a file: tab-separated `text`, `label`; or JSON lines of a corpus."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        examples = list(from_json(stream) if file.suffix == ".jsonl" else from_table(stream))
    if not examples:
        raise Unlabelled("cli-eval-empty")
    return examples


def from_table(stream: Iterator[str]) -> Iterator[Example]:
    """Texts with a question type each."""
    for number, row in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        if row in ([], ["text", "label"]):
            continue
        if len(row) != 2:
            raise Unlabelled("cli-eval-row", number)
        label = CLASSES.get(row[1], row[1])
        if label not in KINDS:
            raise Unlabelled("cli-eval-word", number, unknown("label", row[1], (*KINDS, *CLASSES)))
        yield Example(row[0], label)


def from_json(stream: Iterator[str]) -> Iterator[Example]:
    """Replies labelled clause by clause."""
    for number, line in enumerate(stream, start=1):
        try:
            reply = json.loads(line)
            if wrong := unlabelled(reply["clauses"]):
                raise Unlabelled("cli-eval-word", number, wrong)
            kind = whole(Question(clause["question"]) for clause in reply["clauses"]).value
            acts = frozenset(act for clause in reply["clauses"] for act in clause["acts"])
            yield Example(str(reply["text"]), kind, acts, tuple(reply.get("heard", ())))
        except Unlabelled:
            raise
        except (ValueError, KeyError, TypeError):
            raise Unlabelled("cli-eval-row", number) from None


def unlabelled(clauses: Sequence[Mapping[str, Any]]) -> Message | None:
    """The first label of a reply that there isn't."""
    for number, clause in enumerate(clauses):
        place = f"clauses.{number}"
        if (asked := str(clause["question"])) not in KINDS:
            return unknown(f"{place}.question", asked, KINDS)
        for act in clause["acts"]:
            if act not in ACTS:
                return unknown(f"{place}.acts", str(act), ACTS, ACTS_LISTED)
    return None
