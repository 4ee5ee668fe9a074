"""All tables together."""

from bot.store import house_tables, result_tables
from bot.store.tables import metadata

__all__ = ["house_tables", "metadata", "result_tables"]
