"""Running the bot from start to stop."""

import asyncio
import logging
import re
import signal
import sys
from contextlib import suppress

from telegram.error import InvalidToken

from bot.catalogue import LANGUAGES, Catalogue, catalogue
from bot.channels.telegram.application import App, build, desk_of
from bot.channels.telegram.clockwork import Clockwork
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.post import Post
from bot.channels.telegram.reception import COMMANDS
from bot.coach import Coach
from bot.coach.office import joining
from bot.config import Settings
from bot.speech import SpeechError

LOG = logging.getLogger(__name__)
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
#: Exit code where Telegram doesn't take the token, or the voice of the settings can't be had.
REFUSED = 2


async def serve(
    token: str,
    coach: Coach,
    settings: Settings,
    stop: asyncio.Event | None = None,
    base_url: str | None = None,
) -> int:
    """Serve until `stop` is set, or without one until SIGINT or SIGTERM; returns the exit code."""
    words = catalogue(settings.language)
    keep_secrets()
    if not TOKEN.fullmatch(token):
        return refused(words)
    stop = stop or stopped_by_signals()
    try:
        application = build(token, coach, settings, base_url)
    except SpeechError as error:
        print(words.say(error.key, **error.details), file=sys.stderr)
        return REFUSED
    polling = Polling(application, words, stop)
    try:
        await polling.persist(application.initialize)
        if not stop.is_set():
            await run(application, polling, words)
    except InvalidToken:
        return refused(words)
    finally:
        await application.shutdown()
        await application.bot.shutdown()
    return 0


async def run(application: App, polling: Polling, words: Catalogue) -> None:
    """Announce the bot, send what was left unsent, and work on updates until it is told to stop."""
    desk = desk_of(application)
    await polling.persist(application.bot.delete_webhook)
    await announce(desk.post)
    await application.start()
    try:
        await desk.send_unsent()
        desk.username = application.bot.username
        await announce_owner(desk, words)
        clockwork = asyncio.create_task(Clockwork(desk).run())
        LOG.info(words.say("telegram-serving", name=application.bot.username))
        try:
            await polling.run()
        finally:
            clockwork.cancel()
    finally:
        await desk.close()
        await application.stop()
        await desk.close()


async def announce_owner(desk: Desk, words: Catalogue) -> None:
    """Print the code that makes the first owner, as long as there is none."""
    code = await desk.house.office.first_owner_code()
    if code:
        print(words.say("owner-code", link=joining(desk.username, code)), flush=True)


async def announce(post: Post) -> None:
    """Register the commands: in Chinese for everybody, in English for whose Telegram speaks it."""
    for code, language in ((None, LANGUAGES[0]), *((name, name) for name in LANGUAGES)):
        words = catalogue(language)
        try:
            await post.commands({c: words.say(f"telegram-command-{c}") for c in COMMANDS}, code)
        except Exception as error:
            LOG.warning("the commands could not be registered (%s)", type(error).__name__)


def keep_secrets() -> None:
    """Silence logs that would hold the token or what people write: httpx tells addresses, others contents."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


def stopped_by_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def refused(words: Catalogue) -> int:
    """Tell that the token is wrong."""
    print(words.say("telegram-token-refused"), file=sys.stderr)
    return REFUSED
