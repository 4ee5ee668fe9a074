"""The learned part on weights of the tests' own: what is seen of a clause, what is believed, and why."""

import numpy as np
import pytest

from bot.language.learned import Learned, View, Weights, buckets, pieces
from bot.language.recogniser import Recogniser
from bot.language.senses import Senses
from bot.language.utterance import LEARNED, Question
from bot.library.recognisers import load_learned
from bot.library.vocabularies import load_vocabulary

SIZE = 1 << 18


def taught(language, **worth):
    """A model that knows one piece for each label: `label=(piece, steps)`."""
    labels = tuple(name.replace("ask_", "?") for name in worth)
    steps = np.zeros((SIZE, len(labels)), dtype=np.int8)
    for number, (piece, value) in enumerate(worth.values()):
        steps[buckets([piece], SIZE - 1), number] = value
    ones = np.ones(len(labels), dtype=np.float32)
    return Learned(language, "t", labels, Weights(steps, ones, -20 * ones, 0.5 * ones, 0.2 * ones))


def view(clause, **more):
    given = {
        "before": "", "after": "", "closing": "", "number": 0, "clauses": 1, "heard": "",
        "senses": (), "around": ((), (), ()), "echo": 0.0, "rules": (), "nearby": (),
    }  # fmt: skip
    return View(clause, **(given | more))


def test_a_label_is_believed_for_the_words_that_weigh_most():
    (found,) = taught("zh", empathise=("糟心", 120)).opinions(view("这事真糟心啊"))
    assert found.label == "empathise"
    assert "这事真糟心啊"[found.start : found.end] == "糟心"
    assert list(taught("zh", empathise=("糟心", 120)).opinions(view("这事真好啊"))) == []


def test_less_is_asked_of_what_the_rules_saw_as_well():
    model = taught("zh", thank=("rule:thank", 90))
    weak = view("多亏了您", rules=("thank",))
    assert [o.label for o in model.opinions(weak)] == ["thank"]
    assert list(model.opinions(view("多亏了您"))) == []


def test_the_customers_line_and_the_neighbours_count_with_their_side():
    names = {p.name for p in pieces(view("对吗", before="您好", heard="三个人"), "zh")}
    assert {"<您好", "~三个", "^对", "对吗$", "echo:0"} <= names
    assert {"at:0", "of:1", "last"} <= {p.name for p in pieces(view("right"), "en")}


def test_english_goes_by_words():
    names = {p.name for p in pieces(view("so you're booking online"), "en")}
    assert {"you're_booking", "book*", "^_so", "you're_booking_online"} <= names


def test_kinds_of_words_are_found_the_longest_first():
    zh = Senses({"time": "今天 今天下午", "me": "我"}, "zh")
    assert zh.find("我今天下午去") == (("me", 0, 1), ("time", 1, 5))
    en = Senses({"bye": "take_care", "verb": "take"}, "en")
    assert en.find("take care and take it") == (("bye", 0, 9), ("verb", 14, 18))


def test_acts_that_only_examples_show_are_added_with_their_words():
    reader = Recogniser(load_vocabulary("zh"), taught("zh", empathise=("膈应", 127)))
    reply = reader.understand("哎哟，这事真膈应。")
    evidence = reply.evidence("empathise")
    assert evidence is not None
    assert (evidence.quote, evidence.rule) == ("膈应", LEARNED)


def test_what_is_learned_decides_the_question_type():
    reader = Recogniser(load_vocabulary("zh"), taught("zh", ask_open=("订的", 127)))
    assert reader.understand("酒店一直那么订的").question is Question.OPEN
    assert reader.understand("您出差吗").question is Question.NONE
    assert reader.understand("您出差吗？").question is Question.CLOSED


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_version_tells_what_was_learned(language):
    vocabulary, learned = load_vocabulary(language), load_learned(language)
    assert learned is not None
    assert Recogniser(vocabulary, learned).version != Recogniser(vocabulary).version


def test_a_language_without_weights_goes_by_the_rules(tmp_path):
    assert load_learned("zh", tmp_path) is None
