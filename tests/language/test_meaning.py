"""What a text means: pieces of words, vectors, and what the network makes of them."""

import numpy as np
import pytest

from bot.language.encoder import MOST, SIZE
from bot.language.meaning import KNOWN, Layers, Meaning, known, placed
from bot.language.wordpieces import ANY, BEGINNING, END, GAP, WordPieces
from bot.library.recognisers import load_encoder
from tests.language.test_learned import view

MARKS = ["<unk>", "<s>", "</s>"]
ENCODER = load_encoder()


def pieces(**scores):
    return WordPieces([*MARKS, *scores], [0.0, 0.0, 0.0, *scores.values()])


def test_a_text_is_cut_into_the_likeliest_pieces():
    cut = pieces(**{GAP: -2.0, "酒": -4.0, "店": -4.0, "酒店": -5.0, "酒店里": -20.0, "里": -3.0}).cut
    assert cut("酒店里") == [BEGINNING, 3, 6, 8, END]


def test_a_character_that_nobody_knows_stands_for_itself_and_loses_nothing_else():
    cut = pieces(**{GAP: -2.0, "酒店": -5.0}).cut
    assert cut("龘酒店") == [BEGINNING, 3, ANY, 4, END]


def test_white_space_begins_a_word():
    cut = pieces(**{f"{GAP}the": -3.0, f"{GAP}card": -4.0, "card": -3.0}).cut
    assert cut("the  card") == [BEGINNING, 3, 4, END]


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("住一夜要多少钱", "一晚上什么价", "请问您贵姓"),
        ("您先消消气", "您别生气", "明天上午十点送到"),
        ("how much is a night", "what does it cost to stay", "may i have your name"),
    ],
)
def test_what_means_the_same_is_nearer(text, like, unlike):
    here, near, far = ENCODER.vectors([text, like, unlike])
    assert here @ near > here @ far + 0.1


def test_vectors_have_length_one_and_nothing_said_is_nothing():
    said, nothing, blank = ENCODER.vectors(["酒店怎么订", "", " "])
    assert np.linalg.norm(said) == pytest.approx(1, abs=1e-5)
    assert not nothing.any()
    assert not blank.any()


def test_a_text_means_the_same_in_any_company():
    text = "您平时出差多吗"
    (alone,) = ENCODER.vectors([text])
    among = ENCODER.vectors(["喂", text, "我是小陈，打扰您了，想跟您了解一下情况"])[1]
    assert np.allclose(alone, among, atol=1e-5)


def test_only_the_beginning_of_a_long_text_counts():
    text = "好的" * MOST
    one, other = ENCODER.vectors([text, text + "不行"])
    assert np.allclose(one, other, atol=1e-5)


def test_the_texts_around_a_clause_stand_once_and_in_their_places():
    views = [view("您好", after="方便吗", heard="喂"), view("方便吗", before="您好", heard="喂")]
    at, vectors = placed(views, ENCODER)
    assert len(vectors) == 4
    assert at[0][0] == at[1][1]
    assert at[0][2] == at[1][0]
    assert at[0][3] == at[1][3]


def test_what_the_rules_saw_and_the_place_are_known():
    flags = known(
        view("行吗", rules=("thank",), closing="?", heard="嗯", number=1, clauses=2), ("greet", "thank")
    )
    assert flags.tolist() == [0, 1, 0, 0, 1, 1, 1, 0]


@pytest.mark.parametrize("heard", ["他们一直没回我电话", "这个多少钱"])
def test_each_label_follows_what_the_network_sees(heard):
    (like, unlike) = ENCODER.vectors(["他们一直没回我电话", "这个多少钱"])
    around = np.zeros((3 * SIZE, 1), dtype=np.float32)
    around[2 * SIZE :, 0] = like - unlike
    none = np.zeros((2 + KNOWN, 1), dtype=np.float32)
    one, zero = np.ones((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float32)
    layers = Layers(np.zeros((SIZE, 1), dtype=np.float32), around, none, zero, one, zero)
    ((worth,),) = Meaning(ENCODER, ("restate", "greet"), layers).worths([view("嗯", heard=heard)]).tolist()
    assert (worth > 1) == (heard == "他们一直没回我电话")
