"""Serving the pages until it is told to stop."""

import uvicorn

from bot.channels.web.app import build
from bot.coach import Coach
from bot.coach.house import House
from bot.config import Settings


async def serve(coach: Coach, settings: Settings, bot_token: str = "") -> int:
    """Serve the pages at the address of the settings."""
    web = settings.web
    tls = web.url.startswith("https:")
    app = build(
        House.of(coach), settings.language, settings.own_templates, bot_token, tls, web.bot.lstrip("@")
    )
    config = uvicorn.Config(
        app,
        web.host,
        web.port,
        log_level="warning",
        access_log=False,
        proxy_headers=True,
        server_header=False,
    )
    await uvicorn.Server(config).serve()
    return 0
