"""espeak-ng: a program that reads aloud, small and robotic, in every language."""

import io
import shutil
import subprocess

import numpy as np

from bot.speech.trouble import SpeechError
from bot.speech.work import Spoken

PROGRAM = "espeak-ng"
#: Words a minute at an ordinary speed, and the pitch (0–99) of an ordinary voice.
SPEED, PITCH = 165, 45
#: Seconds a line may take.
PATIENCE = 20
#: The voice of a language; Mandarin is read from pinyin, since the voice for characters spells them out.
VOICES = {"zh": "cmn-latn-pinyin", "en": "en-gb"}


class Espeak:
    """Reads aloud with espeak-ng."""

    def __init__(self) -> None:
        path = shutil.which(PROGRAM)
        if path is None:
            raise SpeechError("speech-not-installed", engine=PROGRAM, package=PROGRAM)
        self._path = path

    def speak(self, text: str, language: str, speed: float = 1.0, pitch: float = 1.0) -> Spoken:
        """A line as sound."""
        import soundfile

        words = pinyin(text) if language == "zh" else text
        order = [self._path, "-v", VOICES[language], "-s", str(round(SPEED * speed))]
        order += ["-p", str(round(min(max(PITCH * pitch, 0), 99))), "--stdin", "--stdout"]
        try:
            done = subprocess.run(
                order, input=words.encode(), capture_output=True, timeout=PATIENCE, check=True
            )
            samples, rate = soundfile.read(io.BytesIO(unstreamed(done.stdout)), dtype="float32")
        except (OSError, subprocess.SubprocessError, soundfile.SoundFileError) as error:
            raise SpeechError(
                "speech-broken", engine=PROGRAM, path=self._path, why=type(error).__name__
            ) from None
        return Spoken(np.ascontiguousarray(samples, dtype=np.float32), rate)


def unstreamed(wave: bytes) -> bytes:
    """A WAV file whose header, written before its length was known, tells the length it has."""
    at = wave.find(b"data")
    if at < 0:
        return wave
    size = len(wave) - at - 8
    return (
        wave[:4]
        + (len(wave) - 8).to_bytes(4, "little")
        + wave[8 : at + 4]
        + size.to_bytes(4, "little")
        + wave[at + 8 :]
    )


def pinyin(text: str) -> str:
    """Chinese as pinyin with tone numbers; whatever else there is stays as it is."""
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        raise SpeechError("speech-not-installed", engine="espeak-ng (zh)", package="pypinyin") from None
    return " ".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))
