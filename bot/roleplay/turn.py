"""One turn, as it unfolds: each step may add events and words; `finish` speaks them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.language.form import MEANING, Form, bare, form, last_asking, last_question
from bot.language.nuance import choice, nuance
from bot.language.topic import Asked
from bot.language.utterance import PROCEDURAL, Evidence, Question, Utterance
from bot.roleplay.condition import Condition
from bot.roleplay.dialogue import HUNG_UP, Lines, Speaking
from bot.roleplay.disclosure import Disclosure, within_frame
from bot.roleplay.events import (
    Answered,
    Earned,
    Ended,
    Event,
    Events,
    Felt,
    Moved,
    Spoke,
    Started,
    Told,
)
from bot.roleplay.lines import joined, pick, render
from bot.roleplay.mistaken import mistaken
from bot.roleplay.part import Part
from bot.roleplay.scope import Scope
from bot.roleplay.script import Rule, Script
from bot.roleplay.session import Session, apply
from bot.roleplay.unprepared import Unprepared

#: Questions about the call itself; there is a way to answer each of them, whatever its form.
CHECKS = PROCEDURAL - {"ask_convenient", "confirm_person", "ask_permission"} | {
    "offer_callback",
    "propose_next_step",
    "ask_referral",
}

#: What stands before a question of another kind.
PREFACES = frozenset({"ask_permission", "ask_convenient", "ask_hold", "ask_repeat", "ask_identity"})

#: Questions that want a figure or a name, be they small talk or not.
FACTUAL: frozenset[Form] = frozenset({"number", "when", "where", "who", "why"})
#: Questions that yes, no or one of two would answer.
BOUNDED: frozenset[Form] = frozenset({"polar", "consent", "choice"})


@dataclass
class Turn:
    """Collects what happens in one turn; `session` is always up to date with `events`."""

    script: Script
    session: Session
    utterance: Utterance
    events: list[Event] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    situations: set[str] = field(default_factory=lambda: {"anything"})
    settled: set[str] = field(default_factory=set)
    asked: tuple[Asked, ...] = ()
    wanted: Form | None = None
    unheard: str = ""
    option: str = ""

    @classmethod
    def opening(cls, script: Script, started: Started) -> Turn:
        """The turn before the trainee has said anything."""
        turn = cls(script, Session(), Utterance(""))
        turn.note(started)
        return turn

    @classmethod
    def reply(cls, script: Script, session: Session, spoke: Spoke) -> Turn:
        """The turn that a reply of the trainee begins."""
        asked = within_frame(script.topics.asked(spoke.utterance), session)
        turn = cls(script, session, spoke.utterance, asked=asked)
        turn.unheard = joined(session.parts[spoke.heard :])
        question = "" if leaves(spoke.utterance) else last_question(spoke.utterance, script.language)
        turn.wanted = form(question, script.language)
        if turn.wanted:
            turn.situations.add("wants_answer")
            turn.look_for_a_choice(question)
        if turn.wanted and not turn.about_the_call:
            turn.situations.add(f"wants_{turn.wanted}")
            turn.look_closer(question)
        if bare(spoke.utterance, script.language):
            turn.situations |= {"bare_question", "wants_answer"}
        if bare(spoke.utterance, script.language, MEANING):
            turn.situations |= {"asks_meaning", "wants_answer"}
        turn.note(spoke)
        return turn

    @property
    def about_the_call(self) -> bool:
        """Whether the last question is about the call itself; one for a who, a where or a how is so by its
        own words alone, whatever was proposed before it."""
        return self.asks_for(CHECKS - {"small_talk"} if self.wanted in FACTUAL else CHECKS)

    def asks_for(self, acts: frozenset[str]) -> bool:
        """Whether a reply asks by one of these acts: anywhere, or in a clause that wants more than yes;
        asking leave and the like is only what the last question itself does."""
        last = last_asking(self.utterance, self.script.language)
        if last is None:
            return bool(acts & set(self.utterance.acts))
        if self.wanted in BOUNDED and (acts - PREFACES) & set(self.utterance.acts):
            return True
        return self.utterance.clauses[last].does(acts)

    def look_closer(self, question: str) -> None:
        """What the question is after."""
        if about := nuance(question, self.script.language):
            self.situations.add(f"about_{about}")

    def look_for_a_choice(self, question: str) -> None:
        """What the question leaves to choose from."""
        self.option = choice(question, self.script.language)
        if self.option:
            self.situations.add("leaves_a_choice")

    def note(self, event: Event) -> None:
        """Add an event."""
        self.events.append(event)
        self.session = apply(self.session, event)

    @property
    def part(self) -> Part:
        """Who is on the line."""
        return self.script.parts[self.session.person]

    @property
    def scope(self) -> Scope:
        """What conditions see now."""
        dialogue = self.script.dialogue
        return Scope(
            self.session,
            self.utterance,
            frozenset(asked.topic for asked in self.asked),
            self.part.customer.persona,
            dialogue.kind,
            frozenset(self.situations),
            dialogue.sheet,
        )

    # --- steps -----------------------------------------------------------------------------------

    def interrupted(self) -> None:
        """The trainee spoke into an unfinished line: the customer insists on finishing it."""
        self.situations.add("interrupts")
        self.manners()

    def misdialled(self) -> None:
        """The trainee asks for somebody who isn't there."""
        self.situations.add("wrong_name")
        self.manners()

    @property
    def baffling(self) -> bool:
        """Whether the trainee speaks another language; on an exercise nobody is there who wouldn't follow."""
        return not self.script.exercise and "other_language" in self.utterance.acts

    def baffled(self) -> None:
        """The customer understood nothing, and says so where manners have words for it: nothing said can be
        answered, told or led on from."""
        if rule := self.script.manner("other_language", self.scope):
            self.follow(rule, self.session.state)
        else:
            self.manners()

    @property
    def mistaken(self) -> bool:
        """Whether the trainee asks for another person or another firm."""
        customer, brief = self.part.customer, self.part.brief
        return mistaken(self.utterance, self.script.language, f"{customer.name} {customer.role} {brief}")

    def silent(self) -> None:
        """The trainee said nothing."""
        self.situations.add("silence")
        self.manners()

    def answer(self) -> None:
        """The customer answers: the dialogue's reply, facts, or manners."""
        tells = self.script.dialogue.states[self.session.state].tells
        rule, target = self.script.decide(self.session.state, self.scope)
        if rule:
            self.follow(rule, target, anew=not self.script.exercise)
        if not self.session.ended:
            Disclosure(self).tell(tells)
        if rule and rule.reply.goto and not self.session.ended:
            self.enter(target)
        if rule and rule.reply.goto and not self.parts and not self.session.ended:
            self.go_on()
        if rule and not self.session.ended:
            Unprepared(self).complete(rule)
        if not self.parts and not self.session.ended:
            self.manners()

    def go_on(self) -> None:
        """Who goes on without a word answers as in the state that is now."""
        rule, target = self.script.decide(self.session.state, self.scope)
        if rule and rule.reply.lines:
            self.follow(rule, target)

    @property
    def tells(self) -> bool:
        """Whether the customer tells a fact in this turn."""
        return any(isinstance(event, Told) for event in self.events)

    def follow(self, rule: Rule, target: str, anew: bool = False) -> None:
        """Do what a reply of the dialogue says; with `anew` it isn't spoken in words of this call again."""
        reply = rule.reply
        if reply.mood or reply.patience:
            self.shift(rule.id, reply.mood, reply.patience, reply.because or "", self.quote(rule.when))
            self.settled |= rule.when.names
        if reply.earns:
            self.note(Earned(self.session.turn, reply.earns, self.quote(rule.when)))
        if reply.goto or reply.ends or not (anew and self.worn(reply)):
            self.say(reply, f"rule:{rule.id}")
        if reply.goto:
            self.note(Moved(self.session.turn, self.session.state, target, rule.id))
        if reply.ends:
            self.end(reply.ends)

    def worn(self, speaking: Speaking) -> bool:
        """Whether all the lines that something offers were spoken in this call."""
        return all(set(line) <= self.session.lines for line in speaking.lines)

    def enter(self, name: str) -> None:
        """Speak the line of a state, unless it yields to an answer already given."""
        state = self.script.dialogue.states[name]
        if not (state.yields and self.parts):
            self.say(state, f"state:{name}", self.part.says.get(name, ()))

    def feel(self) -> None:
        """Let mood and patience follow from what was said; without patience the customer hangs up."""
        for mind in self.script.minds:
            if mind.when.names & self.settled and not mind.when.names & self.situations:
                continue
            if mind.holds(self.scope):
                self.shift(
                    mind.id,
                    mind.feeling.mood,
                    mind.feeling.patience,
                    mind.feeling.because,
                    self.quote(mind.when),
                )
        if self.session.patience <= 0 and not self.session.ended:
            self.forget_answer()
            self.situations = {"impatient"}
            self.manners()
            if not self.session.ended:
                self.end(HUNG_UP)

    def forget_answer(self) -> None:
        """The customer hangs up instead of answering: nothing of the answer has happened."""
        self.parts.clear()
        self.why.clear()
        self.events = [e for e in self.events if not isinstance(e, Moved | Told | Earned)]

    def manners(self) -> None:
        """What any person would say; the dialogue's or state's `otherwise` comes last but one."""
        state = self.script.dialogue.states[self.session.state]
        if "unknown_question" in self.situations and (kind := Unprepared(self).kind()):
            self.situations.add(f"takes_{kind}")
        scope = self.scope
        for rule in self.script.common:
            if "otherwise" in rule.when.names and state.otherwise:
                self.say(state.otherwise, f"otherwise:{self.session.state}")
                self.situations.add("otherwise")
                return
            if "otherwise" in rule.when.names:
                self.situations.add("otherwise")
                scope = self.scope
            if rule.holds(scope):
                self.follow(rule, self.session.state)
                return

    def finish(self) -> Events:
        """The events of the turn, with the words spoken in it."""
        if self.parts:
            answered = Answered(self.session.turn, tuple(self.parts), tuple(self.why))
            last = self.events and isinstance(self.events[-1], Ended)
            self.events.insert(len(self.events) - 1 if last else len(self.events), answered)
        return tuple(self.events)

    # --- speaking and feeling -----------------------------------------------------------------------

    def say(self, speaking: Speaking, why: str, own: Lines = ()) -> None:
        """Speak one of the lines that something offers, or one of the person's `own` instead."""
        if lines := own or speaking.lines:
            said = self.session.lines
            self.speak(pick(lines, self.session.seed, self.session.turn, why, said), why)

    def speak(self, line: tuple[str, ...], why: str) -> None:
        """Add a line, with its names filled in."""
        last = joined(self.session.parts)
        names = {
            **self.script.names(self.session.person),
            "last_line": last,
            "unheard": self.unheard,
            "option": self.option,
            "limit": self.scope.judged.limit,
        }
        self.parts += [render(part, names) for part in line]
        self.why.append(why)

    def shift(self, rule: str, mood: int, patience: int, because: str, quote: str) -> None:
        """Change mood and patience within their bounds; a gain counts once a call."""
        if rule in self.session.gains:
            mood, patience = min(mood, 0), min(patience, 0)
        new_mood = max(-3, min(3, self.session.mood + mood))
        new_patience = max(0, min(12, self.session.patience + patience))
        moved = (new_mood - self.session.mood, new_patience - self.session.patience)
        if moved != (0, 0):
            self.note(Felt(self.session.turn, *moved, new_mood, new_patience, quote, because, rule))

    def end(self, name: str) -> None:
        """End the call: the customer says good-bye and hangs up."""
        ending = self.script.endings[name]
        self.say(ending, f"ending:{name}", self.part.says.get(name, ()))
        self.note(Ended(self.session.turn, name, ending.outcome, "customer"))

    def quote(self, condition: Condition) -> str:
        """The words that made a condition hold, or the whole reply."""
        found: list[Evidence] = [
            why for name in sorted(condition.names) if (why := self.utterance.evidence(name))
        ]
        if found:
            return min(found, key=lambda why: why.start).quote
        asked = next((a.quote for a in self.asked if f"asks.{a.topic}" in condition.names), "")
        return asked or self.utterance.text.strip()[:60]


def leaves(utterance: Utterance) -> bool:
    """Whether a reply says good-bye and asks nothing."""
    return "farewell" in utterance.acts and utterance.question is Question.NONE
