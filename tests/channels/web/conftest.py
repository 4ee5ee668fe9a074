"""The firm is made once; every test has a copy of its own."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.library import Library
from tests.channels.web.firm import Firm, found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, library: Library) -> tuple[Path, Firm]:
    file = tmp_path_factory.mktemp("firm") / "firm.db"

    async def work() -> Firm:
        firm = await Firm.at(file, library)
        await found(firm, library)
        await firm.store.close()
        return firm

    return file, asyncio.run(work())


@pytest.fixture
async def firm(founded: tuple[Path, Firm], library: Library, tmp_path: Path) -> AsyncIterator[Firm]:
    file, first = founded
    for part in file.parent.glob(f"{file.name}*"):
        shutil.copy(part, tmp_path)
    firm = await Firm.at(tmp_path / file.name, library)
    firm.owner, firm.token, firm.sides = first.owner, first.token, first.sides
    yield firm
    await firm.store.close()
