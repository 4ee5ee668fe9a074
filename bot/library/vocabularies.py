"""The vocabulary of a language, gathered from its data files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from bot.authoring.followup import independent
from bot.authoring.phrases import lint_phrase
from bot.authoring.problem import KEY, Faulty, Place, Problem
from bot.document import Document, examine
from bot.language.normal import Normaliser
from bot.language.vocabulary import Entry, QuestionRule, Vocabulary

FOLDER = Path(__file__).parent.parent / "language" / "data"
LANGUAGES = ("zh", "en")


class Part(Vocabulary):
    """One file of a vocabulary: any of its sections."""

    language: Literal["zh", "en"] = "zh"
    acts: dict[str, Entry] = {}
    question_rules: tuple[QuestionRule, ...] = ()


def load_vocabulary(language: str, folder: Path = FOLDER) -> Vocabulary:
    """All files of `folder/language` merged; raises `Faulty` with every mistake in any of them."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted((folder / language).glob("*.yaml")):
        try:
            documents.append(examine(path))
        except Faulty as faulty:
            problems += faulty.problems
    drafts = [(document, document.draft(Part)) for document in documents]
    lists = {name: body for _, draft in drafts if draft.value for name, body in draft.value.lists.items()}
    for document, draft in drafts:
        linted = lint_part(draft.value, lists, language) if draft.value else ()
        problems += [*draft.problems, *map(document.locate, independent(linted, draft.places))]
    if problems:
        raise Faulty(problems)
    return Vocabulary.model_validate(merged(documents, language))


def merged(documents: list[Document], language: str) -> dict[str, Any]:
    """The data of all files as one; raises `Faulty` where two files write the same entry."""
    whole: dict[str, Any] = {"language": language}
    problems: list[Problem] = []
    for document in documents:
        for key, value in (document.data or {}).items():
            if isinstance(value, dict):
                group = whole.setdefault(key, {})
                problems += [
                    document.locate(Problem("entry-twice", (key, name, KEY), {"name": name}))
                    for name in value
                    if name in group
                ]
                group.update(value)
            elif isinstance(value, list):
                whole.setdefault(key, []).extend(value)
            else:
                whole[key] = value
    if problems:
        raise Faulty(problems)
    return whole


def lint_part(part: Part, lists: Mapping[str, str], language: str) -> Iterator[Problem]:
    """Phrase templates that can't be read."""
    normalise = Normaliser()
    for place, template in templates(part):
        yield from lint_phrase(template, place, lists, language, normalise)


def templates(part: Part) -> Iterator[tuple[Place, str]]:
    """Every phrase template of a file, with its place."""
    for place, phrases in phrase_lists(part):
        for n, template in enumerate(phrases):
            yield (*place, n), template
    for name, body in part.lists.items():
        yield ("lists", name), body


def phrase_lists(part: Part) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Every list of phrase templates of a file, with its place."""
    for section in ("acts", "moves"):
        for name, entry in getattr(part, section).items():
            yield (section, name, "templates"), entry.templates
            yield (section, name, "unless"), entry.unless
    for name, hints in part.cues.items():
        yield ("cues", name), hints
    yield ("question_masks",), part.question_masks
    for number, rule in enumerate(part.question_rules):
        yield ("question_rules", number, "templates"), rule.templates
