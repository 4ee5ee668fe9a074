"""Somebody with a telephone."""

from typing import Any

from tests.channels.telegram.api import BotApi, Shown


class User:
    """A private chat with the bot, seen from the other side."""

    def __init__(self, api: BotApi, id: int = 1001, language: str | None = "zh-hans") -> None:
        self.api, self.id, self.language = api, id, language
        self._read = 0

    @property
    def all(self) -> list[Shown]:
        """Every message of the bot's in this chat."""
        return [m for m in self.api.shown if m.chat == self.id]

    @property
    def screen(self) -> str:
        """All texts, as they stand now."""
        return "\n".join(m.text for m in self.all)

    # --- doing ---------------------------------------------------------------------------------------

    async def say(self, text: str) -> dict[str, Any]:
        """Send a text, or a command."""
        return await self.send(text=text, **entities(text))

    async def send(self, **content: Any) -> dict[str, Any]:
        """Send a message of any kind."""
        return await self._push({"message": self._message(**content)})

    async def edit(self, text: str) -> dict[str, Any]:
        """Change a message sent before."""
        return await self._push({"edited_message": {**self._message(text=text), "edit_date": 1_800_000_001}})

    async def press(self, label: str, message: Shown | None = None) -> str:
        """Press the newest button with this label in it; returns what is told in a box, once it is."""
        found = message or await self.sees_button(label)
        data = next(data for text, data in found.buttons if label in text)
        return await self.press_data(data, found)

    async def press_data(self, data: str, message: Shown | None) -> str:
        """Press a button, even one that isn't shown any more, or so old that its message isn't told."""
        query = str(self.api.number())
        pressed = {"id": query, "from": self._person(), "chat_instance": "1", "data": data}
        if message:
            pressed["message"] = self.api.as_json(message)
        await self._push({"callback_query": pressed})
        return (await self.api.until(lambda: [t for q, t in self.api.alerts if q == query]))[0]

    async def again(self, update: dict[str, Any]) -> None:
        """Telegram delivers an update once more."""
        await self.api.push(update)

    # --- seeing --------------------------------------------------------------------------------------

    async def sees(self, text: str) -> Shown:
        """Wait for a message with this text after those read before; everything up to it is read then."""

        def found() -> int | None:
            return next((n + 1 for n, m in enumerate(self.all[self._read :]) if text in m.text), None)

        self._read += await self.api.until(found)
        return self.all[self._read - 1]

    async def sees_button(self, label: str) -> Shown:
        """Wait for the newest message with such a button."""
        return (
            await self.api.until(lambda: [m for m in self.all if any(label in text for text, _ in m.buttons)])
        )[-1]

    # --- inside --------------------------------------------------------------------------------------

    async def _push(self, content: dict[str, Any]) -> dict[str, Any]:
        update = {"update_id": self.api.number(), **content}
        await self.api.push(update)
        return update

    def _person(self) -> dict[str, Any]:
        person = {"id": self.id, "is_bot": False, "first_name": "学员"}
        return person | ({"language_code": self.language} if self.language else {})

    def _message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": self.api.number(),
            "date": 1_800_000_000,
            "chat": {"id": self.id, "type": "private", "first_name": "学员"},
            "from": self._person(),
            **content,
        }


def entities(text: str) -> dict[str, Any]:
    """How Telegram marks a command."""
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}
