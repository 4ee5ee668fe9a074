"""What there is to practise today, from the dialogues, drills and cards that are shipped."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.library import Library
from bot.progress.plan import History, Training, due_today, trainings
from bot.progress.skill import Skill, retention, review

COURSES = ("telesales", "business", "process", "event", "aftersale", "complaints")
NOW = datetime(2026, 3, 25, 1, 0, tzinfo=UTC)


def of(library: Library, language: str = "zh", history: History | None = None) -> dict[str, Training]:
    cards = {unit: card.title for unit, card in library.lessons(language).items()}
    return trainings(library.scripts(language), library.rubrics, cards, language, COURSES, history)


def skill(criterion: str, points: float, days: float) -> Skill:
    """A skill practised once, so many days ago."""
    return review(None, criterion, points, NOW - timedelta(days=days))


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, Training]:
    return of(library)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_criterion_is_trained_by_something_that_exists(library: Library, language: str) -> None:
    criteria = {c.id for rubric in library.rubrics.rubrics.values() for c in rubric.criteria}
    found, scripts = of(library, language), library.scripts(language)
    assert set(found) == criteria
    for training in found.values():
        assert training.title
        assert not training.dialogue or not scripts[training.dialogue].exercise
        assert not training.drill or scripts[training.drill].dialogue.kind == "drill"
        assert not training.card or training.card == library.lessons(language)[training.unit].title


def test_dialogue_drill_and_card_share_a_unit_with_the_criterion(
    library: Library, known: dict[str, Training]
) -> None:
    training = known["open-share"]
    assert training.unit == "handbook/questions"
    assert training.drill == "open-or-closed"
    assert "handbook/questions" in library.scripts("zh")[training.dialogue].dialogue.source


def test_where_no_dialogue_names_the_unit_one_in_which_it_is_judged_is_taken(
    library: Library, known: dict[str, Training]
) -> None:
    dialogue = library.scripts("zh")[known["few-fillers"].dialogue].dialogue
    assert "handbook/language" not in dialogue.source
    assert "voice" in library.rubrics.of(dialogue.kind)
    assert known["few-fillers"].drill == "plain-words"


def test_what_is_passed_gives_way_and_of_what_is_passed_the_oldest_returns(library: Library) -> None:
    naming = [
        id
        for id, script in library.scripts("zh").items()
        if "handbook/questions" in script.dialogue.source and not script.exercise
    ]
    easiest = of(library)["open-share"].dialogue
    passed = of(library, history={easiest: (85, NOW)})["open-share"].dialogue
    assert passed != easiest and passed in naming
    failed = of(library, history={easiest: (50, NOW)})["open-share"].dialogue
    assert failed == easiest
    days = {id: (90.0, NOW - timedelta(days=n)) for n, id in enumerate(naming)}
    assert of(library, history=days)["open-share"].dialogue == naming[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_somebody_new_begins_with_easy_calls_of_the_first_course(library: Library, language: str) -> None:
    plan = due_today([], of(library, language), NOW)
    dialogues = [library.scripts(language)[t.dialogue].dialogue for t in plan]
    assert len({t.dialogue for t in plan}) == 3
    assert {(d.course, d.level) for d in dialogues} == {("telesales", 1)}


def test_what_is_likeliest_forgotten_comes_first_then_what_is_weakest(known: dict[str, Training]) -> None:
    skills = [skill("greets", 60, 3), skill("apologises", 60, 30), skill("open-share", 55, 3)]
    assert [t.criterion for t in due_today(skills, known, NOW)] == ["apologises", "open-share", "greets"]


def test_what_is_due_tonight_is_due_today_where_the_person_lives(known: dict[str, Training]) -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    morning = datetime(2026, 3, 25, 8, tzinfo=shanghai)
    skills = [
        review(None, c, 60, datetime(2026, 3, 24, 22, tzinfo=shanghai)) for c in ("greets", "apologises")
    ]
    assert {t.criterion for t in due_today(skills, known, morning)} == {"greets", "apologises"}
    assert not {"greets", "apologises"} & {
        t.criterion for t in due_today(skills, known, morning - timedelta(days=1))
    }


def test_where_too_little_is_due_something_new_is_offered(known: dict[str, Training]) -> None:
    plan = due_today([skill("greets", 60, 3)], known, NOW)
    assert len(plan) == 2
    assert plan[0].criterion == "greets"
    assert plan[1].dialogue != plan[0].dialogue


def test_where_everything_is_fresh_there_is_nothing_to_do(known: dict[str, Training]) -> None:
    assert due_today([skill(c, 95, 0) for c in known], known, NOW) == ()


def test_criteria_that_are_gone_are_left_out(known: dict[str, Training]) -> None:
    assert all(t.criterion != "withdrawn" for t in due_today([skill("withdrawn", 10, 30)], known, NOW))


@settings(max_examples=60)
@given(data=st.data(), most=st.integers(1, 5))
def test_a_plan_is_short_repeatable_and_repeats_a_dialogue_only_when_it_must(
    known: dict[str, Training], data: st.DataObject, most: int
) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=20))
    skills = [skill(n, data.draw(st.floats(0, 100)), data.draw(st.integers(0, 90))) for n in names]
    plan = due_today(skills, known, NOW, most)
    assert plan == due_today(list(reversed(skills)), known, NOW, most)
    assert len(plan) <= most
    assert len(plan) == len({t.criterion for t in plan})
    due = [s for s in skills if s.due.date() <= NOW.date()]
    wanted = {known[s.criterion].dialogue or s.criterion for s in due}
    assert len({t.dialogue or t.criterion for t in plan}) >= min(most, len(wanted))
    if due:
        worst = min(due, key=lambda s: (retention(s, NOW), s.points, s.criterion))
        assert plan[0].criterion == worst.criterion
