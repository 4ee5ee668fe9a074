"""The one way from a reply to what it does: `Recogniser.understand`."""

import re
from collections.abc import Sequence

from bot.language.acts import ACTS, FAULTS
from bot.language.answers import Answering
from bot.language.clause import hide_quotes, spans
from bot.language.echo import content, share
from bot.language.foreign import foreign
from bot.language.form import ASKING, shape
from bot.language.learned import CLOSED, OPEN, Learned, Opinion
from bot.language.matcher import Matcher, Phrase
from bot.language.normal import Normaliser
from bot.language.pieces import View
from bot.language.question import NOTHING, Asked, Questions
from bot.language.repertoire import Heard, Repertoire, evidence
from bot.language.senses import Senses
from bot.language.stock import Stock
from bot.language.utterance import LEARNED, Act, Clause, Context, Evidence, Question, Utterance
from bot.language.vocabulary import Entry, Vocabulary

#: Raised when the code hears differently; part of every score's digest.
REVISION = 8
#: From this share of the customer's own words on, a clause says back what was heard.
ECHO = 0.5
#: An echo needs at least this many pieces in common, or “好的” would be one.
ECHO_PIECES = 3
#: What examples alone take for an echo must be about at least so much.
RESTATED = 2
#: Who says back nothing of the customer's own words must at least mean much the same as one of the last lines
#: (cosine): 5 % of restatements reach that beside what another customer said, 70 % beside what theirs did.
ALIKE, LATELY = 0.3, 3
#: The act and the move of “you mean …”.
SAYING_BACK = frozenset({"restate", "says_back"})
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
#: Faults that people tell, and hardly ever ask: 3 % of those in the training part stand in a question.
TOLD = FAULTS - {"rude", "pressure", "hide_price", "disparage_competitor"}
#: Nobody means anything else by these words alone.
PLAIN = frozenset({"greet", "thank", "farewell", "rude"})
#: From this chance on, examples outweigh the rule of a question (0–1).
CLEARLY = 0.6
#: Question rules of a statement that is put to the customer to be confirmed.
CHECKING = frozenset({"supposed", "tag", "tagged", "stated", "mark", "supposition"})
#: A time and nothing else: whether it is a promise shows in what was asked before.
BARE_TIME = "bare_time"
NOTHING_SAID = Context()
#: The move of a clause that says nothing.
FILLER = "filler_only"
#: What a reply does that is in another language than the call.
OTHER_LANGUAGE = "other_language"
#: The polite you as the familiar one.
FAMILIAR = str.maketrans("您", "你")


class Recogniser:
    """Understands replies in one language. Built once, shared by all, changes nothing.

    Steps: fold spellings → hide quotations → cut into clauses → match acts → judge questions →
    add what only the conversation shows (restating, reading back) → drop what it contradicts.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        learned: Learned | None = None,
        answering: Answering | None = None,
        stock: Stock | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.language = vocabulary.language
        self.answering, self.stock = answering, stock
        parts = [part.version for part in (vocabulary, learned, answering, stock) if part]
        self.version = "-".join([str(REVISION), *parts])
        self._learned = learned
        self._senses = Senses(vocabulary.senses, vocabulary.language)
        self.normalise = Normaliser()
        self._cues = Matcher(
            [
                Phrase(f"cue:{act}", self.normalise.template(template).translate(FAMILIAR))
                for act, templates in vocabulary.cues.items()
                for template in templates
            ],
            vocabulary.lists,
            vocabulary.language,
        )
        self._acts = self.repertoire(dict(vocabulary.acts) | dict(vocabulary.moves))
        self._barred = Matcher(
            [
                Phrase(act, self.normalise.template(template).translate(FAMILIAR))
                for act, entry in vocabulary.acts.items()
                for template in entry.unless
            ],
            vocabulary.lists,
            vocabulary.language,
        )
        self._questions = Questions(vocabulary, self.normalise)
        ends = "|".join(map(re.escape, vocabulary.words.clause_ends))
        self._ends = re.compile(ends) if ends else None

    def asks(self, text: str) -> bool:
        """Whether a reply asks anything; where the rules hear it, nothing slower is looked at."""
        by_rule = self._questions.judge(self.hear(text))
        return any(asked[0].asks for asked in by_rule) or self.understand(text).question.asks

    def forget(self) -> None:
        """Remember nothing of what was understood, for measuring how long it takes."""
        if self._learned:
            self._learned.forget()

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
        if foreign(text, self.language):
            return incomprehensible(text)
        acts, asked = self.by_rules(heard, context, own)
        if self._learned:
            self._consider(self._learned, heard, acts, asked, context, own)
            if not self._grounded(self._learned, heard, acts, context):
                acts = [[act for act in found if act.name != "restate"] for found in acts]
        self._answer_when(acts, context)
        return Utterance(
            text,
            tuple(
                Clause(text[s.start : s.end], s.start, s.end, *asked[n], acts=in_order(acts[n]))
                for n, s in enumerate(heard.spans)
            ),
        )

    def _consider(
        self,
        learned: Learned,
        heard: Heard,
        acts: list[list[Act]],
        asked: list[Asked],
        context: Context,
        own: Repertoire | None,
    ) -> None:
        """Add what only examples show, and take away what they make next to impossible."""
        sure, views = certain(own, heard, acts), self.views(heard, acts, asked, context)
        opinions_of = learned.opinions([*views.values()]) if views else []
        for number, found in zip(views, opinions_of, strict=True):
            opinions = {o.label: o for o in found if self._speaks_of(o.label, views[number])}
            acts[number] = believed(acts[number], opinions, heard, number, sure[number])
            asked[number] = settled(asked[number], opinions, heard, number)
            acts[number] = [act for act in acts[number] if not accuses(act, asked[number])]

    def _answer_when(self, acts: list[list[Act]], context: Context) -> None:
        """A bare time promises one where the customer had just asked when."""
        if not self._says(context.last, "when"):
            return
        for found in acts:
            times = [act for act in found if act.name == BARE_TIME]
            if times and not any(act.name == "commit_time" for act in found):
                found.append(Act("commit_time", times[0].evidence))

    def _speaks_of(self, act: str, view: View) -> bool:
        """Whether a clause, or the line it answers, has a word of the kinds that an act is about; what says
        something back must say something, and nothing of its own."""
        if act == "restate" and (
            len(self.content(view.clause)) < RESTATED or ON_OWN_ACCOUNT & set(view.rules)
        ):
            return False
        entry = self.vocabulary.acts.get(act)
        if entry is not None and act not in view.rules and act in self._barred.names(view.clause):
            return False
        if entry is None or not entry.about or act in view.rules:
            return True
        return any(kind in entry.about for kind, _, _ in (*view.senses, *view.around[-1]))

    def _grounded(self, learned: Learned, heard: Heard, acts: list[list[Act]], context: Context) -> bool:
        """Whether anything that seems to be said back was said, in these words or in meaning. An echo proves
        itself; without any context nobody can tell, so it is believed."""
        restated = [act for found in acts for act in found if act.name == "restate"]
        if not restated or not context.heard or any(act.evidence.rule == "echo" for act in restated):
            return True
        said = [n for n, found in enumerate(acts) if any(act.name in SAYING_BACK for act in found)]
        lines = context.heard[-LATELY:]
        return any(self._was_said(learned, beyond_frame(heard, acts[n], n), lines) for n in said)

    def _was_said(self, learned: Learned, text: str, lines: Sequence[str]) -> bool:
        """Whether a text has anything of some lines of the customer's."""
        if self.content(text) & frozenset().union(*map(self.content, lines)):
            return True
        means = [self.normalise(line).translate(FAMILIAR) for line in lines]
        return learned.likeness(self.normalise(text).translate(FAMILIAR), means) >= ALIKE

    def by_rules(
        self, heard: Heard, context: Context, own: Repertoire | None = None
    ) -> tuple[list[list[Act]], list[Asked]]:
        """What templates, examples and the conversation show of each clause."""
        acts: list[list[Act]] = [[] for _ in heard.spans]
        for repertoire in (self._acts, own):
            for number, name, why in repertoire.seen(heard) if repertoire else ():
                if self._fits(name, context):
                    acts[number].append(Act(name, why))
        asked = list(self._questions.judge(heard))
        for number, why in self._echoes(heard, context):
            name = "read_back" if self._says(context.last, "dictation") else "restate"
            clause = heard.normal[heard.spans[number].start : heard.spans[number].end]
            if asks_for_more(clause, self.language):
                continue
            if checks(asked[number]) and not {act.name for act in acts[number]} & (ON_OWN_ACCOUNT | {name}):
                acts[number].append(Act(name, why))
        return acts, asked

    def views(
        self, heard: Heard, acts: list[list[Act]], asked: list[Asked], context: Context
    ) -> dict[int, View]:
        """The clauses as the learned part sees them, by number.

        Fillers aren't there for it, and you is you, however polite: neither changes what is done.
        """
        there = [n for n in range(len(heard.spans)) if not any(act.name == FILLER for act in acts[n])]
        spans = [heard.spans[n] for n in there]
        acts, asked = [acts[n] for n in there], [asked[n] for n in there]
        clauses = [heard.normal[s.start : s.end].translate(FAMILIAR) for s in spans]
        seen = [
            tuple(sorted({act.name for act in acts[n]} | {f"?{asked[n][0].value}"} | self._hinted(clause)))
            for n, clause in enumerate(clauses)
        ]
        last = self.normalise(context.last).translate(FAMILIAR)
        theirs, ours = self._senses.find(last), [self._senses.find(clause) for clause in clauses]
        said = self.content(context.last)
        return {
            there[n]: View(
                clause=clause,
                before=clauses[n - 1] if n else "",
                after=clauses[n + 1] if n + 1 < len(clauses) else "",
                closing=heard.normal[spans[n].end : spans[n].end + 1].strip(".!\n "),
                number=n,
                clauses=len(clauses),
                heard=last,
                senses=ours[n],
                around=(ours[n - 1] if n else (), ours[n + 1] if n + 1 < len(clauses) else (), theirs),
                echo=share(self.content(clause), said),
                rules=seen[n],
                nearby=tuple(sorted({name for m, names in enumerate(seen) if m != n for name in names})),
            )
            for n, clause in enumerate(clauses)
        }

    def _hinted(self, clause: str) -> set[str]:
        """The cues in a clause."""
        return self._cues.names(clause)

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
            "when": self.vocabulary.words.whens,
        }[kind]
        line = self.normalise(line)
        return any(word in line for word in words)


def incomprehensible(text: str) -> Utterance:
    """A reply in another language: it does nothing but that, whatever its words look like in this one."""
    act = Act(OTHER_LANGUAGE, Evidence(text, 0, len(text), OTHER_LANGUAGE))
    return Utterance(text, (Clause(text, 0, len(text), acts=(act,)),))


def beyond_frame(heard: Heard, acts: list[Act], number: int) -> str:
    """What a clause says after “you mean …”."""
    span = heard.spans[number]
    frames = [act.evidence.end for act in acts if act.name == "says_back" and act.evidence.end < span.end]
    return heard.text[max((span.start, *frames)) : span.end]


def checks(asked: Asked) -> bool:
    """Whether a clause asks nothing, or only whether it is right (“…, isn't it?”)."""
    rule = asked[1].rule.partition(":")[0] if asked[1] else ""
    return asked[0] is Question.NONE or rule in CHECKING


def asks_for_more(clause: str, language: str) -> bool:
    """Whether a clause has the shape of a question that yes or no wouldn't answer: it says nothing back."""
    return bool(ASKING[language].search(clause)) and shape(clause, language) != "polar"


def certain(own: Repertoire | None, heard: Heard, acts: list[list[Act]]) -> list[set[str]]:
    """The acts of each clause that nothing learned elsewhere doubts: those that a dialogue's own words show,
    and what a whole clause says by rule where it is plain (“再见”, “滚”)."""
    sure = [
        {a.name for a in found if a.name in PLAIN and (a.evidence.start, a.evidence.end) == (s.start, s.end)}
        for found, s in zip(acts, heard.spans, strict=True)
    ]
    for number, name, _ in own.seen(heard) if own else ():
        sure[number].add(name)
    return sure


def believed(
    acts: list[Act], opinions: dict[str, Opinion], heard: Heard, number: int, sure: set[str]
) -> list[Act]:
    """The acts of a clause: those of the rules that aren't doubted, and those that only examples show."""
    kept = [act for act in acts if act.name not in ACTS or act.name in opinions or act.name in sure]
    known = {act.name for act in kept}
    return kept + [
        Act(name, learned_from(opinion, heard, number))
        for name, opinion in opinions.items()
        if name in ACTS and name not in known
    ]


def accuses(act: Act, asked: Asked) -> bool:
    """Whether only examples take a question for a fault that is told, not asked."""
    return act.name in TOLD and act.evidence.rule == LEARNED and asked[0].asks


def settled(asked: Asked, opinions: dict[str, Opinion], heard: Heard, number: int) -> Asked:
    """The question type of a clause: the rule's, unless examples speak clearly for another."""
    likely = {Question(label[1:]): o for label, o in opinions.items() if label in (OPEN, CLOSED)}
    if not likely:
        return asked if heard.normal[heard.spans[number].end :].startswith("?") else NOTHING
    best = max(likely, key=lambda kind: likely[kind].likely)
    if asked[0] in (best, Question.BOTH):
        return asked
    if asked[0] is not Question.NONE and likely[best].likely < CLEARLY:
        return asked
    return best, learned_from(likely[best], heard, number)


def learned_from(opinion: Opinion, heard: Heard, number: int) -> Evidence:
    """The words of a clause that decided, as they were written."""
    start = heard.spans[number].start
    return evidence(heard, start + opinion.start, start + opinion.end, LEARNED, opinion.likely)


def in_order(acts: list[Act]) -> tuple[Act, ...]:
    """Acts as they were said; ties by name, so that the order never depends on chance."""
    return tuple(sorted(acts, key=lambda act: (act.evidence.start, act.name)))
