"""How much of what the customer said comes back in the trainee's words."""

import re
from functools import lru_cache

from bot.language.similarity import IGNORED, WORD


@lru_cache(maxsize=1 << 12)
def content(text: str, language: str, stop: tuple[str, ...]) -> frozenset[str]:
    """What a text is about: pairs of characters in Chinese, words in English, without function words.

    `text` is in matching form. Numbers count whole, since they are what a listener must get right.
    """
    if language == "en":
        words = (w.strip("'") for w in WORD.findall(text))
        return frozenset(w for w in words if w not in stop and len(w) > 1)
    runs = function_words(stop).split(text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


@lru_cache(maxsize=8)
def function_words(stop: tuple[str, ...]) -> re.Pattern[str]:
    """Where a Chinese text is no content: punctuation, and these words, the longest first."""
    words = map(re.escape, sorted(stop, key=len, reverse=True))
    return re.compile("|".join([*words, IGNORED.pattern]))


def share(said: frozenset[str], heard: frozenset[str]) -> float:
    """The share of `said` that was taken from `heard` (0–1)."""
    return len(said & heard) / len(said) if said else 0.0
