"""How much is said by known words."""

import pytest

from bot.voice.words import filled, syllables, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("您好，我是周楠", 6),
        ("the child almost hurt the small dog", 8),
        ("what joy there is in living", 7),
        ("I asked for a table, we waited", 9),
        ("boxes and houses", 5),
        ("打400客服", 6),
        ("", 0),
    ],
)
def test_syllables_are_counted(text, count):
    assert syllables(text) == count


def test_words_and_filled_pauses_are_counted():
    assert words("call me at ten") == 4
    assert filled("嗯，那个，我想问一下", "zh") == 2
    assert filled("那个人我认识", "zh") == 0
    assert filled("um, I was, you know, erm, going to ask", "en") == 3
