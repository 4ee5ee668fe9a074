"""A call that goes on in another language than the one that was chosen since."""

from bot.catalogue import Catalogue
from bot.coach import Exchange
from bot.library.library import Library


def abroad(exchange: Exchange, library: Library, words: Catalogue) -> str:
    """What to expect of it, in the language chosen."""
    language = words.say(f"language-{exchange.language}")
    if not exchange.exercise:
        return words.say("abroad-call", customer=exchange.customer, language=language)
    script = library.scripts(words.language).get(exchange.dialogue)
    title = script.dialogue.title if script else exchange.dialogue
    return words.say("abroad-exercise", title=title, language=language)
