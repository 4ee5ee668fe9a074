"""What a customer hears as a question, and what answer it wants."""

import pytest

from bot.language.form import asking, form, last_question
from bot.language.question import turned
from bot.language.utterance import Question
from bot.library.recognisers import load_recogniser
from bot.roleplay.fit import suits

RECOGNISERS = {language: load_recogniser(language) for language in ("zh", "en")}
WANTED = [
    ("zh", "您那边几个人呀", "number"),
    ("zh", "这么跑费劲不", "polar"),
    ("zh", "那房钱您自己掏啊", "polar"),
    ("zh", "自己订还是公司订", "choice"),
    ("zh", "后来怎么没去成", "why"),
    ("zh", "我明天过来一趟，您看行吗", "consent"),
    ("zh", "要不要我给您念一遍", "consent"),
    ("zh", "还有别的吗", "else"),
    ("zh", "最晚什么时候要", "when"),
    ("zh", "这事归谁管", "who"),
    ("zh", "我也没", None),
    ("zh", "没什么不方便的", None),
    ("zh", "那您忙吧", None),
    ("en", "so which app you on", "what"),
    ("en", "was it five minutes, or an evening", "choice"),
    ("en", "I'll ring you at three, is that okay", "consent"),
    ("en", "is there anything else", "else"),
    ("en", "how long does it take you", "number"),
    ("en", "who signs that off", "who"),
    ("en", "what a lovely day", None),
    ("en", "when you have a moment, ring me", None),
]


@pytest.mark.parametrize(("language", "text", "wanted"), WANTED, ids=[row[1] for row in WANTED])
def test_the_form_of_the_answer_that_is_wanted(language, text, wanted):
    assert form(last_question(RECOGNISERS[language].understand(text), language), language) == wanted


@pytest.mark.parametrize("text", ["这么跑折不折腾", "房钱您自己掏啊", "您满意啵"])
def test_the_customer_hears_a_question_in_its_shape(text):
    (clause,) = RECOGNISERS["zh"].understand(text).clauses
    assert asking(clause, "zh") is Question.CLOSED


@pytest.mark.parametrize(
    ("text", "as_one"),
    [
        ("折不折腾您", "是不是腾您"),
        ("费劲不费劲", "费是不是劲"),
        ("不不不行", "不不不行"),
        ("没没有", "没没有"),
    ],
)
def test_a_word_with_its_denial_is_known_whatever_the_word(text, as_one):
    assert turned(text) == as_one


def test_an_answer_suits_the_form_of_the_question():
    assert suits("一晚多少钱", ("一百八。",), (), "zh")
    assert not suits("一晚多少钱", ("厂里报。",), (), "zh")
    assert not suits("这事归谁管", ("厂里报。",), ("怎么报",), "zh")
    assert suits("这事归谁管", ("厂里报。",), ("谁~报",), "zh")
    assert suits("when did it start", ("Last Tuesday.",), (), "en")
    assert not suits("when did it start", ("Three makes of battery.",), (), "en")
