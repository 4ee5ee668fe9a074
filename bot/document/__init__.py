"""YAML files, read with the place of everything in them, and without YAML's silent surprises."""

from bot.document.document import Document, Draft
from bot.document.reader import LARGEST, examine, parse, read

__all__ = ["LARGEST", "Document", "Draft", "examine", "parse", "read"]
