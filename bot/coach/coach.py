"""The use cases: the one room that knows store, role-play and scoring together."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from weakref import WeakValueDictionary

from bot.authoring.proof import explain
from bot.coach.clock import zone_of
from bot.coach.hearing import EARLIER, note_of, shown
from bot.coach.outcome import outcome, skill_of
from bot.coach.records import EXCHANGE, CoachError, Done, Exchange, Kept, Offer, Sounded
from bot.library.library import Library, archive
from bot.roleplay import play
from bot.roleplay.draw import Draw
from bot.roleplay.events import Events, Voiced
from bot.roleplay.lines import render
from bot.roleplay.part import Difficulty, draw
from bot.roleplay.script import Script
from bot.roleplay.session import Session, apply, fold
from bot.roleplay.worksheet import filled
from bot.scoring.note import Note, note
from bot.scoring.record import record
from bot.scoring.scorecard import CARD, NothingSaid, Scorecard
from bot.sound import Ears, Unplayable
from bot.store import people, results
from bot.store.records import (
    Call,
    Change,
    Opening,
    Outcome,
    Receipt,
    Scored,
    Store,
    StoreError,
    Trainee,
)

#: Running calls kept in memory; the others are folded from the store when they go on.
IN_MEMORY = 10_000
#: The longest name that is kept (characters).
NAME = 200
#: In an exam every trainee hears the same lines.
EXAM_SEED = 2_026


#: Courses in the order in which they are learned; those of a firm's own come after them.
COURSES = ("telesales", "business", "process", "event", "aftersale", "complaints", "drills", "worksheets")
ORDER = {course: place for place, course in enumerate(COURSES)}
LAST = len(COURSES)


#: What another system is told of a call that ended, as JSON: whose, its number, script and card, when.
Telling = Callable[[Trainee, int, Script, Scorecard, datetime], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Running:
    """A running call as it is kept in memory; `events` counts those in the store."""

    call: int
    script: Script
    session: Session
    events: int


class Coach:
    """Starts calls, passes replies to the customer, scores what has ended. One thing at a time a trainee.

    `zone` is where the firm is: its days and weeks begin there, and `now` is told in it.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        now: Callable[[], datetime],
        seed: Callable[[], int],
        ears: Ears | None = None,
        tell: Telling | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        self.store, self.library, self.ears = store, library, ears or Ears()
        self._tell, self.zone = tell, zone
        self._clock, self._seed = now, seed
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._running: OrderedDict[int, Running] = OrderedDict()

    def now(self) -> datetime:
        """This moment, where the firm is."""
        return self._clock().astimezone(self.zone)

    def zone_of(self, trainee: Trainee) -> tzinfo:
        """Where somebody lives who has said so; everybody else is where the firm is."""
        return zone_of(trainee, self.zone)

    async def trainee(self, channel: str, address: str, language: str, name: str = "") -> Trainee:
        """The trainee of an address on a channel; `language` is for one who is new, `name` what the channel
        calls them now."""
        found = await self.store.trainee(channel, address, language)
        if not name or name == found.name:
            return found
        await self.store.run(people.describe, found.id, name[:NAME])
        return replace(found, name=name[:NAME])

    async def speak(self, trainee: Trainee, language: str) -> Trainee:
        """Change the language a trainee is spoken to in."""
        await self.store.commit(Change(trainee.id, self.now(), language=language))
        return replace(trainee, language=language)

    def offers(self, language: str) -> tuple[Offer, ...]:
        """All dialogues of a language, course by course, easy ones first."""
        scripts = self.library.scripts(language).values()
        draws = self.library.draws(language).items()
        found = [*(offer(script, "") for script in scripts), *(unseen(id, draw) for id, draw in draws)]
        return tuple(sorted(found, key=lambda o: (ORDER.get(o.course, LAST), o.course, o.level, o.id)))

    def prepare(self, language: str, dialogue: str, seed: int | None = None) -> Offer:
        """A dialogue with the person who is going to pick up; raises CoachError where it is unknown."""
        seed = self._seed() if seed is None else seed
        script = self._offered(language, dialogue, seed)
        shown = offer(script, draw(script.parts, seed))
        if big := self.library.draws(language).get(dialogue):
            customer = {"name": shown.customer, "role": shown.role}
            brief = render(big.brief, {"company": script.company, "customer": customer})
            shown = replace(unseen(dialogue, big), customer=shown.customer, role=shown.role, brief=brief)
        return replace(shown, seed=seed)

    async def take_notes(self, trainee: Trainee, wanted: bool) -> Trainee:
        """Turn the coach's notes on or off."""
        await self.store.commit(Change(trainee.id, self.now(), notes=wanted))
        return replace(trainee, notes=wanted)

    async def start(
        self,
        trainee: Trainee,
        dialogue: str,
        update: str | None = None,
        exam: bool = False,
        seed: int | None = None,
        difficulty: Difficulty = "normal",
        assignment: int | None = None,
    ) -> Done:
        """Begin a call; raises CoachError where another is running or the dialogue is unknown.

        `seed` is that of the offer the trainee saw; `assignment` is what the call is an attempt at. In an
        exam everybody meets the same customer, as they are, and nobody is helped.
        """
        async with self._lock(trainee):
            if await self._load(trainee):
                raise CoachError("call-running")
            seed = EXAM_SEED if exam else self._seed() if seed is None else seed
            script = self._offered(trainee.language, dialogue, seed)
            difficulty = "normal" if exam else difficulty
            events = play.begin(script, seed, exam, None, difficulty, self._day(trainee))
            exchange = replace(self._exchange(script, fold(events), events), exam=exam)
            opening = Opening(script.id, script.language, script.version, archive(script))
            change = Change(
                trainee.id,
                self.now(),
                update,
                opening,
                events=events,
                messages=self._messages(exchange, update),
                assignment=assignment,
            )
            receipt = await self.store.commit(change)
            if receipt.call is not None and not receipt.again:
                self._keep(trainee, Running(receipt.call, script, fold(events), len(events)))
            return self._done(exchange, receipt)

    async def reply(
        self, trainee: Trainee, text: str, heard: int | None = None, update: str | None = None
    ) -> Done:
        """Pass a reply to the customer. `heard` counts the parts of their line spoken by then (None: all)."""
        if len(text) > play.LONGEST:
            raise CoachError("reply-too-long", length=len(text), most=play.LONGEST)
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            await self._read(running.script)
            events = play.play(running.script, running.session, text, heard, self._day(trainee))
            return await self._advance(trainee, running, events, update)

    async def hear(
        self,
        trainee: Trainee,
        recording: bytes,
        words: str = "",
        heard: int | None = None,
        update: str | None = None,
    ) -> Done:
        """A voice note: measured, and said to the customer where its words are known, else kept for them.

        Raises CoachError where no call is running or no sound can be had of it.
        """
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            try:
                found = await self.ears.listen(recording, running.script.language, words)
            except Unplayable as error:
                raise CoachError(f"voice-{error.reason}", **error.details) from None
            note = note_of(found, await self.store.notes(trainee.id, EARLIER))
            session = running.session
            events: Events = (play.voiced(session, note),)
            said = bool(found.words.strip())
            if said:
                await self._read(running.script)
                said_now = found.words[: play.LONGEST]
                events += play.play(running.script, session, said_now, heard, self._day(trainee))
            pace = running.script.parts[session.person].customer.pace
            rubrics, language = self.library.rubrics, running.script.language
            again = not said and session.turn > 0
            understood = "" if words else found.words
            sound = shown(found, note, pace, rubrics, language, understood, not said, again)
            return await self._advance(trainee, running, events, update, sound)

    async def same_words(self, trainee: Trainee, update: str | None = None) -> Done:
        """The voice note that waits for its words holds those of the last reply."""
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            session = running.session
            if not session.wants_words or not session.turn:
                raise CoachError("voice-nothing-waits")
            kept = await self.store.call(running.call)
            notes = [e for e in (kept.events if kept else ()) if isinstance(e, Voiced)]
            events: Events = (play.voiced(session, notes[-1], again=True),)
            exchange = self._exchange(running.script, session, ())
            exchange = replace(exchange, notice="voice-joined", parts=session.parts)
            return await self._append(trainee, running, events, exchange, update)

    async def hang_up(self, trainee: Trainee, update: str | None = None) -> Done:
        """End the call from the trainee's side."""
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            return await self._advance(
                trainee, running, play.hang_up(running.script, running.session), update
            )

    async def _read(self, script: Script) -> None:
        """Make the facts of a dialogue ready beside the event loop: the first time takes half a second."""
        if "topics" not in vars(script):
            await asyncio.to_thread(lambda: script.topics)

    async def hint(self, trainee: Trainee, update: str | None = None) -> Done:
        """A hint for the present moment of the call."""
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            self._must_help(running)
            text, event = play.hint(running.script, running.session)
            exchange = replace(
                self._exchange(running.script, running.session, ()),
                notice="hint",
                details={"text": render(text, running.script.names(running.session.person))},
            )
            return await self._append(trainee, running, (event,), exchange, update)

    async def retry(self, trainee: Trainee, update: str | None = None) -> Done:
        """Take back the last reply; the customer's line before it stands again."""
        async with self._lock(trainee):
            running = await self._must_run(trainee)
            self._must_help(running)
            if not running.session.turn:
                raise CoachError("nothing-to-retry")
            kept = await self.store.call(running.call)
            taken = play.take_back(running.session)
            session = fold((*(kept.events if kept else ()), *taken))
            exchange = self._exchange(running.script, session, ())
            exchange = replace(exchange, parts=session.parts, notice="taken-back")
            return await self._append(trainee, replace(running, session=session), taken, exchange, update)

    async def resume(self, trainee: Trainee) -> Exchange | None:
        """Where the running call stands, to go on with it; None where there is none."""
        async with self._lock(trainee):
            running = await self._load(trainee)
            if running is None:
                return None
            exchange = self._exchange(running.script, running.session, ())
            parts, exam = running.session.parts, running.session.exam
            abroad = exchange.language != trainee.language
            return replace(exchange, parts=parts, notice="resumed", exam=exam, abroad=abroad)

    async def anew(self, trainee: Trainee, dialogue: str, update: str | None = None) -> Done:
        """Begin an exercise again in the language the trainee speaks by now; what was answered in the other
        one is kept as an exercise that was left. Raises CoachError where it can't begin."""
        self._offered(trainee.language, dialogue, 0)
        running = await self.resume(trainee)
        if running and running.abroad and running.exercise and running.dialogue == dialogue:
            await self.hang_up(trainee)
        return await self.start(trainee, dialogue, update)

    async def progress(self, trainee: Trainee, limit: int = 10) -> tuple[Scored, ...]:
        """The latest scorecards, newest first."""
        return await self.store.scorecards(trainee.id, limit)

    async def sheets(self, trainee: Trainee, limit: int = 20) -> tuple[Kept, ...]:
        """The latest worksheets that were filled in to the end, newest first."""
        scripts = self.library.scripts(trainee.language)
        written = {id: s.dialogue for id, s in scripts.items() if s.dialogue.sheet}
        calls = await self.store.closed(trainee.id, frozenset(written), limit)
        return tuple(
            Kept(
                call.dialogue, dialogue.title, call.closed or call.opened, filled(dialogue.sheet, call.events)
            )
            for call in calls
            if (dialogue := written[call.dialogue]) and dialogue.sheet
        )

    @asynccontextmanager
    async def alone(self, trainee: Trainee) -> AsyncIterator[None]:
        """While this lasts, nothing else happens for a trainee; a running call is looked up anew after it."""
        async with self._lock(trainee):
            yield
            self._running.pop(trainee.id, None)

    async def refuse(self, trainee: Trainee, error: CoachError, update: str | None = None) -> Done:
        """Raise an error because of an update, unless the update had been handled before: then nothing is
        wrong, and what had not been sent of it is returned."""
        if update is None:
            raise error
        receipt = await self.store.commit(Change(trainee.id, self.now(), update))
        if not receipt.again:
            raise error
        return Done(Exchange("", ""), receipt.messages, again=True)

    async def script(self, call: Call) -> Script | None:
        """The script a call began with, even if the dialogue was changed since; None where it is gone."""
        script = self.library.version(call.version, None)
        return script or self.library.version(call.version, await self.store.script(call.version))

    # --- inside ------------------------------------------------------------------------------------

    def _day(self, trainee: Trainee) -> str:
        """What day it is where somebody is."""
        return self.now().astimezone(self.zone_of(trainee)).date().isoformat()

    async def _advance(
        self,
        trainee: Trainee,
        running: Running,
        events: Events,
        update: str | None,
        sound: Sounded | None = None,
    ) -> Done:
        """Keep what happened; where the call is over, score it."""
        exchange = replace(self._exchange(running.script, running.session, events), sound=sound)
        if not exchange.ended:
            if trainee.notes and not running.session.exam and not (sound and sound.wants_words):
                exchange = replace(exchange, note=await self._note(running, events))
            return await self._append(trainee, running, events, exchange, update)
        kept = await self.store.call(running.call)
        history = (*(kept.events if kept else ()), *events)
        if written := running.script.dialogue.sheet:
            exchange = replace(exchange, sheet=filled(written, history))
            return await self._append(trainee, running, events, exchange, update)
        card = await asyncio.to_thread(self.score, running.script, history)
        exchange = replace(exchange, card=card, notice=None if card else "nothing-scored")
        result = await self._outcome(trainee, running, history, card)
        return await self._append(trainee, running, events, exchange, update, card, result)

    async def _outcome(
        self, trainee: Trainee, running: Running, history: Events, card: Scorecard | None
    ) -> Outcome:
        """What the call adds to what is known of people and dialogues."""
        at = self.now()
        bodies = (await self.store.run(results.skills, [trainee.id])).get(trainee.id, ())
        skills = {skill.criterion: skill for skill in map(skill_of, bodies)}
        result = outcome(running.script, history, card, skills, at)
        if self._tell is None or card is None:
            return result
        return replace(result, statements=self._tell(trainee, running.call, running.script, card, at))

    async def _note(self, running: Running, events: Events) -> Note | None:
        """The coach's note on the reply that brought about these events."""
        kept = await self.store.call(running.call)
        words = running.script.recogniser.vocabulary.words
        history = (*(kept.events if kept else ()), *events)
        return note(record(history, running.script.dialogue.kind, words), self.library.rubrics)

    def score(self, script: Script, events: Events) -> Scorecard | None:
        """The scorecard of a call; None where the trainee said nothing."""
        try:
            return explain(script, events, self.library.rubrics)
        except NothingSaid:
            return None

    async def _append(
        self,
        trainee: Trainee,
        running: Running,
        events: Events,
        exchange: Exchange,
        update: str | None,
        card: Scorecard | None = None,
        result: Outcome | None = None,
    ) -> Done:
        exchange = replace(exchange, exam=running.session.exam)
        change = Change(
            trainee.id,
            self.now(),
            update,
            call=running.call,
            after=running.events,
            events=events,
            closes=exchange.ended,
            total=card.total if card else None,
            digest=card.digest if card else "",
            scorecard=CARD.dump_json(card).decode() if card else None,
            messages=self._messages(exchange, update),
            outcome=result,
        )
        try:
            receipt = await self.store.commit(change)
        except StoreError:
            self._running.pop(trainee.id, None)
            raise
        if receipt.again or exchange.ended:
            self._running.pop(trainee.id, None)
        else:
            self._keep(trainee, after(running, events))
        return self._done(exchange, receipt)

    def _offered(self, language: str, dialogue: str, seed: int) -> Script:
        """A dialogue of today, or the one that a big call draws; raises CoachError where there is none."""
        big = self.library.draws(language).get(dialogue)
        script = self.library.scripts(language).get(big.drawn(seed) if big else dialogue)
        if script is None:
            raise CoachError("dialogue-unknown", id=dialogue[:60])
        return script

    def _exchange(self, script: Script, session: Session, events: Events) -> Exchange:
        """What the customer says in these events."""
        parts = tuple(part for event in events if event.kind == "answered" for part in event.parts)
        over = any(event.kind == "ended" for event in events)
        customer = script.parts[session.person].customer
        return Exchange(
            customer.name,
            script.id,
            parts,
            ended=over,
            language=script.language,
            exercise=script.exercise,
            pace=customer.pace,
            mood=next((e.mood for e in reversed(events) if e.kind == "felt"), session.mood),
        )

    @staticmethod
    def _messages(exchange: Exchange, update: str | None) -> tuple[str, ...]:
        """An exchange as an outgoing message, for channels whose updates can come twice."""
        return () if update is None else (EXCHANGE.dump_json(exchange).decode(),)

    @staticmethod
    def _done(exchange: Exchange, receipt: Receipt) -> Done:
        return Done(exchange, receipt.messages, receipt.again)

    @staticmethod
    def _must_help(running: Running) -> None:
        """Raises CoachError in an exam."""
        if running.session.exam:
            raise CoachError("exam-no-help")

    async def _must_run(self, trainee: Trainee) -> Running:
        running = await self._load(trainee)
        if running is None:
            raise CoachError("no-call")
        return running

    async def _load(self, trainee: Trainee) -> Running | None:
        """The running call of a trainee, from memory or from the store."""
        if trainee.id in self._running:
            self._running.move_to_end(trainee.id)
            return self._running[trainee.id]
        call = await self.store.running(trainee.id)
        if call is None:
            return None
        script = await self.script(call)
        if script is None:
            raise CoachError("dialogue-unknown", id=call.dialogue)
        running = Running(call.id, script, fold(call.events), len(call.events))
        self._keep(trainee, running)
        return running

    def _keep(self, trainee: Trainee, running: Running) -> None:
        self._running[trainee.id] = running
        self._running.move_to_end(trainee.id)
        while len(self._running) > IN_MEMORY:
            self._running.popitem(last=False)

    def _lock(self, trainee: Trainee) -> asyncio.Lock:
        return self._locks.setdefault(trainee.id, asyncio.Lock())


def offer(script: Script, person: str) -> Offer:
    """A script as it is offered, with this person on the line."""
    dialogue, part = script.dialogue, script.parts[person]
    return Offer(
        script.id,
        dialogue.course,
        dialogue.title,
        dialogue.level,
        part.customer.name,
        render(part.brief, script.names(person)),
        len(script.parts) - 1,
        role=part.customer.role,
    )


def unseen(id: str, draw: Draw) -> Offer:
    """A big call as it is offered before anybody has been drawn."""
    return Offer(id, draw.course, draw.title, draw.level, "?", "")


def after(running: Running, events: Events) -> Running:
    """A running call after more events."""
    session = running.session
    if not any(event.kind == "taken_back" for event in events):
        for event in events:
            session = apply(session, event)
    return replace(running, session=session, events=running.events + len(events))
