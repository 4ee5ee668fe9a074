"""What was asked, how, and what it won."""

from collections.abc import Iterator

from bot.language.utterance import Question
from bot.scoring.measures.doing import position
from bot.scoring.measures.sight import Finding, Sight, Using, count, measure, scope, seen, share, whole
from bot.scoring.record import Exchange, Record

#: What a short answer is worth beside a whole one.
SHORT = 0.4
KINDS = (Question.OPEN, Question.CLOSED)


def asked(exchanges: tuple[Exchange, ...], good: Question) -> Iterator[Sight]:
    """Every question after the customer's needs, in order."""
    for exchange in exchanges:
        for clause in exchange.utterance.inquiries():
            if clause.question in KINDS:
                yield Sight(exchange.turn, clause.text, clause.question is good)


@measure
def open_share(record: Record, using: Using) -> Finding | None:
    """Share of open questions among all questions (0–1); needs `least` questions (2)."""
    return share_of(asked(scope(record, using), Question.OPEN), using.get("least", 2))


@measure
def closed_share(record: Record, using: Using) -> Finding | None:
    """Share of closed questions among all questions (0–1); needs `least` questions (2)."""
    return share_of(asked(scope(record, using), Question.CLOSED), using.get("least", 2))


def share_of(questions: Iterator[Sight], least: int) -> Finding | None:
    """The share of good ones among questions, if there are enough of them."""
    sights = tuple(questions)
    if len(sights) < least:
        return None
    return Finding(sum(s.good for s in sights) / len(sights), sights[:4])


@measure
def questions(record: Record, using: Using) -> Finding | None:
    """How many replies ask a question (count)."""
    if not record.exchanges:
        return None
    asking = [e for e in scope(record, using) if e.utterance.inquiries()]
    return count([Sight(e.turn, e.utterance.inquiries()[0].text, True) for e in asking], 3)


@measure
def stacked(record: Record, using: Using) -> Finding | None:
    """Share of asking replies with more than `most` questions in one breath (0–1)."""
    asking = [e for e in scope(record, using) if e.utterance.inquiries()]
    if not asking:
        return None
    bad = [e for e in asking if len(e.utterance.inquiries()) > using.get("most", 1)]
    return Finding(len(bad) / len(asking), tuple(whole(e, False) for e in bad)[:3])


@measure
def leading(record: Record, _: Using) -> Finding | None:
    """How many questions put the answer into the customer's mouth (count); needs a question."""
    if not any(e.utterance.questions() for e in record.exchanges):
        return None
    return count(seen(record.exchanges, ["leading_question"], False))


@measure
def funnel(record: Record, _: Using) -> Finding | None:
    """Whether the first question is open (1 or 0); needs two questions, of both kinds."""
    sights = tuple(asked(record.exchanges, Question.OPEN))
    if len({s.good for s in sights}) < 2:
        return None
    return Finding(float(sights[0].good), sights[:1])


@measure
def facts_won(record: Record, _: Using) -> Finding | None:
    """Share of the facts that count which were won (0–1); a short answer counts 0.4."""
    if not record.facts:
        return None
    depth: dict[str, float] = {}
    sights = []
    for exchange in record.exchanges:
        for told in exchange.told:
            if told.fact not in record.facts:
                continue
            worth = SHORT if told.depth == "closed" else 1.0
            depth[told.fact] = max(depth.get(told.fact, 0.0), worth)
            sights.append(Sight(exchange.turn, told.quote, worth == 1.0))
    return Finding(sum(depth.values()) / len(record.facts), tuple(sights)[:4])


@measure
def qualified(record: Record, using: Using) -> Finding | None:
    """Share of the `conditions` that were found out (0–1), of those this customer has facts on."""
    there = {name: facts for name, facts in record.conditions.items() if name in using["conditions"]}
    if not there:
        return None
    told = {t.fact: Sight(e.turn, t.quote, True) for e in record.exchanges for t in e.told}
    known = [next((told[fact] for fact in facts if fact in told), None) for facts in there.values()]
    return Finding(sum(k is not None for k in known) / len(there), tuple(k for k in known if k))


@measure
def reasked(record: Record, _: Using) -> Finding | None:
    """How often something was asked that had been told (count); needs something told."""
    if not any(e.told for e in record.exchanges):
        return None
    return count(Sight(e.turn, r.quote, False) for e in record.exchanges for r in e.reasked)


@measure
def asked_before(record: Record, using: Using) -> Finding | None:
    """Whether a question came before the first of the acts `acts` (1 or 0); no occasion without them."""
    then = position(record, using["acts"])
    if then is None:
        return None
    before = [e for e in record.exchanges if e.turn < then[0] and e.utterance.inquiries()]
    sights = seen(record.exchanges, using["acts"], False) if not before else iter(())
    quote = Sight(before[0].turn, before[0].utterance.inquiries()[0].text, True) if before else next(sights)
    return Finding(float(bool(before)), (quote,))


@measure
def takes_up(record: Record, using: Using) -> Finding | None:
    """Share of questions asked after an answer that take up the answer first, by one of `acts` or by its
    words (0–1): question after question is an interrogation. Needs three such questions."""
    after = [e for e in record.exchanges[1:] if e.before and e.utterance.inquiries()]
    if len(after) < using.get("least", 3):
        return None
    well = {e.turn for e in after if set(using["acts"]) & set(e.acts) or e.echoes}
    return share(
        (whole(e, True) for e in after if e.turn in well),
        (whole(e, False) for e in after if e.turn not in well),
    )
