"""How people get into the pages: a sign-in link, Telegram's Mini App, a token; and out again."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from bot.coach.records import CoachError
from bot.coach.rights import Actor
from bot.store import passes, people
from bot.store.passes import Pass
from bot.store.records import Store, Trainee

#: How long a sign-in link, a session and the data of a Mini App hold.
LINK, SESSION, FRESH = timedelta(minutes=10), timedelta(hours=12), timedelta(minutes=10)


class Entrance:
    """Gives out links, sessions and tokens, and knows whose they are. Only digests are kept."""

    def __init__(self, store: Store, now: Callable[[], datetime], secret: Callable[[], str]) -> None:
        self._store, self._now, self._secret = store, now, secret

    async def link(self, trainee: Trainee) -> str:
        """The secret of a sign-in link; it holds ten minutes and works once."""
        secret, at = self._secret(), self._now()
        await self._store.run(passes.sweep, at)
        made = Pass("link", at, trainee.id, uses=1, expires=at + LINK)
        await self._store.run(passes.issue, secret, made)
        return secret

    async def enter(self, secret: str) -> str:
        """The session that a link opens; raises CoachError where it doesn't hold (any more)."""
        found = await self._store.run(passes.use, "link", secret, self._now())
        if found is None or found.trainee is None:
            raise CoachError("link-over")
        return await self.session(found.trainee)

    async def session(self, person: int) -> str:
        """The secret of a new session."""
        secret, at = self._secret(), self._now()
        made = Pass("session", at, person, expires=at + SESSION)
        await self._store.run(passes.issue, secret, made)
        return secret

    async def who(self, session: str) -> Trainee | None:
        """Whose session it is; None where it is over."""
        found = await self._store.run(passes.find, "session", session, self._now())
        if found is None or found.trainee is None:
            return None
        return await self._store.run(people.person, found.trainee)

    async def leave(self, session: str) -> None:
        """End a session."""
        await self._store.run(passes.revoke, passes.digest(session))

    # --- tokens of other systems ---------------------------------------------------------------------

    async def token(self, actor: Actor, label: str, team: int | None = None) -> str:
        """The secret of a token that reads a team's results, or without one the whole house's."""
        actor.must("make-token")
        secret = self._secret()
        made = Pass("token", self._now(), None, team, label=label[:200], maker=actor.maker)
        await self._store.run(passes.issue, secret, made)
        return secret

    async def tokens(self, actor: Actor) -> tuple[Pass, ...]:
        """The tokens there are."""
        actor.must("make-token")
        return await self._store.run(passes.issued, "token")

    async def revoke_token(self, actor: Actor, digest: str) -> None:
        """A token that doesn't hold any more."""
        for found in await self.tokens(actor):
            if digest and found.digest.startswith(digest):
                await self._store.run(passes.revoke, found.digest)
                return
        raise CoachError("code-unknown")

    async def reader(self, token: str) -> Pass | None:
        """The token of a secret, if it holds."""
        return await self._store.run(passes.find, "token", token, self._now())


def csrf(session: str) -> str:
    """What a form of a session must bring along, so that no other site can send it."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def telegram_user(init_data: str, bot_token: str, now: datetime) -> str:
    """The number of the person whom Telegram signed `initData` for; raises CoachError where that is wrong
    or older than ten minutes.

    As Telegram's documentation “Validating data received via the Mini App” says: HMAC-SHA-256 of all fields
    but `hash`, sorted, a line each, under a key made of the bot's token.
    """
    fields = dict(parse_qsl(init_data, keep_blank_values=True))
    given = fields.pop("hash", "")
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", bot_token.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(hmac.new(key, lines.encode(), hashlib.sha256).hexdigest(), given):
        raise CoachError("link-over")
    try:
        signed = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        person = str(int(json.loads(fields["user"])["id"]))
    except (KeyError, ValueError, TypeError, OverflowError):
        raise CoachError("link-over") from None
    if not timedelta(seconds=-60) <= now - signed <= FRESH:
        raise CoachError("link-over")
    return person
