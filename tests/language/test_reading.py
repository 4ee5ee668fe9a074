"""From spelling to clauses: every step keeps the words where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clause import hide_quotes, spans
from bot.language.echo import content, share
from bot.language.normal import Normaliser
from bot.language.similarity import Similarity
from bot.language.topic import Topics
from bot.language.utterance import Context, Question, whole

NORMAL = Normaliser()


@given(st.text(max_size=200))
def test_folding_never_moves_a_character(text):
    assert len(NORMAL(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("請問您貴姓？", "请问您贵姓?"), ("ＡＢＣ１２３", "abc123"), ("Don’t", "don't"), ("㎡…", "㎡.")],
)
def test_spellings_are_folded(text, wanted):
    assert NORMAL(text) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("您好,请问是林经理吗?我姓陈.", "zh", ["您好", "请问是林经理吗", "我姓陈"]),
        ("一共3.5万,1,200块", "zh", ["一共3.5万", "1", "200块"]),
        ("it's 3.5 percent, i think. ok?", "en", ["it's 3.5 percent", "i think", "ok"]),
        ("1,200 rooms", "en", ["1,200 rooms"]),
        ("...", "zh", []),
        ("", "en", []),
    ],
)
def test_clauses(text, language, wanted):
    assert [text[s.start : s.end] for s in spans(text, language)] == wanted


def test_what_stands_in_quotes_is_hidden_at_its_length():
    assert hide_quotes('我不会说"这是规定"的') == '我不会说"▒▒▒▒"的'
    assert hide_quotes("i won't say 'it's policy' ok") == "i won't say '▒▒▒▒▒▒▒▒▒▒▒' ok"
    assert hide_quotes("don't and can't") == "don't and can't"


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        (["none"], "none"),
        (["none", "open"], "open"),
        (["open", "closed"], "both"),
        (["closed", "closed"], "closed"),
        ([], "none"),
    ],
)
def test_the_type_of_a_reply_follows_from_its_clauses(kinds, wanted):
    assert whole(Question(kind) for kind in kinds) == wanted


def test_likeness_finds_the_same_thing_said_differently_and_keeps_others_out():
    like = Similarity({"slow": ["网站打开特别慢"], "price": ["价格太贵了"]}, "zh")
    assert like.nearest("你们网站打开好慢")[0].name == "slow"
    assert like.nearest("你们网站打开好慢")[0].score > 0.5
    assert all(found.score < 0.5 for found in like.nearest("我想问一下售后"))
    assert like.nearest("价格太贵了")[0].score == pytest.approx(1)


def test_content_and_its_share():
    heard = content("一个月两三趟成都", "zh", ("的",))
    assert share(content("两三趟成都", "zh", ()), heard) == 1
    assert share(frozenset(), heard) == 0
    assert content("we go to leeds twice", "en", ("we", "to")) == {"go", "leeds", "twice"}


def test_the_name_of_ones_own_firm_asks_about_nothing(en):
    terms = ({"trips": ("travel*",)}, {}, en.vocabulary.lists, "en", en.normalise)
    plain = en.understand("How do you like Wayfare Travel?")
    assert not Topics(*terms, "Wayfare Travel").asked(plain)
    assert Topics(*terms).asked(plain)
    assert Topics(*terms, "Wayfare Travel").asked(en.understand("Do you travel much?"))


def test_a_topic_is_recognised_in_its_question_only(zh):
    topics = Topics(
        {"hotel": ("酒店", "住~(标准|档次)"), "trips": ("出差",)},
        {"hotel": ("您一般住什么样的地方",)},
        zh.vocabulary.lists,
        "zh",
        zh.normalise,
    )

    def asked(text):
        return [a.topic for a in topics.asked(zh.understand(text))]

    assert asked("您一般住什么档次的？") == ["hotel"]
    assert asked("我们有很多酒店。") == []
    assert asked("酒店这块，您是怎么安排的？") == ["hotel"]
    assert asked("您出差多吗？您酒店怎么订？") == ["trips", "hotel"]


def test_restating_is_judged_against_what_the_customer_said(zh):
    heard = Context(("我们一个月跑两三趟成都，酒店都是临时找的",))
    assert "restate" in zh.understand("一个月两三趟成都，酒店临时找", heard).acts
    assert "restate" not in zh.understand("我们的卡覆盖两百多个城市", heard).acts


def test_an_honest_question_is_no_accusation(library):
    asked = library.recognisers["zh"].understand("您身上这件毛衣就好看，是您自己织的吧？")
    assert "blame_customer" not in asked.acts
    assert "blame_customer" in library.recognisers["zh"].understand("那只能怪您自己没看清楚。").acts


SAID = {
    "zh": (
        "到了再说呗，上次半夜找了三家，家家满房。",
        "您的意思是半夜找房特别折腾，我理解得对吗？",
        "您的意思是西红柿放两天就软了，我理解得对吗？",
    ),
    "en": (
        "Last time we went to three hotels at midnight, all full.",
        "So you're saying you were looking for a room in the middle of the night?",
        "So you're saying the tomatoes turned soft, is that right?",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_nobody_said_is_not_said_back_however_it_is_put(library, language):
    line, meant, made_up = SAID[language]
    understand, heard = library.recognisers[language].understand, Context((line,))
    assert "restate" in understand(meant, heard).acts
    assert "restate" not in understand(made_up, heard).acts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_text_is_understood_with_evidence_from_itself(library, language):
    understand = library.recognisers[language].understand

    @given(st.text(max_size=300))
    def check(text):
        for clause in understand(text).clauses:
            assert text[clause.start : clause.end] == clause.text
            assert all(act.evidence.quote and act.evidence.quote in text for act in clause.acts)

    check()
