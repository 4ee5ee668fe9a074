"""What a question is after, finer than its form, and questions that say nothing but why."""

import pytest

from bot.language.form import MEANING, bare
from bot.language.nuance import choice, nuance
from bot.library.recognisers import load_recogniser

RECOGNISERS = {language: load_recogniser(language) for language in ("zh", "en")}


@pytest.mark.parametrize(
    ("language", "text", "after"),
    [
        ("zh", "一套卖多少钱", "money"),
        ("zh", "这回要去几天", "duration_to_come"),
        ("zh", "您干了多少年", "years"),
        ("zh", "什么时候去的", "past_time"),
        ("zh", "下回什么时候去", "time_to_come"),
        ("zh", "去过没有", "done"),
        ("zh", "家里有人吗", "having"),
        ("zh", "怎么修的", "way"),
        ("zh", "怎么办", None),
        ("en", "how much was it", "money"),
        ("en", "how long will you stay", "duration_to_come"),
        ("en", "how long have you been there", "years"),
        ("en", "when did it start", "past_time"),
        ("en", "have you got a dog", "having"),
        ("en", "did you tell him", "done"),
        ("en", "why", None),
    ],
)
def test_a_question_is_after_something(language, text, after):
    assert nuance(text, language) == after


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("zh", "您坐飞机还是火车呢？", "火车"),
        ("zh", "自己订还是公司订", "公司订"),
        ("zh", "您平时怎么去", ""),
        ("en", "Do you drive or take the train?", "Take the train"),
        ("en", "Is it a day or so?", ""),
    ],
)
def test_what_a_question_leaves_to_choose(language, text, other):
    assert choice(text, language) == other


@pytest.mark.parametrize(
    ("language", "text", "is_bare"),
    [
        ("zh", "为什么呀？", True),
        ("zh", "哦，后来呢？", True),
        ("zh", "为什么选礼拜五？", False),
        ("en", "Oh, why's that?", True),
        ("en", "And then?", True),
        ("en", "Why did you go?", False),
        ("en", "I see.", False),
    ],
)
def test_a_question_may_say_nothing_but_why(language, text, is_bare):
    assert bare(RECOGNISERS[language].understand(text), language) == is_bare


def test_what_was_meant_is_asked():
    assert bare(RECOGNISERS["zh"].understand("您这话什么意思？"), "zh", MEANING)
    assert bare(RECOGNISERS["en"].understand("Sorry, what do you mean by that?"), "en", MEANING)
    assert not bare(RECOGNISERS["zh"].understand("这个字什么颜色？"), "zh", MEANING)
