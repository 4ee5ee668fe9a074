"""Scorecards as messages: whatever was said, they can be sent."""

from dataclasses import replace

import pytest

from bot.authoring.proof import explain
from bot.authoring.rehearsal import rehearse
from bot.catalogue import catalogue
from bot.library.library import Library
from bot.reports.telegram import CallNames, card_messages, detail_messages, pages, size
from bot.roleplay.events import Felt
from bot.scoring.measures import Sight
from bot.scoring.scorecard import Disclosure, Fault, Scorecard
from tests.channels.telegram.api import Page

WILD = "<b>“&amp;\n\f</i><hr>😀" * 60


@pytest.fixture(scope="session")
def card(short_calls: Library) -> Scorecard:
    script = short_calls.scripts("zh")["short-call"]
    return explain(script, rehearse(script, "good"), short_calls.rubrics)


@pytest.fixture(scope="session")
def wild(card: Scorecard) -> Scorecard:
    """A card of somebody who says strange things at length, all the time."""
    marked = tuple(
        replace(d, marks=tuple(replace(m, evidence=(Sight(1, WILD, False),) * 9) for m in d.marks))
        for d in card.dimensions
    )
    return replace(
        card,
        dimensions=marked,
        faults=tuple(Fault("pressure", n, WILD) for n in range(40)),
        facts=tuple(Disclosure(f"fact-{n}", "open", WILD) for n in range(40)),
        moods=tuple(Felt(n, -1, 0, -1, 3, WILD, "说话难听", "r") for n in range(40)),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_message_is_whole_and_short_enough(wild: Scorecard, language: str) -> None:
    names = CallNames(WILD, WILD, {"fact-1": WILD})
    words = catalogue(language)
    sent = (*card_messages(wild, words, names), *detail_messages(wild, words, names))
    assert len(sent) > 4
    for page in sent:
        assert size(page) < 4096
        Page(page)


def test_what_matters_comes_first(card: Scorecard) -> None:
    faulty = replace(card, faults=(Fault("pressure", 2, "今天必须定"),))
    (page,) = card_messages(faulty, catalogue("zh"), CallNames("一通电话", "同意收资料"))
    order = ["总分", "达成目标", "今天必须定", "▰", "继续保持", "下次试试", "道理", "这样说", "指纹"]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


def test_a_card_is_split_where_a_section_ends() -> None:
    first, second, third = "甲" * 3000, "乙" * 900, "丙" * 2000
    assert pages(f"{first}<hr>{second}<hr>\n{third}") == (f"{first}\n\n{second}", third)
    lines = "\n".join(["丁" * 1500] * 3)
    assert pages(f"{second}<hr>{lines}") == (f"{second}\n\n" + "\n".join(["丁" * 1500] * 2), "丁" * 1500)


def test_of_a_withdrawn_dialogue_the_card_still_tells(card: Scorecard) -> None:
    told = replace(card, ending="no-such-ending", facts=(Disclosure("trips", None, ""),))
    (page,) = detail_messages(told, catalogue("zh"), CallNames("withdrawn"))
    assert "trips：没问到" in page


def test_the_ledger_tells_by_how_much_a_mood_changed(card: Scorecard) -> None:
    felt = replace(
        card,
        moods=(Felt(3, 1, -1, -2, 4, "换谁都急", "说中了", "r"), Felt(4, 0, -1, -2, 3, "", "没声音", "s")),
    )
    (page,) = detail_messages(felt, catalogue("zh"), CallNames("一通电话"))
    assert "第 3 句：说中了（情绪 +1、耐心 −1）" in page
    assert "您说：“换谁都急”" in page
    assert "第 4 句：没声音（耐心 −1）" in page
    assert "“”" not in page
