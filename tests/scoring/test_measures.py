"""Measures on small calls: what is seen, with which words, and when there was no occasion."""

import pytest

from bot.language.utterance import Act, Clause, Evidence, Question, Utterance
from bot.language.vocabulary import Words
from bot.roleplay.events import Answered, Ended, Felt, Reasked, Spoke, Started, TakenBack, Told
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


# --- what was added with the whole syllabus ------------------------------------------------------

HEARD = WORDS.model_copy(
    update={
        "objections": ("太贵", "不需要"),
        "prices": ("多少钱",),
        "rivals": ("那家",),
        "stop": ("我们", "您", "是", "的", "了", "吗"),
    }
)


def spoken(*turns, lines, pace="", conditions=(), felt=(), told=()):
    """A call in which the customer says these lines, one before each reply."""
    events = [Started("x", "v", "zh", 1, "s", 0, 5, (), conditions, pace), Answered(0, (lines[0],), ("s",))]
    for number, reply in enumerate(turns, start=1):
        events.append(Spoke(number, reply, "s", "discovery", 1, 1))
        events += [e for e in (*felt, *told) if e.turn == number]
        if number < len(lines):
            events.append(Answered(number, (lines[number],), ("s",)))
    return record(tuple(events), "discovery", HEARD)


def said(text, question=NONE, *acts):
    return utterance((text, question, *acts))


def test_closed_share_is_the_other_half():
    assert measure("closed_share", call(ASK_OPEN, ASK_CLOSED, ASK_CLOSED, ASK_CLOSED)).value == 0.75


def test_the_first_question_decides_the_funnel_and_needs_both_kinds():
    assert measure("funnel", call(ASK_OPEN, ASK_CLOSED)).value == 1
    assert measure("funnel", call(ASK_CLOSED, ASK_OPEN)).value == 0
    assert measure("funnel", call(ASK_OPEN, ASK_OPEN)) is None


def test_leading_questions_are_counted_where_anything_was_asked():
    leads = utterance(("您肯定也想省钱吧", CLOSED, "leading_question"))
    assert measure("leading", call(leads, ASK_OPEN)).value == 1
    assert measure("leading", call(ASK_OPEN)).value == 0
    assert measure("leading", call(SAY)) is None


def test_steps_count_the_longest_rising_run():
    steps = [["empathise"], ["apologise"], ["commit_time"]]
    feel, sorry, when = (said("…", NONE, a) for a in ("empathise", "apologise", "commit_time"))
    assert measure("steps", call(feel, sorry, when), steps=steps).value == 1
    assert measure("steps", call(when, feel, sorry), steps=steps).value == pytest.approx(2 / 3)
    assert measure("steps", call(when), steps=steps).value == pytest.approx(1 / 3)
    assert measure("steps", call(SAY), steps=steps).value == 0


def test_an_objection_is_met_by_agreeing_before_answering():
    using = {"kind": "objection", "any": ["agree_partly"], "before": ["present_feature"]}
    good = utterance(("确实不便宜", NONE, "agree_partly"), ("我们有两百个城市", NONE, "present_feature"))
    bad = utterance(("我们有两百个城市", NONE, "present_feature"), ("确实不便宜", NONE, "agree_partly"))
    assert measure("meets", spoken(good, lines=["你们太贵了"]), **using).value == 1
    assert measure("meets", spoken(bad, lines=["你们太贵了"]), **using).value == 0
    assert measure("meets", spoken(good, lines=["哦"]), **using) is None


def test_what_is_done_in_every_reply_is_done_too_often():
    sorry = said("对不起", NONE, "apologise")
    assert measure("too_often", call(sorry, sorry, sorry, sorry), any=["apologise"]).value == 1
    assert measure("too_often", call(sorry, SAY, SAY, SAY), any=["apologise"]).value == 0.25
    assert measure("too_often", call(sorry), any=["apologise"]) is None


def test_the_fullest_reply_tells_whether_phrases_were_crammed():
    full = utterance(
        *((name, NONE, name) for name in ("greet", "thank", "praise", "farewell", "apologise", "rude"))
    )
    found = measure("crammed", call(SAY, full))
    assert found.value == 6
    assert found.sights[0].turn == 2


def test_questions_that_take_up_the_answer_are_no_interrogation():
    using = {"acts": ["acknowledge"], "least": 2}
    lines = ["喂", "上个月跑成都", "都是自己垫钱", "半夜改签"]
    heard = [SAY, said("跑成都多，怎么去", OPEN), said("那怎么报", OPEN), said("半夜改签怎么办", OPEN)]
    found = measure("takes_up", spoken(*heard, lines=lines), **using)
    assert found.value == pytest.approx(2 / 3)
    assert [s.quote for s in found.sights if not s.good] == ["那怎么报"]


def test_conditions_are_found_out_by_facts():
    conditions = (("books", ("booking",)), ("travels", ("trips",)))
    told = (Told(1, "trips", "open", "出差多吗"),)
    given = spoken(ASK_OPEN, lines=["喂"], conditions=conditions, told=told)
    assert measure("qualified", given, conditions=["travels", "books", "class"]).value == 0.5
    assert measure("qualified", given, conditions=["class"]) is None


def test_a_copy_is_no_restatement():
    own = said("您是说跑成都的票都要自己垫", NONE, "restate")
    copied = said("跑成都都是自己垫钱", NONE, "restate")
    lines = ["喂", "跑成都都是自己垫钱"]
    assert measure("restates", spoken(SAY, own, lines=lines)).value == 1
    assert measure("restates", spoken(SAY, copied, lines=lines)).value == 0


def test_parrots_are_recognised():
    lines = ["喂你好", "跑成都都是自己垫钱", "半夜还要改签", "贵得要命"]
    parrot = [said(line) for line in lines]
    assert measure("parrots", spoken(*parrot, lines=lines)).value == 1
    assert measure("parrots", spoken(SAY, SAY, SAY, lines=lines)).value == 0


def test_what_was_said_comes_back_in_words_or_by_saying_it_back():
    lines = ["喂你好", "上个月跑成都垫了三千块钱", "行啊你说", "半夜还要改签", "好的"]
    words, back = said("垫的三千块钱是吧"), said("您夜里还得起来弄票", NONE, "restate")
    found = measure("comes_back", spoken(SAY, words, SAY, back, lines=lines))
    assert found.value == pytest.approx(2 / 3)
    assert [s.quote for s in found.sights if s.good] == ["垫的三千块钱是吧", "您夜里还得起来弄票"]
    assert measure("comes_back", spoken(SAY, SAY, SAY, SAY, lines=lines)).value == 0
    assert measure("comes_back", spoken(SAY, words, SAY, lines=lines)) is None


def test_a_good_bye_needn_t_have_to_do_with_anything():
    lines, leaves = ["喂你好", "行啊你说", "嗯嗯", "好的", "好"], said("那再见了", NONE, "farewell")
    asks = said("您怎么订的", OPEN)
    told = tuple(Told(turn, "trips", "open", "怎么订") for turn in (2, 3))
    stray = spoken(SAY, asks, asks, said("西红柿很新鲜"), leaves, lines=lines, told=told)
    assert measure("on_matter", stray).value == pytest.approx(2 / 3)
    assert measure("on_matter", call(SAY, SAY, SAY, SAY)).value == 0


def test_what_was_told_before_comes_back_later():
    lines = ["喂你好", "上个月跑成都垫了三千块钱", "行啊你说", "好啊你说"]
    late = said("您垫的三千块钱以后不用垫了")
    assert measure("uses_facts", spoken(SAY, SAY, late, SAY, lines=lines)).value == 1
    assert measure("uses_facts", spoken(SAY, late, SAY, SAY, lines=lines)).value == 0


def test_a_question_wants_an_answer_and_a_price_a_figure():
    lines = ["喂", "你们多少钱？"]
    assert measure("answers", spoken(SAY, said("一年三百六"), lines=lines)).value == 1
    assert measure("answers", spoken(SAY, said("非常划算的"), lines=lines)).value == 0
    assert (
        measure("answers", spoken(SAY, said("您平时怎么订", OPEN), lines=["喂", "能开发票吗？"])).value == 0
    )
    assert measure("answers", spoken(SAY, said("能开，月底一张"), lines=["喂", "能开发票吗？"])).value == 1
    assert measure("answers", spoken(SAY, SAY, lines=["喂？", "嗯。"])) is None


def test_a_drop_of_mood_wants_a_kind_word():
    felt = (Felt(1, -1, 0, -1, 5, "x", "y", "r"),)
    kind = said("不好意思", NONE, "apologise")
    using = {"any": ["apologise"]}
    assert measure("notices_mood", spoken(SAY, kind, lines=["喂"], felt=felt), **using).value == 1
    assert measure("notices_mood", spoken(SAY, SAY, lines=["喂"], felt=felt), **using).value == 0
    assert measure("notices_mood", spoken(SAY, SAY, lines=["喂"]), **using) is None


def test_following_up_takes_the_customers_words():
    lines = ["喂你好啊", "半夜改签没人管", "自己垫的钱"]
    on = said("改签那次怎么回事", OPEN)
    assert measure("probes", spoken(SAY, on, SAY, lines=lines)).value == 1
    assert measure("probes", spoken(SAY, said("您怎么订", OPEN), SAY, lines=lines)).value == 0


def test_a_feature_wants_its_benefit_in_the_same_reply_or_the_next():
    using = {"any": ["present_feature"], "with": ["present_benefit"]}
    gain = said("您就不用垫钱了", NONE, "present_benefit")
    assert measure("paired", call(SAY, gain), **using).value == 1
    assert measure("paired", call(SAY, ASK_OPEN, gain), **using).value == 0
    assert measure("paired", call(ASK_OPEN), **using) is None


def test_a_benefit_is_tied_to_what_was_told():
    lines = ["喂", "上个月垫了三千块"]
    tied = said("您那三千块以后不用垫", NONE, "present_benefit")
    loose = said("我们服务特别周到", NONE, "present_benefit")
    assert measure("tied", spoken(SAY, tied, lines=["喂你好啊", "上个月垫了三千块"])).value == 0.5
    assert measure("tied", spoken(ASK_OPEN, tied, lines=lines)).value == 1
    assert measure("tied", spoken(ASK_OPEN, loose, lines=lines)).value == 0


def test_the_rival_is_praised_left_alone_or_run_down():
    lines = ["我们一直用那家"]
    for acts, value in ((("praise_competitor",), 1), ((), 0.5), (("disparage_competitor",), 0)):
        assert measure("fair_to_rival", spoken(said("那家啊", NONE, *acts), lines=lines)).value == value
    assert measure("fair_to_rival", spoken(SAY, lines=["喂"])) is None


def test_jargon_counts_unless_the_customer_used_it_first():
    using = {"zh": ["SaaS", "颗粒度"], "en": ["api"]}
    assert measure("jargon", call(said("我们是saas，颗粒度很细")), **using).value == 2
    assert measure("jargon", spoken(said("对，saas"), lines=["你们是SaaS吗"]), **using).value == 0
    assert measure("jargon", call(said("我们有saasy的东西")), **using).value == 0


def test_an_answer_begins_with_the_result():
    using = {"zh": ["是这样的"], "en": []}
    asked = ["能开发票吗？"]
    assert measure("result_first", spoken(said("嗯，是这样的，能开"), lines=asked), **using).value == 0
    assert measure("result_first", spoken(said("能开"), lines=asked), **using).value == 1
    assert measure("result_first", spoken(SAY, lines=["嗯"]), **using) is None


def test_long_sentences_are_counted():
    long, short = said("我" * 50), said("好，明白了")
    assert measure("sentence_length", call(long, short, short, short), most=40, words=24).value == 0.25
    assert measure("sentence_length", call(long), most=40, words=24) is None


def test_the_pace_of_the_customer_sets_the_length():
    using = {"fast": 10, "normal": 20, "slow": 40}
    replies = [said("一二三四五六七八九十一二三四五六七八九十")] * 3
    lines = ["喂", "嗯", "哦"]
    assert measure("pace", spoken(*replies, lines=lines, pace="fast"), **using).value == 2
    assert measure("pace", spoken(*replies, lines=lines, pace="slow"), **using).value == 0.5
    assert measure("pace", spoken(*replies, lines=lines), **using) is None
