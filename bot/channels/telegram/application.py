"""The application: Telegram's updates, in order, to whoever reacts to them."""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.channels.telegram.classroom import Classroom
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.errors import Errors
from bot.channels.telegram.order import InOrder, Once
from bot.channels.telegram.post import Post
from bot.channels.telegram.practice import Practice
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.strangers import Strangers
from bot.channels.telegram.study import StudyRoom
from bot.channels.telegram.talk import Talk
from bot.channels.telegram.task_room import TaskRoom
from bot.channels.telegram.team_room import TeamRoom
from bot.channels.telegram.voices import Voices
from bot.coach import Coach
from bot.config import Settings
from bot.sound import Mouth
from bot.speech import KEY, speaker

App = Application[Any, Any, Any, Any, Any, Any]
#: Who reacts to updates, in this order.
ROOMS = (Reception, StudyRoom, TeamRoom, TaskRoom, Practice, Classroom, Talk, Voices, Strangers)
#: Where the desk is kept in the application's own data.
DESK = "desk"
#: Time-outs of requests (seconds): reading and writing, connecting, waiting for a free connection.
REQUEST, CONNECT, POOL = 20.0, 10.0, 60.0


def build(token: str, coach: Coach, settings: Settings, base_url: str | None = None) -> App:
    """An application with all its handlers, not started yet. `base_url` ends before the token."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .updater(None)
        .concurrent_updates(InOrder())
        .read_timeout(REQUEST)
        .write_timeout(REQUEST)
        .connect_timeout(CONNECT)
        .pool_timeout(POOL)
    )
    if base_url is not None:
        builder = builder.base_url(base_url).base_file_url(base_url.removesuffix("/bot") + "/file/bot")
    application: App = builder.build()
    furnish(application, Desk(coach, settings, Post(application.bot), mouth_of(settings)))
    return application


def mouth_of(settings: Settings) -> Mouth | None:
    """What reads the customer's lines aloud, if the settings want it; raises SpeechError."""
    engine = speaker(settings.voice.speaker, os.environ.get(KEY, ""))
    return Mouth(engine) if engine else None


def furnish(application: App, desk: Desk) -> None:
    """Put the desk in and set the handlers, the last ones for what nobody else reacts to."""
    application.bot_data[DESK] = desk
    application.add_handler(TypeHandler(Update, Once().check), group=-1)
    for room in ROOMS:
        application.add_handlers(room(desk).handlers())
    application.add_error_handler(Errors(desk).handle)


def desk_of(application: App) -> Desk:
    """The desk of an application."""
    desk: Desk = application.bot_data[DESK]
    return desk
