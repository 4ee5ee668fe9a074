"""What pygal laid out, painted with attributes of its own: the same look in a page, a picture and a PDF."""

import re
from dataclasses import dataclass, replace
from math import cos, pi, sin
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.reports.cells import cut, wide
from bot.reports.report import Chart

#: Fonts in the order in which they are tried; the first is the one that comes with the product.
FONTS = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Emoji, sans-serif"
#: Size of letters and of the figures at bars; room above the plot for the legend.
FONT, SMALL, LEGEND = 13, 12, 28
INK, FAINT, AXIS, GUIDE, PAPER = "#1f2933", "#52606d", "#9aa5b1", "#dfe4ea", "#ffffff"
#: Colour (all of them at least 4.5 : 1 on white), dashes and corners of the marker (0: round) of each series.
LOOKS = (
    ("#0b5cad", "", 0),
    ("#b3430b", "7 4", 4),
    ("#2f6b1f", "2 4", 3),
    ("#7a2f9e", "11 3 2 3", 5),
    ("#8a1c3c", "4 2", 6),
    ("#0f6674", "14 5", 8),
)
#: What the axes of a radar are.
WEBS = {"x": "corners", "y": "rings"}
#: How full the bars of each series are.
FULL = ("1", "0.15", "0.6", "0.35", "0.8", "0.05")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: in which series, at which axis (x, y, or the corners or rings of a radar), and
    whether bars lie."""

    series: int | None = None
    axis: str = ""
    lying: bool = False

    def inside(self, node: Element) -> "Place":
        """The place of what stands in an element."""
        names = classes(node)
        if "horizontal" in names:
            return replace(self, lying=True)
        if "axis" in names and local(node) == "g":
            axis = "x" if "x" in names else "y"
            return replace(self, axis=WEBS[axis] if "web" in names else axis)
        found = re.search(r"serie-(\d+)", node.get("class", ""))
        return replace(self, series=int(found[1])) if found else self


def painted(root: Element, chart: Chart, title: str, description: str) -> str:
    """A chart of pygal's as text: nothing but shapes and words with attributes of their own."""
    paint(root, Place(), chart)
    for number, (tag, text) in enumerate((("title", title), ("desc", description))):
        node = Element(tag)
        node.text = text
        root.insert(number, node)
    if len(chart.series) > 1:
        legend(root, chart)
    for node in root.iter():
        for name in ("class", "id"):
            node.attrib.pop(name, None)
    _, _, width, height = root.attrib["viewBox"].split()
    # Without clipping a drawing inside another one takes half the time.
    root.attrib.update({"role": "img", "class": "chart", "overflow": "visible"})
    root.attrib.update({"width": width, "height": height})
    root.attrib.update({"font-family": FONTS, "font-size": str(FONT), "fill": INK})
    return re.sub(r"(\d+\.\d)\d+", r"\1", tostring(root, encoding="unicode"))


def paint(parent: Element, place: Place, chart: Chart) -> None:
    """Everything in an element as it is to look."""
    for node in list(parent):
        kind, names, here = local(node), classes(node), place.inside(node)
        if kind in ("defs", "title", "desc", "") or "tooltip-overlay" in names:
            parent.remove(node)
        elif "background" in names:
            node.set("fill", PAPER if "graph" in classes(parent) else "none")
        elif "dots" in names or "bar" in names:
            mark(node, here)
        elif kind == "path" and here.axis == "x" and not here.lying and "guides" in classes(parent):
            parent.remove(node)  # figures are read across, not up
        elif kind == "path":
            line(node, here.series, "major" in names)
        elif kind == "text":
            label(node, here.axis, parent)
        else:
            paint(node, here, chart)


def local(node: Element) -> str:
    """The name of an element; nothing for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def classes(node: Element) -> set[str]:
    """The classes pygal gave an element."""
    return set(node.get("class", "").split())


def line(node: Element, series: int | None, major: bool) -> None:
    """A line of a series, or one that helps to read it."""
    node.set("fill", "none")
    if series is None:
        node.set("stroke", AXIS if major else GUIDE)
        return
    colour, dashes, _ = LOOKS[series % len(LOOKS)]
    node.attrib.update({"stroke": colour, "stroke-width": "2.5", "stroke-linejoin": "round"})
    if dashes:
        node.set("stroke-dasharray", dashes)


def label(node: Element, axis: str, guides: Element) -> None:
    """A word at an axis; those at the corners of a radar stand upright beside them."""
    node.set("fill", FAINT)
    node.attrib.pop("transform", None)
    if axis == "rings":  # below their rings, where no corner has its name
        node.set("y", str(float(node.get("y", 0)) + FONT))
    if axis == "corners":
        middle, centre = map(float, guides[0].get("d", "M0 0")[1:].split()[:2])
        across = float(node.get("x", 0))
        aside = 0 if abs(across - middle) < FONT else 1 if across > middle else -1
        node.set("text-anchor", ("end", "middle", "start")[aside + 1])
        below = float(node.get("y", 0)) > centre
        node.set("y", str(float(node.get("y", 0)) + (0.36 if aside else 0.8 if below else -0.45) * FONT))
        node.set("fill", INK)
    else:
        node.set("text-anchor", "middle" if axis == "x" else "end")


def mark(node: Element, place: Place) -> None:
    """A dot or a bar, with its figure for whoever points at it; a bar has its figure beside it as well."""
    shape, series = node[0], place.series or 0
    value, at = (
        next((c.text or "" for c in node if name in classes(c)), "") for name in ("value", "x_label")
    )
    node[:] = []
    if local(shape) == "rect":
        bar(node, [float(shape.get(name, 0)) for name in ("x", "y", "width", "height")], series)
        beside(node, place.lying, value)
    else:
        node.append(sign(float(shape.get("cx", 0)), float(shape.get("cy", 0)), series))
    title = Element("title")
    title.text = f"{at}: {value}" if at else value
    node.insert(0, title)


def bar(parent: Element, box: list[float], series: int) -> None:
    """A bar: x, y, width, height."""
    colour, dashes, _ = LOOKS[series % len(LOOKS)]
    names = ("x", "y", "width", "height")
    made = SubElement(parent, "rect", {name: f"{value:.1f}" for name, value in zip(names, box, strict=True)})
    made.attrib.update({"fill": colour, "fill-opacity": FULL[series % len(FULL)], "stroke": colour})
    if dashes:
        made.set("stroke-dasharray", dashes)


def beside(node: Element, lying: bool, value: str) -> None:
    """The figure of a bar: at its end where it lies, else above it, where there is room."""
    x, y, width, height = (float(node[0].get(name, 0)) for name in ("x", "y", "width", "height"))
    if not lying and wide(value) * SMALL > width + 6:
        return
    where = (x + width + 4, y + height / 2 + SMALL * 0.36) if lying else (x + width / 2, y - 4)
    text = SubElement(node, "text", {"x": f"{where[0]:.1f}", "y": f"{where[1]:.1f}"})
    text.attrib.update({"font-size": str(SMALL), "text-anchor": "start" if lying else "middle"})
    text.text = value


def sign(x: float, y: float, series: int) -> Element:
    """The marker of a series: round, or with so many corners."""
    colour, _, corners = LOOKS[series % len(LOOKS)]
    if not corners:
        return Element("circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4", "fill": colour})
    angles = (2 * pi * n / corners + pi / corners for n in range(corners))
    points = " ".join(f"{x + 5 * sin(a):.1f},{y + 5 * cos(a):.1f}" for a in angles)
    return Element("polygon", {"points": points, "fill": PAPER, "stroke": colour, "stroke-width": "2"})


def legend(root: Element, chart: Chart) -> None:
    """The names of the series with what they look like, above the plot; shortened where they don't fit."""
    share = (float(root.attrib["viewBox"].split()[2]) - 20) / len(chart.series)
    fits = sum(entry(s.title) for s in chart.series) <= share * len(chart.series)
    x = 10.0
    for number, series in enumerate(chart.series):
        group = SubElement(root, "g")
        if chart.kind == "bars":
            bar(group, [x, 9, 26, 12], number)
        else:
            line(SubElement(group, "path", {"d": f"M{x:.1f} 15 h26"}), number, major=False)
            group.append(sign(x + 13, 15, number))
        text = SubElement(group, "text", {"x": f"{x + 32:.1f}", "y": "20", "fill": INK})
        text.text = series.title if fits else cut(series.title, (share - 44) / FONT)
        x += entry(series.title) if fits else share


def entry(title: str) -> float:
    """The width of a name in the legend with its sign."""
    return 32 + wide(title) * FONT + 22
