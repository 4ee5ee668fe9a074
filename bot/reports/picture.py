"""SVG → PNG, with a font that has Chinese on every machine."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

FONT = Path(__file__).parent / "fonts" / "NotoSansCJKsc-subset.otf"
FAMILY = "Noto Sans CJK SC"


class NoPictures(Exception):
    """Pictures can't be drawn here: the library for them isn't installed, or refuses this one."""


def png(svg: str, zoom: float = 2.0) -> bytes:
    """A picture of a drawing, `zoom` times its size in pixels; raises NoPictures."""
    try:
        import resvg_py
    except ImportError:
        raise NoPictures from None
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=round(zoom),
                font_files=[str(FONT)],
                font_family=FAMILY,
                skip_system_fonts=True,
            )
        )
    except (ValueError, OSError) as error:
        raise NoPictures from error


@cache
def drawings() -> Environment:
    """The templates of drawings; everything put in is escaped."""
    environment = Environment(
        loader=PackageLoader("bot.reports", "drawings"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals["family"] = FAMILY
    return environment
