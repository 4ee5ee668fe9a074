"""How much of what the customer said comes back in the trainee's words."""

from collections.abc import Iterable

from bot.language.similarity import IGNORED, WORD


def content(text: str, language: str, stop: Iterable[str]) -> frozenset[str]:
    """What a text is about: pairs of characters in Chinese, words in English, without function words.

    `text` is in matching form. Numbers count whole, since they are what a listener must get right.
    """
    if language == "en":
        words = (w.strip("'") for w in WORD.findall(text))
        return frozenset(w for w in words if w not in set(stop) and len(w) > 1)
    for word in sorted(stop, key=len, reverse=True):
        text = text.replace(word, " ")
    runs = IGNORED.split(text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def share(said: frozenset[str], heard: frozenset[str]) -> float:
    """The share of `said` that was taken from `heard` (0–1)."""
    return len(said & heard) / len(said) if said else 0.0
