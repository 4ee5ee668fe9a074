"""Titles that two dialogues share: trainees choose by the title and couldn't tell them apart."""

from collections.abc import Iterable, Iterator

from bot.authoring.problem import Problem


def lint_titles(titles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Problem]]:
    """Of these ids with their titles, each whose title an earlier one has, with what to tell of it."""
    owners: dict[str, str] = {}
    for id, title in titles:
        owner = owners.setdefault(plain(title), id)
        if owner != id:
            yield id, Problem("title-twice", ("title",), {"title": title, "other": owner}, warning=True)


def plain(title: str) -> str:
    """A title as people tell it from others: whatever its spaces, marks and capitals."""
    return "".join(letter for letter in title.casefold() if letter.isalnum()) or title
