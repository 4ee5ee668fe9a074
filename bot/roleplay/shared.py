"""What dialogues of a language share: topics that come up in many calls, and moves of several dialogues."""

from collections.abc import Iterator

from bot.language.vocabulary import Entry, Written
from bot.roleplay.condition import ConditionError, condition
from bot.roleplay.dialogue import Dialogue, Ending, Fact, FactName, Feeling, Name, Prospect, Reply, State


class Topic(Written):
    """A topic by the words that ask about it; a fact of its name takes them up."""

    label: str
    topic: tuple[str, ...]
    asks: tuple[str, ...] = ()
    shows: Prospect | None = None


class Shared(Written):
    """Topics and moves by name."""

    topics: dict[FactName, Topic] = {}
    moments: dict[Name, State] = {}
    habits: dict[Name, tuple[Reply, ...]] = {}
    endings: dict[Name, Ending] = {}
    moves: dict[FactName, Entry] = {}


def completed(dialogue: Dialogue, shared: Shared) -> Dialogue:
    """A dialogue with what it takes from the shared topics and moves written into it."""
    facts = {
        name: known(fact, shared.topics[name]) if name in shared.topics else fact
        for name, fact in dialogue.customer.facts.items()
    }
    states = {name: alike(state, shared) for name, state in dialogue.states.items()}
    own = {reply.when for reply in dialogue.anywhere if reply.only_if is None}
    habits = [r for name in dialogue.habits for r in shared.habits.get(name, ()) if r.when not in own]
    dialogue = dialogue.model_copy(
        update={
            "states": states,
            "anywhere": (*dialogue.anywhere, *habits),
            "habits": tuple(name for name in dialogue.habits if name not in shared.habits),
        }
    )
    ends = {reply.ends for reply in replies_of(dialogue)}
    endings = {name: ending for name, ending in shared.endings.items() if name in ends}
    wanted = used(dialogue)
    borrowed = {name: entry for name, entry in shared.moves.items() if name in wanted}
    customer = dialogue.customer.model_copy(update={"facts": facts})
    return dialogue.model_copy(
        update={
            "customer": customer,
            "moves": {**borrowed, **dialogue.moves},
            "endings": {**endings, **dialogue.endings},
        }
    )


def alike(state: State, shared: Shared) -> State:
    """A state with what it takes from the shared moment it is like; its own reply to the same words counts
    instead of the shared one."""
    moment = shared.moments.get(state.like or "")
    if moment is None:
        return state
    own = {key: getattr(state, key) for key in state.model_fields_set if key != "replies"}
    instead = {reply.when for reply in state.replies if reply.only_if is None}
    taken = tuple(reply for reply in moment.replies if reply.when not in instead)
    return moment.model_copy(update={**own, "like": None, "replies": (*state.replies, *taken)})


def known(fact: Fact, topic: Topic) -> Fact:
    """A fact with the words of its shared topic beside its own; whole questions only where it has none."""
    return fact.model_copy(
        update={
            "label": fact.label or topic.label,
            "topic": tuple(dict.fromkeys((*fact.topic, *topic.topic))),
            "asks": fact.asks or topic.asks,
            "shows": fact.shows or topic.shows,
        }
    )


def used(dialogue: Dialogue) -> frozenset[str]:
    """The names that the conditions of a dialogue look at."""
    return frozenset().union(*(names(text) for text in conditions(dialogue)))


def conditions(dialogue: Dialogue) -> Iterator[str]:
    """Every condition written in a dialogue."""
    deciding: list[Reply | Feeling | Fact] = [
        *replies_of(dialogue),
        *dialogue.feelings,
        *dialogue.customer.facts.values(),
    ]
    for one in deciding:
        yield from one.when
        if one.only_if:
            yield one.only_if


def replies_of(dialogue: Dialogue) -> Iterator[Reply]:
    """Every reply of a dialogue."""
    for state in dialogue.states.values():
        yield from state.replies
    yield from dialogue.anywhere


def names(text: str) -> frozenset[str]:
    """The plain names a condition looks at; none where it can't be read."""
    try:
        found = condition(text).names
    except (ConditionError, RecursionError):
        return frozenset()
    return frozenset(name.removeprefix("said.") for name in found)
