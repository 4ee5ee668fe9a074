"""Which fact answers a question: in words nobody wrote down, and not where it tells something else."""

import math
from dataclasses import replace

import numpy as np
import pytest

from bot.language.answers import Known, rivals
from bot.library.recognisers import load_answering, load_encoder
from bot.library.vocabularies import FOLDER

FACTS = {
    "zh": {
        "trips": Known(("您一年出差几次", "你们跑外地多吗"), "出差多不多", ("一个月两三趟,都是当天来回.",)),
        "hotel": Known(
            ("您一般住哪家酒店", "住的地方怎么订"), "住什么样的酒店", ("就住客户边上那家快捷的.",)
        ),
        "family": Known(("您孩子多大了", "家里几口人"), "家里人", ("一个闺女,上小学三年级.",)),
    },
    "en": {
        "trips": Known(
            ("how often do you travel", "do you travel a lot"), "how often", ("twice a month or so",)
        ),
        "hotel": Known(("which hotel do you stay at", "how do you book"), "the hotel", ("the cheap one",)),
        "family": Known(("how old are your children", "have you got kids"), "family", ("a girl of nine",)),
    },
}
REWORDED = {
    "zh": {"trips": "您往外地跑得勤不勤", "hotel": "晚上在哪儿落脚啊", "family": "您家小孩上几年级了"},
    "en": {
        "trips": "are you on the road much",
        "hotel": "where do you sleep then",
        "family": "any little ones at home",
    },
}
BESIDE = {"zh": "这台打印机为什么老是卡纸", "en": "why does the printer keep jamming"}


@pytest.fixture(scope="module")
def answering():
    made = load_answering(FOLDER, load_encoder())
    assert made
    return made


def chances(answers, question):
    return answers.chances(question, {}, {})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_in_words_of_its_own_is_likeliest_about_its_fact(answering, language):
    answers = answering.of(FACTS[language])
    for fact, question in REWORDED[language].items():
        found = chances(answers, question)
        assert max(found, key=found.__getitem__) == fact, question


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_told_of_a_question_about_something_else(answering, language):
    found = chances(answering.of(FACTS[language]), BESIDE[language])
    assert max(found.values()) < answering.judgement.tell


def test_phrases_and_likeness_in_letters_make_a_fact_likelier(answering):
    answers = answering.of(FACTS["zh"])
    bare = answers.chances("那边怎么样", {}, {})
    named = answers.chances("那边怎么样", {"hotel": 0.6}, {"hotel": 0.5})
    assert named["hotel"] > bare["hotel"] and named["trips"] < bare["trips"]


def test_what_is_to_be_won_is_likelier_and_more_so_where_its_phrases_name_it(answering):
    won = answering.of({**FACTS["zh"], "hotel": replace(FACTS["zh"]["hotel"], counts=True)})
    plain = answering.of(FACTS["zh"])

    def odds(answers, named):
        chance = answers.chances("那边怎么样", {"hotel": named}, {})["hotel"]
        return math.log(chance / (1 - chance))

    gains = [odds(won, named) - odds(plain, named) for named in (0.0, 0.3)]
    assert 0 < gains[0] < gains[1]


def test_a_fact_without_questions_or_lines_is_compared_all_the_same(answering):
    found = chances(answering.of({"bare": Known((), "出差多不多", ()), **FACTS["zh"]}), "出差多吗")
    assert set(found) == {"bare", *FACTS["zh"]} and all(0 < chance < 1 for chance in found.values())


def test_the_lead_is_over_the_best_other():
    seen = np.array([[0.9, 0.5, 0.7], [0.2, 0.2, 0.1]], dtype=np.float32)
    others = np.array([[0.7, 0.9, 0.9], [0.2, 0.2, 0.2]], dtype=np.float32)
    assert (rivals(seen) == others).all()
