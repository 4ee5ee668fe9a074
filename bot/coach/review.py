"""A call looked at afterwards: its transcript with what counted, a trainer's word, another rubric's score."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.coach.coach import Coach
from bot.coach.notices import tell
from bot.coach.outcome import points
from bot.coach.records import CoachError
from bot.coach.rights import Action, Actor
from bot.roleplay.events import Answered, Felt, Spoke, effective
from bot.roleplay.script import Script
from bot.scoring.override import overruled
from bot.scoring.scorecard import CARD, Scorecard
from bot.store import judging, people, results
from bot.store.judging import Comment, Override
from bot.store.records import Call, Scored, Store, Trainee
from bot.store.results import Scope

#: The longest reason and comment (characters).
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply with what the customer said to it.

    `mood` is the customer's after it (−3 … +3), `felt` what changed it; turn 0 is the customer's first line.
    """

    number: int
    said: str
    answer: str
    mood: int
    felt: tuple[Felt, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A call as it is looked at: `found` is the card as the product scored it, `card` as it counts now."""

    call: Call
    person: Trainee
    script: Script | None
    turns: tuple[Turn, ...]
    found: Scorecard | None
    card: Scorecard | None
    overrides: tuple[Override, ...]
    makers: Mapping[int, str] = field(default_factory=dict)

    @property
    def word(self) -> dict[str, Override]:
        """The override that holds for each criterion."""
        return {made.criterion: made for made in self.overrides}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a trainer left a criterion as it was found: assessed, overruled, by how much on average."""

    criterion: str
    title: str
    assessed: int
    overruled: int
    mean_change: float

    @property
    def share(self) -> float:
        """The share (0–1) that was left as found."""
        return 1 - self.overruled / self.assessed if self.assessed else 1.0


class Review:
    """Looks at calls, and lets trainers say their word."""

    def __init__(self, store: Store, coach: Coach, now: Callable[[], datetime]) -> None:
        self._store, self._coach, self._now = store, coach, now

    async def look(self, actor: Actor, number: int, action: Action = "see") -> Reviewed:
        """A call that is over: one's own, or of people of one's teams; raises CoachError."""
        call = await self._store.call(number)
        if call is None or call.closed is None:
            raise CoachError("not-allowed")
        person = await self._store.run(people.person, call.trainee)
        if person is None or not await self.allows(actor, person, action):
            raise CoachError("not-allowed")
        spoken = await self._store.run(judging.overrides, number)
        comments = await self._store.run(judging.comments, number)
        scored = await self._store.run(results.scored, number)
        found = CARD.validate_json(scored) if scored else None
        word = {made.criterion: made.points for made in spoken}
        rubrics = self._coach.library.rubrics
        makers = {m for m in (*(o.maker for o in spoken), *(c.maker for c in comments)) if m is not None}
        names = {m: p.name for m in makers if (p := await self._store.run(people.person, m))}
        return Reviewed(
            call,
            person,
            await self._coach.script(call),
            turns(call, comments),
            found,
            overruled(found, word, rubrics, call.language) if found else None,
            spoken,
            names,
        )

    async def override(self, actor: Actor, number: int, criterion: str, value: float, reason: str) -> None:
        """Put other points (0–100) in place of those that were found; the trainee is told."""
        seen = await self.look(actor, number, "override")
        if seen.card is None or criterion not in {m.criterion for d in seen.card.dimensions for m in d.marks}:
            raise CoachError("criterion-unknown")
        if not 0 <= value <= 100:
            raise CoachError("points-range")
        why = " ".join(reason.split())[:LONGEST]
        if not why:
            raise CoachError("reason-empty")
        was = dict(points(seen.card)).get(criterion)
        made = Override(number, criterion, value, why, self._now(), was, actor.maker)
        word = {**{c: o.points for c, o in seen.word.items()}, criterion: value}
        rubrics = self._coach.library.rubrics
        assert seen.found is not None
        card = overruled(seen.found, word, rubrics, seen.call.language)
        await self._store.run(judging.overrule, made, card.total, points(card), points(seen.card))
        title = next(m.title for d in card.dimensions for m in d.marks if m.criterion == criterion)
        details = {"criterion": title, "points": f"{value:.0f}", "total": f"{card.total:.1f}", "reason": why}
        await tell(self._store, seen.person, self._now(), "told-override", **self._named(seen, details))

    async def comment(self, actor: Actor, number: int, turn: int, text: str) -> None:
        """Leave a comment at a reply; the trainee is told."""
        seen = await self.look(actor, number, "comment")
        if turn not in {t.number for t in seen.turns}:
            raise CoachError("turn-unknown")
        words = text.strip()[:LONGEST]
        if not words:
            raise CoachError("comment-empty")
        await self._store.run(judging.comment, Comment(number, turn, words, self._now(), actor.maker))
        details = {"turn": str(turn), "text": words}
        await tell(self._store, seen.person, self._now(), "told-comment", **self._named(seen, details))

    async def uncomment(self, actor: Actor, comment: int) -> None:
        """Take back a comment of one's own."""
        await self._store.run(judging.uncomment, comment, actor.id)

    async def agreement(self, actor: Actor, team: int, weeks: int, language: str) -> tuple[Agreement, ...]:
        """Per criterion how often trainers agreed in the last weeks, the rule most often overruled first."""
        actor.must("see", team)
        since = self._now() - timedelta(weeks=weeks)
        members = [m.trainee for m in await self._store.run(people.members, team)]
        made = await self._store.run(judging.overruled, since, members)
        monday = (since - timedelta(days=since.weekday())).date()
        cells = await self._store.run(results.heat, Scope(team=team, since=monday))
        titles = {
            c.id: c.title.of(language)
            for r in self._coach.library.rubrics.rubrics.values()
            for c in r.criteria
        }
        last = {(o.call, o.criterion): o for o in made}
        rows = []
        for criterion in dict.fromkeys(o.criterion for o in made):
            ours = [o for o in last.values() if o.criterion == criterion]
            assessed = sum(c.times for c in cells if c.criterion == criterion)
            by = sum(o.points - o.was for o in ours if o.was is not None) / len(ours)
            title = titles.get(criterion, criterion)
            rows.append(Agreement(criterion, title, max(assessed, len(ours)), len(ours), by))
        return tuple(sorted(rows, key=lambda a: (a.share, -a.overruled, a.criterion)))

    # --- another rubric ------------------------------------------------------------------------------

    async def rescore(self, scored: Scored, dry: bool = False) -> Scorecard | None:
        """Score a kept call under the rubrics of today and keep that, unless `dry`; None where the trainee
        said nothing. Raises CoachError where its dialogue is gone. A trainer's word holds."""
        call = await self._store.call(scored.call)
        if call is None:
            return None
        script = await self._coach.script(call)
        if script is None:
            raise CoachError("dialogue-unknown", id=call.dialogue)
        card = await asyncio.to_thread(self._coach.score, script, call.events)
        if card and card.digest != scored.digest and not dry:
            spoken = await self._store.run(judging.overrides, scored.call)
            word = {made.criterion: made.points for made in spoken}
            rubrics = self._coach.library.rubrics
            before = overruled(CARD.validate_json(scored.body), word, rubrics, call.language)
            after = overruled(card, word, rubrics, call.language)
            body = CARD.dump_json(card).decode()
            at = scored.at.astimezone(self._now().tzinfo)
            amended = replace(scored, at=at, total=after.total, digest=card.digest, body=body)
            await self._store.amend(amended, points(after), points(before))
        return card

    # --- inside --------------------------------------------------------------------------------------

    async def allows(self, actor: Actor, person: Trainee, action: Action) -> bool:
        """Whether a call of a person may be looked at, or judged."""
        if actor.id == person.id:
            return action == "see" or actor.trainee.owner
        theirs = await self._store.run(people.roles, person.id)
        return actor.trainee.owner or any(actor.may(action, team) for team in theirs)

    @staticmethod
    def _named(seen: Reviewed, details: dict[str, str]) -> dict[str, str]:
        title = seen.script.dialogue.title if seen.script else seen.call.dialogue
        return {"title": title, **details}


def turns(call: Call, comments: tuple[Comment, ...]) -> tuple[Turn, ...]:
    """The transcript, reply by reply; what was taken back is left out."""
    found: dict[int, Turn] = {0: Turn(0, "", "", 0)}
    mood = 0
    for event in effective(call.events):
        number = getattr(event, "turn", 0)
        turn = found.setdefault(number, Turn(number, "", "", mood))
        match event:
            case Spoke():
                turn = replace(turn, said=event.utterance.text)
            case Answered():
                turn = replace(turn, answer=event.text)
            case Felt():
                mood = event.mood
                turn = replace(turn, felt=(*turn.felt, event))
            case _:
                mood = getattr(event, "mood", mood)
        found[number] = replace(turn, mood=mood)
    told = {n: tuple(c for c in comments if c.turn == n) for n in found}
    return tuple(replace(found[n], comments=told[n]) for n in sorted(found))
