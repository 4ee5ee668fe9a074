"""Which topic a question asks about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from bot.language.answers import Answering, Answers, Known
from bot.language.form import asking
from bot.language.matcher import Matcher, Phrase
from bot.language.normal import Normaliser
from bot.language.similarity import Similarity
from bot.language.utterance import Clause, Question, Utterance

#: Words of everyday Chinese as the written ones, so that a topic needs one wording for both.
LEVELLED = (("咋样", "怎么样"), ("咋", "怎么"), ("啥", "什么"), ("多会儿", "什么时候"))
SENTENCE_END = frozenset(".!?;\n。！？；…")
#: With fewer questions written for a fact (on average), what answers can't be judged: phrases alone decide.
ENOUGH = 2
#: “How can I help?” asks for whatever there is: it is about one fact only where that is plain (0–1).
INVITING, PLAIN = frozenset({"invites"}), 0.6
#: A sentence shorter than this hangs on the one before it (characters).
SHORT = {"zh": 14, "en": 45}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a topic: `sure` is the chance that its fact answers it (0–1), or, where that isn't
    judged, the length of the matched words or the likeness to an example.

    `framed`: the topic was named in the words just before (“in the other towns, how do you book?”), while
    the question itself names another. `certainty`: whether the fact answers it plainly, likely or hardly, or
    rests on phrases alone.
    """

    topic: str
    question: Question
    quote: str
    sure: float
    framed: bool = False
    certainty: Literal["named", "hardly", "likely", "plain"] = "named"

    @property
    def answers(self) -> bool:
        """Whether it is sure enough for the fact to be told."""
        return self.certainty != "hardly"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reply that asks something, in matching form, from `start` to `end` in the reply, with
    the clause that asks last in it."""

    text: str
    start: int
    end: int
    asks: Clause

    def holds(self, clause: Clause) -> bool:
        """Whether a clause of the reply stands in it."""
        return self.start <= clause.start < self.end


class Topics:
    """Recognises the topics of one dialogue: by phrase templates, by likeness to whole questions, and, with
    `answers`, by how likely each fact is to answer."""

    #: From this likeness on, a question asks what an example asks (cosine, 0–1).
    LIKE = 0.75
    #: A topic of which less of a clause speaks is named in passing (share of its characters).
    LEAST = 0.12

    def __init__(
        self,
        topics: Mapping[str, tuple[str, ...]],
        examples: Mapping[str, tuple[str, ...]],
        lists: Mapping[str, str],
        language: str,
        normalise: Normaliser,
        own: str = "",
        answering: Answering | None = None,
        told: Mapping[str, Known] | None = None,
    ) -> None:
        """`own` is the caller's own firm: its name (“Wayfare Travel”) asks about nothing. `told` is
        what is written of the facts; it is needed with `answering`, which judges which of them answers."""
        phrases = [
            Phrase(topic, level(normalise.template(t))) for topic, terms in topics.items() for t in terms
        ]
        self._matcher = Matcher(phrases, lists, language)
        self._similar = Similarity(
            {topic: [level(normalise(x)) for x in asks] for topic, asks in examples.items()}, language
        )
        self._normalise, self._language = normalise, language
        self._own = normalise(own).strip()
        enough = told and sum(len(one.asks) for one in told.values()) >= ENOUGH * len(told)
        self._answers = answering.of(self.known(told)) if answering and told and enough else None

    def known(self, told: Mapping[str, Known]) -> dict[str, Known]:
        """Facts in matching form."""
        return {
            name: Known(
                tuple(map(self.matching, one.asks)),
                self.matching(one.label),
                tuple(map(self.matching, one.lines)),
                one.counts,
            )
            for name, one in told.items()
        }

    def asked(self, utterance: Utterance) -> tuple[Asked, ...]:
        """Every topic asked about, question by question, the surest first within each."""
        named = list(self._by_phrases(utterance))
        if not self._answers:
            return tuple(asked for _, asked in named)
        return tuple(
            asked
            for sentence, chances in self._judged(utterance, self._answers)
            for asked in weighed(
                sentence, [a for c, a in named if sentence.holds(c)], chances, self._answers, self._language
            )
        )

    def _by_phrases(self, utterance: Utterance) -> Iterator[tuple[Clause, Asked]]:
        """What phrases and examples name, with the clause that asks.

        A question that names no topic asks about the one named just before it in the same sentence
        (“about the hotels, how do you arrange that?”); one about the call itself asks about none.
        """
        before: dict[str, float] = {}
        end = 0
        for clause in utterance.clauses:
            if SENTENCE_END & set(utterance.text[end : clause.start]):
                before = {}
            named, end = self._named(clause), clause.end
            if self._inquires(clause):
                question = asking(clause, self._language)
                frame = {topic: value for topic, value in before.items() if named and topic not in named}
                for topic, value in surest(named or before):
                    yield clause, Asked(topic, question, clause.text, value)
                for topic, value in surest(frame):
                    yield clause, Asked(topic, question, clause.text, value, True)
            before = named or before

    def _inquires(self, clause: Clause) -> bool:
        return asking(clause, self._language) is not Question.NONE and not about_the_call(clause)

    def _judged(self, utterance: Utterance, answers: Answers) -> Iterator[tuple[Sentence, dict[str, float]]]:
        """The sentences that ask something, with the chance of each fact to answer."""
        for sentence in self.sentences(utterance):
            yield sentence, answers.chances(sentence.text, *self.compared(sentence.text))

    def sentences(self, utterance: Utterance) -> list[Sentence]:
        """What asks something, sentence by sentence; a short one is read with the statement before it."""
        text, found, before = utterance.text, [], 0
        cuts = [0, *(n + 1 for n, sign in enumerate(text) if sign in SENTENCE_END), len(text)]
        for start, end in pairwise(cuts):
            asks = [c for c in utterance.clauses if start <= c.start < end and self._inquires(c)]
            if asks:
                short = len(text[start:end].strip()) < SHORT[self._language]
                said = self.matching(text[before if short else start : end])
                found.append(Sentence(said, start, end, asks[-1]))
            before = end if asks else start
        return found

    def compared(self, text: str) -> tuple[dict[str, float], dict[str, float]]:
        """How much of a text in matching form names each topic (share of its characters), and how alike the
        questions written for it are in letters (0–1)."""
        named = {topic: length / max(len(text), 1) for topic, length in self._lengths(text).items()}
        return named, {like.name: like.score for like in self._similar.nearest(text)}

    def matching(self, text: str) -> str:
        """A text as topics compare it, without the name of the caller's own firm."""
        text = level(self._normalise(text))
        return text.replace(self._own, "").strip() if self._own else text.strip()

    def _lengths(self, text: str) -> dict[str, float]:
        lengths: dict[str, float] = {}
        for match in self._matcher.find(text):
            lengths[match.phrase.name] = lengths.get(match.phrase.name, 0.0) + match.end - match.start
        return lengths

    def _named(self, clause: Clause) -> dict[str, float]:
        text = self.matching(clause.text)
        lengths = self._lengths(text)
        named = {topic: length for topic, length in lengths.items() if length >= self.LEAST * len(text)}
        for like in self._similar.nearest(text, self.LIKE):
            if like.score >= self.LIKE:
                named[like.name] = named.get(like.name, 0.0) + 10 * like.score
        return named


def weighed(
    sentence: Sentence, named: Sequence[Asked], chances: Mapping[str, float], answers: Answers, language: str
) -> list[Asked]:
    """What a sentence asks about, the likeliest first: what its words name, but not what tells something
    else, and the fact that is likeliest to answer, though nothing named it."""
    best = max(chances, key=lambda name: chances[name], default="")
    found = {asked.topic: asked for asked in reversed(named)}
    if best and (chances[best] >= PLAIN or not sentence.asks.does(INVITING)):
        found.setdefault(best, Asked(best, asking(sentence.asks, language), sentence.asks.text, 0.0))
    limits = answers.judgement
    out = [
        replace(
            asked,
            sure=chance,
            quote=sentence.asks.text,
            certainty="hardly" if chance < limits.tell else "likely" if chance < PLAIN else "plain",
        )
        for topic, asked in found.items()
        if (chance := chances[topic]) >= limits.about
    ]
    return sorted(out, key=lambda asked: (-asked.sure, asked.topic))


def about_the_call(clause: Clause) -> bool:
    """Whether a question is about the call itself; asking leave or after the family is about something."""
    return clause.procedural and not clause.does({"small_talk", "ask_permission"})


def surest(named: Mapping[str, float]) -> list[tuple[str, float]]:
    """Topics by how sure they are, then by name."""
    return sorted(named.items(), key=lambda item: (-item[1], item[0]))


def level(text: str) -> str:
    """A text with everyday words as the written ones; offsets don't last."""
    for spoken, written in LEVELLED:
        text = text.replace(spoken, written)
    return text
