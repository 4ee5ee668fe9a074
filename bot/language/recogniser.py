"""The one way from a reply to what it does: `Recogniser.understand`."""

import re

from bot.language.acts import FAULTS
from bot.language.clause import hide_quotes, spans
from bot.language.echo import content, share
from bot.language.normal import Normaliser
from bot.language.question import Questions
from bot.language.repertoire import Heard, Repertoire
from bot.language.utterance import Act, Clause, Context, Evidence, Utterance
from bot.language.vocabulary import Entry, Vocabulary

#: Raised when the code hears differently; part of every score's digest.
REVISION = 3
#: From this share of the customer's own words on, a clause says back what was heard.
ECHO = 0.5
#: An echo needs at least this many pieces in common, or “好的” would be one.
ECHO_PIECES = 3
#: A clause that does one of these uses the customer's words for something else than saying them back.
ON_OWN_ACCOUNT = FAULTS | {
    "name_company",
    "name_self",
    "confirm_person",
    "state_purpose",
    "present_feature",
    "present_benefit",
    "propose_next_step",
    "offer_choice",
    "commit_time",
}
NOTHING_SAID = Context()


class Recogniser:
    """Understands replies in one language. Built once, shared by all, changes nothing.

    Steps: fold spellings → hide quotations → cut into clauses → match acts → judge questions →
    add what only the conversation shows (restating, reading back) → drop what it contradicts.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.language = vocabulary.language
        self.version = f"{REVISION}-{vocabulary.version}"
        self.normalise = Normaliser()
        self._acts = self.repertoire(dict(vocabulary.acts) | dict(vocabulary.moves))
        self._questions = Questions(vocabulary, self.normalise)
        ends = "|".join(map(re.escape, vocabulary.words.clause_ends))
        self._ends = re.compile(ends) if ends else None

    def repertoire(self, entries: dict[str, Entry]) -> Repertoire:
        """Entries of a dialogue's own, made ready with this language's word lists."""
        v = self.vocabulary
        return Repertoire(entries, v.lists, v.language, v.words, self.normalise)

    def understand(
        self, text: str, context: Context = NOTHING_SAID, own: Repertoire | None = None
    ) -> Utterance:
        """What a reply does. `own` adds the moves of the dialogue that is being played."""
        heard = self.hear(text)
        if not heard.spans:
            return Utterance(text)
        acts: list[list[Act]] = [[] for _ in heard.spans]
        for repertoire in (self._acts, own):
            for number, name, why in repertoire.seen(heard) if repertoire else ():
                if self._fits(name, context):
                    acts[number].append(Act(name, why))
        asked = self._questions.judge(heard)
        for number, why in self._echoes(heard, context):
            name = "read_back" if self._says(context.last, "dictation") else "restate"
            if not {act.name for act in acts[number]} & (ON_OWN_ACCOUNT | {name}):
                acts[number].append(Act(name, why))
        return Utterance(
            text,
            tuple(
                Clause(text[s.start : s.end], s.start, s.end, *asked[n], acts=in_order(acts[n]))
                for n, s in enumerate(heard.spans)
            ),
        )

    def hear(self, text: str) -> Heard:
        """A text in the forms that matching needs."""
        normal = self.normalise(text)
        return Heard(text, normal, hide_quotes(normal), spans(normal, self.language, self._ends))

    def content(self, text: str) -> frozenset[str]:
        """What a text is about, for comparing two of them."""
        return content(self.normalise(text), self.language, self.vocabulary.words.stop)

    def _echoes(self, heard: Heard, context: Context) -> list[tuple[int, Evidence]]:
        """Clauses that say back what the customer said."""
        known = frozenset().union(*(self.content(line) for line in context.heard[-6:]))
        found = []
        for number, span in enumerate(heard.spans):
            said = self.content(heard.used[span.start : span.end])
            if len(said & known) >= ECHO_PIECES and share(said, known) >= ECHO:
                quote = heard.text[span.start : span.end]
                found.append(
                    (number, Evidence(quote, span.start, span.end, "echo", round(share(said, known), 2)))
                )
        return found

    def _fits(self, name: str, context: Context) -> bool:
        """Whether what an act needs was said before; without any context nobody can tell, so it counts."""
        entry = self.vocabulary.acts.get(name)
        if entry is None or entry.needs is None or not context.heard:
            return True
        if entry.needs == "customer":
            return True
        return any(self._says(line, entry.needs) for line in context.heard[-6:])

    def _says(self, line: str, kind: str) -> bool:
        words: tuple[str, ...] = {
            "objection": self.vocabulary.words.objections,
            "complaint": self.vocabulary.words.complaints,
            "dictation": self.vocabulary.words.dictation,
        }[kind]
        line = self.normalise(line)
        return any(word in line for word in words)


def in_order(acts: list[Act]) -> tuple[Act, ...]:
    """Acts as they were said; ties by name, so that the order never depends on chance."""
    return tuple(sorted(acts, key=lambda act: (act.evidence.start, act.name)))
