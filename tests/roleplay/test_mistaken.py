"""Who asks for somebody else has the wrong number; who only names a kind of firm hasn't."""

import pytest

from bot.roleplay.mistaken import mistaken

KNOWN = "邵老师 乐器厂调音师"


@pytest.mark.parametrize("said", ["请问是林经理吗？", "喂，是好运来饭店吗？", "请问你们是市一医院吗"])
def test_another_name_or_firm_is_a_wrong_number(zh, said):
    assert mistaken(zh.understand(said), "zh", KNOWN)


@pytest.mark.parametrize(
    "said", ["是邵老师吧？", "您出差一般都是提前订好酒店吗？", "那您是住酒店吗？", "订酒店是您自己订吗"]
)
def test_a_firm_in_a_question_is_none(zh, said):
    assert not mistaken(zh.understand(said), "zh", KNOWN)
