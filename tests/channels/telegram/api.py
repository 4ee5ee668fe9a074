"""A loopback server that speaks the Bot API, as strict about messages as Telegram is."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.parser import BytesParser
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "4711:loopback-token_for-tests"
BOT = {"id": 4711, "is_bot": True, "first_name": "陪练", "username": "peilian_bot"}
#: How long a test waits for something before it fails (seconds).
GUARD = 20.0
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"}


class Bad(Exception):
    """A request Telegram would refuse."""

    def __init__(self, text: str, status: int = 400, **parameters: Any) -> None:
        self.text, self.status, self.parameters = text, status, parameters
        super().__init__(text)


class Page(HTMLParser):
    """Reads a message as Telegram does: known tags only, each closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        if self.open:
            raise Bad(f"Bad Request: can't parse entities: can't find end tag of {self.open[-1]}")

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in TAGS:
            raise Bad(f"Bad Request: can't parse entities: unsupported start tag {tag!r}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Bad("Bad Request: can't parse entities: unexpected end tag")

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            raise Bad("Bad Request: can't parse entities: a bare sign")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        if name not in ("lt", "gt", "amp", "quot"):
            raise Bad(f"Bad Request: can't parse entities: unsupported entity {name}")
        self.text += unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += unescape(f"&#{name};")


@dataclass
class Call:
    """A request the bot made."""

    method: str
    params: dict[str, Any]


@dataclass
class Shown:
    """A message as the user sees it now."""

    id: int
    chat: int
    text: str
    source: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    edited: bool = False
    picture: bytes = b""
    voice: bytes = b""
    document: bytes = b""


@dataclass
class Fault:
    """What the server answers instead, once."""

    method: str
    chat: int | None
    answer: Bad | None


def read(kind: str, body: bytes) -> dict[str, Any]:
    """What a request holds: a form, or one with files in it."""
    if not kind.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    parts = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    found: dict[str, Any] = {}
    for part in parts if isinstance(parts, list) else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found[str(name)] = content if part.get_filename() else content.decode()
    for key, value in list(found.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            found[key] = found[value.removeprefix("attach://")]
    return found


class BotApi:
    """The server, and all it has seen."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.shown: list[Shown] = []
        self.alerts: list[tuple[str, str]] = []
        self.faults: deque[Fault] = deque()
        self.token = TOKEN
        self.files: dict[str, bytes] = {}
        self.confirmed = 0
        self._updates: list[dict[str, Any]] = []
        self._changed = asyncio.Condition()
        self._closing = False
        self._numbers = iter(range(1, 1_000_000))
        self._sock = socket.socket(proto=socket.IPPROTO_TCP)
        self._sock.bind(("127.0.0.1", 0))
        self._sock.listen(128)
        self.url = f"http://127.0.0.1:{self._sock.getsockname()[1]}/bot"

    async def __aenter__(self) -> "BotApi":
        app = Starlette(
            routes=[
                Route("/file/bot{token}/{path}", self._file),
                Route("/bot{token}/{method}", self._handle, methods=["GET", "POST"]),
            ]
        )
        config = uvicorn.Config(
            app, lifespan="off", log_level="critical", log_config=None, ws="none", timeout_graceful_shutdown=1
        )
        config.load()
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup([self._sock])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing = True
        async with self._changed:
            self._changed.notify_all()
        await self._server.shutdown([self._sock])

    # --- what tests do -------------------------------------------------------------------------------

    def number(self) -> int:
        """A number nobody had before."""
        return next(self._numbers)

    async def push(self, update: dict[str, Any]) -> None:
        """Something happened at Telegram."""
        async with self._changed:
            self._updates.append(update)
            self._changed.notify_all()

    async def until(self, holds: Callable[[], Any]) -> Any:
        """Wait until something holds; what was shown is told where it never does."""
        try:
            async with asyncio.timeout(GUARD), self._changed:
                await self._changed.wait_for(holds)
        except TimeoutError:
            seen = "\n".join(f"{m.chat}: {m.text} {m.buttons}" for m in self.shown)
            raise AssertionError(f"waited in vain; shown:\n{seen}\nalerts: {self.alerts}") from None
        return holds()

    def fail(self, method: str, answer: Bad | None, chat: int | None = None) -> None:
        """Answer the next such request like this; None breaks the connection."""
        self.faults.append(Fault(method, chat, answer))

    def made(self, method: str) -> list[dict[str, Any]]:
        """The requests of a method so far."""
        return [call.params for call in self.calls if call.method == method]

    # --- the server ----------------------------------------------------------------------------------

    async def _handle(self, request: Request) -> JSONResponse:
        params = read(request.headers.get("content-type", ""), await request.body())
        method = request.path_params["method"]
        try:
            if request.path_params["token"] != self.token:
                raise Bad("Unauthorized", 401)
            self._maybe_fail(method, params)
            work: Callable[[dict[str, Any]], Awaitable[Any]] = getattr(self, f"_{method}")
            result = await work(params)
        except Bad as bad:
            body = {"ok": False, "error_code": bad.status, "description": bad.text}
            if bad.parameters:
                body["parameters"] = bad.parameters
            await self._note(method, params, failed=True)
            return JSONResponse(body, bad.status)
        await self._note(method, params)
        return JSONResponse({"ok": True, "result": result})

    async def _file(self, request: Request) -> Response:
        body = self.files.get(request.path_params["path"])
        return Response(body or b"", 200 if body is not None else 404)

    async def _getFile(self, params: dict[str, Any]) -> Any:
        name = params["file_id"]
        if name not in self.files:
            raise Bad("Bad Request: invalid file_id")
        return {"file_id": name, "file_unique_id": name, "file_path": name}

    async def _sendPhoto(self, params: dict[str, Any]) -> Any:
        if not params["photo"].startswith(b"\x89PNG"):
            raise Bad("Bad Request: IMAGE_PROCESS_FAILED")
        if len(params.get("caption", "")) > 1024:
            raise Bad("Bad Request: message caption is too long")
        return self._sent(params, params.get("caption", ""), picture=params["photo"])

    async def _sendDocument(self, params: dict[str, Any]) -> Any:
        if not params["document"]:
            raise Bad("Bad Request: file must be non-empty")
        return self._sent(params, "", document=params["document"])

    async def _sendVoice(self, params: dict[str, Any]) -> Any:
        if not params["voice"].startswith(b"OggS"):
            raise Bad("Bad Request: wrong type of the voice")
        return self._sent(params, "", voice=params["voice"])

    def _sent(self, params: dict[str, Any], text: str, **content: bytes) -> Any:
        message = Shown(self.number(), int(params["chat_id"]), text, text, self._buttons(params), **content)
        self.shown.append(message)
        return self.as_json(message)

    async def _note(self, method: str, params: dict[str, Any], failed: bool = False) -> None:
        async with self._changed:
            self.calls.append(Call(f"{method}!" if failed else method, params))
            self._changed.notify_all()

    def _maybe_fail(self, method: str, params: dict[str, Any]) -> None:
        chat = int(params.get("chat_id", 0)) or None
        fault = next((f for f in self.faults if f.method == method and f.chat in (None, chat)), None)
        if fault:
            self.faults.remove(fault)
            raise fault.answer or Bad("Internal Server Error", 500)

    async def _getMe(self, _: dict[str, Any]) -> Any:
        return BOT

    async def _deleteWebhook(self, _: dict[str, Any]) -> Any:
        return True

    async def _setMyCommands(self, params: dict[str, Any]) -> Any:
        for command in json.loads(params["commands"]):
            assert 1 <= len(command["description"]) <= 256 and command["command"].islower()
        return True

    async def _sendChatAction(self, _: dict[str, Any]) -> Any:
        return True

    async def _getUpdates(self, params: dict[str, Any]) -> Any:
        offset = int(params.get("offset", 0))
        self.confirmed = max(self.confirmed, offset)

        def ready() -> list[dict[str, Any]]:
            return [u for u in self._updates if u["update_id"] >= offset]

        self._updates = ready()
        try:
            async with asyncio.timeout(float(params.get("timeout", 0))), self._changed:
                await self._changed.wait_for(lambda: ready() or self._closing)
        except TimeoutError:
            return []
        return ready()

    async def _sendMessage(self, params: dict[str, Any]) -> Any:
        message = Shown(self.number(), int(params["chat_id"]), **self._content(params))
        self.shown.append(message)
        return self.as_json(message)

    async def _editMessageText(self, params: dict[str, Any]) -> Any:
        return self._edit(params, **self._content(params))

    async def _editMessageReplyMarkup(self, params: dict[str, Any]) -> Any:
        return self._edit(params, buttons=self._buttons(params))

    async def _answerCallbackQuery(self, params: dict[str, Any]) -> Any:
        if len(params.get("text", "")) > 200:
            raise Bad("Bad Request: MESSAGE_TOO_LONG")
        self.alerts.append((params["callback_query_id"], params.get("text", "")))
        return True

    def _edit(self, params: dict[str, Any], **content: Any) -> Any:
        number = int(params["message_id"])
        message = next((m for m in self.shown if m.id == number), None)
        if message is None:
            raise Bad("Bad Request: message to edit not found")
        before = (message.source, message.buttons)
        for name, value in content.items():
            setattr(message, name, value)
        if before == (message.source, message.buttons):
            raise Bad("Bad Request: message is not modified")
        message.edited = True
        return self.as_json(message)

    def _content(self, params: dict[str, Any]) -> dict[str, Any]:
        source = params.get("text", "")
        html = params.get("parse_mode") == "HTML"
        text = Page(source).text if html else source
        if not text.strip():
            raise Bad("Bad Request: message text is empty")
        if len(source.encode("utf-16-le")) // 2 >= 4096:
            raise Bad("Bad Request: message is too long")
        return {"text": text, "source": source, "buttons": self._buttons(params)}

    @staticmethod
    def _buttons(params: dict[str, Any]) -> list[tuple[str, str]]:
        markup = json.loads(params.get("reply_markup", "{}"))
        found = [b for row in markup.get("inline_keyboard", []) for b in row]
        data = [(b["text"], b.get("url") or b["callback_data"]) for b in found]
        if any(not 1 <= len(b["callback_data"].encode()) <= 64 for b in found if "url" not in b):
            raise Bad("Bad Request: BUTTON_DATA_INVALID")
        if len(found) > 100:
            raise Bad("Bad Request: too many buttons")
        return data

    @staticmethod
    def as_json(message: Shown) -> dict[str, Any]:
        """A message of the bot's as Telegram tells it."""
        body: dict[str, Any] = {
            "message_id": message.id,
            "from": BOT,
            "chat": {"id": message.chat, "type": "private", "first_name": "学员"},
            "date": 1_800_000_000,
            "text": message.text,
        }
        if message.buttons:
            rows = [[{"text": text, "callback_data": data}] for text, data in message.buttons]
            body["reply_markup"] = {"inline_keyboard": rows}
        return body
