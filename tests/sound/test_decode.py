"""Files of all kinds, whole and broken: sound within bounds, or a clear reason."""

import io
import subprocess
import sys
import time
import zipfile

import numpy as np
import pytest

from bot.sound import RATE, Unplayable, decode, encode

soundfile = pytest.importorskip("soundfile")
SECONDS = np.arange(3 * RATE) / RATE
WAVE = (0.4 * np.sin(2 * np.pi * 300 * SECONDS)).astype(np.float32)
#: Seconds a refusal may take.
AT_ONCE = 1.0


def written(wave: np.ndarray, rate: int, format: str, subtype: str | None = None) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, wave, rate, format=format, subtype=subtype)
    return file.getvalue()


def mp4(wave: np.ndarray) -> bytes:
    av = pytest.importorskip("av")
    import soxr

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000)
        samples = soxr.resample(wave, RATE, 48_000).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.rate = 48_000
        fifo = av.AudioFifo()
        fifo.write(frame)
        while part := fifo.read(1024):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return file.getvalue()


def pitch(wave: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(wave))) * RATE / len(wave))


@pytest.mark.parametrize(
    "note",
    [
        encode(WAVE, RATE),
        written(WAVE, RATE, "WAV"),
        written(WAVE, RATE, "FLAC"),
        written(WAVE, RATE, "MP3"),
        written(WAVE, RATE, "AIFF"),
        written(np.stack([WAVE, WAVE], axis=1), 44_100, "WAV"),
        mp4(WAVE),
    ],
    ids=["opus", "wav", "flac", "mp3", "aiff", "stereo", "mp4"],
)
def test_every_kind_of_file_sounds_as_it_should(note):
    heard = decode(note)
    assert heard.dtype == np.float32
    factor = 44_100 / RATE if len(heard) < 2 * RATE else 1.0
    assert pitch(heard) == pytest.approx(300 * factor, rel=0.01)
    assert np.abs(heard).max() == pytest.approx(0.4, abs=0.06)


def test_eight_channels_at_96_khz_become_one_at_16():
    wave = np.repeat(np.sin(2 * np.pi * 300 * np.arange(96_000 * 3) / 96_000)[:, None], 8, axis=1)
    heard = decode(written(0.3 * wave, 96_000, "WAV", "PCM_24"))
    assert len(heard) == pytest.approx(3 * RATE, abs=RATE // 100)
    assert pitch(heard) == pytest.approx(300, rel=0.01)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("note.ogg", b"0" * 100_000)
    return file.getvalue()


def minutes(number: int, format: str, subtype: str | None = None) -> bytes:
    """A long note: the same quiet minute again and again."""
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", 8_000, 1, format=format, subtype=subtype) as sound:
        quiet = np.zeros(60 * 8_000, dtype=np.float32)
        for _ in range(number):
            sound.write(quiet)
    return file.getvalue()


def claiming(seconds: int) -> bytes:
    """A WAV file of two hours whose header says that it is shorter."""
    file = bytearray(minutes(120, "WAV"))
    file[40:44] = (seconds * 16_000).to_bytes(4, "little")
    return bytes(file)


def lying(field: slice, value: int) -> bytes:
    """A WAV file whose header claims something."""
    file = bytearray(written(WAVE, RATE, "WAV"))
    file[field] = value.to_bytes(4, "little")
    return bytes(file)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "empty"),
        (zipped, "format"),
        (lambda: b"hello, this is a letter and no sound " * 50, "format"),
        (lambda: encode(WAVE, RATE)[:200], "format"),
        (lambda: minutes(120, "FLAC"), "too-long"),
        (lambda: minutes(3, "OGG", "OPUS"), "too-long"),
        (lambda: written(np.tile(WAVE, 41), RATE, "WAV"), "too-long"),
        (lambda: lying(slice(24, 28), 4_000_000_000), "format"),
        (lambda: written(WAVE[:0], RATE, "WAV"), "silent-file"),
    ],
    ids=[
        "nothing",
        "zip",
        "letter",
        "stump",
        "two hours",
        "three minutes",
        "two minutes and more",
        "rate",
        "no samples",
    ],
)
def test_what_is_no_note_is_refused_at_once(make, reason):
    note = make()
    begun = time.monotonic()
    with pytest.raises(Unplayable) as caught:
        decode(note)
    assert caught.value.reason == reason
    assert time.monotonic() - begun < AT_ONCE


def test_of_a_file_that_claims_less_than_it_has_no_more_is_read():
    assert len(decode(claiming(30))) == 30 * RATE


def test_a_header_that_claims_too_much_decides_nothing():
    assert len(decode(lying(slice(40, 44), 0x7FFFFFFF))) == len(WAVE)


@pytest.mark.parametrize("share", [0.9, 0.5])
def test_of_a_note_that_was_cut_what_is_there_is_heard(share):
    note = encode(np.tile(WAVE, 4), RATE)
    heard = decode(note[: round(len(note) * share)])
    assert 0 < len(heard) < 12 * RATE
    assert pitch(heard) == pytest.approx(300, rel=0.02)


#: Tells how long a decoded file is, and the most memory that took (bytes).
MEASURED = """
import sys, tracemalloc
from pathlib import Path
from bot.sound import decode
decode(Path(sys.argv[1]))
tracemalloc.start()
print(len(decode(Path(sys.argv[1]))), tracemalloc.get_traced_memory()[1])
"""


@pytest.mark.parametrize("channels", [1, 8])
def test_memory_is_bounded_by_what_is_allowed(channels, tmp_path):
    """Two minutes at the highest rate there is would fill 180 MB a channel if they were kept.

    Measured at the second decoding of a process of its own: neither what the libraries load at first nor what
    other tests do is the decoder's.
    """
    file = tmp_path / "long.wav"
    with soundfile.SoundFile(file, "w", 192_000, channels, format="WAV", subtype="PCM_16") as sound:
        for _ in range(20):
            sound.write(np.zeros((192_000, channels), dtype=np.float32))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=True
    )
    length, peak = map(int, done.stdout.split())
    assert length == 20 * RATE
    assert peak < 20 * RATE * 4 * 2 + 4 * 192_000 * 4 * channels


def test_a_file_that_is_not_there_is_broken(tmp_path):
    with pytest.raises(Unplayable) as caught:
        decode(tmp_path / "none.ogg")
    assert caught.value.reason == "broken"
