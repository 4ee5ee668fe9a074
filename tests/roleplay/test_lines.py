"""Lines: rendered in a sandbox, chosen by a seed."""

import pytest

from bot.roleplay.lines import LineError, joined, pick, render


def test_names_are_filled_in():
    assert render("这里是{{ company.name }}。", {"company": {"name": "云程"}}) == "这里是云程。"


@pytest.mark.parametrize(
    "text",
    [
        "{{ unknown }}",
        "{{ company.missing }}",
        "{{ company",
        "{% for i in range(9) %}x{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ company.update({'a': 1}) }}",
        "{{ 1 / 0 }}",
    ],
)
def test_what_can_not_be_spoken_is_refused(text):
    with pytest.raises(LineError):
        render(text, {"company": {"name": "云程"}})


def test_a_line_said_before_is_not_picked_while_there_is_another():
    lines = [("a",), ("b",), ("c",)]
    said: set[str] = set()
    for turn in range(3):
        said |= set(pick(lines, 3, turn, "x", said))
    assert said == {"a", "b", "c"}
    assert pick(lines, 3, 9, "x", said) in lines


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("嗯，", "你说。"), "嗯，你说。"),
        (("喂……", "哪位？"), "喂……哪位？"),
        (("Yes.", "Go on."), "Yes. Go on."),
        (("That's £40.", "Each."), "That's £40. Each."),
        ((), ""),
    ],
)
def test_parts_are_joined_as_the_language_writes_them(parts, line):
    assert joined(parts) == line


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Well…", "go on"), "Well… go on"),
        (("嗯……", "好"), "嗯……好"),
        (("“Yes.”", "He said so."), "“Yes.” He said so."),
    ],
)
def test_what_stands_before_dots_tells_whether_a_space_follows(parts: tuple[str, ...], line: str) -> None:
    assert joined(parts) == line
