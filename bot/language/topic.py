"""Which topic a question asks about."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.form import asking
from bot.language.matcher import Matcher, Phrase
from bot.language.normal import Normaliser
from bot.language.similarity import Similarity
from bot.language.utterance import Clause, Question, Utterance

#: Words of everyday Chinese as the written ones, so that a topic needs one wording for both.
LEVELLED = (("咋样", "怎么样"), ("咋", "怎么"), ("啥", "什么"), ("多会儿", "什么时候"))
SENTENCE_END = frozenset(".!?;\n。！？；…")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a topic: `sure` is the length of the matched words, or the likeness to an example.

    `framed`: the topic was named in the words just before (“in the other towns, how do you book?”), while
    the question itself names another.
    """

    topic: str
    question: Question
    quote: str
    sure: float
    framed: bool = False


class Topics:
    """Recognises the topics of one dialogue: by phrase templates, or by likeness to whole questions."""

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
    ) -> None:
        """`own` is the caller's own firm: its name (“Wayfare Travel”) asks about nothing."""
        phrases = [
            Phrase(topic, level(normalise.template(t))) for topic, terms in topics.items() for t in terms
        ]
        self._matcher = Matcher(phrases, lists, language)
        self._similar = Similarity(
            {topic: [level(normalise(x)) for x in asks] for topic, asks in examples.items()}, language
        )
        self._normalise, self._language = normalise, language
        self._own = normalise(own).strip()

    def asked(self, utterance: Utterance) -> tuple[Asked, ...]:
        """Every topic asked about, question by question, the surest first within each.

        A question that names no topic asks about the one named just before it in the same sentence
        (“about the hotels, how do you arrange that?”); one about the call itself asks about none.
        """
        found: list[Asked] = []
        before: dict[str, float] = {}
        end = 0
        for clause in utterance.clauses:
            if SENTENCE_END & set(utterance.text[end : clause.start]):
                before = {}
            named, end = self._named(clause), clause.end
            question = asking(clause, self._language)
            if question is not Question.NONE and not about_the_call(clause):
                frame = {topic: value for topic, value in before.items() if named and topic not in named}
                found += [
                    Asked(topic, question, clause.text, value) for topic, value in surest(named or before)
                ]
                found += [Asked(topic, question, clause.text, value, True) for topic, value in surest(frame)]
            before = named or before
        return tuple(found)

    def _named(self, clause: Clause) -> dict[str, float]:
        text = level(self._normalise(clause.text))
        if self._own:
            text = text.replace(self._own, "")
        named: dict[str, float] = {}
        for match in self._matcher.find(text):
            length = float(match.end - match.start)
            named[match.phrase.name] = named.get(match.phrase.name, 0.0) + length
        named = {topic: length for topic, length in named.items() if length >= self.LEAST * len(text)}
        for like in self._similar.nearest(text, self.LIKE):
            if like.score >= self.LIKE:
                named[like.name] = named.get(like.name, 0.0) + 10 * like.score
        return named


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
