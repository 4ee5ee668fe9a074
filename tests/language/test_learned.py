"""The learned part on weights of the tests' own: what is seen of a clause, what is believed, and why."""

import numpy as np
import pytest

from bot.language.encoder import SIZE as MEANT
from bot.language.learned import Learned, Weights
from bot.language.meaning import KNOWN, Layers, Meaning
from bot.language.pieces import SIDES, View, buckets, code, cut, named, pieces
from bot.language.recogniser import Recogniser
from bot.language.senses import Senses
from bot.language.utterance import LEARNED, Context, Question
from bot.library.recognisers import load_encoder, load_learned
from bot.library.vocabularies import load_vocabulary

SIZE = 1 << 18
ENCODER = load_encoder()


def taught(language, **worth):
    """A model that knows one piece for each label: `label=(piece, steps)`."""
    labels = tuple(name.replace("ask_", "?") for name in worth)
    steps = np.zeros((SIZE, len(labels)), dtype=np.int8)
    for number, (piece, value) in enumerate(worth.values()):
        codes = named(iter([piece])) if ":" in piece else inner(piece, language)
        steps[buckets(codes, SIZE - 1), number] = value
    ones = np.ones(len(labels), dtype=np.float32)
    weights = Weights(steps, ones, -20 * ones, 0.5 * ones, 0.2 * ones)
    return Learned(language, "t", labels, weights, silent(len(labels)))


def silent(labels):
    """A network to which every clause means nothing."""
    nothing = (np.zeros(shape, dtype=np.float32) for shape in (
        (MEANT, 1), (3 * MEANT, 1), (labels + KNOWN, 1), (1,), (1, labels), (labels,)
    ))  # fmt: skip
    return Meaning(ENCODER, ("",) * labels, Layers(*nothing))


def inner(run, language):
    """The code of a run that stands in the middle of a clause."""
    return cut(run, language).codes[longest(run, language)][None]


def longest(run, language):
    """Where the run that is the whole text stands among its runs."""
    found = cut(run, language)
    return int(np.flatnonzero((found.starts == 0) & (found.ends == len(run)))[0])


def view(clause, **more):
    given = {
        "before": "", "after": "", "closing": "", "number": 0, "clauses": 1, "heard": "",
        "senses": (), "around": ((), (), ()), "echo": 0.0, "rules": (), "nearby": (),
    }  # fmt: skip
    return View(clause, **(given | more))


def seen(language, **given):
    return set(np.concatenate(pieces(view(**given), language).parts).tolist())


def test_a_label_is_believed_for_the_words_that_weigh_most():
    model = taught("zh", empathise=("糟心", 120))
    ((found,),) = model.opinions([view("这事真糟心啊")])
    assert found.label == "empathise"
    assert "这事真糟心啊"[found.start : found.end] == "糟心"
    assert model.opinions([view("这事真好啊")]) == ((),)


def test_every_clause_of_a_reply_is_judged_by_itself():
    model = taught("zh", empathise=("糟心", 120), thank=("多谢", 120))
    found = model.opinions([view("多谢您"), view("行"), view("真糟心")])
    assert [[o.label for o in clause] for clause in found] == [["thank"], [], ["empathise"]]


def test_less_is_asked_of_what_the_rules_saw_as_well():
    doubted = view("多亏了您", rules=("thank",))
    chances = {}
    for steps in range(128):
        (found,) = taught("zh", thank=("rule:thank", steps)).opinions([doubted])
        for opinion in found:
            chances[steps] = opinion.likely
    assert 0.2 <= min(chances.values()) < 0.5
    unruled = taught("zh", thank=("多亏了您", min(chances))).opinions([view("多亏了您")])
    assert unruled == ((),)


def test_the_customers_line_and_the_neighbours_count_with_their_side():
    alone = seen("zh", clause="对吗")
    for side, where in zip(SIDES, ("before", "after", "heard"), strict=True):
        pair = (inner("三个", "zh") ^ code(side)).tolist()[0]
        assert pair in seen("zh", **{"clause": "对吗", where: "三个人"})
        assert pair not in alone


def test_place_and_size_of_a_clause_are_seen():
    assert {int(code(name)) for name in ("at:0", "of:1", "last", "first")} <= seen("en", clause="right")
    assert int(code("echo:2")) in seen("en", clause="right", heard="right so", echo=0.5)


def test_english_goes_by_words_and_their_beginnings():
    booking, booked = (set(cut(text, "en").codes.tolist()) for text in ("booking it", "booked it"))
    assert int(code("book*")) in booking & booked
    assert int(code("booking")) not in booked


def test_runs_stand_where_they_were_said():
    found = cut("糟心事", "zh")
    at = found.codes.tolist().index(inner("心事", "zh").tolist()[0])
    assert (found.starts[at], found.ends[at]) == (1, 3)


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


def test_what_says_something_back_must_say_something():
    reader = Recogniser(load_vocabulary("en"), taught("en", restate=("okay", 127)))
    heard = Context(("The dryer has eaten my shirts.",))
    assert "restate" not in reader.understand("Okay.", heard).acts
    assert "restate" in reader.understand("Okay so shirts eaten by dryers.", heard).acts
