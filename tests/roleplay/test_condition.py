"""Conditions as trainers write them."""

import pytest

from bot.roleplay.condition import ConditionError, any_of, condition

KNOWN = {"greet": True, "thank": False, "mood": -1, "facts.trips": True}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("greet", True),
        ("thank", False),
        ("greet and not thank", True),
        ("thank or facts.trips", True),
        ("not (greet or thank)", False),
        ("mood >= -1 and mood < 0", True),
        ("mood == 2", False),
    ],
)
def test_a_condition_is_read_and_tested(text, wanted):
    assert condition(text)(KNOWN.__getitem__) is wanted


def test_a_condition_knows_its_names_and_a_list_means_one_of_these():
    assert condition("greet and facts.trips").names == {"greet", "facts.trips"}
    assert any_of(("thank", "greet"))(KNOWN.__getitem__) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "greet and",
        "greet thank",
        "print('x')",
        "greet + 1",
        "().__class__",
        "1 < mood < 3",
        "x[0]",
        "'a'",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ConditionError):
        condition(text)
