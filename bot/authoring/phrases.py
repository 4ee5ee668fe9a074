"""Mistakes in what the trainee may say: phrase templates, moves, and the questions that win facts."""

from collections.abc import Iterator, Mapping

import re2

from bot.authoring.names import Known, all_replies, lint_condition, lint_conditions, names_in, nearest
from bot.authoring.problem import Place, Problem
from bot.language.matcher import MEMORY
from bot.language.normal import Normaliser
from bot.language.recogniser import Recogniser
from bot.language.template import TemplateError, pattern
from bot.language.vocabulary import Entry
from bot.roleplay.dialogue import Dialogue, Fact, Feeling, Reply

OPTIONS = re2.Options()
OPTIONS.max_mem = MEMORY
OPTIONS.log_errors = False
#: What a template's error names → our diagnostics.
TEMPLATE_CODES = {
    "unreadable": "template-unreadable",
    "brackets": "template-brackets",
    "anchor_inside": "template-anchor-inside",
    "unknown_list": "template-list-unknown",
    "circular_list": "template-list-circular",
}
#: Marks of the start and end of a clause.
ANCHORS = frozenset("^$")


def lint_template(template: str, place: Place, known: Known) -> Iterator[Problem]:
    """A phrase template of a dialogue that can't be read."""
    yield from lint_phrase(
        template, place, known.vocabulary.lists, known.vocabulary.language, known.normalise
    )


def lint_phrase(
    template: str, place: Place, lists: Mapping[str, str], language: str, normalise: Normaliser
) -> Iterator[Problem]:
    """A phrase template that can't be read."""
    text = normalise(template)
    try:
        re2.compile(pattern(text, lists, language), OPTIONS)
    except (TemplateError, RecursionError, re2.error) as error:
        details = {"text": template, **getattr(error, "details", {})}
        name = details.get("name")
        if name is not None:
            details["nearest"] = nearest(name, set(lists) - {name})
        problem = getattr(error, "problem", "unreadable")
        if problem == "brackets" and ANCHORS & set(text.removeprefix("^").removesuffix("$")):
            problem = "anchor_inside"
        yield Problem(TEMPLATE_CODES[problem], place, details)


def lint_facts(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Mistakes in facts."""
    for name, fact in dialogue.customer.facts.items():
        place: Place = ("customer", "facts", name)
        if fact.only_if:
            yield from lint_condition(fact.only_if, (*place, "if"), known)
        yield from lint_conditions(fact.when, (*place, "when"), known)
        for n, template in enumerate(fact.topic):
            yield from lint_template(template, (*place, "topic", n), known)
        if not (fact.topic or fact.asks or fact.when):
            yield Problem("fact-unobtainable", place, {"name": name})
        elif not fact.label:
            yield Problem("fact-unlabelled", place, {"name": name})


def lint_asks(facts: Mapping[str, Fact], recogniser: Recogniser) -> Iterator[Problem]:
    """Questions written for a fact that, asked in a call, don't win it: not heard as questions, or written
    for another fact as well."""
    first: dict[str, str] = {}
    for name, fact in facts.items():
        for n, text in enumerate(fact.asks):
            put = text.rstrip("?？") + "?"
            other = first.setdefault(recogniser.normalise(put), name)
            code = "ask-other-fact" if other != name else ""
            if not recogniser.asks(put):
                code = "ask-no-question"
            if code:
                details = {"text": text, "name": name, "other": other}
                yield Problem(code, ("customer", "facts", name, "asks", n), details, warning=True)


def lint_moves(moves: Mapping[str, Entry], recogniser: Recogniser) -> Iterator[Problem]:
    """Moves that can't be read, or are named like a shared act."""
    known = Known(recogniser, moves, set())
    for name, entry in moves.items():
        place: Place = ("moves", name)
        if name in recogniser.vocabulary.acts or name in recogniser.vocabulary.moves:
            yield Problem("move-shadows-act", place, {"name": name})
        if not (entry.templates or entry.examples):
            yield Problem("move-unsayable", place, {"name": name})
        for key in ("templates", "unless"):
            for n, template in enumerate(getattr(entry, key)):
                yield from lint_template(template, (*place, key, n), known)


def lint_near_misses(moves: Mapping[str, Entry], recogniser: Recogniser) -> Iterator[Problem]:
    """Near misses that are recognised all the same; only for moves that can be read."""
    own = recogniser.repertoire(dict(moves))
    for name, entry in moves.items():
        for n, text in enumerate(entry.near_misses):
            if any(seen == name for _, seen, _ in own.seen(recogniser.hear(text))):
                details = {"text": text, "name": name}
                yield Problem("near-miss-recognised", ("moves", name, "near_misses", n), details)


def lint_unused(dialogue: Dialogue) -> Iterator[Problem]:
    """Moves that no condition asks for."""
    deciding: list[Reply | Feeling | Fact] = [*all_replies(dialogue), *dialogue.feelings]
    deciding += dialogue.customer.facts.values()
    texts = [text for one in deciding for text in (*one.when, one.only_if or "anything")]
    used = {name.removeprefix("said.") for text in texts for name in names_in(text) or ()}
    for name in dialogue.moves:
        if name not in used:
            yield Problem("move-unused", ("moves", name), {"name": name}, warning=True)
