"""`analyse` and `score`: the core for any text, JSON lines in, JSON lines or words out, one at a time."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.catalogue import Catalogue
from bot.channels.terminal.reasons import reasons
from bot.channels.terminal.screen import console
from bot.cli.words import unchosen
from bot.config import Settings
from bot.language.acts import ACTS
from bot.language.recogniser import Recogniser
from bot.language.utterance import Clause
from bot.library.recognisers import load_recogniser
from bot.library.rubrics import load_rubrics
from bot.scoring.scorecard import NothingSaid, Scorecard, score
from bot.scoring.transcript import Transcript, to_events

T = TypeVar("T")
#: How a score is told.
Form = Literal["json", "text"]
#: A transcript's id with its score.
Scored = tuple[str | int, Scorecard]

#: Exit code where some lines could not be read; the others were answered.
SOME_FAILED = 1
#: So much of a phrase template is shown (characters).
RULE = 80


class Line(BaseModel):
    """A text to be analysed."""

    model_config = ConfigDict(extra="ignore")
    id: str | int
    text: str


class LineError(ValueError):
    """A line that can't be answered; `key` names the message."""

    def __init__(self, key: str, **details: str) -> None:
        self.key, self.details = key, details
        super().__init__(key)


def analyse(words: Catalogue, language: str) -> int:
    """What each text asks and does."""
    recogniser = load_recogniser(language)
    return each_line(words, lambda body: analysed(recogniser, read_as(Line, body)), show_json)


def analysed(recogniser: Recogniser, line: Line) -> dict[str, Any]:
    """The answer to one line of `analyse`."""
    utterance = recogniser.understand(line.text)
    return {
        "id": line.id,
        "question": utterance.question.value,
        "acts": [name for name in utterance.acts if name in ACTS],
        "clauses": [clause_json(clause) for clause in utterance.clauses],
    }


def clause_json(clause: Clause) -> dict[str, Any]:
    """A clause with the words that made it what it is."""
    evidence = [
        {"act": a.name, "quote": a.evidence.quote, "rule": short(a.evidence.rule)}
        for a in clause.acts
        if a.name in ACTS
    ]
    if clause.question_evidence:
        why = clause.question_evidence
        evidence.append({"question": clause.question.value, "quote": why.quote, "rule": short(why.rule)})
    return {
        "text": clause.text,
        "question": clause.question.value,
        "acts": [item["act"] for item in evidence if "act" in item],
        "evidence": evidence,
    }


def short(rule: str) -> str:
    """A rule at a length people read."""
    return rule if len(rule) <= RULE else f"{rule[: RULE - 1]}…"


def score_lines(settings: Settings, words: Catalogue, language: str, form: Form | None = None) -> int:
    """The score of each transcript: with its reasons for somebody at a terminal, else as JSON, unless `form`
    says which."""
    recogniser = load_recogniser(language)
    rubrics = load_rubrics(settings.path(settings.rubrics))
    screen = console()

    def answer(body: object) -> Scored:
        transcript = read_as(Transcript, body)
        events = to_events(transcript, recogniser)
        try:
            card = score(events, transcript.kind, rubrics, recogniser.vocabulary.words, recogniser.version)
        except NothingSaid:
            raise LineError("cli-line-nothing-said") from None
        return transcript.id, card

    def explain(scored: Scored) -> None:
        name, card = scored
        screen.print(reasons(card, str(name), language, screen.width))

    if form == "text" or (form is None and sys.stdout.isatty()):
        return each_line(words, answer, explain)
    return each_line(words, answer, lambda scored: show_json(card_json(*scored)))


def card_json(name: str | int, card: Scorecard) -> dict[str, Any]:
    """A score in short."""
    return {
        "id": name,
        "total": card.total,
        "dimensions": {d.name: d.score for d in card.dimensions},
        "faults": [{"act": f.act, "turn": f.turn, "quote": f.quote} for f in card.faults],
        "digest": card.digest,
    }


def show_json(body: Mapping[str, Any]) -> None:
    """Print an object on a line of its own."""
    print(json.dumps(body, ensure_ascii=False), flush=True)


def each_line(words: Catalogue, answer: Callable[[object], T], show: Callable[[T], None]) -> int:
    """Answer standard input line by line; a line that can't be answered is told, the rest goes on."""
    failed = False
    for number, raw in numbered(sys.stdin.buffer):
        try:
            result = answer(decoded(raw))
        except LineError as error:
            failed = True
            why = words.say(error.key, **error.details)
            print(words.say("cli-line-failed", number=number, why=why), file=sys.stderr, flush=True)
            continue
        show(result)
    return SOME_FAILED if failed else 0


def numbered(stream: Any) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    for number, raw in enumerate(stream, start=1):
        if raw.strip():
            yield number, raw


def decoded(raw: bytes) -> object:
    """A line as JSON."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineError("cli-line-not-utf8") from None
    except (ValueError, RecursionError):
        raise LineError("cli-line-not-json") from None


def read_as(model: type[Any], body: object) -> Any:
    """A line as the object it should be."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        if message := unchosen(error):
            raise LineError(message[0], **message[1]) from None
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "-"
        raise LineError("cli-line-wrong", place=place) from None
