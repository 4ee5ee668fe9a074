"""An endpoint that speaks as OpenAI's audio interface does: a server of one's own, mostly."""

import io
from typing import Any

import numpy as np

from bot.speech.trouble import SpeechError
from bot.speech.work import RATE, Samples, Spoken

#: Seconds to wait for an answer.
PATIENCE = 30.0
#: The longest answer that is read (bytes): a minute of uncompressed speech is a tenth of it.
MOST = 50_000_000


class Endpoint:
    """Writes down and reads aloud over HTTP; `url` ends before `/audio/…`."""

    def __init__(self, url: str, model: str = "", key: str = "", voice: str = "") -> None:
        self._url, self._model, self._voice = url.rstrip("/"), model, voice
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def transcribe(self, samples: Samples, language: str) -> str:
        """The words of a recording (16 kHz, one channel)."""
        import soundfile

        sound = io.BytesIO()
        soundfile.write(sound, samples, RATE, format="WAV", subtype="PCM_16")
        files = {"file": ("note.wav", sound.getvalue(), "audio/wav")}
        form = {"model": self._model or "whisper-1", "language": language, "response_format": "json"}
        answer = self._post("/audio/transcriptions", files=files, data=form)
        try:
            return str(answer.json()["text"]).strip()
        except (ValueError, KeyError, TypeError):
            raise SpeechError("speech-endpoint-odd", url=self._url) from None

    def speak(self, text: str, language: str, speed: float = 1.0, pitch: float = 1.0) -> Spoken:  # noqa: ARG002
        """A line as sound; the interface knows no pitch."""
        import soundfile

        body = {
            "model": self._model or "tts-1",
            "voice": self._voice or "alloy",
            "input": text,
            "response_format": "wav",
            "speed": round(min(max(speed, 0.25), 4.0), 2),
        }
        answer = self._post("/audio/speech", json=body)
        try:
            samples, rate = soundfile.read(io.BytesIO(answer.content), dtype="float32", always_2d=True)
        except (soundfile.SoundFileError, RuntimeError):
            raise SpeechError("speech-endpoint-odd", url=self._url) from None
        return Spoken(np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32), rate)

    def _post(self, path: str, **content: Any) -> Any:
        """An answer that is one; raises SpeechError otherwise, which tells nothing of what was said."""
        import httpx

        try:
            answer = httpx.post(self._url + path, headers=self._headers, timeout=PATIENCE, **content)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SpeechError("speech-endpoint-away", url=self._url, why=type(error).__name__) from None
        if answer.is_error:
            raise SpeechError("speech-endpoint-refused", url=self._url, why=str(answer.status_code))
        if len(answer.content) > MOST:
            raise SpeechError("speech-endpoint-odd", url=self._url)
        return answer
