"""The buttons below messages, and what is written in them for the bot to read."""

from collections.abc import Iterable
from hashlib import blake2b

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalogue import Catalogue
from bot.coach import Offer

#: Dialogues on one page of the menu.
PAGE = 8
#: The longest name that is written into a button as it is (Telegram allows 64 bytes in all).
NAME = 40

Rows = list[list[InlineKeyboardButton]]


def key(name: str) -> str:
    """A name as it stands in a button: itself, or a digest where it is too long."""
    if len(name.encode()) <= NAME and ":" not in name:
        return name
    return "~" + blake2b(name.encode(), digest_size=12).hexdigest()


def button(text: str, *data: str) -> InlineKeyboardButton:
    """A button with what it tells the bot."""
    return InlineKeyboardButton(text, callback_data=":".join(data))


def welcome(words: Catalogue) -> InlineKeyboardMarkup:
    """The way to the menu."""
    return InlineKeyboardMarkup([[button(words.say("telegram-practice-button"), "menu")]])


def courses(words: Catalogue, offers: Iterable[Offer]) -> InlineKeyboardMarkup:
    """The courses there are dialogues for."""
    names = dict.fromkeys(offer.course for offer in offers)
    return InlineKeyboardMarkup([[button(course(words, name), "course", key(name), "0")] for name in names])


def dialogues(words: Catalogue, offers: list[Offer], page: int) -> InlineKeyboardMarkup:
    """One page of the dialogues of a course."""
    shown = offers[page * PAGE : (page + 1) * PAGE]
    rows: Rows = [
        [
            button(
                words.say("telegram-dialogue-button", title=o.title, level=level(words, o)),
                "brief",
                key(o.id),
            )
        ]
        for o in shown
    ]
    turning = []
    if page > 0:
        turning.append(button("‹‹", "course", key(offers[0].course), str(page - 1)))
    if len(offers) > (page + 1) * PAGE:
        turning.append(button("››", "course", key(offers[0].course), str(page + 1)))
    rows += [turning] if turning else []
    rows.append([button(words.say("telegram-back-button"), "menu")])
    return InlineKeyboardMarkup(rows)


def brief(words: Catalogue, offer: Offer) -> InlineKeyboardMarkup:
    """Start the call, make it easier or harder, or look at another."""
    seen = (key(offer.id), str(offer.seed))
    return InlineKeyboardMarkup(
        [
            [button(words.say("telegram-start-button"), "go", *seen)],
            [
                button(words.say("telegram-easy-button"), "go", *seen, "easy"),
                button(words.say("telegram-hard-button"), "go", *seen, "hard"),
                button(words.say("telegram-exam-button"), "exam", key(offer.id)),
            ],
            [button(words.say("telegram-back-button"), "course", key(offer.course), "0")],
        ]
    )


def call(words: Catalogue, dialogue: str, exam: bool = False) -> InlineKeyboardMarkup:
    """What can be done while the customer is on the line; in an exam there are no hints."""
    hint = button(words.say("telegram-hint-button"), "hint", key(dialogue))
    hang_up = button(words.say("telegram-hang-up-button"), "hang", key(dialogue))
    return InlineKeyboardMarkup([[hang_up] if exam else [hint, hang_up]])


def anew(words: Catalogue, dialogue: str) -> InlineKeyboardMarkup:
    """An exercise begins again in the language that was chosen since."""
    return InlineKeyboardMarkup([[button(words.say("telegram-anew-button"), "anew", key(dialogue))]])


def same_words(words: Catalogue, dialogue: str) -> InlineKeyboardMarkup:
    """A voice note holds the words of the last line."""
    return InlineKeyboardMarkup([[button(words.say("voice-same-button"), "same", key(dialogue))]])


def after(
    words: Catalogue, dialogue: str, digest: str | None = None, lessons: Iterable[tuple[str, str]] = ()
) -> InlineKeyboardMarkup:
    """What can be done after a call; `digest` names the scorecard whose details can be shown, `lessons` are
    cards by unit and title that help with what was weak."""
    rows: Rows = [
        [
            button(words.say("telegram-again-button"), "go", key(dialogue)),
            button(words.say("telegram-other-button"), "menu"),
        ]
    ]
    if digest:
        rows.insert(0, [button(words.say("telegram-details-button"), "card", key(digest))])
    rows += [[lesson(words, unit, title)] for unit, title in lessons]
    return InlineKeyboardMarkup(rows)


def lesson(words: Catalogue, unit: str, title: str) -> InlineKeyboardButton:
    """The way to a lesson card."""
    return button(words.say("telegram-lesson-button", title=title), "lesson", unit)


def documents(words: Catalogue, names: Iterable[str]) -> InlineKeyboardMarkup:
    """The documents that lessons are drawn from."""
    return InlineKeyboardMarkup([[button(words.say(f"document-{name}"), "lessons", name)] for name in names])


def languages() -> InlineKeyboardMarkup:
    """The languages to choose from, each named in itself."""
    return InlineKeyboardMarkup([[button("中文", "lang", "zh"), button("English", "lang", "en")]])


def course(words: Catalogue, name: str) -> str:
    """A course as people read it."""
    return words.say(f"course-{name}") if words.has(f"course-{name}") else name


def level(words: Catalogue, offer: Offer) -> str:
    """A level as people read it."""
    return words.say(f"level-{offer.level}")
