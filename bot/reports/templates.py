"""Templates: those of the firm first, then the product's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
#: The product's own folders of templates.
FOLDERS = (HERE, HERE / "drawings")


def environment(
    templates: Path | None = None,
    finalize: Callable[[Any], Any] | None = None,
    autoescape: bool = True,
    folders: tuple[Path, ...] = (),
) -> Environment:
    """Templates by name: from the folder a firm gives, then from `folders`, then the product's own.

    Every text is escaped for HTML; `finalize` is applied to whatever a template puts out. Where that escapes
    for something else than HTML, `autoescape` is False. A name nobody gave raises UndefinedError.
    """
    places = [*([templates] if templates else []), *folders, *FOLDERS]
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(place) for place in places]),
        autoescape=autoescape,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
