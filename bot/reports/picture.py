"""SVG → PNG, with a font that has Chinese on every machine."""

from functools import cache
from pathlib import Path

from jinja2 import Environment

from bot.reports.templates import environment

FONTS = Path(__file__).parent / "fonts"
FONT, EMOJI = FONTS / "NotoSansCJKsc-subset.otf", FONTS / "NotoEmoji.ttf"
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
                zoom=zoom,
                font_files=[str(FONT), str(EMOJI)],
                font_family=FAMILY,
                skip_system_fonts=True,
            )
        )
    except (ValueError, OSError) as error:
        raise NoPictures from error


@cache
def drawings(templates: Path | None = None) -> Environment:
    """The templates of drawings; everything put in is escaped."""
    made = environment(templates)
    made.globals["family"] = FAMILY
    return made
