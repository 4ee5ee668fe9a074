"""Everything in a dialogue that is spoken or shown, with its place."""

from collections.abc import Iterator, Mapping

from bot.authoring.problem import Place
from bot.roleplay.dialogue import (
    Dialogue,
    Ending,
    Fact,
    Manners,
    Person,
    Reply,
    Retelling,
    Speaking,
    State,
)

#: One text and where it stands.
Said = tuple[Place, str]


def spoken(dialogue: Dialogue) -> Iterator[Said]:
    """Every text of a dialogue that is rendered."""
    yield ("brief",), dialogue.brief
    for name, state in dialogue.states.items():
        yield from of_state(state, ("states", name))
    yield from of_replies(dialogue.anywhere, ("anywhere",))
    yield from of_endings(dialogue.endings)
    for name, fact in dialogue.customer.facts.items():
        yield from of_fact(fact, ("customer", "facts", name))
    for id, person in dialogue.people.items():
        yield from of_person(person, ("people", id))
    yield from rehearsed(dialogue)


def spoken_by_all(manners: Manners) -> Iterator[Said]:
    """Every text of the manners that is rendered."""
    yield from of_replies(manners.replies, ("replies",))
    yield from of_endings(manners.endings)


def rehearsed(dialogue: Dialogue) -> Iterator[Said]:
    """What the trainee says in the rehearsals."""
    for kind, rehearsal in dialogue.rehearsals.items():
        for n, text in enumerate(rehearsal.replies):
            yield ("rehearsals", kind, "replies", n), text


def of_state(state: State, place: Place) -> Iterator[Said]:
    """The texts of a state."""
    yield (*place, "hint"), state.hint
    yield from parts(state, place)
    if state.otherwise:
        yield from parts(state.otherwise, (*place, "otherwise"))
    yield from of_replies(state.replies, (*place, "replies"))


def of_replies(replies: tuple[Reply, ...], place: Place) -> Iterator[Said]:
    """The texts of replies."""
    for n, reply in enumerate(replies):
        yield from parts(reply, (*place, n))


def of_endings(endings: Mapping[str, Ending]) -> Iterator[Said]:
    """The texts of endings."""
    for name, ending in endings.items():
        yield from parts(ending, ("endings", name))


def of_person(person: Person, place: Place) -> Iterator[Said]:
    """The texts of another person who may pick up."""
    if person.brief:
        yield (*place, "brief"), person.brief
    for name, fact in person.facts.items():
        yield from of_fact(fact, (*place, "facts", name))
    for name, lines in person.says.items():
        for n, line in enumerate(lines):
            for m, text in enumerate(line):
                yield (*place, "says", name, n, m), text


def of_fact(fact: Fact | Retelling, place: Place) -> Iterator[Said]:
    """The texts of a fact."""
    for key in ("open", "closed", "more", "guarded"):
        for n, text in enumerate(getattr(fact, key)):
            yield (*place, key, n), text


def parts(speaking: Speaking, place: Place) -> Iterator[Said]:
    """The parts of what something says."""
    for n, text in enumerate(speaking.says):
        yield (*place, "says", n), text
    for n, line in enumerate(speaking.says_one_of):
        for m, text in enumerate(line):
            yield (*place, "says_one_of", n, m), text


def speakers(dialogue: Dialogue) -> Iterator[tuple[Place, Speaking]]:
    """Everything in a dialogue that can speak."""
    for name, state in dialogue.states.items():
        yield ("states", name), state
        if state.otherwise:
            yield ("states", name, "otherwise"), state.otherwise
        yield from numbered(state.replies, ("states", name, "replies"))
    yield from numbered(dialogue.anywhere, ("anywhere",))
    for name, ending in dialogue.endings.items():
        yield ("endings", name), ending


def numbered(replies: tuple[Reply, ...], place: Place) -> Iterator[tuple[Place, Speaking]]:
    """Replies with their places."""
    for n, reply in enumerate(replies):
        yield (*place, n), reply
