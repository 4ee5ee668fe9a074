"""Words of the bot's own that wait for somebody until their channel can send them."""

from datetime import datetime

from bot.coach.records import EXCHANGE, Exchange
from bot.store.records import Change, Store, Trainee

#: Channels that send what waits for somebody; elsewhere nobody would ever read it.
SENDING = frozenset({"telegram"})


async def tell(store: Store, person: Trainee, at: datetime, key: str, **details: str) -> None:
    """Leave a word for somebody; `key` names the text."""
    if person.channel in SENDING:
        body = EXCHANGE.dump_json(Exchange("", "", notice=key, details=details)).decode()
        await store.commit(Change(person.id, at, messages=(body,)))
