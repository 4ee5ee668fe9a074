"""Mistakes in who may pick up, and in what is offered."""

from collections.abc import Iterator, Mapping

from bot.authoring.names import nearest
from bot.authoring.problem import Place, Problem
from bot.roleplay.dialogue import Dialogue


def lint_people(dialogue: Dialogue, endings: set[str]) -> Iterator[Problem]:
    """Persons that retell facts or moments which don't exist, and rehearsals with nobody on the line."""
    facts, moments = set(dialogue.customer.facts), {*dialogue.states, *endings}
    for id, person in dialogue.people.items():
        place: Place = ("people", id)
        for name in person.facts:
            if name not in facts:
                details = {"name": name, "nearest": nearest(name, facts)}
                yield Problem("person-fact-unknown", (*place, "facts", name), details)
        for name in person.says:
            if name not in moments:
                details = {"name": name, "nearest": nearest(name, moments)}
                yield Problem("person-line-unknown", (*place, "says", name), details)
    for kind, rehearsal in dialogue.rehearsals.items():
        if rehearsal.person and rehearsal.person not in dialogue.people:
            details = {"name": rehearsal.person, "nearest": nearest(rehearsal.person, set(dialogue.people))}
            yield Problem("person-unknown", ("rehearsals", kind, "person"), details)


def lint_offer(dialogue: Dialogue, company: Mapping[str, str]) -> Iterator[Problem]:
    """An offer that the company doesn't make."""
    offers = {key.partition(".")[0] for key in company if "." in key}
    if dialogue.offer and dialogue.offer not in offers:
        details = {"name": dialogue.offer, "nearest": nearest(dialogue.offer, offers)}
        yield Problem("offer-unknown", ("offer",), details)
