"""Stock answers: they fit the question, and every kind of them is worded in both languages."""

import pytest

from bot.language.form import last_question
from bot.language.stock import KINDS, inquiry

#: Questions that nothing was written for, with answers of which the first must be one.
FITTING = [
    ("zh", "您一般几个人一起去？", {"few", "depends", "me", "family", "many", "work", "sometimes"}),
    ("zh", "那要是下雨呢，还去吗？", {"depends", "no", "seeyou", "sometimes", "yes"}),
    ("zh", "您怎么想起学这个的？", {"noreason", "longstory", "habit", "laugh", "nothing", "askthem"}),
    ("zh", "您订单号是多少？", {"lookup", "records", "forgot"}),
    ("en", "How many of you usually go?", {"few", "depends", "me", "family", "many", "work"}),
    ("en", "Will you be going again next year?", {"depends", "undecided", "yes", "seeyou", "notthought"}),
    ("en", "What's your order number?", {"lookup", "records", "forgot"}),
]


@pytest.mark.parametrize(("language", "question", "fitting"), FITTING)
def test_the_likeliest_answer_fits(library, language, question, fitting):
    recogniser = library.recognisers[language]
    text = recogniser.normalise(question)
    asks = inquiry(
        text, last_question(recogniser.understand(question), language), language, "complaint", "polite"
    )
    assert recogniser.stock.ranked(asks)[0] in fitting


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_answer_is_worded_for_everybody(library, language):
    written = {
        name
        for rule in library.scripts(language)["busy-buyer"].common
        if rule.only_if is None and len(rule.when.names) == 1
        for name in rule.when.names
    }
    assert [kind for kind in KINDS if f"takes_{kind}" not in written] == []
