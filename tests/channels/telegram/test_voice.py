"""Voice notes in Telegram: fetched within limits, heard, shown, and put in the call."""

import io
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
import soundfile

from bot.catalogue import catalogue
from bot.config import Engine, Hearing
from bot.roleplay.events import Spoke, Voiced
from bot.sound import Ears, Writer, encode
from tests.channels.telegram.api import BotApi
from tests.channels.telegram.conftest import House
from tests.channels.telegram.test_whole_call import dial
from tests.channels.telegram.user import User
from tests.voice.lab import RATE, TEXTS, peaking, said

WORDS = catalogue("zh")
CLEAR = encode(peaking(said(TEXTS["zh"][0], "zh"), -6), RATE)
NOISE = encode(np.random.default_rng(2).normal(0, 0.1, 4 * RATE), RATE)


@pytest.fixture
def ears() -> Iterator[Ears]:
    made = Ears()
    yield made
    made.close()


async def calling(user: User) -> None:
    """A call is on the line."""
    await dial(user, "zh")
    await user.sees_button(WORDS.say("telegram-hang-up-button"))


async def note(api: BotApi, user: User, body: bytes = CLEAR, kind: str = "voice", **more: object) -> None:
    """The user sends a recording."""
    api.files["note"] = body
    caption = {"caption": more.pop("caption")} if "caption" in more else {}
    sound = {"file_id": "note", "file_unique_id": "note", "duration": 8, "file_size": len(body)} | more
    sound |= {"length": 240} if kind == "video_note" else {}
    await user.send(**{kind: sound}, **caption)


async def events(coach, user):
    trainee = await coach.trainee("telegram", str(user.id), "zh")
    call = await coach.store.running(trainee.id)
    return call.events


@pytest.mark.parametrize("kind", ["voice", "audio", "video_note"])
async def test_a_note_is_shown_as_a_picture_and_asks_for_its_words(house: House, api, user, ears, kind):
    async with house.bot(ears=ears) as coach:
        await calling(user)
        await note(api, user, kind=kind)
        await user.sees("请把刚才说的话打出来")
        shown = next(m for m in user.all if m.picture)
        assert "听了" in shown.text
        await user.say("您好，我是云程商旅的周楠，您现在方便吗？")
        await api.until(lambda: len(user.all) and user.all[-1].buttons)
        found = await events(coach, user)
        (voiced,) = [e for e in found if isinstance(e, Voiced)]
        (spoke,) = [e for e in found if isinstance(e, Spoke)]
    assert voiced.turn == spoke.turn == 1
    assert dict(voiced.measures)["speech_s"] > 5


@pytest.mark.parametrize("form", ["WAV", "FLAC", "MP3"])
async def test_a_sound_file_sent_as_a_document_is_heard(house: House, api, user, ears, form):
    file = io.BytesIO()
    soundfile.write(file, peaking(said(TEXTS["zh"][0], "zh"), -6), RATE, format=form)
    api.files["note"] = file.getvalue()
    async with house.bot(ears=ears):
        await calling(user)
        document = {"file_id": "note", "file_unique_id": "note", "file_size": len(api.files["note"])}
        await user.send(document=document | {"mime_type": f"audio/{form.lower()}", "file_name": "a.bin"})
        await user.sees("请把刚才说的话打出来")
    assert any(m.picture for m in user.all)


async def test_a_note_with_its_words_goes_on_at_once(house: House, api, user, ears):
    async with house.bot(ears=ears) as coach:
        await calling(user)
        await note(api, user, caption="您好，我是云程商旅的周楠，您现在方便吗？")
        await api.until(lambda: any(m.picture for m in user.all))
        await api.until(lambda: user.all[-1].buttons and not user.all[-1].picture)
        found = await events(coach, user)
    assert [e.turn for e in found if isinstance(e, Spoke)] == [1]
    assert "请把刚才说的话打出来" not in user.screen


async def test_a_note_may_hold_the_words_of_the_last_line(house: House, api, user, ears):
    async with house.bot(ears=ears) as coach:
        await calling(user)
        await user.say("您好，我是云程商旅的周楠，您现在方便吗？")
        await user.sees_button(WORDS.say("telegram-hang-up-button"))
        await note(api, user)
        await user.press(WORDS.say("voice-same-button"))
        await user.sees("算在上一句上")
        found = await events(coach, user)
    assert [e.turn for e in found if isinstance(e, Voiced)] == [2, 1]
    assert [e.turn for e in found if isinstance(e, Spoke)] == [1]


async def test_what_was_heard_counts_in_the_scorecard(house: House, api, user, ears):
    async with house.bot(ears=ears) as coach:
        await calling(user)
        await note(api, user, caption="您好，我是云程商旅的周楠，您现在方便吗？")
        await api.until(lambda: user.all[-1].buttons and not user.all[-1].picture)
        await user.say("/stop")
        await user.sees(WORDS.say("telegram-over"))
        (scored,) = await coach.progress(await coach.trainee("telegram", str(user.id), "zh"))
    assert '"heard-speed"' in scored.body
    assert '"heard-intonation"' in scored.body


async def test_an_engine_writes_the_note_down(house: House, api, user, monkeypatch):
    """The engine is an endpoint of the test's own, since no weights are here."""

    class Stub(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"text": "您好，我是云程商旅的周楠，您方便吗？"}).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ears = Ears(Writer("endpoint", url=f"http://127.0.0.1:{server.server_port}"))
    try:
        async with house.bot(ears=ears) as coach:
            await calling(user)
            await note(api, user)
            await user.sees("听成：“您好，我是云程商旅的周楠")
            found = await events(coach, user)
    finally:
        ears.close()
        server.shutdown()
        server.server_close()
    assert [e.utterance.text for e in found if isinstance(e, Spoke)] == [
        "您好，我是云程商旅的周楠，您方便吗？"
    ]


async def test_noise_is_told_and_scores_nothing(house: House, api, user, ears):
    async with house.bot(ears=ears) as coach:
        await calling(user)
        await note(api, user, NOISE)
        await user.sees(WORDS.say("voice-abstained-noise"))
        (voiced,) = [e for e in await events(coach, user) if isinstance(e, Voiced)]
    assert voiced.abstained == "noise"
    assert voiced.measures == ()


@pytest.mark.parametrize(
    ("body", "more", "told"),
    [
        (b"letter", {}, "打不开"),
        (b"", {"file_size": 0}, "空的"),
        (CLEAR, {"duration": 300}, "太长了"),
        (CLEAR, {"file_size": 30_000_000}, "太大了"),
    ],
)
async def test_what_can_not_be_heard_is_told_and_the_call_goes_on(house, api, user, ears, body, more, told):
    async with house.bot(ears=ears):
        await calling(user)
        await note(api, user, body, **more)
        await user.sees(told)
        before = len(user.all)
        await user.say("您好，我是云程商旅的周楠，您现在方便吗？")
        await api.until(lambda: len(user.all) > before)
    if more.get("duration", 8) > 100 or more.get("file_size", 1) > 10_000_000:
        assert not api.made("getFile")


async def test_a_file_that_is_gone_is_told(house: House, api, user, ears):
    async with house.bot(ears=ears):
        await calling(user)
        await note(api, user, file_id="gone")
        await user.sees(WORDS.say("voice-gone"))


async def test_without_a_call_a_note_is_answered_with_the_way_to_one(house: House, api, user, ears):
    async with house.bot(ears=ears):
        await note(api, user)
        await user.sees(WORDS.say("no-call"))
    assert not api.made("getFile")


async def test_the_customer_speaks_where_the_settings_say_so(house: House, api, user):
    pytest.importorskip("pypinyin")
    async with house.bot(voice=Hearing(speaker=Engine(engine="espeak-ng"))):
        await calling(user)
        spoken = await api.until(lambda: [m for m in user.all if m.voice])
    note = io.BytesIO(spoken[0].voice)
    with soundfile.SoundFile(note) as sound:
        assert (sound.format, sound.subtype, sound.channels) == ("OGG", "OPUS", 1)
        seconds = sound.frames / sound.samplerate
    assert seconds > 0.3
    assert len(note.getvalue()) < 8_000 + 8_000 * seconds
    assert spoken[0].text == ""


async def test_without_pictures_the_dials_are_told_in_words(house: House, api, user, ears, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    async with house.bot(ears=ears):
        await calling(user)
        await note(api, user)
        await user.sees("请把刚才说的话打出来")
    (told,) = [m.text for m in user.all if "听了" in m.text]
    assert not any(m.picture for m in user.all)
    for element in ("语速", "停顿", "语调起伏", "精神头", "音量", "不尖", "节奏", "声音稳"):
        assert element in told
    assert WORDS.say("voice-nasality") in told
