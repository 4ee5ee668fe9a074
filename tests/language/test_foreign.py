"""Which replies are in another language than the call."""

import pytest

from bot.language.foreign import foreign


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "How do you book hotels?"),
        ("zh", "Good morning, this is Anna from Cloud Travel."),
        ("zh", "您好，I'm calling about your order, is now a good time?"),
        ("en", "您好，请问现在方便吗？"),
        ("en", "OK，我周三下午三点再打给您。"),
    ],
)
def test_another_language(language, text):
    assert foreign(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", ""),
        ("zh", "OK"),
        ("zh", "Hello hello hello!"),
        ("zh", "Bank of China"),
        ("zh", "Holiday Inn Express"),
        ("zh", "我们跟 Holiday Inn Express 和 Marriott 都有合作，您用 iPhone 下载 App 就行"),
        ("zh", "我叫 David，from IBM"),
        ("zh", "C-H-E-N，M-E-I，对吗"),
        ("zh", "anna.reed@cloud-travel.com"),
        ("zh", "客户说“how do you do”，怎么答？"),
        ("en", "您好"),
        ("en", "My name is 欧阳娜娜, from Cloud Travel."),
        ("en", "How do you book hotels?"),
    ],
)
def test_a_word_or_a_name_is_no_other_language(language, text):
    assert not foreign(text, language)


def test_nothing_is_heard_in_it(zh, en):
    for recogniser, text in ((zh, "I'm sorry, how do you book?"), (en, "对不起，您平时怎么订？")):
        heard = recogniser.understand(text)
        assert heard.acts == ("other_language",) and not heard.question.asks
