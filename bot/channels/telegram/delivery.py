"""From an exchange in the outbox to the messages that are sent."""

from html import escape

from bot.authoring.lesson import offered
from bot.catalogue import Catalogue, catalogue
from bot.channels.telegram import keyboards
from bot.channels.telegram.messages import Message, plain, quoted
from bot.channels.telegram.speech import Speech
from bot.coach import EXCHANGE, Exchange, Sounded
from bot.library.library import Library
from bot.reports.heard import NoteView, heard_text
from bot.reports.note import coach_note
from bot.reports.picture import NoPictures
from bot.reports.sheet import sheet_lines
from bot.reports.telegram import LONGEST, CallNames, card_messages
from bot.reports.voice import voice_lines, voice_picture
from bot.roleplay.lines import joined
from bot.scoring.scorecard import Scorecard
from bot.sound import Mouth
from bot.store.records import Outgoing


class Delivery:
    """Makes messages of exchanges, in the words of one language."""

    def __init__(self, library: Library, words: Catalogue, mouth: Mouth | None = None) -> None:
        self.library, self.words, self._mouth = library, words, mouth

    def speech(self, outgoing: Outgoing) -> Speech:
        """A message of the outbox as what is to be said in its chat."""
        exchange = EXCHANGE.validate_json(outgoing.body)
        speech = Speech(outgoing.id, open=not exchange.ended)
        if exchange.sound:
            speech.before = (self.heard(exchange.sound, catalogue(exchange.language)),)
        if exchange.sound and exchange.sound.wants_words:
            speech.after = (self._words_wanted(exchange, exchange.sound),)
        elif exchange.ended:
            speech.parts = tuple(map(plain, exchange.parts))
            speech.after = self._farewell(exchange)
        elif exchange.notice:
            speech.after = (self.notice(exchange),)
        else:
            speech.parts = self._line(exchange)
            speech.after = self._note(exchange)
        if self._mouth and exchange.parts and not exchange.exercise and not exchange.notice:
            line = joined(exchange.parts)
            note = self._mouth.say(line, exchange.language, exchange.pace, exchange.mood)
            speech.aloud = Message("", voice=note) if note else None
        return speech

    def word(self, outgoing: Outgoing) -> Message:
        """A word of the bot's own that waited in the outbox."""
        exchange = EXCHANGE.validate_json(outgoing.body)
        return plain(self.words.say(exchange.notice or "resumed", **exchange.details))

    def heard(self, sound: Sounded, words: Catalogue) -> Message:
        """How a voice note sounded: a picture with a sentence, or words alone."""
        view = NoteView(sound.seconds, sound.dials, sound.advice, sound.abstained, sound.about, sound.words)
        text = heard_text(view, words)
        if not sound.dials:
            return plain(text)
        try:
            picture = voice_picture(sound.curve, sound.pauses, sound.seconds, sound.dials, words)
        except NoPictures:
            return plain("\n".join([text, *voice_lines(sound.dials, words)]))
        return Message(text, picture=picture)

    def _words_wanted(self, exchange: Exchange, sound: Sounded) -> Message:
        """Ask for the words of a voice note."""
        buttons = keyboards.same_words(self.words, exchange.dialogue) if sound.again else None
        return plain(self.words.say("voice-type-words", customer=exchange.customer), buttons)

    def notice(self, exchange: Exchange) -> Message:
        """A notice, with the customer's line it speaks of."""
        text = self.words.say(
            exchange.notice or "resumed", **{"customer": exchange.customer, **exchange.details}
        )
        if exchange.parts:
            return quoted(text, exchange.parts, keyboards.call(self.words, exchange.dialogue, exchange.exam))
        return plain(text if exchange.notice != "hint" else f"💡 {text}")

    def _note(self, exchange: Exchange) -> tuple[Message, ...]:
        """The coach's note, if there is one."""
        if exchange.note is None:
            return ()
        return (
            Message(f"<i>{escape(coach_note(exchange.note, catalogue(exchange.language)))}</i>", html=True),
        )

    def _line(self, exchange: Exchange) -> tuple[Message, ...]:
        """The customer's line; the buttons of the call go below its last part."""
        parts = list(exchange.parts)
        if not any(part.strip() for part in parts):
            parts = [self.words.say("telegram-silence", customer=exchange.customer)]
        buttons = keyboards.call(self.words, exchange.dialogue, exchange.exam)
        return (*map(plain, parts[:-1]), plain(parts[-1], buttons))

    def _farewell(self, exchange: Exchange) -> tuple[Message, ...]:
        """What is said after the call: that it is over, and the scorecard, in the language of the call."""
        over = self.words.say("telegram-exercise-over" if exchange.exercise else "telegram-over")
        if exchange.sheet is not None:
            text = "\n".join((over, "", *sheet_lines(exchange.sheet, catalogue(exchange.language))))
            return (plain(text[:LONGEST], keyboards.after(self.words, exchange.dialogue)),)
        if exchange.card is None:
            text = f"{over}\n{self.words.say(exchange.notice)}" if exchange.notice else over
            return (plain(text, keyboards.after(self.words, exchange.dialogue)),)
        language = exchange.language or self.words.language
        names = self.names(exchange.dialogue, language, exchange.card)
        pages = card_messages(exchange.card, catalogue(language), names)
        cards = self.library.lessons(language)
        lessons = [(unit, cards[unit].title) for unit in offered(exchange.card, cards)]
        buttons = keyboards.after(self.words, exchange.dialogue, exchange.card.digest, lessons)
        return (
            plain(over),
            *(Message(page, html=True) for page in pages[:-1]),
            Message(pages[-1], buttons, html=True),
        )

    def names(self, dialogue: str, language: str, card: Scorecard) -> CallNames:
        """How a dialogue names itself, its ending and its facts; of one that is gone, nothing is known."""
        script = self.library.scripts(language).get(dialogue)
        if script is None:
            return CallNames(dialogue)
        ending = script.endings.get(card.ending or "")
        facts = {name: fact.label for name, fact in script.facts.items()}
        return CallNames(script.dialogue.title, ending.title if ending else "", facts)
