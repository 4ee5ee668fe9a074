"""`rescore`: score kept calls anew after a change of rubrics, and tell what moved and why."""

import sys
from datetime import tzinfo

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from bot.catalogue import Catalogue
from bot.cli.run import with_coach
from bot.coach import Coach, CoachError
from bot.coach.house import House
from bot.config import Settings
from bot.scoring.compare import moved
from bot.scoring.scorecard import CARD, Scorecard
from bot.store.records import Scored

#: So many criteria are named for each call.
NAMED = 3


def rescore(settings: Settings, words: Catalogue, dry: bool) -> int:
    """Score every kept call under the rubrics of today; with `dry` nothing is written."""
    return with_coach(settings, words, lambda coach: anew(coach, words, dry))


async def anew(coach: Coach, words: Catalogue, dry: bool) -> int:
    """One call after the other, oldest first."""
    changed = unread = 0
    review = House.of(coach).review
    kept = await coach.store.history()
    live = sys.stderr.isatty()
    for scored in track(kept, "", console=Console(stderr=True), transient=True, disable=not live):
        try:
            card = await review.rescore(scored, dry)
        except CoachError as error:
            unread += 1
            click.echo(
                words.say("cli-rescore-gone", call=scored.call, why=words.say(error.key, **error.details))
            )
            continue
        if card is not None and card.digest != scored.digest:
            changed += 1
            click.echo(told(scored, card, words, coach.zone))
    key = "cli-rescore-would" if dry else "cli-rescore-done"
    click.echo(words.say(key, calls=len(kept), changed=changed, unread=unread))
    return 0


def told(scored: Scored, card: Scorecard, words: Catalogue, zone: tzinfo) -> str:
    """One call: the totals, and the criteria that moved most."""
    try:
        changes = moved(CARD.validate_json(scored.body), card)
    except ValidationError:
        changes = ()
    why = words.say("card-and").join(
        words.say("cli-rescore-criterion", title=m.title, before=shown(m.before), after=shown(m.after))
        for m in changes[:NAMED]
    )
    return words.say(
        "cli-rescore-call",
        call=scored.call,
        date=f"{scored.at.astimezone(zone):%Y-%m-%d}",
        dialogue=scored.dialogue,
        before=shown(scored.total),
        after=shown(card.total),
        why=why or words.say("cli-rescore-same"),
    )


def shown(points: float | None) -> str:
    """Points, or a dash for not assessed."""
    return "–" if points is None else f"{points:g}"
