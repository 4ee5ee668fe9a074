"""What a clause asks: open, closed or nothing, decided by the first rule that matches."""

import re

from bot.language.clause import HIDDEN
from bot.language.matcher import Match, Matcher, Phrase
from bot.language.normal import Normaliser
from bot.language.repertoire import Heard, evidence
from bot.language.utterance import Evidence, Question
from bot.language.vocabulary import Vocabulary

Asked = tuple[Question, Evidence | None]
NOTHING: Asked = (Question.NONE, None)
#: Rules of what adds nothing after an open request: a tag (“, right?”), the mark after a name.
APPENDED = frozenset({"tag", "mark"})
#: A word and its denial (“折不折腾”, “费劲不费劲”), and what stands for all of them, of the same length.
TURNED = re.compile(r"(?<![不没])([\u4e00-\u9fff])(?:(?<![不没])[不没]\1|([\u4e00-\u9fff])[不没]\1\2)")
ANY_TURN = "是不是"


class Questions:
    """Judges clauses by the rules of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, normalise: Normaliser) -> None:
        lists, language = vocabulary.lists, vocabulary.language
        self._rules = vocabulary.question_rules
        self._masks = Matcher(
            [Phrase("mask", normalise.template(t)) for t in vocabulary.question_masks], lists, language
        )
        self._matcher = Matcher(
            [
                Phrase(str(number), normalise.template(template))
                for number, rule in enumerate(self._rules)
                for template in rule.templates
            ],
            lists,
            language,
        )

    def judge(self, heard: Heard) -> tuple[Asked, ...]:
        """For each clause its question type and the words that made it so."""
        text = self._masked(heard.used)
        asked: list[Asked] = []
        for number, span in enumerate(heard.spans):
            closing = text[span.end : span.end + 1]
            clause = text[span.start : span.end] + ("?" if closing == "?" else "")
            found = self._first(clause) or self._first(turned(clause))
            if found is None:
                asked.append(NOTHING)
                continue
            rule = self._rules[int(found.phrase.name)]
            opened = asked and asked[-1][0] is Question.OPEN
            if rule.name in APPENDED and opened and heard.spans[number - 1].sentence == span.sentence:
                asked.append(NOTHING)
                continue
            end = min(span.start + found.end, len(text))
            why = evidence(heard, span.start + found.start, end, f"{rule.name}: {found.phrase.template}")
            asked.append((rule.type, why if rule.type is not Question.NONE else None))
        return tuple(asked)

    def _first(self, clause: str) -> Match | None:
        """The match of the earliest rule; of its matches the longest."""
        return min(
            self._matcher.find(clause),
            key=lambda m: (int(m.phrase.name), m.start - m.end, m.start),
            default=None,
        )

    def _masked(self, text: str) -> str:
        """The text without words that only look like a question (没什么, 怎么都行)."""
        out = list(text)
        for match in self._masks.find(text):
            out[match.start : match.end] = HIDDEN * (match.end - match.start)
        return "".join(out)


def turned(text: str) -> str:
    """The text with every word that is put with its denial put the same way, so that all are known as one."""
    return TURNED.sub(lambda m: ANY_TURN if len(m[0]) == len(ANY_TURN) else f"{m[1]}{ANY_TURN}{m[2]}", text)
