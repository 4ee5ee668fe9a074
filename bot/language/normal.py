"""One spelling for matching: simplified, half-width, lower case — each character kept in its place."""

import unicodedata
from functools import lru_cache

import opencc

#: Spellings of the same mark; every one is a single character, so offsets stay true.
MARKS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"'}
    | {"…": ".", "—": "-", "–": "-", "～": "~", "、": ",", "。": ".", "，": ",", "；": ";", "：": ":"}
    | {"？": "?", "！": "!", "（": "(", "）": ")", "\u3000": " ", "\u00a0": " ", "妳": "你", "祂": "他"}
)


class Normaliser:
    """Folds spellings of a text without moving a character, so that evidence quotes the words as typed."""

    def __init__(self) -> None:
        self._simplify = opencc.OpenCC("t2s")
        self._known = lru_cache(maxsize=1 << 12)(self._folded)

    def __call__(self, text: str) -> str:
        """The text in matching form; always as long as `text`."""
        return self._known(text)

    def _folded(self, text: str) -> str:
        folded = "".join(map(fold, text)).translate(MARKS)
        if folded.isascii():
            return folded
        simplified: str = self._simplify.convert(folded)
        if len(simplified) == len(folded):
            return simplified
        return "".join(map(self._one, folded))

    def template(self, text: str) -> str:
        """A phrase template in matching form; its gap `…` stays, which in a reply would be a full stop."""
        return "…".join(map(self, text.split("…")))

    def _one(self, char: str) -> str:
        simple: str = self._simplify.convert(char)
        return simple if len(simple) == 1 else char


@lru_cache(maxsize=1 << 14)
def fold(char: str) -> str:
    """A character in half width and lower case, or itself where that would not be one character."""
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char
