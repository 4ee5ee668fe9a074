"""Every word the product says of its own accord, in each language."""

from bot.catalogue.catalogue import LANGUAGES, Catalogue, catalogue

__all__ = ["LANGUAGES", "Catalogue", "catalogue"]
