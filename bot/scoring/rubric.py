"""A rubric as a trainer writes it."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bot.language.vocabulary import Written
from bot.roleplay.dialogue import Kind, Name

Weight = Annotated[float, Field(gt=0, le=100)]
Points = Annotated[float, Field(ge=0, le=100)]
Occasion = Literal[
    "always",
    "complaint",
    "objection",
    "price",
    "dictation",
    "facts",
    "told",
    "asked",
    "discovery",
    "presented",
    "ended",
    "spoken",
]


Place = Literal["start", "end", "instead"]
Moment = Literal["early", "late", "any"]


class Text(Written):
    """A text in every language of the product."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in one language."""
        return self.en if language == "en" else self.zh


def several(value: Any) -> Any:
    """A single text where several may stand."""
    return [value] if isinstance(value, dict | Text) else value


class Criterion(Written):
    """One thing a call is judged by.

    `measure` names how it is seen, `using` its parameters; `scale` turns what was measured into points
    (0–100) along straight lines between its corners; without the `occasion` it is not assessed. Of the
    `better` wordings the one is shown that would have brought most in the call; `place` says where in a
    reply it goes. `over` is the tip where there is too much of it rather than too little.
    """

    id: Name
    title: Text
    source: tuple[str, ...] = ()
    measure: str
    using: dict[str, Any] = {}
    weight: Weight = 1.0
    occasion: Occasion = "always"
    scale: Annotated[tuple[tuple[float, Points], ...], Field(min_length=1)]
    rule: Text
    tip: Text
    over: Text | None = None
    place: Place = "end"
    better: Annotated[tuple[Text, ...], BeforeValidator(several)] = ()

    def advice(self, value: float) -> Text:
        """How it is done better than measured."""
        best = max(points for _, points in self.scale)
        enough = max(corner for corner, points in self.scale if points == best)
        return self.over if self.over and value > enough else self.tip

    def points(self, value: float) -> float:
        """The points (0–100) for a measured value."""
        (left, low), *rest = self.scale
        if value <= left:
            return low
        for right, high in rest:
            if value <= right:
                return low + (high - low) * (value - left) / (right - left)
            left, low = right, high
        return low


class Rubric(Written):
    """A dimension of the score: criteria that belong together; `moment` is when in a call they belong."""

    id: Name
    title: Text
    source: tuple[str, ...] = ()
    moment: Moment = "any"
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Band(Written):
    """A range of totals with a name, from `least` points up."""

    least: Points
    title: Text


class Cap(Written):
    """What keeps the total from rising above `total`: acts, or a criterion with fewer points than `below`."""

    acts: tuple[str, ...] = ()
    criterion: Name | None = None
    below: Points = 1
    total: Points
    reason: Text


class Scheme(Written):
    """Which rubrics count for which kind of call, with what weight."""

    kinds: dict[Kind, dict[Name, Weight]]
    bands: tuple[Band, ...]
    caps: tuple[Cap, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _bands_from_the_top(cls, value: Any) -> Any:
        """Bands may be written in any order; they are read from the highest down."""
        if isinstance(value, dict) and isinstance(value.get("bands"), list):
            bands = value["bands"]
            if all(isinstance(b, dict) and isinstance(b.get("least"), int | float) for b in bands):
                return {**value, "bands": sorted(bands, key=lambda b: -b["least"])}
        return value


class Rubrics:
    """All rubrics of a house, with the scheme that combines them."""

    def __init__(self, scheme: Scheme, rubrics: Mapping[str, Rubric]) -> None:
        self.scheme, self.rubrics = scheme, rubrics
        written = [scheme, *(rubrics[name] for name in sorted(rubrics))]
        text = "\n".join(part.model_dump_json() for part in written)
        self.version = hashlib.sha256(text.encode()).hexdigest()[:12]

    def of(self, kind: Kind) -> dict[str, float]:
        """The weights of the dimensions for a kind of call, in the order written; what the scheme doesn't
        name is scored as a follow-up."""
        return self.scheme.kinds.get(kind) or self.scheme.kinds["followup"]

    def watches(self, kind: Kind) -> bool:
        """Whether faults count in this kind of call; in a drill nobody is there to be hurt."""
        return any(c.measure == "faults" for name in self.of(kind) for c in self.rubrics[name].criteria)

    def on_fault(self, act: str) -> Criterion | None:
        """The criterion that speaks of a fault act."""
        found = (c for rubric in self.rubrics.values() for c in rubric.criteria)
        return next((c for c in found if c.measure == "faults" and act in c.using.get("any", ())), None)

    def band(self, total: float) -> Band:
        """The band of a total."""
        return next((b for b in self.scheme.bands if total >= b.least), self.scheme.bands[-1])
