"""What went wrong in a database, as an error people can be told about."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError

from bot.store.records import StoreError

#: Primary result codes of SQLite.
SQLITE = {
    sqlite3.SQLITE_PERM: "store-unwritable",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "store-unwritable",
    sqlite3.SQLITE_IOERR: "store-unwritable",
    sqlite3.SQLITE_CORRUPT: "store-broken",
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_CANTOPEN: "store-unwritable",
    sqlite3.SQLITE_AUTH: "store-unwritable",
    sqlite3.SQLITE_NOTADB: "store-broken",
}
#: Extended result codes that mean something else than their primary one.
SQLITE_EXACTLY = {
    sqlite3.SQLITE_IOERR_SHMSIZE: "store-full",  # no room for the index of the log
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "busy",  # somebody else was faster
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: "busy",
}
#: SQLSTATEs of PostgreSQL; two characters stand for a class.
POSTGRESQL = {
    "08": "store-unreachable",
    "23505": "busy",  # unique violation: somebody else was faster
    "25006": "store-unwritable",  # read-only transaction
    "28": "store-unreachable",  # who are you?
    "3D000": "store-unreachable",  # no such database
    "40": "busy",  # deadlock, serialization
    "42501": "store-unwritable",  # no right to
    "53100": "store-full",
    "53300": "store-unreachable",  # too many connections
    "55P03": "busy",  # lock not available
    "57P": "store-unreachable",  # shutting down, starting up
}


def explain(error: Exception, path: str) -> StoreError | None:
    """The error for people, or None where it is none of their making."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    key: str | None = None
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        key = None if code is None else SQLITE_EXACTLY.get(code, SQLITE.get(code & 0xFF))
    elif isinstance(error, DBAPIError):
        key = of_server(getattr(cause, "sqlstate", None), error)
    elif isinstance(error, ImportError):
        key = "store-unreachable"
    elif isinstance(error, OSError):
        key = "store-full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "store-unwritable"
    return None if key is None else StoreError(key, path=path)


def of_server(state: str | None, error: DBAPIError) -> str | None:
    """The key of an SQLSTATE; a connection that was never made or was lost has none."""
    if state is None:
        lost = error.connection_invalidated or type(error).__name__ == "OperationalError"
        return "store-unreachable" if lost else None
    return next((POSTGRESQL[state[:n]] for n in (5, 3, 2) if state[:n] in POSTGRESQL), None)
