"""Phrase templates: patterns a trainer can read and write.

    (a|b)    one of these              [x]    may be left out
    <name>   the word list of this name  ~    a few words between, no pause   …  more words, commas allowed
    ^  $     start and end of a clause *      (English) any ending of the word

Templates become RE2 patterns: matching takes time linear in the length of the text, whatever was written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

PAUSE = {"zh": r",.!?;:\n\"()\s", "en": r",.!?;:\n\"()"}
GAPS = {
    "zh": {"~": rf"[^{PAUSE['zh']}]{{0,8}}", "…": r"[^.!?;\n]{0,20}"},
    "en": {"~": rf"(?:[^{PAUSE['en']}\s]+\s+){{0,4}}", "…": r"(?:[^.!?;\s]+\s+){0,9}"},
}
SPACE = {"zh": r"\s*", "en": r"\s+"}
Lists = tuple[tuple[str, str], ...]
TOKEN = re.compile(r"<[a-z_]+>|[()\[\]|~…*^$]|\s+|[^()\[\]|~…*^$<\s]+")


class TemplateError(ValueError):
    """A template that can't be read: `problem` names the diagnostic, `details` fill in its message."""

    def __init__(self, template: str, problem: str, **details: str) -> None:
        self.template, self.problem, self.details = template, problem, details
        super().__init__(f"{problem}: {template}")


def literal(text: str) -> str:
    """A text as a phrase template that means just these words."""
    return " ".join(re.sub(r"[()\[\]|~…*^$<>]", " ", text).split())


def pattern(template: str, lists: Mapping[str, str], language: str) -> str:
    """The RE2 pattern of a template; its group 1 holds the words that count as evidence.

    `lists` gives the body of every word list, itself a template without anchors.
    """
    return written(template, tuple(lists.items()), language)


@lru_cache(maxsize=1 << 14)
def written(template: str, lists: Lists, language: str) -> str:
    """The pattern, worked out once: the same templates are first checked and then compiled."""
    begins, ends = template.startswith("^"), template.endswith("$")
    body = Parser(template.removeprefix("^").removesuffix("$"), lists, language).parse()
    edge = r"\b" if language == "en" else ""
    before = rf"(?:^|[{PAUSE[language]}])\s*" if begins else edge
    after = rf"\s*(?:$|[{PAUSE[language]}])" if ends else edge
    return f"{before}({body}){after}"


@lru_cache(maxsize=1 << 10)
def listed(name: str, lists: Lists, language: str) -> str:
    """The pattern of a word list, worked out once."""
    return Parser(dict(lists)[name], lists, language, (name,)).parse()


@dataclass
class Parser:
    """Reads one template from left to right."""

    template: str
    lists: Lists
    language: str
    inside: tuple[str, ...] = ()
    tokens: list[str] = field(init=False)
    at: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.tokens = TOKEN.findall(self.template)
        if "".join(self.tokens) != self.template:
            raise self.error("unreadable")

    def parse(self) -> str:
        """The whole template as a pattern."""
        out = self.choice()
        if self.at < len(self.tokens):
            raise self.error("anchor_inside" if self.tokens[self.at] in "^$" else "brackets")
        return out

    def choice(self) -> str:
        """Alternatives, up to a closing bracket or the end."""
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    def sequence(self) -> str:
        """Pieces that follow each other, up to `|`, a closing bracket, an anchor or the end."""
        out: list[str] = []
        while (token := self.peek()) and token not in "|)]^$":
            self.at += 1
            if token.isspace():
                out.append(self.space(first=not out))
            else:
                out.append(self.piece(token))
        return "".join(out)

    def space(self, first: bool) -> str:
        """White space; before an optional part it belongs to that part, so that both can be missing."""
        following = self.peek()
        if following == "[":
            self.at += 1
            return f"(?:{SPACE[self.language]}{self.closed(']')})?"
        if first or not following or following in "|)]^$":
            return ""
        return SPACE[self.language]

    def piece(self, token: str) -> str:
        """One word, group, optional part, gap or word list."""
        if token == "(":
            return f"(?:{self.closed(')')})"
        if token == "[":
            inner = self.closed("]")
            return f"(?:{inner}{self.swallow_space()})?"
        if token in GAPS[self.language]:
            self.swallow_space()
            return GAPS[self.language][token]
        if token == "*":
            return "[a-z']*"
        if token.startswith("<"):
            return self.word_list(token.strip("<>"))
        return re.escape(token)

    def closed(self, bracket: str) -> str:
        """The choice up to its closing bracket."""
        inner = self.choice()
        if self.peek() != bracket:
            raise self.error("brackets")
        self.at += 1
        return inner

    def swallow_space(self) -> str:
        """The pattern of white space that follows here, taken out of the sequence."""
        if (token := self.peek()) and token.isspace():
            self.at += 1
            return SPACE[self.language]
        return ""

    def word_list(self, name: str) -> str:
        """The body of a word list; lists may use each other, but not in a circle."""
        lists = dict(self.lists)
        if name not in lists:
            raise self.error("unknown_list", name=name)
        if name in self.inside:
            raise self.error("circular_list", name=name)
        if not self.inside:
            return f"(?:{listed(name, self.lists, self.language)})"
        inner = Parser(lists[name], self.lists, self.language, (*self.inside, name)).parse()
        return f"(?:{inner})"

    def peek(self) -> str:
        """The token that comes next, or an empty string at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def error(self, problem: str, **details: str) -> TemplateError:
        """What is wrong, to be raised."""
        return TemplateError(self.template, problem, **details)
