"""Measures on small calls: what is seen, with which words, and when there was no occasion."""

import pytest

from bot.language.utterance import Act, Clause, Evidence, Question, Utterance
from bot.language.vocabulary import Words
from bot.roleplay.events import Answered, Ended, Reasked, Spoke, Started, TakenBack, Told
from bot.scoring.measures import MEASURES
from bot.scoring.record import record

OPEN, CLOSED, NONE = Question.OPEN, Question.CLOSED, Question.NONE
WORDS = Words(fillers=("嗯", "那个"), courtesy=("请", "您"), complaints=("投诉",))


def utterance(*clauses):
    """A reply of clauses, each a text with a question type and acts."""
    made, at = [], 0
    for text, question, *names in clauses:
        why = Evidence(text, at, at + len(text), "rule")
        made.append(Clause(text, at, at + len(text), question, None, tuple(Act(n, why) for n in names)))
        at += len(text) + 1
    return Utterance("，".join(c[0] for c in clauses), tuple(made))


def call(*turns, phase="discovery", facts=(), extra=(), lines=()):
    """A record of these replies, the customer answering “嗯好” to each unless `lines` says otherwise."""
    events = [
        Started("x", "v", "zh", 1, "s", 0, 5, facts),
        Answered(0, (lines[0] if lines else "喂",), ("s",)),
    ]
    for number, spoken in enumerate(turns, start=1):
        events.append(Spoke(number, spoken, "s", phase, 1, 1))
        events += [e for e in extra if e.turn == number]
        events.append(Answered(number, (lines[number] if len(lines) > number else "嗯好",), ("s",)))
    events += [e for e in extra if isinstance(e, Ended | TakenBack) and e not in events]
    return record(tuple(events), "discovery", WORDS)


def measure(name, call, **using):
    return MEASURES[name](call, using)


ASK_OPEN = utterance(("怎么订酒店", OPEN))
ASK_CLOSED = utterance(("您出差吗", CLOSED))
SAY = utterance(("我们有两百个城市", NONE, "present_feature"))


def test_open_share_counts_questions_and_quotes_them():
    found = measure("open_share", call(ASK_OPEN, ASK_CLOSED, ASK_CLOSED, ASK_OPEN))
    assert found.value == 0.5
    assert {(s.quote, s.good) for s in found.sights} == {("怎么订酒店", True), ("您出差吗", False)}


def test_open_share_needs_questions_enough_and_looks_at_its_phases_only():
    assert measure("open_share", call(ASK_OPEN, SAY)) is None
    closing = call(ASK_OPEN, ASK_OPEN, phase="closing")
    assert measure("open_share", closing, phases=["discovery"]) is None


def test_questions_about_the_call_itself_are_no_discovery():
    polite = utterance(("您现在方便吗", CLOSED, "ask_convenient"))
    assert measure("open_share", call(ASK_OPEN, ASK_OPEN, polite)).value == 1
    assert measure("asked_before", call(polite, SAY), acts=["present_feature"]).value == 0


def test_acts_counts_each_act_once_within_the_first_replies():
    greeting = utterance(
        ("您好", NONE, "greet"), ("您好啊", NONE, "greet"), ("我是云程的", NONE, "name_company")
    )
    assert measure("acts", call(greeting), any=["greet", "name_company"]).value == 2
    assert measure("acts", call(SAY, SAY, greeting), any=["greet"], first=2).value == 0


def test_order_is_judged_within_a_reply_too_and_needs_the_later_act():
    good = utterance(("云程的", NONE, "name_company"), ("小陈", NONE, "name_self"))
    bad = utterance(("小陈", NONE, "name_self"), ("云程的", NONE, "name_company"))
    using = {"first_of": ["name_company"], "then": ["name_self"]}
    assert measure("order", call(good), **using).value == 1
    assert measure("order", call(bad), **using).value == 0
    assert measure("order", call(SAY), **using) is None


def test_faults_are_no_occasion_where_there_are_none():
    excuse = utterance(("这是规定", NONE, "policy_excuse"))
    assert measure("faults", call(SAY), any=["policy_excuse"]) is None
    found = measure("faults", call(excuse, excuse), any=["policy_excuse"])
    assert (found.value, found.sights[0].good) == (2, False)


def test_stacked_questions_are_seen_reply_by_reply():
    both = utterance(("怎么订", OPEN), ("贵吗", CLOSED))
    found = measure("stacked", call(both, ASK_OPEN))
    assert (found.value, found.sights[0].turn) == (0.5, 1)
    assert measure("stacked", call(SAY)) is None


def test_facts_won_weighs_short_answers_less_and_ignores_what_was_taken_back():
    told = [Told(1, "trips", "open", "怎么订酒店"), Told(2, "hotel", "closed", "您出差吗")]
    found = measure("facts_won", call(ASK_OPEN, ASK_CLOSED, facts=("trips", "hotel"), extra=told))
    assert found.value == pytest.approx(0.7)
    back = measure(
        "facts_won", call(ASK_OPEN, ASK_CLOSED, facts=("trips", "hotel"), extra=(*told, TakenBack(2)))
    )
    assert back.value == pytest.approx(0.5)
    assert measure("facts_won", call(ASK_OPEN)) is None


def test_asking_again_needs_something_told():
    again = [Told(1, "trips", "open", "怎么订酒店"), Reasked(2, "trips", "怎么订酒店")]
    assert measure("reasked", call(ASK_OPEN, ASK_OPEN, extra=again)).value == 1
    assert measure("reasked", call(ASK_OPEN, ASK_OPEN)) is None


def test_asking_before_presenting():
    assert measure("asked_before", call(ASK_OPEN, SAY), acts=["present_feature"]).value == 1
    assert measure("asked_before", call(SAY, ASK_OPEN), acts=["present_feature"]).value == 0
    assert measure("asked_before", call(ASK_OPEN), acts=["present_feature"]) is None


def test_responsive_needs_three_replies():
    heard = utterance(("明白", NONE, "acknowledge"))
    assert measure("responsive", call(heard, SAY), acts=["acknowledge"]) is None
    assert measure("responsive", call(heard, SAY, SAY), acts=["acknowledge"]).value == pytest.approx(1 / 3)


def test_fillers_count_where_they_stand_alone():
    noisy = utterance(("嗯", NONE), ("那个", NONE), ("我想问一下您们那个城市的酒店怎么样", OPEN))
    assert len(measure("fillers", call(noisy)).sights) == 2
    assert measure("fillers", call(utterance(("好", NONE)))) is None


def test_shouting_is_marks_or_capitals_not_one_exclamation():
    assert measure("shouting", call(utterance(("您好！", NONE)))).value == 0
    assert measure("shouting", call(utterance(("快点！！！", NONE)))).value == 1
    assert measure("shouting", call(utterance(("BUY THIS NOW", NONE)))).value == 1


def test_who_hung_up_is_known_only_of_a_call_that_ended():
    assert measure("customer_hung_up", call(SAY)) is None
    over = call(SAY, extra=[Ended(1, "quit", "lost", "trainee")])
    assert measure("customer_hung_up", over).value == 0


def test_word_share_counts_words_of_both():
    even = call(*[utterance(("四个字儿", NONE))] * 3, lines=["四个字儿"] * 3 + [""])
    assert measure("word_share", even).value == pytest.approx(0.5)
