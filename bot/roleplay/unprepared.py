"""What a customer says to a question that nothing was written for: a stock answer that makes sense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.language.form import last_asking, last_question
from bot.language.stock import Inquiry, inquiry
from bot.language.utterance import PROCEDURAL, Utterance

if TYPE_CHECKING:
    from bot.roleplay.script import Rule, Script
    from bot.roleplay.turn import Turn

#: Questions that have their answers among manners, whatever is unknown about them.
STEERED = (PROCEDURAL - {"small_talk"}) | {
    "offer_callback",
    "propose_next_step",
    "ask_referral",
    "take_responsibility",
    "offer_solution",
}


@dataclass(frozen=True)
class Unprepared:
    """The stock answers of a turn."""

    turn: Turn

    def kind(self) -> str:
        """The kind of stock answer that makes most sense and isn't worn out in this call, if any does."""
        script, stock = self.turn.script, self.turn.script.recogniser.stock
        if stock is None or self.turn.asks_for(STEERED):
            return ""
        ranked = stock.ranked(asked(script, self.turn.utterance, self.turn.part.customer.persona))
        return next((kind for kind in ranked if not self.worn_out(kind)), ranked[0])

    def complete(self, rule: Rule) -> None:
        """Answer in stock what a reply of the dialogue leaves open, if anything makes sense."""
        if not self.leaves_open(rule):
            return
        stock = self.worded(self.kind())
        if stock and not self.turn.worn(stock.reply):
            self.turn.follow(stock, self.turn.session.state)

    def leaves_open(self, rule: Rule) -> bool:
        """Whether a reply of the dialogue took up what stands before the question, and nothing answers it."""
        last = last_asking(self.turn.utterance, self.turn.script.language)
        if (
            last is None
            or self.turn.wanted is None
            or rule.reply.goto
            or not self.turn.parts
            or self.turn.tells
        ):
            return False
        if "about_tag" in self.turn.situations:
            return False
        taken_up = rule.when.names & set(self.turn.utterance.acts)
        return bool(taken_up) and not self.turn.utterance.clauses[last].does(taken_up)

    def worn_out(self, kind: str) -> bool:
        """Whether all that this person would say for a kind of stock answer was said in this call."""
        rule = self.worded(kind)
        return rule is None or self.turn.worn(rule.reply)

    def worded(self, kind: str) -> Rule | None:
        """How this person words a kind of stock answer."""
        scope = replace(self.turn.scope, situations=frozenset({*self.turn.situations, f"takes_{kind}"}))
        return self.turn.script.manner(f"takes_{kind}", scope)


def asked(script: Script, utterance: Utterance, persona: str) -> Inquiry:
    """What a reply asks, as stock answers are compared with it."""
    sentences = script.topics.sentences(utterance)
    clause = script.topics.matching(last_question(utterance, script.language) or utterance.text)
    text = sentences[-1].text if sentences else clause
    return inquiry(text, clause, script.language, script.dialogue.kind, persona)
