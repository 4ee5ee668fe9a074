"""What the documentation lists is what there is."""

import re
from pathlib import Path

from bot.scoring.measures import MEASURES

DOCS = Path(__file__).parent.parent / "docs"


def test_every_measure_is_explained_and_no_other():
    table = (DOCS / "rubrics.md").read_text("utf-8").partition("## Measures")[2]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    assert set(MEASURES) <= named
    known = {
        "any",
        "with",
        "kind",
        "acts",
        "steps",
        "zh",
        "en",
        "conditions",
        "most",
        "before",
        "then",
        "what",
        "against",
        "least",
    }
    assert named - set(MEASURES) <= known | {"first_of", "fast", "normal", "slow"}
