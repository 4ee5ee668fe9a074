"""A browser without a window: it keeps cookies and fills in the token of forms."""

from datetime import timedelta
from pathlib import Path

from httpx import ASGITransport, AsyncClient, Response

from bot.channels.web import build
from bot.coach.entrance import csrf
from tests.channels.web.firm import TOKEN, Firm


class Browser:
    """Somebody's browser; with `person` they are signed in."""

    def __init__(self, firm: Firm, templates: Path | None = None, base: str = "https://peilian.test") -> None:
        app = build(firm.house, "zh", templates, TOKEN, bot="sparring_bot")
        transport = ASGITransport(app, raise_app_exceptions=False)
        self.firm, self.client = firm, AsyncClient(transport=transport, base_url=base)

    async def sign_in(self, person: int) -> "Browser":
        """Come in by a link."""
        link = await self.firm.house.entrance.link(await self.firm.person(person))
        answer = await self.get(f"/enter?code={link}")
        assert answer.status_code == 303, answer.text
        return self

    @property
    def session(self) -> str:
        return self.client.cookies.get("peilian") or ""

    async def get(self, path: str, **headers: str) -> Response:
        return await self.client.get(path, headers=headers)

    async def post(self, path: str, proof: str | None = None, **fields: object) -> Response:
        """Send a form; what shows that it is ours is right unless another one is given."""
        right = csrf(self.session) if self.session else ""
        return await self.client.post(path, data={**fields, "csrf": right if proof is None else proof})

    async def later(self, **by: float) -> None:
        """Time goes by."""
        self.firm.clock.at += timedelta(**by)
