"""Whether the customer was heard."""

import re
from collections.abc import Iterator, Mapping

from bot.language.acts import FAULTS
from bot.language.utterance import Clause
from bot.scoring.measures.sight import (
    SPEECH,
    Finding,
    Sight,
    Using,
    count,
    length,
    measure,
    seen,
    share,
    whole,
)
from bot.scoring.record import Exchange, Record

#: The customer asks something: their line ends with a question.
ASKS = re.compile(r"[?？][^。.!！?？]*$")
#: Signs that a price was named.
AMOUNT = re.compile(
    r"\d|[一二三四五六七八九十百千万两]{2,}|[一二三四五六七八九十百千万两]\s*(?:元|块|毛|分钱)|免费|不(?:要|收|花)[^，。]{0,2}(?:钱|费)"
    r"|free|no charge|\b(?:pound|dollar|euro|penc|hundred|thousand)",
    re.IGNORECASE,
)
#: From this share of the customer's own words on, saying back is parroting (0–1).
PARROT = 0.9
#: Acts that answer nothing.
EMPTY = frozenset(
    {"greet", "acknowledge", "thank", "apologise", "filler_only", "praise", "brush_off", "hide_price"}
)


@measure
def interruptions(record: Record, _: Using) -> Finding | None:
    """How often a reply cut into the customer's line (count); unknown in a bare transcript."""
    return count(whole(e, False) for e in record.exchanges if e.interrupts) if record.phased else None


@measure
def responsive(record: Record, using: Using) -> Finding | None:
    """Share of replies that show by one of `acts`, or by words of the customer's, that they were heard (0–1);
    needs three replies."""
    exchanges = [e for e in record.exchanges if e.before]
    if len(exchanges) < 3:
        return None
    wanted = set(using["acts"])
    by_act = [e for e in exchanges if wanted & set(e.acts)]
    by_words = [e for e in exchanges if not (wanted | FAULTS) & set(e.acts) and e.echoes]
    sights = (*seen(by_act, wanted, True), *(Sight(e.turn, words_of(e), True) for e in by_words))
    return Finding((len(by_act) + len(by_words)) / len(exchanges), sights[:3])


@measure
def restates(record: Record, _: Using) -> Finding | None:
    """How often something was said back in the trainee's own words (count); a copy doesn't count."""
    if not any(e.before for e in record.exchanges):
        return None
    clauses = [
        (e, c) for e in record.exchanges for c in e.utterance.clauses if c.does({"restate", "read_back"})
    ]
    return count(Sight(e.turn, c.text, True) for e, c in clauses if c.does({"read_back"}) or own_words(e, c))


def own_words(exchange: Exchange, clause: Clause) -> bool:
    """Whether a restatement is more than the customer's sentence copied."""
    return clause.text.strip(" ,，。.!！?？") not in exchange.before


@measure
def comes_back(record: Record, _: Using) -> Finding | None:
    """Share of replies with something that the customer had said, in their words or in others (0–1); needs
    three replies."""
    return portion(record, {sight.turn: sight for sight in taken_up(record)})


@measure
def on_matter(record: Record, _: Using) -> Finding | None:
    """Share of replies that have to do with this call (0–1): they take up what was said, do what the dialogue
    listens for, or ask what the customer can tell; needs three replies and a customer."""
    if not record.phased:
        return None
    about = [e for e in record.exchanges if e.told or e.reasked or record.moves & set(e.acts)]
    return portion(record, {e.turn: whole(e, True) for e in about} | {s.turn: s for s in taken_up(record)})


def portion(record: Record, good: Mapping[int, Sight]) -> Finding | None:
    """The share of the replies in `good` among those that answer something and don't only say good-bye; what
    shows too little is quoted first."""
    replies = [e for e in record.exchanges[1:] if e.text and not (leaves(e) and e.turn not in good)]
    if len(replies) < 3:
        return None
    well = [good[e.turn] for e in replies if e.turn in good]
    badly = [whole(e, False) for e in replies if e.turn not in good]
    return Finding(len(well) / len(replies), (*badly[:2], *well[:2]))


def leaves(exchange: Exchange) -> bool:
    """Whether a reply says good-bye."""
    return "farewell" in exchange.acts


def taken_up(record: Record) -> Iterator[Sight]:
    """What shows in a reply that the customer was heard: words of theirs, of this line or an earlier one, or
    what says it back in others."""
    earlier = {sight.turn: sight for sight in recalled(record)}
    for exchange in record.exchanges:
        if words := words_of(exchange):
            yield Sight(exchange.turn, words, True)
        elif exchange.turn in earlier:
            yield earlier[exchange.turn]


def words_of(exchange: Exchange) -> str:
    """The first clause with words of the customer's line, or that says it back; empty where there is none."""
    for clause, content in zip(exchange.utterance.clauses, exchange.contents, strict=True):
        if clause.does({"restate", "read_back"}) or (exchange.echoes and content & exchange.content_before):
            return clause.text
    return ""


@measure
def parrots(record: Record, _: Using) -> Finding | None:
    """Share of replies that are hardly more than the customer's words (0–1); needs three replies."""
    answers = [e for e in record.exchanges if e.before and e.text]
    if len(answers) < 3:
        return None
    bad = [e for e in answers if e.echo >= PARROT or bare(e.text) in bare(e.before)]
    return Finding(len(bad) / len(answers), tuple(whole(e, False) for e in bad)[:3])


def bare(text: str) -> str:
    """A text without marks and spaces."""
    return "".join(SPEECH.findall(text.lower()))


@measure
def word_share(record: Record, _: Using) -> Finding | None:
    """The trainee's share of all words said (0–1; characters in Chinese); needs three replies."""
    if len(record.exchanges) < 3:
        return None
    mine = sum(length(e.text) for e in record.exchanges)
    theirs = sum(length(line) for line in record.lines)
    if not mine + theirs:
        return None
    longest = max(record.exchanges, key=lambda e: (len(e.text), -e.turn))
    return Finding(mine / (mine + theirs), (whole(longest, True),))


@measure
def uses_facts(record: Record, _: Using) -> Finding | None:
    """How many replies use what the customer said earlier than just now (count); needs two answers."""
    if sum(bool(e.content_before) for e in record.exchanges) < 3:
        return None
    return count(recalled(record), 3)


def recalled(record: Record) -> Iterator[Sight]:
    """Clauses with words that the customer brought up two lines ago or earlier and the trainee didn't."""
    earlier: frozenset[str] = frozenset()
    mine: frozenset[str] = frozenset()
    for number, exchange in enumerate(record.exchanges):
        if number >= 2:
            earlier |= record.exchanges[number - 1].content_before - mine
        fresh = earlier - exchange.content_before
        for clause, content in zip(exchange.utterance.clauses, exchange.contents, strict=True):
            if len(content & fresh) >= record.enough and not clause.does({"read_back"}):
                yield Sight(exchange.turn, clause.text, True)
                break
        mine |= frozenset().union(*exchange.contents)


@measure
def answers(record: Record, _: Using) -> Finding | None:
    """Share of the customer's questions that got an answer (0–1); a price wants a figure. “Who's there?” at
    the beginning is the opening's affair."""
    asked = [e for e in record.exchanges[1:] if ASKS.search(e.before)]
    well = {e.turn for e in asked if answered(record, e)}
    return share(
        (whole(e, True) for e in asked if e.turn in well),
        (whole(e, False) for e in asked if e.turn not in well),
    )


def answered(record: Record, exchange: Exchange) -> bool:
    """Whether a reply says something to the customer's question, in a language they understand."""
    if "other_language" in exchange.acts:
        return False
    if record.is_kind(exchange, "price"):
        return bool(AMOUNT.search(exchange.text)) or "commit_time" in exchange.acts
    return any(
        not clause.question.asks and not (clause.acts and all(act.name in EMPTY for act in clause.acts))
        for clause in exchange.utterance.clauses
        if length(clause.text) > 1
    )


@measure
def notices_mood(record: Record, using: Using) -> Finding | None:
    """Share of the moments when the customer's mood dropped that were met with one of `any` (0–1)."""
    dropped = {e.turn for e in record.exchanges if any(felt.mood_by < 0 for felt in e.felt)}
    after = [e for e in record.exchanges if e.turn - 1 in dropped]
    well = {e.turn for e in after if set(using["any"]) & set(e.acts)}
    good = (s for e in after if e.turn in well for s in list(seen([e], using["any"], True))[:1])
    return share(good, (whole(e, False) for e in after if e.turn not in well))


@measure
def probes(record: Record, _: Using) -> Finding | None:
    """How many questions follow up what the customer had just said (count); needs two answers."""
    if sum(bool(e.content_before) for e in record.exchanges) < 3:
        return None
    return count(
        Sight(e.turn, clause.text, True)
        for e in record.exchanges
        for clause, content in zip(e.utterance.clauses, e.contents, strict=True)
        if clause.question.asks and (content & e.content_before or clause.does({"ask_details"}))
    )
