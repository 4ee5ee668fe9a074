"""Scorecards for Telegram: HTML messages, each short enough to be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from bot.catalogue import Catalogue
from bot.reports import templates as shared
from bot.roleplay.events import Felt
from bot.scoring.advice import keep, try_next
from bot.scoring.measures import Sight
from bot.scoring.scorecard import Mark, Scorecard

#: The longest message (UTF-16 units with the tags; Telegram refuses 4,096 and more).
LONGEST = 4_000
#: How much is shown of what the trainee said, and of any other text (characters).
QUOTE, TEXT = 160, 500
#: Stands between two sections in the templates; a text can't hold it, since texts are escaped.
BORDER = "<hr>"
CELLS = 10


@dataclass(frozen=True, slots=True)
class CallNames:
    """How a dialogue names itself, the way it ended, and its facts."""

    title: str
    ending: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def card_messages(
    card: Scorecard, words: Catalogue, names: CallNames, templates: Path | None = None
) -> tuple[str, ...]:
    """The scorecard: what matters first, split where a section ends; a firm's own template goes first."""
    return pages(
        render(
            "telegram_card.html.j2",
            words,
            templates,
            card=card,
            names=names,
            keep=keep(card),
            try_next=try_next(card),
        )
    )


def detail_messages(
    card: Scorecard, words: Catalogue, names: CallNames, templates: Path | None = None
) -> tuple[str, ...]:
    """The ledgers behind the scorecard: what the customer told, how they felt and why."""
    return pages(render("telegram_details.html.j2", words, templates, card=card, names=names))


def render(template: str, words: Catalogue, templates: Path | None = None, **names: Any) -> str:
    """A template filled in."""
    return environment(words, templates).get_template(template).render(names)


def environment(words: Catalogue, templates: Path | None = None) -> Environment:
    """Templates that escape every text and keep it on one line of bounded length."""
    made = shared.environment(templates, finalize=tidy)
    made.globals.update(say=words.say, has=words.has, shown=shown)
    made.filters.update(bar=bar, cut=cut, signed=signed, points=points, changes=changes)
    return made


def tidy(value: object) -> object:
    """A value as it may stand in a message."""
    return cut(value, TEXT) if isinstance(value, str) and not isinstance(value, Markup) else value


def cut(text: str, most: int = QUOTE) -> str:
    """A text on one line, no longer than this."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def bar(score: float) -> str:
    """A score (0–100) as a small bar."""
    full = round(score * CELLS / 100)
    return "▰" * full + "▱" * (CELLS - full)


def points(value: float) -> str:
    """Points without a needless decimal."""
    return f"{value:.1f}".removesuffix(".0")


def signed(value: int) -> str:
    """A change with its sign, as it is written in text."""
    return f"+{value}" if value > 0 else str(value).replace("-", "−")


def changes(felt: Felt, say: Callable[..., str]) -> str:
    """By how much mood and patience changed."""
    by = (("card-mood-by", felt.mood_by), ("card-patience-by", felt.patience_by))
    return say("card-and").join(say(key, by=signed(value)) for key, value in by if value)


def shown(mark: Mark, good: bool, most: int = 2) -> list[Sight]:
    """The trainee's words behind a mark: those that speak for it, or against it; else any, none twice."""
    sights = [s for s in mark.evidence if s.good is good] or list(mark.evidence)
    chosen: list[Sight] = []
    for sight in sorted(sights, key=lambda s: -len(s.quote)):
        if sight.quote.strip() and not any(sight.quote in other.quote for other in chosen):
            chosen.append(sight)
    return sorted(chosen, key=sights.index)[:most]


def pages(html: str) -> tuple[str, ...]:
    """HTML split into messages where a section ends; a section too long for one, where a line ends."""
    packed: list[str] = []
    for section in filter(None, map(str.strip, html.split(BORDER))):
        joint = "\n\n"
        for piece in [section] if size(section) <= LONGEST else section.split("\n"):
            if packed and size(packed[-1]) + size(joint + piece) <= LONGEST:
                packed[-1] += joint + piece
            else:
                packed.append(piece)
            joint = "\n\n" if piece is section else "\n"
    return tuple(packed)


def size(text: str) -> int:
    """The length of a text as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
