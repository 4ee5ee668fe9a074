"""A sound file → samples: one channel, 16 kHz, read block by block and never more than is allowed."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Reason = Literal["empty", "too-long", "too-big", "format", "broken", "silent-file", "not-installed"]
#: Samples a second that everything is brought to: telephones have half of it.
RATE = 16_000
#: Seconds read at a time.
BLOCK = 1.0
#: How files begin that libsndfile reads; it would take any text for MP3.
BEGINNINGS = (b"OggS", b"RIFF", b"RF64", b"fLaC", b"FORM", b"ID3", b"\xff", b"caff", b".snd")
#: More channels or samples a second than this no microphone has.
CHANNELS, FASTEST = 16, 384_000


class Unplayable(Exception):
    """A file from which no sound can be had; `reason` names the message, `details` fill it in."""

    def __init__(self, reason: Reason, **details: object) -> None:
        self.reason, self.details = reason, details
        super().__init__(reason)


def decode(source: bytes | Path, most: float = 120.0) -> Samples:
    """The sound of a file, at most `most` seconds; raises Unplayable.

    OGG (Opus, Vorbis), WAV, FLAC, MP3 and AIFF by libsndfile, MP4 and whatever else by PyAV. What a header
    claims decides nothing but an early refusal: memory is bounded by what is read.
    """
    if not (len(source) if isinstance(source, bytes) else size_of(source)):
        raise Unplayable("empty")
    for reader in (by_soundfile, by_av):
        found = attempt(reader, source, most)
        if found is not None:
            break
    else:
        raise Unplayable("format")
    if not len(found):
        raise Unplayable("silent-file")
    return found


def size_of(path: Path) -> int:
    """The bytes of a file; raises Unplayable where it can't be read."""
    try:
        return path.stat().st_size
    except OSError:
        raise Unplayable("broken") from None


def attempt(
    reader: Callable[[BinaryIO, float], Samples | None], source: bytes | Path, most: float
) -> Samples | None:
    """What a reader makes of a file; None where it doesn't know the format."""
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            return reader(file, most)
    except OSError:
        return None


def by_soundfile(file: BinaryIO, most: float) -> Samples | None:
    """Read with libsndfile; None where it doesn't know the format."""
    try:
        import soundfile
    except ImportError:
        raise Unplayable("not-installed") from None
    beginning = file.read(4)
    file.seek(0)
    if not beginning.startswith(BEGINNINGS):
        return None
    try:
        with soundfile.SoundFile(file) as sound:
            check(sound.channels, sound.samplerate, sound.frames / max(sound.samplerate, 1), most)
            return gathered(blocks(sound), sound.samplerate, most)
    except (soundfile.SoundFileError, RuntimeError):
        return None


def blocks(sound: Any) -> Iterator[Any]:
    """A file block by block, its channels made one; what a broken end hides is left out."""
    import soundfile

    step = max(round(BLOCK * sound.samplerate), 1)
    try:
        while len(block := sound.read(step, dtype="float32", always_2d=True)):
            yield block.mean(axis=1)
    except (soundfile.SoundFileError, RuntimeError):
        return


def by_av(file: BinaryIO, most: float) -> Samples | None:
    """Read with PyAV: the first stream of sound; None where there is no such thing."""
    try:
        import av
    except ImportError:
        return None
    try:
        with av.open(file, "r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                return None
            stream = container.streams.audio[0]
            claimed = float(container.duration or 0) / 1_000_000
            check(stream.channels or 1, stream.rate or RATE, claimed, most)
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            return gathered(resampled(container, stream, resampler), RATE, most)
    except (av.FFmpegError, ValueError, IndexError):
        return None


def resampled(container: Any, stream: Any, resampler: Any) -> Iterator[Any]:
    """The frames of a stream as blocks of samples."""
    import av

    try:
        for frame in container.decode(stream):
            for ready in resampler.resample(frame):
                yield ready.to_ndarray().ravel()
    except av.FFmpegError:
        return


def check(channels: int, rate: int, seconds: float, most: float) -> None:
    """Refuse early what is too long by its own account, or no recording at all."""
    if not 0 < channels <= CHANNELS or not 0 < rate <= FASTEST:
        raise Unplayable("format")
    if seconds > most:
        raise Unplayable("too-long", seconds=round(seconds), most=round(most))


def gathered(blocks: Iterator[Any], rate: int, most: float) -> Samples:
    """Blocks as one recording at 16 kHz, which is all that is kept of them.

    Raises Unplayable as soon as there are too many.
    """
    import soxr

    stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
    kept, count = [], 0
    for block in blocks:
        clean = np.nan_to_num(np.asarray(block, dtype=np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
        kept.append(clean if rate == RATE else stream.resample_chunk(clean))
        count += len(block)
        if count > most * rate:
            raise Unplayable("too-long", seconds=round(count / rate), most=round(most))
    if kept and rate != RATE:
        kept.append(stream.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.float32)
