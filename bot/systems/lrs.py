"""Tells a learning record store what waits in the queue, and tries again where it can't be told."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import httpx

from bot.store import statements
from bot.store.records import Store
from bot.store.statements import Statement

LOG = logging.getLogger(__name__)
#: Statements in one request; seconds between two looks at the queue; how long a request may take (seconds).
TOGETHER, TICK, PATIENCE = 50, 15.0, 20.0
#: The pause after a failure doubles from the first to the longest.
FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=6)


class RecordStore:
    """A learning record store: `url` is where its `statements` stand."""

    def __init__(self, store: Store, now: Callable[[], datetime], url: str, key: str, secret: str) -> None:
        self._store, self._now = store, now
        self._client = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/",
            auth=(key, secret),
            timeout=PATIENCE,
            headers={"X-Experience-API-Version": "1.0.3"},
        )

    async def run(self) -> None:
        """Until cancelled: tell what waits."""
        try:
            while True:
                while await self.tell():
                    pass
                await asyncio.sleep(TICK)
        finally:
            await self.close()

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.aclose()

    async def tell(self) -> bool:
        """Tell the next few; True where there may be more to tell at once."""
        waiting = await self._store.run(statements.waiting, self._now(), TOGETHER)
        if not waiting:
            return False
        status = await self._post(waiting)
        if status == 400 and len(waiting) > 1:
            # One of them is at fault; the others shall not wait for it.
            for one in waiting:
                await self._settle([one], await self._post([one]))
            return True
        await self._settle(waiting, status)
        return 200 <= status < 300 and len(waiting) == TOGETHER

    async def _post(self, told: Sequence[Statement]) -> int:
        """Send statements; the status of the answer, 0 where there was none."""
        body = [json.loads(one.body) for one in told]
        try:
            return (await self._client.post("statements", json=body)).status_code
        except httpx.HTTPError:
            return 0

    async def _settle(self, told: Sequence[Statement], status: int) -> None:
        """Note what became of statements; what a store finds faulty is not sent again."""
        ids = [one.id for one in told]
        if 200 <= status < 300 or status == 409:
            await self._store.run(statements.told, ids, self._now())
        elif status in (400, 413, 422):
            LOG.warning("the learning record store refused %d statements (%d)", len(ids), status)
            await self._store.run(statements.drop, ids)
        else:
            LOG.info("the learning record store can't be told now (%s)", status or "no answer")
            pause = min(LONGEST, FIRST * 2 ** min(max(one.tries for one in told), 12))
            await self._store.run(statements.later, ids, self._now() + pause)
