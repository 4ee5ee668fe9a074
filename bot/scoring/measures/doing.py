"""What the trainee did, when, and in what order."""

from bisect import bisect_left

from bot.scoring.measures.sight import Finding, Sight, Using, measure, scope, seen, share, whole
from bot.scoring.record import Exchange, Record

Place = tuple[int, int]


@measure
def acts(record: Record, using: Using) -> Finding | None:
    """How many different of the acts `any` were done (count)."""
    exchanges = scope(record, using)
    if not exchanges:
        return None
    done = {a for e in exchanges for a in e.acts} & set(using["any"])
    return Finding(len(done), tuple(seen(exchanges, using["any"], True))[:3])


@measure
def faults(record: Record, using: Using) -> Finding | None:
    """How often one of the fault acts `any` was done (count); none done is no occasion."""
    sights = tuple(seen(scope(record, using), using["any"], False))
    return Finding(len(sights), sights) if sights else None


@measure
def order(record: Record, using: Using) -> Finding | None:
    """Whether an act of `first_of` came before any of `then` (1 or 0); no occasion without `then`."""
    first = position(record, using["first_of"])
    then = position(record, using["then"])
    if then is None:
        return None
    good = first is not None and first <= then
    quotes = tuple(seen(record.exchanges, using["first_of"] if good else using["then"], good))[:1]
    return Finding(float(good), quotes)


@measure
def steps(record: Record, using: Using) -> Finding | None:
    """Share of the `steps` (each a list of acts) that were taken in their order (0–1).

    The longest run of steps in rising order counts, so that one step out of place costs one step.
    """
    firsts = [(at, number) for number, names in enumerate(using["steps"]) if (at := position(record, names))]
    if not record.exchanges:
        return None
    rising: list[int] = []
    for _, number in sorted(firsts):
        longer = bisect_left(rising, number)
        rising[longer : longer + 1] = [number]
    quotes = [next(seen(record.exchanges, using["steps"][number], True)) for _, number in sorted(firsts)]
    return Finding(len(rising) / len(using["steps"]), tuple(quotes)[:4])


@measure
def meets(record: Record, using: Using) -> Finding | None:
    """Share of the customer's lines of a `kind` (objection, complaint, price …) met with one of `any` (0–1).

    With `before`, the act must come before any of these in the reply.
    """
    answers = [e for e in record.exchanges if record.is_kind(e, using["kind"])]
    well = {e.turn for e in answers if leads(e, using["any"], using.get("before", ()))}
    good = (s for e in answers if e.turn in well for s in list(seen([e], using["any"], True))[:1])
    return share(good, (Sight(e.turn, e.text, False) for e in answers if e.turn not in well))


def leads(exchange: Exchange, wanted: list[str], others: list[str]) -> bool:
    """Whether a reply does one of `wanted`, before any of `others`."""
    first = min(places(exchange, wanted), default=None)
    return first is not None and first <= min(places(exchange, others), default=first)


def places(exchange: Exchange, names: list[str]) -> list[int]:
    """Where in a reply these acts were done."""
    return [a.evidence.start for c in exchange.utterance.clauses for a in c.acts if a.name in names]


def position(record: Record, names: list[str]) -> Place | None:
    """Where in the call one of these acts was first done: turn and offset."""
    found = ((e.turn, at) for e in record.exchanges for at in places(e, names))
    return min(found, default=None)


@measure
def too_often(record: Record, using: Using) -> Finding | None:
    """Share of replies in which one of `any` was done (0–1); needs `least` replies (4)."""
    if len(record.exchanges) < using.get("least", 4):
        return None
    doing = [e for e in record.exchanges if set(using["any"]) & set(e.acts)]
    return Finding(len(doing) / len(record.exchanges), tuple(seen(doing, using["any"], False))[:3])


@measure
def crammed(record: Record, _: Using) -> Finding | None:
    """The most different acts in one reply (count): set phrases strung together say nothing."""
    fullest = max(record.exchanges, key=lambda e: (len(e.real_acts), -e.turn), default=None)
    if fullest is None:
        return None
    return Finding(len(fullest.real_acts), (Sight(fullest.turn, fullest.text, False),))


@measure
def customer_hung_up(record: Record, _: Using) -> Finding | None:
    """Whether the customer put down the phone first (1 or 0); only where the call has ended."""
    return Finding(float(record.ended.by == "customer")) if record.ended else None


@measure
def tasks(record: Record, _: Using) -> Finding | None:
    """Share of a drill's tasks that were done right (0–1); one done at the second try counts half."""
    if not record.tasks:
        return None
    done = set(record.earned)
    worth = sum(1.0 if task in done else 0.5 * (f"late_{task}" in done) for task in record.tasks)
    answered = [e for e in record.exchanges if e.text]
    wrong = [whole(e, False) for e in answered if not set(record.tasks) & set(e.earned)]
    return Finding(worth / len(record.tasks), tuple(wrong)[:4])
