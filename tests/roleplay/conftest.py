"""A small customer of the tests' own: a fruit shop."""

from pathlib import Path

import pytest

from bot.document import parse, read
from bot.language.stock import KINDS
from bot.roleplay.dialogue import Dialogue, Manners
from bot.roleplay.script import Script

MANNERS = """
opens_from: -1
feelings:
  - {when: reasked, patience: -1, because: "说过了还问"}
  - {when: interrupts, mood: -1, because: "打断"}
  - {when: thank, mood: 1, because: "有礼貌"}
replies:
  - {when: interrupts, says: ["你听我说完，", "{{ unheard }}"]}
  - {when: silence, says: "喂？听得见吗？"}
  - {when: reasked, says: "不是说过了吗。"}
  - {when: confirms, says: "对。"}
  - {when: misquotes, says: "我这么说了吗？"}
  - {when: guarded, says: "不方便说。"}
  - {when: "unknown_question and leaves_a_choice", says: "{{ option }}吧。"}
  - {when: "unknown_question and about_years", says: "好些年了。"}
  - {when: unknown_question, says: "这个我不清楚。"}
  - {when: greet, says: "你好你好。"}
  - {when: farewell, ends: left}
  - {when: impatient, says: "挂了。"}
  - {when: otherwise, patience: -1, because: "不知所云", says_one_of: ["啊？", "什么？", "哈？"]}
endings:
  hung-up: {outcome: hung-up, title: "挂断"}
  left: {outcome: lost, title: "道别", says: "再见。"}
  quit: {outcome: lost, title: "您挂了"}
"""
#: The same with a wording for every kind of stock answer.
STOCKED = MANNERS.replace(
    "  - {when: unknown_question, says",
    "".join(f'  - {{when: takes_{k}, says_one_of: ["甲{k}", "乙{k}"]}}\n' for k in KINDS)
    + "  - {when: unknown_question, says",
)


def script(zh, manners: str) -> Script:
    dialogue = read(Path(__file__).parent / "shop.yaml").as_model(Dialogue)
    return Script(
        "shop", "zh", dialogue, parse(manners, "manners").as_model(Manners), zh, {"name": "果园直送"}
    )


@pytest.fixture(scope="session")
def shop(zh) -> Script:
    return script(zh, MANNERS)


@pytest.fixture(scope="session")
def stocked(zh) -> Script:
    return script(zh, STOCKED)
