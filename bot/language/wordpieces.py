"""Cutting a text into the pieces of words that a sentence encoder knows (after Kudo 2018, Subword
regularization)."""

from collections.abc import Sequence
from itertools import accumulate

#: Stands for the white space before a word.
GAP = "\u2581"
#: What a piece that nobody knows is worth, beside the rarest that is known.
UNKNOWN = 10.0
#: Places of the pieces that stand for anything unknown, the beginning and the end of a text.
ANY, BEGINNING, END = 0, 1, 2


class WordPieces:
    """The likeliest way to put a text together from known pieces (Viterbi over unigrams)."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """`scores` are log-probabilities; the first three pieces are no text but marks."""
        self._at = {piece: (at, score) for at, (piece, score) in enumerate(zip(pieces, scores, strict=True))}
        for mark in pieces[: END + 1]:
            del self._at[mark]
        self._longest = max(map(len, self._at), default=1)
        self._unknown = min(scores, default=0.0) - UNKNOWN
        self._begun = {start for piece in self._at for start in accumulate(piece)}

    def cut(self, text: str) -> list[int]:
        """The places of the pieces of a text in matching form, with the marks of its edges."""
        marked = GAP + GAP.join(text.split())
        best: list[tuple[float, int, int]] = [(0.0, 0, ANY)] + [(-1e30, 0, ANY)] * len(marked)
        for start in range(len(marked)):
            self._extend(marked, start, best)
        found: list[int] = []
        end = len(marked)
        while end:
            _, start, piece = best[end]
            found.append(piece)
            end = start
        return [BEGINNING, *reversed(found), END]

    def _extend(self, text: str, start: int, best: list[tuple[float, int, int]]) -> None:
        """Try every known piece that begins here; a single character may always be unknown."""
        so_far = best[start][0]
        single = self._unknown
        for end in range(start + 1, min(start + self._longest, len(text)) + 1):
            key = text[start:end]
            if key not in self._begun:
                break
            if known := self._at.get(key):
                at, score = known
                if end == start + 1:
                    single = 0.0
                if so_far + score > best[end][0]:
                    best[end] = (so_far + score, start, at)
        if single and so_far + single > best[start + 1][0]:
            best[start + 1] = (so_far + single, start, ANY)
