"""A dialogue made ready to be played: one for all sessions of a version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from transitions import EventData, Machine

from bot.language.answers import Known
from bot.language.recogniser import Recogniser
from bot.language.repertoire import Repertoire
from bot.language.template import literal
from bot.language.topic import Topics
from bot.language.vocabulary import Entry
from bot.roleplay.condition import Condition, any_of, condition
from bot.roleplay.dialogue import EXERCISES, Dialogue, Ending, Fact, Feeling, Manners, Reply, version
from bot.roleplay.part import cast
from bot.roleplay.scope import Scope

Company = Mapping[str, str]
#: What a trainee does who says a company's own words about its offer: presents it, or breaks down its price.
OFFERED = (("present_feature", "feature"), ("present_feature", "proof"), ("present_benefit", "benefit"))
#: The short name of a company where somebody says who rings; elsewhere it may be a thing of that name.
IN_PASSING = {
    "zh": (
        "(我|我们|这边|这里|这儿|咱)[是|们]{0}",
        "{0}(的小|的老|这边|打来|打过来)",
        "^{0}的[呀|啊|嘛|哈]$",
    ),
    "en": ("(from|at|with|for|it's|its|this is|i'm|im) {0}", "^{0} [here|calling|speaking]$"),
}
#: Where a company's text about its offer falls into clauses.
CLAUSE = re.compile(r"[，,;；。]")
#: The one trigger of the machine.
REPLY = "reply"


@dataclass(frozen=True)
class Rule:
    """A reply with its conditions compiled; `id` says where it stands (state.number)."""

    id: str
    reply: Reply
    when: Condition
    only_if: Condition | None

    def holds(self, scope: Scope) -> bool:
        """Whether the customer reacts by this rule."""
        return self.when(scope) and (self.only_if is None or self.only_if(scope))


@dataclass(frozen=True)
class Mind:
    """A feeling with its conditions compiled."""

    id: str
    feeling: Feeling
    when: Condition
    only_if: Condition | None

    def holds(self, scope: Scope) -> bool:
        """Whether the customer feels this now."""
        return self.when(scope) and (self.only_if is None or self.only_if(scope))


class Model:
    """What `transitions` moves for the length of one turn: a state and the scope of the turn."""

    state: str

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.rule: Rule | None = None


class Script:
    """Everything that stays the same for all calls of one dialogue.

    Holds one flat state machine; a turn borrows it for a light model (see `decide`).
    """

    def __init__(
        self,
        id: str,
        language: str,
        dialogue: Dialogue,
        manners: Manners,
        recogniser: Recogniser,
        company: Company,
    ) -> None:
        self.id, self.language = id, language
        self.dialogue, self.manners, self.recogniser = dialogue, manners, recogniser
        self.company = {**offered(company, dialogue.offer), **dialogue.company}
        self.parts = cast(dialogue)
        self.version = version(dialogue, manners, company=self.company)
        self.endings: dict[str, Ending] = {**manners.endings, **dialogue.endings}
        self.minds = tuple(
            Mind(f"{where}.{n}", f, any_of(f.when), optional(f.only_if))
            for where, feelings in (("feelings", dialogue.feelings), ("manners.feelings", manners.feelings))
            for n, f in enumerate(feelings)
        )
        self.common = rules("manners", manners.replies)
        self.rules = {
            name: rules(name, state.replies) + rules("anywhere", dialogue.anywhere)
            for name, state in dialogue.states.items()
        }
        self.guards = {name: optional(fact.only_if) for name, fact in self.facts.items()}
        self.draws = {name: any_of(fact.when) for name, fact in self.facts.items() if fact.when}

    def manner(self, name: str, scope: Scope) -> Rule | None:
        """How any person answers something by name, the first that holds."""
        about = (rule for rule in self.common if name in rule.when.names)
        return next((rule for rule in about if rule.holds(scope)), None)

    @property
    def exercise(self) -> bool:
        """Whether this is a drill or a worksheet, with nobody on the line."""
        return self.dialogue.kind in EXERCISES

    @property
    def facts(self) -> dict[str, Fact]:
        """What there is to know, in the words of the first customer."""
        return self.dialogue.customer.facts

    def names(self, person: str) -> dict[str, Any]:
        """What every line may name while this person is on the line."""
        return {"company": self.company, **self.parts[person].names}

    @cached_property
    def moves(self) -> Repertoire:
        """The dialogue's own moves, the company's name said as one's own, and what it says of its offer,
        ready to be recognised."""
        entries = dict(self.dialogue.moves)
        if name := literal(self.company.get("name", "")):
            entries["name_company"] = Entry(templates=(name, *self._in_passing()))
        for act, key in OFFERED:
            if said := tuple(
                literal(part) for part in CLAUSE.split(self.company.get(key, "")) if part.strip()
            ):
                entries[act] = Entry(templates=(*said, *(entries[act].templates if act in entries else ())))
        return self.recogniser.repertoire(entries)

    def _in_passing(self) -> tuple[str, ...]:
        """How the company is named in passing by who rings for it."""
        short = literal(self.company.get("short", ""))
        return tuple(frame.format(short) for frame in IN_PASSING[self.language]) if short else ()

    @cached_property
    def topics(self) -> Topics:
        """The topics of the facts, ready to be recognised."""
        return Topics(
            {name: fact.topic for name, fact in self.facts.items()},
            {name: fact.asks for name, fact in self.facts.items()},
            self.recogniser.vocabulary.lists,
            self.language,
            self.recogniser.normalise,
            self.company.get("name", ""),
            self.recogniser.answering,
            self.written,
        )

    @property
    def written(self) -> dict[str, Known]:
        """What is written of the facts, as it is written."""
        return {
            name: Known(fact.asks, fact.label, fact.told, fact.counts) for name, fact in self.facts.items()
        }

    @cached_property
    def machine(self) -> Machine:
        """The one machine of this dialogue: states, and a transition per reply in the order written."""
        machine = Machine(
            model=None,
            states=list(self.dialogue.states),
            initial=self.dialogue.start,
            auto_transitions=False,
            send_event=True,
            ignore_invalid_triggers=True,
        )
        for state, written in self.rules.items():
            for rule in written:
                machine.add_transition(
                    REPLY, state, rule.reply.goto, conditions=holds(rule), after=chosen(rule)
                )
        if REPLY not in machine.events:
            machine.add_transition(REPLY, "*", None, conditions=lambda _: False)
        return machine

    def decide(self, state: str, scope: Scope) -> tuple[Rule | None, str]:
        """The first reply of `state` that holds, and the state it leads to."""
        model = Model(scope)
        self.machine.add_model(model, initial=state)
        try:
            self.machine.events[REPLY].trigger(model)
        finally:
            self.machine.remove_model(model)
        return model.rule, model.state


def offered(company: Company, offer: str) -> Company:
    """The company as it stands behind one of its offers: `event.product` becomes the `product`."""
    head = f"{offer}."
    plain = {key: value for key, value in company.items() if "." not in key}
    own = {key.removeprefix(head): value for key, value in company.items() if key.startswith(head)}
    return {**plain, **own} if offer else plain


def holds(rule: Rule) -> Any:
    """The rule as a condition of a transition."""

    def check(event: EventData) -> bool:
        model: Any = event.model
        return rule.holds(model.scope)

    return check


def chosen(rule: Rule) -> Any:
    """Notes on the model which rule was taken."""

    def note(event: EventData) -> None:
        model: Any = event.model
        model.rule = rule

    return note


def rules(where: str, replies: tuple[Reply, ...]) -> tuple[Rule, ...]:
    """Replies with their conditions compiled."""
    return tuple(
        Rule(f"{where}.{n}", reply, any_of(reply.when), optional(reply.only_if))
        for n, reply in enumerate(replies)
    )


def optional(text: str | None) -> Condition | None:
    """A condition that may be missing."""
    return condition(text) if text else None
