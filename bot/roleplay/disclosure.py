"""Which fact a question draws in a turn, how much of it is told, and what is said of one that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.echo import share
from bot.language.form import last_question
from bot.language.topic import Asked
from bot.language.utterance import Question
from bot.roleplay.condition import condition
from bot.roleplay.events import Depth, Reasked, Told
from bot.roleplay.fit import suits
from bot.roleplay.part import RESERVE

if TYPE_CHECKING:
    from bot.roleplay.session import Session
    from bot.roleplay.turn import Turn

#: A question that takes up this much of a told fact follows it up (pieces of content in common).
TAKES_UP = 2
#: From this share of the earlier question's content on, a question is the same one (0–1).
SAME = 0.5
#: What asks for more of what was just told; with so much content of its own it asks for something else.
FOLLOWS = condition("bare_question or (ask_details and open_question)")
ELSE = {"zh": 4, "en": 3}
#: “Take your time, have a look round” invites nobody to talk.
LEAVES_ALONE = frozenset({"give_room", "talk_it_over"})
#: A question about somebody else asks nothing about the customer.
OTHERS = {"zh": re.compile(r"[他她]"), "en": re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)}


@dataclass(frozen=True)
class Disclosure:
    """What the customer of a turn tells of what was asked."""

    turn: Turn

    def tell(self, tells: str) -> None:
        """Tell the one fact the customer picks from what was asked."""
        fact, asked = self.chosen_fact(tells)
        if fact is None or asked is None:
            if not self.turn.parts and self.wants_yes and "says_back" in self.turn.utterance.acts:
                self.turn.situations.add("confirms" if self.says_back else "misquotes")
            elif not self.turn.parts and "wants_answer" in self.turn.situations:
                self.turn.situations.add("unknown_question")
            return
        guard = self.turn.script.guards[fact]
        if tells == "nothing" or (guard and not guard(self.turn.scope)):
            self.guarded(fact, asked)
            return
        depth = self.depth(fact, asked, tells)
        if depth is None:
            self.known(fact, asked)
            return
        known = self.turn.part.facts[fact]
        line = known.short if depth == "closed" else getattr(known, depth)
        bounded = depth == "closed" or asked.question is Question.CLOSED
        if bounded and asked.certainty != "plain" and not self.suits(fact, asked, line):
            if not self.turn.parts:
                self.turn.situations.add("unknown_question")
            return
        self.turn.speak(line, f"fact:{fact}.{depth}")
        self.turn.note(Told(self.turn.session.turn, fact, depth, asked.quote))

    def suits(self, fact: str, asked: Asked, line: tuple[str, ...]) -> bool:
        """Whether a line of a fact can be the answer to what was asked about it."""
        known = self.turn.part.facts[fact]
        return suits(asked.quote, line, (*known.topic, *known.asks), self.turn.script.language)

    @property
    def says_back(self) -> bool:
        """Whether the trainee says back what this customer said; “you mean …” alone doesn't do it."""
        return bool({"restate", "read_back"} & set(self.turn.utterance.acts))

    @property
    def wants_yes(self) -> bool:
        """Whether yes or no would answer it."""
        return self.turn.wanted == "polar"

    def chosen_fact(self, tells: str) -> tuple[str | None, Asked | None]:
        """The fact the customer answers: of the last question, and something new before something told."""
        for fact, draws in self.turn.script.draws.items():
            if draws(self.turn.scope) and fact not in self.turn.session.told and not self.of_others(fact):
                return fact, Asked(fact, Question.OPEN, self.turn.quote(draws), 1.0)
        asked = [one for one in self.turn.asked if one.answers and self.can_tell(one)]
        if not asked and (followed := self.followed(tells)):
            return followed, Asked(followed, Question.OPEN, self.turn.quote(FOLLOWS), 1.0)
        if not asked and not self.turn.parts and self.invited and (untold := self.untold()):
            return untold, Asked(untold, Question.OPEN, self.turn.utterance.text.strip()[:60], 1.0)
        if not asked:
            return None, None
        last = asked[-1].quote
        candidates = [a for a in asked if a.quote == last]
        rest = [a for a in asked if a.quote != last]
        best = next((a for a in candidates + rest if self.is_new(a)), candidates[0])
        return best.topic, best

    def followed(self, tells: str) -> str:
        """The fact just told that the trainee wants to hear more of (“what happened there?”), where there is
        more; mostly none."""
        fact, turn = self.turn.session.fresh
        told = self.turn.session.told.get(fact)
        if turn != self.turn.session.turn - 1 or told is None:
            return ""
        follows = FOLLOWS(self.turn.scope) and not self.asks_for_else(fact)
        if told == "closed":
            return fact if tells == "all" and (follows or self.invited) else ""
        return fact if follows and told == "open" and self.turn.part.facts[fact].more else ""

    def asks_for_else(self, fact: str) -> bool:
        """Whether a question is mostly about what wasn't told of a fact."""
        language = self.turn.script.language
        asks = self.turn.script.recogniser.content(last_question(self.turn.utterance, language))
        return len(asks - self.about(fact) - self.told_of(fact)) >= ELSE[language]

    def about(self, fact: str) -> frozenset[str]:
        """What the topic of a fact is about."""
        content = self.turn.script.recogniser.content
        return frozenset().union(*(content(term) for term in self.turn.script.facts[fact].topic))

    def told_of(self, fact: str) -> frozenset[str]:
        """What the customer tells of a fact at length is about."""
        content = self.turn.script.recogniser.content
        return frozenset().union(*(content(part) for part in self.turn.part.facts[fact].open))

    def of_others(self, fact: str) -> bool:
        """Whether the reply asks about somebody else, and no question written for the fact does."""
        others = OTHERS[self.turn.script.language]
        asks = self.turn.script.facts[fact].asks
        return bool(others.search(self.turn.utterance.text)) and not any(map(others.search, asks))

    def can_tell(self, asked: Asked) -> bool:
        """Whether the person on the line knows what is asked, and hasn't told it yet or is plainly asked
        about it again."""
        known = asked.topic in self.turn.part.facts
        return known and (asked.topic not in self.turn.session.told or asked.certainty != "likely")

    @property
    def invited(self) -> bool:
        """Whether the customer is asked to go on; who complains, also what it is about."""
        inviting = (
            {"invites", "ask_details"} if self.turn.script.dialogue.kind == "complaint" else {"invites"}
        )
        acts = set(self.turn.utterance.acts)
        return bool(inviting & acts) and not acts & LEAVES_ALONE

    def untold(self) -> str:
        """The next thing there is to tell, in the order in which they are written."""
        facts = self.turn.script.facts.items()
        free = (
            n
            for n, f in facts
            if f.counts and n not in self.turn.session.told and not self.turn.script.guards[n]
        )
        return next(free, "")

    def is_new(self, asked: Asked) -> bool:
        """Whether a question asks for something not told yet, or told in a word only."""
        told = self.turn.session.told.get(asked.topic)
        return told is None or (told == "closed" and asked.question is not Question.CLOSED)

    def depth(self, fact: str, asked: Asked, tells: str) -> Depth | None:
        """How deep the answer goes; None where it was told already."""
        told = self.turn.session.told.get(fact)
        opens = asked.question in (Question.OPEN, Question.BOTH)
        opens_from = self.turn.script.manners.opens_from + RESERVE[self.turn.session.difficulty]
        opens = opens and tells == "all" and self.turn.session.mood >= opens_from
        if told is None:
            return "open" if opens or not self.turn.part.facts[fact].closed else "closed"
        if told == "closed" and opens:
            return "open"
        further = self.takes_up(fact, asked) or fact == self.followed(tells) or self.goes_on(fact, asked)
        if told == "open" and self.turn.part.facts[fact].more and further:
            return "more"
        return None

    def goes_on(self, fact: str, asked: Asked) -> bool:
        """Whether a question about what was told asks for something else of it, in words of its own."""
        return not self.wants_yes and bool(self.beside(fact, asked)) and not self.repeats(fact, asked)

    def beside(self, fact: str, asked: Asked) -> frozenset[str]:
        """What a question is about beside the topic itself."""
        return self.turn.script.recogniser.content(asked.quote) - self.about(fact)

    def takes_up(self, fact: str, asked: Asked) -> bool:
        """Whether a question uses words of what was told, and so follows it up."""
        said = self.turn.script.recogniser.content(asked.quote)
        return len((said & self.told_of(fact)) - self.about(fact)) >= TAKES_UP

    def known(self, fact: str, asked: Asked) -> None:
        """A question about a told fact: checked, answered in short, followed up, or asked again."""
        again = self.repeats(fact, asked)
        if self.wants_yes and (self.says_back or self.takes_up(fact, asked)):
            self.turn.situations.add("confirms")
        elif self.is_new(asked):
            self.guarded(fact, asked)
        elif asked.question is Question.CLOSED and not again and self.in_short(fact):
            self.turn.speak(self.turn.part.facts[fact].short, f"fact:{fact}.closed")
        elif not again or self.turn.wanted == "consent":
            self.turn.situations.add("unknown_question")
        else:
            self.turn.situations.add("reasked")
            self.turn.note(Reasked(self.turn.session.turn, fact, asked.quote))

    def in_short(self, fact: str) -> bool:
        """Whether the short answer of a fact that was told at length hasn't been given yet."""
        told, closed = self.turn.session.told.get(fact), self.turn.part.facts[fact].short
        return told in ("open", "more") and not set(closed) & self.turn.session.lines

    def repeats(self, fact: str, asked: Asked) -> bool:
        """Whether a question asks what had been answered: it is put in the same words, or in no others."""
        content = self.turn.script.recogniser.content
        drawn = self.turn.session.drawn.get(fact, "")
        if share(content(asked.quote), content(drawn)) >= SAME:
            return True
        return not self.beside(fact, asked) and self.turn.session.told.get(fact) != "closed"

    def guarded(self, fact: str, asked: Asked) -> None:
        """The customer won't tell this now; who has answered already needn't say so, and nobody refuses what
        may not have been asked."""
        if self.turn.parts:
            return
        if asked.certainty == "likely":
            self.turn.situations.add("unknown_question")
            return
        self.turn.situations.add("guarded")
        if line := self.turn.part.facts[fact].guarded:
            self.turn.speak(line, f"guarded:{fact}")


def within_frame(asked: tuple[Asked, ...], session: Session) -> tuple[Asked, ...]:
    """A topic that only frames a question counts where the question's own topics were told already."""
    own = {a.quote for a in asked if not a.framed and a.topic not in session.told}
    return tuple(a for a in asked if not a.framed or (a.quote not in own and a.topic not in session.told))
