"""A set of acts or moves made ready to be recognised: templates, examples and their exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.language.clause import Span
from bot.language.matcher import Match, Matcher, Phrase
from bot.language.normal import Normaliser
from bot.language.similarity import Likeness, Similarity
from bot.language.utterance import Evidence
from bot.language.vocabulary import Entry, Words

#: How far before a phrase a negation can stand and still take it back, in characters.
NEGATION_REACH = {"zh": 5, "en": 16}


@dataclass(frozen=True, slots=True)
class Heard:
    """A text in the forms that matching needs; all of the same length."""

    text: str
    normal: str
    used: str  # quotations hidden
    spans: tuple[Span, ...]


class Repertoire:
    """Recognises the entries it was built from; shared by all sessions."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        lists: Mapping[str, str],
        language: str,
        words: Words,
        normalise: Normaliser,
    ) -> None:
        self.entries, self.language = entries, language
        self._negations, self._lookalikes = words.negations, words.lookalikes
        phrases = [Phrase(name, normalise.template(t)) for name, e in entries.items() for t in e.templates]
        self._floor = min((e.threshold for e in entries.values()), default=1.0)
        self._matcher = Matcher(phrases, lists, language)
        exceptions = [Phrase(name, normalise.template(t)) for name, e in entries.items() for t in e.unless]
        self._exceptions = Matcher(exceptions, lists, language)
        self._similar = Similarity(
            {name: [normalise(x) for x in e.examples] for name, e in entries.items()}, language
        )

    def seen(self, heard: Heard) -> Iterator[tuple[int, str, Evidence]]:
        """Every act with the number of the clause it stands in, longest evidence first kept per clause."""
        exceptions = list(self._exceptions.find(heard.used))
        best: dict[tuple[int, str], Evidence] = {}
        for match in self._matcher.find(heard.used):
            if self._excepted(match, exceptions) or self._negated(match, heard.used):
                continue
            key = (clause_at(heard.spans, match.start), match.phrase.name)
            if key not in best or match.end - match.start > best[key].end - best[key].start:
                best[key] = evidence(heard, match.start, match.end, match.phrase.template)
        for number, span in enumerate(heard.spans):
            for like in self._similar.nearest(heard.used[span.start : span.end], self._floor):
                key = (number, like.name)
                if like.score < self.entries[like.name].threshold or key in best:
                    continue
                if not self._contradicted(like, heard.used[span.start : span.end], span, exceptions):
                    best[key] = evidence(heard, span.start, span.end, like.example, like.score)
        for (number, name), why in best.items():
            yield number, name, why

    def _negated(self, match: Match, text: str) -> bool:
        if not self.entries[match.phrase.name].negatable:
            return False
        before = text[max(0, match.start - NEGATION_REACH[self.language]) : match.start]
        before = before[max(map(before.rfind, ",.!?;:\n")) + 1 :]
        return self._negations_in(before) > 0

    def _contradicted(self, like: Likeness, clause: str, span: Span, exceptions: list[Match]) -> bool:
        """Whether a clause says otherwise than the example it looks like: an exception, or a negation more.

        The example itself never does.
        """
        if clause == like.example:
            return False
        if any(e.phrase.name == like.name and e.start < span.end and span.start < e.end for e in exceptions):
            return True
        if not self.entries[like.name].negatable:
            return False
        return self._negations_in(clause) != self._negations_in(like.example)

    def _negations_in(self, text: str) -> int:
        for word in self._lookalikes:
            text = text.replace(word, " ")
        return sum(text.count(negation) for negation in self._negations)

    @staticmethod
    def _excepted(match: Match, exceptions: list[Match]) -> bool:
        return any(
            e.phrase.name == match.phrase.name and e.start < match.end and match.start < e.end
            for e in exceptions
        )


def clause_at(spans: tuple[Span, ...], position: int) -> int:
    """The number of the clause that holds a position, or of the next one."""
    return next((n for n, span in enumerate(spans) if position < span.end), len(spans) - 1)


def evidence(heard: Heard, start: int, end: int, rule: str, confidence: float = 1.0) -> Evidence:
    """The words between two offsets, as they were written."""
    return Evidence(heard.text[start:end].strip(), start, end, rule, round(confidence, 4))
