"""YAML's own complaints, told by what people usually did to cause them."""

import re
from collections.abc import Iterator

import yaml

from bot.authoring.problem import Problem

#: What a person did → where it shows, looked for in every line once a file can't be read.
SLIPS = {
    "colon-full-width": re.compile(r"^\s*(?:- )?[A-Za-z_][\w-]*(：)"),
    "indent-full-width": re.compile(r"^ *([\u3000\u00a0]+)(?=\S)"),
    "indent-tab": re.compile(r"^ *(\t+)(?=\S)"),
}
#: The beginnings of YAML's complaints → our diagnostics.
COMPLAINTS = (
    ("found unexpected end of stream", "quote-open"),
    ("found unexpected document indicator", "quote-open"),
    ("found unknown escape character", "escape-unknown"),
    ("mapping values are not allowed", "colon-unquoted"),
    ("could not find expected ':'", "colon-missing"),
    ("did not find expected ',' or", "bracket-open"),
    ("did not find expected key", "line-out-of-place"),
    ("did not find expected '-' indicator", "line-out-of-place"),
    ("block sequence entries are not allowed", "line-out-of-place"),
    ("did not find expected node content", "bracket-open"),
    ("found character that cannot start any token", "sign-unquoted"),
    ("found a tab character", "indent-tab"),
)
#: What YAML was reading → our diagnostics, where the complaint itself says little.
READING = {
    "while scanning an alias": "word-starred",
    "while scanning an anchor": "word-anchored",
    "while parsing a tag": "word-tagged",
    "while scanning a tag": "word-tagged",
}
#: Complaints about something that began earlier: its beginning is the place to look.
EARLIER = frozenset({"quote-open", "colon-missing", *READING.values()})


def syntax(error: Exception, text: str, file: str) -> list[Problem]:
    """Why a text can't be read: the usual slips with all their places, or else what YAML says."""
    if found := list(slips(text, file)):
        return found
    if not isinstance(error, yaml.MarkedYAMLError):
        return [Problem("yaml-broken", file=file, line=1, column=1)]
    said = (c for start, c in COMPLAINTS if (error.problem or "").startswith(start))
    code = READING.get(error.context or "") or next(said, "yaml-broken")
    first = error.context_mark if code in EARLIER else error.problem_mark
    mark = first or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    value = lines[line - 1][column - 1 :].strip()[:20] if line <= len(lines) else ""
    return [Problem(code, details={"value": value}, file=file, line=line, column=column)]


def slips(text: str, file: str) -> Iterator[Problem]:
    """Every slip that hands make and eyes overlook."""
    for number, line in enumerate(text.splitlines(), 1):
        for code, slip in SLIPS.items():
            if match := slip.match(line):
                yield Problem(code, file=file, line=number, column=match.start(1) + 1)
