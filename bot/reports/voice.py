"""A voice note as a picture: its wave with the pauses and the pitch, and a dial for each element."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import cos, log2, pi, sin
from typing import Any

from bot.catalogue import Catalogue
from bot.reports.picture import drawings, png
from bot.scoring.dials import Dial
from bot.voice import Curve

#: The drawing: its width, margins, and where the wave stands.
WIDTH, LEFT, TOP, TALL = 400, 16, 30, 96
#: Dials in a row, and how tall a row of them is.
ROW, TILE = 2, 98
#: Points from which on a dial is green, or amber.
GREEN, AMBER = 80.0, 55.0
COLOURS = ("#1e7d4f", "#b26a00", "#b3261e")


def voice_picture(
    curve: Curve,
    pauses: Sequence[tuple[float, float]],
    seconds: float,
    dials: Sequence[Dial],
    words: Catalogue,
) -> bytes:
    """The picture as PNG; raises NoPictures."""
    rows = -(-len(dials) // ROW)
    names = {
        "width": WIDTH,
        "height": TOP + TALL + 46 + rows * TILE,
        "left": LEFT,
        "top": TOP,
        "tall": TALL,
        "caption": words.say("voice-picture-caption"),
        "pauses": [span(a, b, seconds) for a, b in pauses],
        "wave": wave(curve.levels),
        "pitch": tune(curve.pitch),
        "ticks": list(ticks(seconds)),
        "footer": words.say("voice-nasality"),
        "dials": [tile(number, dial, words) for number, dial in enumerate(dials)],
    }
    return png(drawings().get_template("voice.svg.j2").render(**names))


def across(share: float) -> float:
    """How far to the right a share (0–1) of the note lies."""
    return round(LEFT + share * (WIDTH - 2 * LEFT), 1)


def span(start: float, end: float, seconds: float) -> dict[str, Any]:
    """A pause as a band."""
    left, right = across(start / seconds), across(end / seconds)
    return {"x": left, "width": round(right - left, 1), "label": f"{end - start:.1f}s"}


def wave(levels: Sequence[float]) -> str:
    """The levels as an outline, above and below the middle."""
    middle, half = TOP + TALL / 2, TALL / 2
    last = max(len(levels) - 1, 1)
    points = [(across(n / last), level * half) for n, level in enumerate(levels)]
    above = [f"{x} {middle - y:.1f}" for x, y in points]
    below = [f"{x} {middle + y:.1f}" for x, y in reversed(points)]
    return f"M{' L'.join([*above, *below])} Z" if points else ""


def tune(pitch: Sequence[float]) -> list[str]:
    """The pitch as lines, one a stretch of voice, an octave and a half tall."""
    voiced = sorted(hertz for hertz in pitch if hertz > 0)
    if not voiced:
        return []
    middle, last = voiced[len(voiced) // 2], max(len(pitch) - 1, 1)

    def point(number: int, hertz: float) -> str:
        rise = min(max(log2(hertz / middle) / 1.5, -0.5), 0.5)
        return f"{across(number / last)},{TOP + TALL * (0.5 - rise):.1f}"

    stretches = groupby(enumerate(pitch), key=lambda item: item[1] > 0)
    lines = [[point(number, hertz) for number, hertz in group] for there, group in stretches if there]
    return [" ".join(line) for line in lines if len(line) > 1]


def ticks(seconds: float) -> Iterable[dict[str, Any]]:
    """Marks of the time below the wave."""
    step = next((s for s in (1, 2, 5, 10, 20) if seconds / s <= 8), 30)
    for second in range(0, int(seconds) + 1, step):
        yield {"x": across(second / seconds), "label": f"{second}s"}


def tile(number: int, dial: Dial, words: Catalogue) -> dict[str, Any]:
    """A dial at its place."""
    share = (WIDTH - 2 * LEFT) / ROW
    return {
        "x": round(LEFT + share * (number % ROW + 0.5), 1),
        "y": TOP + TALL + 62 + number // ROW * TILE,
        "title": dial.title,
        "points": "–" if dial.points is None else f"{dial.points:.0f}",
        "value": value_text(dial, words),
        "beside": beside(dial, words),
        "arc": "" if dial.points is None else arc(dial.points / 100),
        "colour": colour(dial.points or 0),
    }


def arc(share: float) -> str:
    """The filled part of a dial."""
    angle = pi * (1 - max(share, 0.02))
    return f"M-26 0 A26 26 0 0 1 {26 * cos(angle):.2f} {-26 * sin(angle):.2f}"


def colour(points: float) -> str:
    """Green, amber or red."""
    return COLOURS[0] if points >= GREEN else COLOURS[1] if points >= AMBER else COLOURS[2]


def value_text(dial: Dial, words: Catalogue) -> str:
    """What was measured, in words."""
    if dial.value is None:
        return words.say("voice-unknown")
    return words.say(f"voice-{dial.what.replace('_', '-')}", value=figure(dial.value, dial.what))


def beside(dial: Dial, words: Catalogue) -> str:
    """What the customer wants, or what is usual, to compare with; nothing where neither is known."""
    if dial.suits is not None:
        return words.say("voice-suits", value=figure(dial.suits, dial.what))
    return "" if dial.usual is None else words.say("voice-usual", value=figure(dial.usual, dial.what))


def figure(value: float, what: str) -> str:
    """A value as it is shown: a minute rather than a second, in percent, with digits that mean something."""
    shown = value * 60 if what.endswith("_syl_s") else 100 * value if what.endswith("_share") else value
    whole = what.endswith(("_syl_s", "_share", "_hz", "npvi"))
    return f"{shown:.{0 if whole else 1}f}".replace("-", "−")


def voice_lines(dials: Sequence[Dial], words: Catalogue) -> list[str]:
    """The dials in words, where there is no picture; and what isn't among them."""
    lines = [line(dial, words) for dial in dials]
    return [*lines, words.say("voice-nasality")] if lines else []


def line(dial: Dial, words: Catalogue) -> str:
    """A dial in words."""
    points = "–" if dial.points is None else f"{dial.points:.0f}"
    names = {"title": dial.title, "points": points, "value": value_text(dial, words)}
    other = beside(dial, words)
    return (
        words.say("voice-line-beside", beside=other, **names) if other else words.say("voice-line", **names)
    )
