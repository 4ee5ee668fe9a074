"""What lets somebody in or do something: invitations, sign-in links, sessions, tokens.

The secret itself is never kept, only its digest: who reads the database gets in nowhere.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from bot.store import house_tables as h

PassKind = Literal["owner", "invitation", "link", "session", "token"]


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass; `uses` is how often it may still be used (None: any number), `expires` until when."""

    kind: PassKind
    made: datetime
    trainee: int | None = None
    team: int | None = None
    role: str = ""
    label: str = ""
    uses: int | None = None
    expires: datetime | None = None
    maker: int | None = None
    digest: str = ""
    revoked: bool = False


def digest(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(connection: Connection, secret: str, made: Pass) -> None:
    """Keep a pass."""
    connection.execute(
        insert(h.passes).values(
            digest=digest(secret),
            kind=made.kind,
            label=made.label,
            trainee=made.trainee,
            team=made.team,
            role=made.role,
            uses=made.uses,
            made=made.made,
            maker=made.maker,
            expires=made.expires,
            revoked=False,
        )
    )


def find(connection: Connection, kind: PassKind, secret: str, at: datetime) -> Pass | None:
    """The pass of a secret, if it holds at this moment."""
    valid = (
        h.passes.c.digest == digest(secret),
        h.passes.c.kind == kind,
        ~h.passes.c.revoked,
        or_(h.passes.c.expires.is_(None), h.passes.c.expires > at),
        or_(h.passes.c.uses.is_(None), h.passes.c.uses > 0),
    )
    row = connection.execute(select(h.passes).where(*valid)).one_or_none()
    return None if row is None else pass_of(row)


def use(connection: Connection, kind: PassKind, secret: str, at: datetime) -> Pass | None:
    """The pass of a secret, used once; of many who use the last one at once a single one gets it."""
    found = find(connection, kind, secret, at)
    if found is None or found.uses is None:
        return found
    left = (h.passes.c.digest == digest(secret), h.passes.c.uses > 0)
    done = connection.execute(update(h.passes).where(*left).values(uses=h.passes.c.uses - 1))
    return found if done.rowcount == 1 else None


def revoke(connection: Connection, digest: str) -> None:
    """A pass that doesn't hold any more."""
    connection.execute(update(h.passes).where(h.passes.c.digest == digest).values(revoked=True))


def issued(connection: Connection, kind: PassKind, team: int | None = None) -> tuple[Pass, ...]:
    """The passes of a kind, of a team or all of them, newest first."""
    query = select(h.passes).where(h.passes.c.kind == kind, ~h.passes.c.revoked)
    if team is not None:
        query = query.where(h.passes.c.team == team)
    rows = connection.execute(query.order_by(h.passes.c.made.desc(), h.passes.c.digest))
    return tuple(pass_of(row) for row in rows)


def sweep(connection: Connection, before: datetime) -> None:
    """Throw away links and sessions that ended before a moment."""
    over = (h.passes.c.kind.in_(("link", "session")), h.passes.c.expires < before)
    connection.execute(delete(h.passes).where(*over))


def pass_of(row: Row[tuple[object, ...]]) -> Pass:
    """A pass of a row."""
    return Pass(
        row.kind,
        row.made,
        row.trainee,
        row.team,
        row.role,
        row.label,
        row.uses,
        row.expires,
        row.maker,
        row.digest,
        row.revoked,
    )
