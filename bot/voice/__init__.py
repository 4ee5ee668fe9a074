"""How a recording sounds: samples in, measures with units out; or why nothing can be said of it."""

from bot.voice.measure import measure
from bot.voice.measured import MEASURES, Abstained, Curve, Measured, Unit

__all__ = ["MEASURES", "Abstained", "Curve", "Measured", "Unit", "measure"]
