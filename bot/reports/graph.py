"""The states of a dialogue and the ways calls took through them, as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from bot.reports.cells import cut
from bot.reports.picture import drawings

#: The drawing: where boxes stand, how big they are and how far apart; the widest way.
MIDDLE, WIDTH, TALL, STEP, TOP = 340, 250, 40, 78, 24
THICK = 7.0


@dataclass(frozen=True, slots=True)
class Node:
    """A state or an ending: its id, its name, how often calls came there; an ending has its `outcome`."""

    id: str
    name: str
    visits: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one to another and how often it was taken."""

    source: str
    target: str
    times: int


def graph(title: str, description: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> Markup:
    """The drawing as one `<svg>`: states from top to bottom in the order written, then endings. Ways down run
    on the right, ways back on the left; the wider, the more calls; dashed where nobody went."""
    place = {node.id: TOP + n * STEP for n, node in enumerate(nodes)}
    most = max((edge.times for edge in edges), default=0) or 1
    ways = [way(edge, place, most) for edge in edges if edge.source in place and edge.target in place]
    boxes = [
        {
            "x": MIDDLE - WIDTH / 2,
            "y": place[node.id],
            "width": WIDTH,
            "tall": TALL,
            "name": cut(node.name, 16),
            "visits": node.visits,
            "outcome": node.outcome,
        }
        for node in nodes
    ]
    names = {"title": title, "description": description, "boxes": boxes, "ways": ways, "width": 2 * MIDDLE}
    height = TOP + len(nodes) * STEP
    return Markup(drawings().get_template("graph.svg.j2").render(**names, height=height))


def way(edge: Edge, place: dict[str, int], most: int) -> dict[str, object]:
    """A way as a curve beside the boxes; the further it leads, the further out it runs."""
    start, end = place[edge.source] + TALL / 2, place[edge.target] + TALL / 2
    down = end > start
    side = 1 if down else -1
    near = MIDDLE + side * WIDTH / 2
    out = near + side * min(24 + abs(end - start) / STEP * 22, MIDDLE - WIDTH / 2 - 14)
    start, end = start + 8 * side, end - 8 * side
    wide = max(1.2, THICK * sqrt(edge.times / most))
    return {
        "path": f"M{near:.0f} {start:.0f} C{out:.0f} {start:.0f} {out:.0f} {end:.0f} {near:.0f} {end:.0f}",
        "wide": round(wide, 1),
        "times": edge.times,
        "x": round(near + (out - near) * 0.75 + side * (wide / 2 + 4), 1),
        "y": round((start + end) / 2, 1),
        "anchor": "start" if down else "end",
    }
