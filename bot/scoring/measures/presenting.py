"""How the offer was put."""

from bot.scoring.measures.sight import Finding, Sight, Using, measure, seen, share
from bot.scoring.record import Record

PRESENTING = ("present_feature", "present_benefit")


@measure
def paired(record: Record, using: Using) -> Finding | None:
    """Share of the replies with one of `any` in which, or right after which, one of `with` is done (0–1)."""
    doing = [e for e in record.exchanges if set(using["any"]) & set(e.acts)]
    partners = {e.turn for e in record.exchanges if set(using["with"]) & set(e.acts)}
    well = {e.turn for e in doing if partners & {e.turn, e.turn + 1}}
    return share(
        seen([e for e in doing if e.turn in well], using["any"], True),
        seen([e for e in doing if e.turn not in well], using["any"], False),
    )


@measure
def tied(record: Record, _: Using) -> Finding | None:
    """Share of presenting replies that speak of something the customer had told (0–1)."""
    heard: frozenset[str] = frozenset()
    good: list[Sight] = []
    bad: list[Sight] = []
    for exchange in record.exchanges:
        heard |= exchange.content_before
        if not set(PRESENTING) & set(exchange.acts) or not heard:
            continue
        used = frozenset().union(*exchange.contents) & heard
        sights = list(seen([exchange], PRESENTING, len(used) >= record.enough))[:1]
        (good if len(used) >= record.enough else bad).extend(sights)
    return share(good, bad)


@measure
def fair_to_rival(record: Record, _: Using) -> Finding | None:
    """How the customer's supplier was treated where it came up: 1 praised, 0.5 left alone, 0 run down."""
    there = [e for e in record.exchanges if record.is_kind(e, "rival")]
    praise = list(seen(record.exchanges, ["praise_competitor"], True))
    slurs = list(seen(record.exchanges, ["disparage_competitor"], False))
    if not there and not praise and not slurs:
        return None
    if slurs:
        return Finding(0.0, tuple(slurs)[:2])
    return Finding(1.0 if praise else 0.5, tuple(praise)[:2])
