"""Labelled replies, read from files."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """A file, or a line of it, that holds no examples; `key` names the message."""

    def __init__(self, key: str, number: int = 0) -> None:
        self.key, self.number = key, number
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
        label = CLASSES.get(row[-1], row[-1])
        if len(row) != 2 or label not in KINDS:
            raise Unlabelled("cli-eval-row", number)
        yield Example(row[0], label)


def from_json(stream: Iterator[str]) -> Iterator[Example]:
    """Replies labelled clause by clause."""
    for number, line in enumerate(stream, start=1):
        try:
            reply = json.loads(line)
            kind = whole(Question(clause["question"]) for clause in reply["clauses"]).value
            acts = frozenset(act for clause in reply["clauses"] for act in clause["acts"])
            yield Example(str(reply["text"]), kind, acts, tuple(reply.get("heard", ())))
        except (ValueError, KeyError, TypeError):
            raise Unlabelled("cli-eval-row", number) from None
