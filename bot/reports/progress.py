"""How somebody is getting on, as a picture for a phone: the weeks, the dimensions, the streak, the best."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue import Catalogue
from bot.progress.trend import Trend
from bot.reports.cells import cut, shown, straight
from bot.reports.charts import svg
from bot.reports.picture import drawings, png
from bot.reports.report import Chart, Series

#: The drawing: as wide as a phone, in its pixels; margins; where the charts begin; a heading's height.
WIDTH, MARGIN, TOP, HEADING = 360, 14, 172, 30
TREND = 170
#: Its pixels to one of the drawing: sharp on a phone, and a fifth quicker than two.
ZOOM = 1.75
#: The widest a name, and the title of a dialogue, may be (ems).
NAME, NOTE = 7.5, 7.5


@dataclass(frozen=True, slots=True)
class Compared:
    """A dimension: its mean (0–100) this week and last week; None where it was never assessed."""

    title: str
    this: float | None
    last: float | None


def progress_picture(
    name: str,
    trend: Trend,
    dimensions: Sequence[Compared],
    words: Catalogue,
    best_title: str = "",
    templates: Path | None = None,
) -> bytes:
    """The picture as PNG; raises NoPictures. `best_title` is what the dialogue of the best call is called."""
    drawing = progress_drawing(name, trend, dimensions, words, best_title, templates)
    return png(drawing, ZOOM)


def progress_drawing(
    name: str,
    trend: Trend,
    dimensions: Sequence[Compared],
    words: Catalogue,
    best_title: str = "",
    templates: Path | None = None,
) -> str:
    """The picture as SVG."""
    inner, y, charts = WIDTH - 2 * MARGIN, TOP, []
    known = [d for d in dimensions if d.this is not None or d.last is not None]
    for chart, tall in ((weeks(trend, words), TREND), (compared(known, words), 0)):
        if not chart.labels:
            continue
        drawn = svg(chart, words.language, inner, tall)
        charts.append({"title": chart.title, "y": y, "svg": drawn})
        y += HEADING + height(drawn) + MARGIN
    names = {
        "width": WIDTH,
        "height": y,
        "margin": MARGIN,
        "title": words.say("progress-title", name=cut(straight(name), NAME)),
        "tiles": tiles(trend, words, best_title),
        "change": change(trend, words),
        "charts": charts,
    }
    return drawings(templates).get_template("progress.svg.j2").render(**names)


def tiles(trend: Trend, words: Catalogue, best_title: str) -> list[dict[str, str]]:
    """Three figures: the streak, the best, this week."""
    best, this = trend.best, trend.this
    told = (
        ("streak", str(trend.streak), words.say("progress-days")),
        ("best", shown(best.total if best else None), cut(straight(best_title), NOTE)),
        ("this", shown(this.mean), words.say("progress-calls", count=this.count)),
    )
    return [{"label": words.say(f"progress-{key}"), "value": v, "note": note} for key, v, note in told]


def change(trend: Trend, words: Catalogue) -> str:
    """You against last week."""
    if trend.change is None:
        return words.say("progress-no-comparison")
    by = round(trend.change, 1)
    key = "progress-same" if by == 0 else "progress-up" if by > 0 else "progress-down"
    return words.say(key, by=shown(abs(by)), this=trend.this.count, last=trend.last.count)


def weeks(trend: Trend, words: Catalogue) -> Chart:
    """The mean total of each week."""
    labels = [f"{week.begins.month}/{week.begins.day}" for week in trend.weeks]
    means = [week.mean for week in trend.weeks]
    return Chart("line", words.say("progress-trend"), labels, [Series(words.say("progress-total"), means)])


def compared(dimensions: Sequence[Compared], words: Catalogue) -> Chart:
    """Each dimension this week, and last week below it."""
    this = Series(words.say("progress-this"), [d.this for d in dimensions])
    last = Series(words.say("progress-last"), [d.last for d in dimensions])
    return Chart("bars", words.say("progress-dimensions"), [d.title for d in dimensions], [this, last])


def height(drawn: str) -> int:
    """How tall a chart turned out."""
    return int(float(drawn.partition('height="')[2].partition('"')[0]))


def progress_lines(trend: Trend, words: Catalogue, best_title: str = "") -> list[str]:
    """The same in words, where there is no picture."""
    lines = [
        words.say("progress-line", label=tile["label"], value=tile["value"], note=tile["note"]).rstrip()
        for tile in tiles(trend, words, best_title)
    ]
    return [*lines, change(trend, words)]
