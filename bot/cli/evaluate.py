"""`eval`: how well replies are understood, measured on a labelled file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bot.catalogue import Catalogue
from bot.cli.examples import KINDS, Example, Unlabelled, read
from bot.language import keywords
from bot.language.acts import ACTS, FAMILIES, FAULTS
from bot.language.figures import Figure, kappa, macro_f1, micro, per_label
from bot.language.recogniser import Recogniser
from bot.language.utterance import Context
from bot.library.recognisers import load_recogniser


@dataclass(frozen=True, slots=True)
class Result:
    """An example with what was understood, and what keywords alone would say."""

    example: Example
    question: str
    acts: frozenset[str]
    keyword: str


def evaluate(words: Catalogue, file: Path, language: str, misses: int) -> int:
    """Print the figures of a labelled file, and some of what was misunderstood."""
    try:
        examples = read(file)
    except (OSError, UnicodeDecodeError):
        click.echo(words.say("cli-eval-unreadable", file=str(file)), err=True)
        return 2
    except Unlabelled as error:
        why = words.say(error.why[0], **error.why[1]) if error.why else ""
        click.echo(words.say(error.key, file=str(file), number=error.number, why=why), err=True)
        return 2
    results = understood(examples, load_recogniser(language), language)
    for line in (*question_table(results), "", *act_table(results)):
        click.echo(line)
    for result in wrong(results)[:misses]:
        click.echo(missed(result))
    return 0


def understood(examples: Sequence[Example], recogniser: Recogniser, language: str) -> list[Result]:
    """Every example as it is understood."""
    results = []
    for example in examples:
        reply = recogniser.understand(example.text, Context(example.heard))
        acts = frozenset(reply.acts) & ACTS
        plain = keywords.question(example.text, language).value
        results.append(Result(example, reply.question.value, acts, plain))
    return results


def question_figures(results: Sequence[Result], keyword: bool = False) -> dict[str, Figure]:
    """Figures of the question types, ours or those of the keyword rule."""
    return per_label(
        [
            (frozenset({r.example.question}), frozenset({r.keyword if keyword else r.question}))
            for r in results
        ]
    )


def act_figures(results: Sequence[Result]) -> dict[str, Figure]:
    """Figures of the acts, over the examples whose acts were labelled."""
    return per_label([(r.example.acts, r.acts) for r in results if r.example.acts is not None])


def question_table(results: Sequence[Result]) -> Iterator[str]:
    """Question types, line by line."""
    ours, plain = question_figures(results), question_figures(results, keyword=True)
    yield f"{'question':<22}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}{'keyword F1':>12}"
    for kind in KINDS:
        if kind in ours:
            yield row(kind, ours[kind]) + f"{plain[kind].f1 if kind in plain else 0:>12.3f}"
    agreement = kappa([(r.example.question, r.question) for r in results])
    yield f"{'macro F1':<36}{macro_f1(ours):>7.3f}{len(results):>6}{macro_f1(plain):>12.3f}"
    yield f"{'κ':<36}{agreement:>7.3f}"


def act_table(results: Sequence[Result]) -> Iterator[str]:
    """Acts, line by line, then all of them and the faults together."""
    figures = act_figures(results)
    if not figures:
        return
    yield f"{'act':<22}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}"
    names = [name for family in FAMILIES.values() for name in family]
    yield from (row(name, figures[name]) for name in names if name in figures)
    yield row("all, micro", micro(figures.values()))
    yield row("faults, micro", micro(f for name, f in figures.items() if name in FAULTS))


def row(name: str, figure: Figure) -> str:
    """One line of a table."""
    return f"{name:<22}{figure.precision:>7.3f}{figure.recall:>7.3f}{figure.f1:>7.3f}{figure.support:>6}"


def wrong(results: Sequence[Result]) -> list[Result]:
    """What was misunderstood."""
    return [
        r
        for r in results
        if r.question != r.example.question or (r.example.acts is not None and r.acts != r.example.acts)
    ]


def missed(result: Result) -> str:
    """A misunderstanding: the text, what it is and what was heard."""
    there, found = result.example, result
    lost = sorted((there.acts or frozenset()) - found.acts)
    invented = sorted(found.acts - (found.acts if there.acts is None else there.acts))
    kind = "" if there.question == found.question else f" {there.question} → {found.question}"
    acts = "".join([f" −{act}" for act in lost] + [f" +{act}" for act in invented])
    return f"{there.text} |{kind}{acts}"
