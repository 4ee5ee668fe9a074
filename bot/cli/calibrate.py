"""`calibrate`: how far the product and a trainer agree, and the rules behind what they don't agree on."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
from pydantic import ValidationError

from bot.catalogue import Catalogue
from bot.cli.words import ACTS_LISTED, Message, unchosen, unknown
from bot.config import Settings
from bot.language.figures import Figure, kappa, per_label, weighted_kappa
from bot.language.recogniser import Recogniser
from bot.language.utterance import Context, Question
from bot.language.vocabulary import Written
from bot.library.recognisers import load_recogniser
from bot.library.rubrics import load_rubrics
from bot.roleplay.dialogue import Kind
from bot.scoring.rubric import Rubrics
from bot.scoring.scorecard import NothingSaid, Scorecard, score
from bot.scoring.transcript import Said, Transcript, to_events

#: From these points on a criterion counts as well done.
WELL = 60.0
#: Figures from fewer marks than this say little.
FEW = 20
#: Where the criteria are listed.
RUBRICS = "rubrics/*.yaml"
Verdict = Literal["good", "bad"]


class MarkedReply(Written):
    """A reply as a trainer understands it."""

    text: str
    heard: tuple[str, ...] = ()
    question: Question
    acts: tuple[str, ...] = ()


class MarkedCall(Written):
    """A call as a trainer judges it: the total they would give, and what they say of some criteria."""

    id: str | int
    kind: Kind
    turns: tuple[Said, ...]
    total: float
    criteria: dict[str, Verdict] = {}


class Misnamed(ValueError):
    """A line with a word that there isn't; `message` says what there is."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message[0])


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion of a call: what the trainer says and what the product says, with its rule."""

    criterion: str
    title: str
    rule: str
    trainer: str
    product: str


def calibrate(settings: Settings, words: Catalogue, file: Path, language: str) -> int:
    """Print the agreement on a file of marked replies and calls; 1 where a line can't be read."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        click.echo(words.say("cli-eval-unreadable", file=str(file)), err=True)
        return 2
    recogniser = load_recogniser(language)
    rubrics = load_rubrics(settings.path(settings.rubrics))
    replies: list[MarkedReply] = []
    calls: list[tuple[MarkedCall, Scorecard]] = []
    failed = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = read(line)
            if wrong := misnamed(found, recogniser, rubrics):
                raise Misnamed(wrong)
            if isinstance(found, MarkedReply):
                replies.append(found)
            else:
                calls.append((found, scored(found, recogniser, rubrics)))
        except Misnamed as error:
            failed = True
            why = words.say(error.message[0], **error.message[1])
            click.echo(words.say("cli-calibrate-word", number=number, why=why), err=True)
        except (ValueError, NothingSaid):
            failed = True
            click.echo(words.say("cli-calibrate-line", number=number), err=True)
    for text in (*on_replies(replies, recogniser, words), *on_calls(calls, rubrics, words)):
        click.echo(text)
    if not replies and not calls:
        click.echo(words.say("cli-calibrate-empty", file=str(file)), err=True)
        return 2
    return 1 if failed else 0


def read(line: str) -> MarkedReply | MarkedCall:
    """A line as a marked call or a marked reply; raises ValueError, Misnamed where a word is the trouble."""
    body = json.loads(line)
    try:
        return MarkedCall.model_validate(body) if "turns" in body else MarkedReply.model_validate(body)
    except ValidationError as error:
        if message := unchosen(error):
            raise Misnamed(message) from error
        raise ValueError(line) from error
    except TypeError as error:
        raise ValueError(line) from error


def misnamed(marked: MarkedReply | MarkedCall, recogniser: Recogniser, rubrics: Rubrics) -> Message | None:
    """The first act or criterion that was marked and that there isn't: it would be left out unnoticed."""
    if isinstance(marked, MarkedReply):
        place, named, known, listed = "acts", marked.acts, set(recogniser.vocabulary.acts), ACTS_LISTED
    else:
        criteria = {c.id for rubric in rubrics.rubrics.values() for c in rubric.criteria}
        place, named, known, listed = "criteria", tuple(marked.criteria), criteria, RUBRICS
    return next((unknown(place, name, known, listed) for name in named if name not in known), None)


def scored(call: MarkedCall, recogniser: Recogniser, rubrics: Rubrics) -> Scorecard:
    """What the product says of a call."""
    transcript = Transcript(id=call.id, kind=call.kind, turns=call.turns)
    events = to_events(transcript, recogniser)
    return score(events, call.kind, rubrics, recogniser.vocabulary.words, recogniser.version)


def on_replies(replies: Sequence[MarkedReply], recogniser: Recogniser, words: Catalogue) -> Iterator[str]:
    """Agreement on questions and acts."""
    if not replies:
        return
    heard = [recogniser.understand(reply.text, Context(reply.heard)) for reply in replies]
    pairs = [(r.question.value, h.question.value) for r, h in zip(replies, heard, strict=True)]
    yield words.say("cli-calibrate-replies", count=len(replies), kappa=f"{kappa(pairs):.2f}")
    known = {act for reply in replies for act in reply.acts}
    both = [
        (frozenset(r.acts), frozenset(h.acts) & (known | set(recogniser.vocabulary.acts)))
        for r, h in zip(replies, heard, strict=True)
    ]
    for act, figure in sorted(per_label(both).items(), key=lambda item: (-differs(item[1]), item[0])):
        if differs(figure):
            yield words.say("cli-calibrate-act", act=act, missed=figure.missed, extra=figure.wrong)
    for reply, (asked, found) in zip(replies, pairs, strict=True):
        if asked != found:
            yield words.say("cli-calibrate-question", text=reply.text, trainer=asked, product=found)


def differs(figure: Figure) -> int:
    """How often two labellings differ on a label."""
    return figure.missed + figure.wrong


def on_calls(
    calls: Sequence[tuple[MarkedCall, Scorecard]], rubrics: Rubrics, words: Catalogue
) -> Iterator[str]:
    """Agreement on bands and criteria; the criteria they differ on, with their rules."""
    if not calls:
        return
    order = [band.least for band in rubrics.scheme.bands]
    pairs = [
        (order.index(rubrics.band(call.total).least), order.index(rubrics.band(card.total).least))
        for call, card in calls
    ]
    yield words.say("cli-calibrate-calls", count=len(calls), kappa=f"{weighted_kappa(pairs):.2f}")
    if len(calls) < FEW:
        yield words.say("cli-calibrate-few", count=len(calls), few=FEW)
    judged = [item for call, card in calls for item in verdicts(call, card)]
    if judged:
        agreement = kappa([(item.trainer, item.product) for item in judged])
        yield words.say("cli-calibrate-criteria", count=len(judged), kappa=f"{agreement:.2f}")
    apart: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        if item.trainer != item.product:
            apart[item.criterion].append(item)
    for _, items in sorted(apart.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        first = items[0]
        yield words.say(
            "cli-calibrate-apart",
            title=first.title,
            times=len(items),
            trainer=words.say(f"cli-calibrate-{first.trainer}"),
            rule=first.rule,
        )


def verdicts(call: MarkedCall, card: Scorecard) -> Iterator[Judged]:
    """What trainer and product say of the criteria that the trainer marked and the product assessed."""
    for dimension in card.dimensions:
        for mark in dimension.marks:
            trainer = call.criteria.get(mark.criterion)
            if trainer and mark.points is not None:
                product = "good" if mark.points >= WELL else "bad"
                yield Judged(mark.criterion, mark.title, mark.rule, trainer, product)
