"""Single rows, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite


def add(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row; returns the number it got."""
    key = connection.execute(insert(table), values).inserted_primary_key
    if key is None:
        raise LookupError("a row was inserted and has no number")
    return int(key[0])


def add_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless one with the same key is there; says whether it was inserted."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    new = dialect.insert(table).on_conflict_do_nothing().inline()
    return connection.execute(new, values, execution_options={"preserve_rowcount": True}).rowcount == 1


def upsert(
    connection: Connection,
    table: Table,
    key: dict[str, Any],
    values: dict[str, Any],
    first: dict[str, Any] | None = None,
) -> None:
    """Change the row of a key; where there is none, insert it, with what is set at `first` only."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = dialect.insert(table).values({**(first or {}), **key, **values})
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=values))


def count(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], sums: Sequence[str]) -> None:
    """Add rows of numbers: where one with the same key is there, these columns are added to its own."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = dialect.insert(table)
    key = [column.name for column in table.primary_key.columns]
    added = {name: table.c[name] + row.excluded[name] for name in sums}
    connection.execute(row.on_conflict_do_update(index_elements=key, set_=added), rows)
