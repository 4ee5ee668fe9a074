"""How things are seen in a call: every measure is a pure function of the record, known by its name."""

from bot.scoring.measures import asking, doing, listening, presenting, sounding, wording
from bot.scoring.measures.sight import MEASURES, Finding, Measure, Sight, quoted

__all__ = [
    "MEASURES",
    "Finding",
    "Measure",
    "Sight",
    "asking",
    "doing",
    "listening",
    "presenting",
    "quoted",
    "sounding",
    "wording",
]
