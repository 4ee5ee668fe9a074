"""What to practise next: the skills that are due, and what trains each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.progress.skill import Skill, retention
from bot.roleplay.script import Script
from bot.scoring.rubric import Criterion, Rubrics

#: The least and the most there is to do today.
FEWEST, MOST = 2, 3
#: The total from which a dialogue counts as passed.
PASSED = 70.0

#: What somebody made of each dialogue or drill they played: the best total, and when it was played last.
History = Mapping[str, tuple[float, datetime]]


@dataclass(frozen=True, slots=True)
class Training:
    """What trains a criterion: ids of a dialogue and a drill, and a unit with the title of its card.

    Whatever there is nothing of is empty.
    """

    criterion: str
    title: str
    dialogue: str
    drill: str
    unit: str
    card: str


def due_today(
    skills: Iterable[Skill], trainings: Mapping[str, Training], at: datetime, most: int = MOST
) -> tuple[Training, ...]:
    """What to practise today, at most so many; `at` is now, in the time zone of the person.

    First what is due by the end of the day: what is likeliest forgotten, of that the weakest. No dialogue
    twice, as long as there are others. Where fewer than two are due (and for somebody who is new), what was
    never practised yet follows in the order of `trainings`.
    """
    kept = {skill.criterion: skill for skill in skills}
    due = [s for s in kept.values() if s.due.astimezone(at.tzinfo).date() <= at.date()]
    ranked = sorted(due, key=lambda s: (retention(s, at), s.points, s.criterion))
    plan = spread([trainings[s.criterion] for s in ranked if s.criterion in trainings], most)
    if len(plan) >= min(FEWEST, most):
        return plan
    enough = most if not kept else min(FEWEST, most)
    fresh = [t for t in trainings.values() if t.criterion not in kept]
    return spread([*plan, *fresh], enough)


def spread(trainings: Sequence[Training], most: int) -> tuple[Training, ...]:
    """The first so many, those whose dialogue was named before only where there are no others."""
    heads: dict[str, Training] = {}
    for training in trainings:
        heads.setdefault(training.dialogue or training.criterion, training)
    again = [t for t in trainings if t not in heads.values()]
    chosen = [*heads.values(), *again][:most]
    return tuple(t for t in trainings if t in chosen)


def trainings(
    scripts: Mapping[str, Script],
    rubrics: Rubrics,
    cards: Mapping[str, str],
    language: str,
    courses: Sequence[str] = (),
    history: History | None = None,
) -> dict[str, Training]:
    """What trains each criterion, by its id, in the order in which it is learned; what nothing trains is
    left out. `cards` are the titles of the lesson cards by unit.

    Dialogues and drills are those that name a unit of the criterion as theirs; where no dialogue does, those
    in which it is judged. Of them comes first what isn't passed yet (70 points), the easiest first, then in
    the order of the `courses`; of what is passed, that played longest ago.
    """
    planner = Planner(scripts, rubrics, cards, language, courses, history or {})
    found = [
        planner.training(name, criterion, criterion.source or rubric.source)
        for name, rubric in rubrics.rubrics.items()
        for criterion in rubric.criteria
    ]
    useful = [t for t in found if t.dialogue or t.drill or t.card]
    return {t.criterion: t for t in sorted(useful, key=planner.learned)}


class Planner:
    """Chooses for one person what trains a criterion."""

    def __init__(
        self,
        scripts: Mapping[str, Script],
        rubrics: Rubrics,
        cards: Mapping[str, str],
        language: str,
        courses: Sequence[str],
        history: History,
    ) -> None:
        self.scripts, self.rubrics, self.cards = scripts, rubrics, cards
        self.language, self.history = language, history
        self.place = {course: number for number, course in enumerate(courses)}
        ranked = sorted(scripts.values(), key=self.wanted)
        self.dialogues = [s for s in ranked if not s.exercise]
        self.drills = [s for s in ranked if s.dialogue.kind == "drill"]

    def training(self, rubric: str, criterion: Criterion, units: tuple[str, ...]) -> Training:
        """What trains a criterion of a rubric."""
        judged = [s for s in self.dialogues if rubric in self.rubrics.of(s.dialogue.kind)]
        told = [unit for unit in units if unit in self.cards]
        return Training(
            criterion.id,
            criterion.title.of(self.language),
            naming(judged, units) or naming(self.dialogues, units) or first(judged),
            naming(self.drills, units),
            next(iter([*told, *units]), ""),
            self.cards[told[0]] if told else "",
        )

    def ease(self, script: Script) -> tuple[int, int, str, str]:
        """Easy ones first, then by course."""
        course = script.dialogue.course
        return script.dialogue.level, self.place.get(course, len(self.place)), course, script.id

    def wanted(self, script: Script) -> tuple[bool, float, tuple[int, int, str, str]]:
        """What isn't passed first; of what is, that played longest ago."""
        best, last = self.history.get(script.id, (0.0, None))
        passed = last is not None and best >= PASSED
        return passed, last.timestamp() if passed and last else 0.0, self.ease(script)

    def learned(self, training: Training) -> tuple[bool, tuple[int, int, str, str]]:
        """Where a training stands in the order of learning: by its dialogue; those without one last."""
        script = self.scripts.get(training.dialogue)
        return script is None, self.ease(script) if script else (0, 0, "", training.criterion)


def naming(scripts: Iterable[Script], units: Iterable[str]) -> str:
    """The id of the first script that names one of these units."""
    wanted = set(units)
    return first(s for s in scripts if wanted & set(s.dialogue.source))


def first(scripts: Iterable[Script]) -> str:
    """The id of the first script."""
    return next((script.id for script in scripts), "")
