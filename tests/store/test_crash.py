"""A process that is killed loses nothing it said was kept, and leaves nothing half-written."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from bot.store.sql import SqlStore

from .conftest import disconnect
from .samples import BEGUN, SPOKEN

PROGRAM = """
import asyncio, sys
from store.samples import say, start
from bot.store.sql import SqlStore

async def talk(store, n):
    lin = (await store.trainee("telegram", str(n), "zh")).id
    call = (await store.commit(start(lin, f"{n}-0", ("a",)))).call
    for turn in range(100_000):
        await store.commit(say(lin, call, 2 + 5 * turn, f"{n}-{turn + 1}", messages=("b",)))
        print(n, call, turn + 1, flush=True)

async def main():
    store = SqlStore(sys.argv[1])
    await store.open()
    await asyncio.gather(*(talk(store, n) for n in range(10)))

asyncio.run(main())
"""


async def test_a_killed_process_has_kept_what_it_said(url):
    said: dict[tuple[str, int], int] = {}
    tests = str(Path(__file__).parent.parent)
    named = url if url.startswith("sqlite") else f"{url}&application_name=peilian_killed"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {tests!r}){PROGRAM}", named]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: ASYNC220
        for _ in range(300):
            n, call, turns = process.stdout.readline().split()
            said[n, int(call)] = int(turns)
        process.kill()
    if named != url:
        disconnect(url, "peilian_killed")  # the server may still be busy with the last words
    store = SqlStore(url)
    await store.open()
    try:
        messages = Counter(message.address for message in await store.unsent("telegram"))
        for (n, call), turns in said.items():
            events = (await store.call(call)).events
            kept = (len(events) - len(BEGUN)) // len(SPOKEN)
            assert kept >= turns
            assert events == BEGUN + SPOKEN * kept
            assert messages[n] == 1 + kept
    finally:
        await store.close()
