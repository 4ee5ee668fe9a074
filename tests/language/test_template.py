"""Phrase templates: what they match, what they refuse, and that they stay linear."""

import pytest

from bot.language.matcher import Matcher, Phrase
from bot.language.template import TemplateError, pattern

LISTS = {"hotel": "酒店|宾馆", "place": "<hotel>|机场", "round": "<round>", "plan": "plan|budget"}


def found(template, text, language="zh"):
    return [text[m.start : m.end] for m in Matcher([Phrase("x", template)], LISTS, language).find(text)]


@pytest.mark.parametrize(
    ("template", "text", "wanted"),
    [
        ("订(酒店|机票)", "我要订机票", ["订机票"]),
        ("您[现在]方便", "您方便吗", ["您方便"]),
        ("您[现在]方便", "您现在方便吗", ["您现在方便"]),
        ("订~<hotel>", "订一家好点的宾馆", ["订一家好点的宾馆"]),
        ("订~<hotel>", "订了,酒店", []),
        ("订…<hotel>", "订了,就是酒店", ["订了,就是酒店"]),
        ("订…<hotel>", "订了.酒店", []),
        ("去<place>", "去机场", ["去机场"]),
        ("^您好$", "您好,您好吗", ["您好"]),
        ("^喂", "我说喂", []),
    ],
)
def test_chinese(template, text, wanted):
    assert found(template, text) == wanted


@pytest.mark.parametrize(
    ("template", "text", "wanted"),
    [
        ("tell me [more] about", "tell me about it", ["tell me about"]),
        ("tell me [more] about", "tell me more about it", ["tell me more about"]),
        ("[well] could you", "could you", ["could you"]),
        ("could you [please]", "could you, sir", ["could you"]),
        ("tell me ~ <plan>", "tell me about your travel budget", ["tell me about your travel budget"]),
        ("book*", "we booked it", ["booked"]),
        ("art", "start", []),
        ("a(n|) hotel", "a hotel", ["a hotel"]),
    ],
)
def test_english_minds_its_spaces(template, text, wanted):
    assert found(template, text, "en") == wanted


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("您(好", "brackets"),
        ("您好]", "brackets"),
        ("您(好]", "brackets"),
        ("<nobody>", "unknown_list"),
        ("<round>", "circular_list"),
        ("您^好", "anchor_inside"),
        ("您好<", "unreadable"),
    ],
)
def test_a_template_that_can_not_be_read_says_why(template, problem):
    with pytest.raises(TemplateError) as raised:
        pattern(template, LISTS, "zh")
    assert raised.value.problem == problem


def test_what_would_make_other_engines_backtrack_is_answered():
    wicked = "(a|a)(a|aa)(a|aa)…(a|aa)…b$"
    assert found(wicked, "a" * 20_000) == []
