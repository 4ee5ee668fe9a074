"""People from a list: CSV with a head line (name, telegram, team, role, language)."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

#: Heads as people write them.
HEADS = {
    "name": ("name", "姓名", "名字"),
    "telegram": ("telegram", "telegram id", "id", "编号", "telegram编号"),
    "team": ("team", "团队", "小组"),
    "role": ("role", "角色"),
    "language": ("language", "lang", "语言"),
}
ROLES = {"学员": "trainee", "教练": "trainer", "主管": "manager", "": "trainee"}
LANGUAGES = {"中文": "zh", "英文": "en", "english": "en", "chinese": "zh", "": "zh"}


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list; `line` is where they stand in the file."""

    line: int
    name: str
    telegram: str
    team: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a line: the key of the text, and what fills it in."""

    line: int
    key: str
    value: str = ""


def read(text: str) -> tuple[tuple[Listed, ...], tuple[Mistake, ...]]:
    """The people of a list, and every mistake in it. Commas, semicolons and tabs may stand between."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=between)
    head = heads(next(rows, []))
    missing = [name for name in ("name", "telegram", "team") if name not in head]
    if missing:
        return (), tuple(Mistake(1, "people-no-column", name) for name in missing)
    found = [listed(line, row, head) for line, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    return tuple(found), tuple(mistakes(found))


def heads(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what."""
    written = [cell.strip().lower() for cell in row]
    return {
        name: next(n for n, cell in enumerate(written) if cell in known)
        for name, known in HEADS.items()
        if any(cell in known for cell in written)
    }


def listed(line: int, row: Sequence[str], head: dict[str, int]) -> Listed:
    """A line as somebody."""

    def cell(name: str) -> str:
        at = head.get(name, len(row))
        return " ".join(row[at].split()) if at < len(row) else ""

    role, language = cell("role").lower(), cell("language").lower()
    return Listed(
        line,
        cell("name")[:200],
        cell("telegram"),
        cell("team")[:200],
        ROLES.get(role, role),
        LANGUAGES.get(language, language),
    )


def mistakes(found: Iterable[Listed]) -> list[Mistake]:
    """Everything that is wrong with a list."""
    wrong, seen = [], dict[tuple[str, str], int]()
    for one in found:
        if not one.name:
            wrong.append(Mistake(one.line, "people-no-name"))
        if not (one.telegram.isascii() and one.telegram.isdigit() and len(one.telegram) < 20):
            wrong.append(Mistake(one.line, "people-no-number", one.telegram[:40]))
        if not one.team:
            wrong.append(Mistake(one.line, "people-no-team"))
        if one.role not in ROLES.values():
            wrong.append(Mistake(one.line, "people-no-role", one.role[:40]))
        if one.language not in LANGUAGES.values():
            wrong.append(Mistake(one.line, "people-no-language", one.language[:40]))
        if (one.telegram, one.team) in seen:
            wrong.append(Mistake(one.line, "people-twice", str(seen[one.telegram, one.team])))
        seen.setdefault((one.telegram, one.team), one.line)
    return wrong
