"""Charts as SVG: laid out by pygal, painted so that they need no script, no style sheet and no colours."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Literal

import pygal
from markupsafe import Markup
from pygal.style import Style

from bot.catalogue import catalogue
from bot.reports.cells import cut, shown, straight, wide
from bot.reports.paint import FONT, FONTS, LEGEND, painted
from bot.reports.report import Chart, Series

# pygal wants to be asked at every import whether it is a map of its, in a way Python gave up; none is used.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

#: The widest name of a bar, and of a corner of a radar (ems).
NAME, CORNER = 14, 8
#: What keeps a label from the next (ems).
GAP = 0.8
#: How tall a bar and the room between two groups of them are; what is around them.
BAR, BETWEEN, AROUND = 14, 10, 44


def svg(chart: Chart, language: str, width: int = 640, height: int = 0) -> Markup:
    """The chart as one `<svg>` element with a title and a description; `height` 0: as tall as it needs.

    A radar with gaps, or fewer than three corners, is drawn as bars; bars whose names are long lie down.
    """
    tidy = replace(
        chart,
        kind=fitting(chart),
        labels=[straight(label) for label in chart.labels],
        series=[Series(straight(s.title), s.values) for s in chart.series],
    )
    drawn = DRAWERS[tidy.kind](tidy, width, height)
    return Markup(painted(drawn.render_tree(), tidy, straight(chart.title), description(tidy, language)))


def fitting(chart: Chart) -> Literal["line", "bars", "radar"]:
    """The kind of chart that can show these values."""
    gaps = any(value is None for series in chart.series for value in series.values)
    return "bars" if chart.kind == "radar" and (gaps or len(chart.labels) < 3) else chart.kind


def line(chart: Chart, width: int, height: int) -> pygal.Line:
    """A line a series; as many labels as there is room for."""
    drawn = pygal.Line(
        **common(chart, width, height or round(width * 0.5)), allow_interruptions=True, show_x_guides=False
    )
    room = (width - 70) / max(len(chart.labels), 1)
    every = max(1, ceil((widest(chart.labels) + GAP) * FONT / room))
    drawn.x_labels = [cut(label, NAME) for label in chart.labels]
    drawn.margin_right = max(16.0, wide(drawn.x_labels[-1]) / 2 * FONT) if drawn.x_labels else 16
    # The last label is always shown: it is today.
    drawn.x_labels_major = [label for n, label in enumerate(drawn.x_labels[::-1]) if n % every == 0]
    drawn.show_minor_x_labels = every == 1
    return filled(drawn, chart.series)


def bars(chart: Chart, width: int, height: int) -> pygal.Graph:
    """Upright bars where their names fit below them, lying ones else."""
    room = (width - 70) / max(len(chart.labels), 1)
    if (widest(chart.labels) + GAP) * FONT <= room:
        upright = pygal.Bar(**common(chart, width, height or round(width * 0.5)))
        upright.x_labels = list(chart.labels)
        return filled(upright, chart.series)
    names = [cut(label, NAME) for label in chart.labels]
    needed = len(names) * (len(chart.series) * BAR + BETWEEN) + AROUND + legend_room(chart)
    lying = pygal.HorizontalBar(**common(chart, width, height or needed))
    # pygal takes every character for as wide as a Latin one.
    lying.margin_left = 8 + max(0.0, (widest(names) - 0.6 * max(map(len, names), default=0)) * FONT)
    lying.margin_right = 34
    lying.x_labels = names[::-1]
    return filled(lying, [Series(s.title, list(s.values)[::-1]) for s in chart.series])


def radar(chart: Chart, width: int, height: int) -> pygal.Radar:
    """A polygon a series, in the middle, with room for the names at its corners."""
    tall = height or round(min(width * 0.75, 420))
    drawn = pygal.Radar(**common(chart, width, tall))
    drawn.x_labels = [cut(label, min(CORNER, width / 64)) for label in chart.labels]
    drawn.margin_top = 10 + legend_room(chart) + FONT
    drawn.margin_left = drawn.margin_right = max((width - tall) / 2, widest(drawn.x_labels) * FONT + 4)
    return filled(drawn, chart.series)


DRAWERS = {"line": line, "bars": bars, "radar": radar}


def common(chart: Chart, width: int, height: int) -> dict[str, object]:
    """Settings of every chart: points from 0 to 100, shares from 0 to 1, figures from 0."""
    values = [v for s in chart.series for v in s.values if v is not None]
    top = {"points": 100.0, "percent": 1.0}.get(chart.of, max([*values, 1.0]))
    return {
        "style": Style(label_font_size=FONT, major_label_font_size=FONT, font_family=FONTS),
        "js": (),
        "width": width,
        "height": height,
        "margin": 8,
        "margin_top": 10 + legend_room(chart),
        "margin_right": 16,
        "show_legend": False,
        "truncate_label": -1,
        "range": (min([*values, 0.0, *chart.ticks]), max([*values, *(chart.ticks or [top])])),
        "value_formatter": lambda value: shown(value, chart.of),
        "y_labels": list(chart.ticks) or (None if chart.of == "number" else [top * n / 4 for n in range(5)]),
        "dots_size": 4,
        "no_data_text": "–",
    }


def legend_room(chart: Chart) -> int:
    """How tall the legend is; one series needs none."""
    return LEGEND if len(chart.series) > 1 else 0


def filled(drawn: pygal.Graph, series: Sequence[Series]) -> pygal.Graph:
    """A chart with its values."""
    for one in series:
        drawn.add(one.title, list(one.values))
    return drawn


def widest(labels: Sequence[str]) -> float:
    """The width of the widest label in ems."""
    return max(map(wide, labels), default=0.0)


def description(chart: Chart, language: str) -> str:
    """What the chart shows, in words: for each series where it begins and ends, its lowest and highest."""
    words = catalogue(language)
    told = []
    for series in chart.series:
        known = [(v, label) for v, label in zip(series.values, chart.labels, strict=True) if v is not None]
        if not known:
            told.append(words.say("report-chart-empty", series=series.title))
            continue
        (low, low_at), (high, high_at) = min(known), max(known)
        names = {
            "low": shown(low, chart.of),
            "high": shown(high, chart.of),
            "low_at": low_at,
            "high_at": high_at,
        }
        told.append(words.say("report-chart-told", series=series.title, count=len(known), **names))
    return " ".join(told)
