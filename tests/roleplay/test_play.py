"""One turn of play, rule by rule."""

import pytest

from bot.language.utterance import Utterance
from bot.roleplay.condition import condition
from bot.roleplay.dialogue import Fact
from bot.roleplay.drill import Task, wanted_of
from bot.roleplay.events import Answered, Earned, Ended, Felt, Moved, Reasked, Told, from_json, to_json
from bot.roleplay.play import begin, hang_up, play, take_back
from bot.roleplay.scope import Scope
from bot.roleplay.script import Script
from bot.roleplay.session import Session, fold

HELLO = "您好，我是果园直送的"


def call(script, *replies, seed=1):
    """All events of a call with these replies; a pair is a reply and the parts heard before it."""
    events = begin(script, seed)
    for reply in replies:
        text, heard = reply if isinstance(reply, tuple) else (reply, None)
        events += play(script, fold(events), text, heard)
    return events


def last(events, kind):
    return next((e for e in reversed(events) if isinstance(e, kind)), None)


def said(events):
    return last(events, Answered).parts


def test_a_reply_of_the_state_moves_the_call_and_is_earned(shop):
    events = call(shop, HELLO)
    assert last(events, Moved).target == "talking"
    assert last(events, Earned).name == "opening"
    assert said(events) == ("哦是你们啊，", "我这儿正忙，", "你说。")


def test_the_open_question_draws_the_rich_answer_the_closed_one_the_short(shop):
    opened = call(shop, HELLO, "您平时是怎么进货的？")
    closed = call(shop, HELLO, "您是自己进货吗？")
    assert (last(opened, Told).depth, said(opened)[0]) == ("open", "天天凌晨三点去批发市场，")
    assert (last(closed, Told).depth, said(closed)) == ("closed", ("嗯，自己拉。",))


def test_nothing_asked_nothing_told(shop):
    assert last(call(shop, HELLO, "我们的桃子特别甜"), Told) is None


def test_an_open_question_after_the_short_answer_draws_the_rest(shop):
    events = call(shop, HELLO, "您是自己进货吗？", "那您进货是怎么个进法？")
    assert [e.depth for e in events if isinstance(e, Told)] == ["closed", "open"]


def test_only_what_the_customer_said_is_confirmed(shop):
    told = (HELLO, "您平时是怎么进货的？")
    assert said(call(shop, *told, "您的意思是凌晨三点就得去批发市场，对吗？")) == ("对。",)
    assert said(call(shop, *told, "您的意思是西装的袖子太长了，对吗？")) == ("我这么说了吗？",)


def test_following_up_the_customers_words_draws_more(shop):
    events = call(shop, HELLO, "您平时是怎么进货的？", "上礼拜进货车抛锚是怎么回事？")
    assert said(events) == ("就在高架上抛锚的，桃子全捂坏了。",)


def test_asking_again_what_was_told_is_noticed_and_costs_patience(shop):
    events = call(shop, HELLO, "您平时是怎么进货的？", "您怎么进货的呀？")
    assert last(events, Reasked).fact == "stock"
    assert (last(events, Felt).patience_by, last(events, Felt).quote) == (-1, "您怎么进货的呀？")
    assert said(events) == ("不是说过了吗。",)


def test_a_guarded_fact_is_told_only_when_its_condition_holds(shop):
    early = call(shop, HELLO, "生意怎么样？")
    late = call(shop, HELLO, "您平时是怎么进货的？", "生意怎么样？")
    assert (last(early, Told), said(early)) == (None, ("你问这个干什么？",))
    assert last(late, Told).fact == "sales"


def test_of_two_questions_in_one_breath_the_last_is_answered(shop):
    events = call(shop, HELLO, "您怎么进货的？生意怎么样？")
    assert [e.fact for e in events if isinstance(e, Told)] == []
    events = call(shop, HELLO, "生意怎么样？您怎么进货的？")
    assert [e.fact for e in events if isinstance(e, Told)] == ["stock"]


def test_a_gain_counts_once_a_loss_each_time(shop):
    events = call(shop, HELLO, "您的店真漂亮，佩服", "您真会做生意，佩服")
    assert [e.mood for e in events if isinstance(e, Felt) and e.because == "爱听好话"] == [2]
    losses = call(shop, HELLO, "给您送两箱", "给您送三箱")
    assert [e.mood for e in losses if isinstance(e, Felt) and e.because == "没问就卖"] == [0, -1]


def test_every_change_of_mood_names_its_cause_and_words(shop):
    for felt in (e for e in call(shop, HELLO, "给您送两箱") if isinstance(e, Felt)):
        assert felt.because
        assert felt.quote


def test_speaking_into_an_unfinished_line_is_an_interruption(shop):
    events = call(shop, HELLO, ("给您送两箱", 1))
    assert said(events) == ("你听我说完，", "我这儿正忙，你说。")
    assert last(events, Felt).because == "打断"
    assert last(events, Moved).turn == 1


@pytest.mark.parametrize("text", ["", "   ", "……", "\n"])
def test_silence_is_answered(shop, text):
    assert said(call(shop, HELLO, text)) == ("喂？听得见吗？",)


def test_manners_come_before_otherwise_and_otherwise_costs_patience(shop):
    assert said(call(shop, "您好")) == ("你好你好。",)
    assert said(call(shop, HELLO, "外星人住在哪里？")) == ("这个我不清楚。",)
    events = call(shop, HELLO, "铁路警察各管一段")
    assert last(events, Felt).because == "不知所云"


def test_otherwise_varies_until_patience_is_out_and_the_customer_hangs_up(shop):
    events = call(shop, HELLO, "铁路警察各管一段", "天上掉馅饼", "咕噜咕噜")
    lines = [e.parts for e in events if isinstance(e, Answered)][2:]
    assert len(set(lines)) == 3
    assert said(events) == ("挂了。",)
    assert (last(events, Ended).outcome, last(events, Ended).by) == ("hung-up", "customer")


def test_a_bare_question_draws_more_of_what_was_just_told(shop):
    told = call(shop, HELLO, "您平时是怎么进货的？", "哦，后来呢？")
    assert said(told) == ("就在高架上抛锚的，桃子全捂坏了。",)
    assert last(told, Told).depth == "more"


def test_a_short_answer_is_opened_when_asked_to_go_on(shop):
    told = call(shop, HELLO, "您进货都自己去吗？", "您接着说，我听着。")
    assert (said(told)[0], last(told, Told).depth) == ("天天凌晨三点去批发市场，", "open")


def test_what_nobody_wrote_is_answered_by_what_it_is_after(shop):
    assert said(call(shop, HELLO, "您坐地铁还是公交？")) == ("公交吧。",)
    assert said(call(shop, HELLO, "您住这儿多少年了？")) == ("好些年了。",)


def test_who_hangs_up_in_anger_tells_nothing_more(shop):
    events = call(shop, "滚，傻逼，您怎么进货的？")
    assert last(events, Ended).ending == "hung-up"
    assert last(events, Told) is None


def test_won_lost_and_hung_up_by_the_trainee(shop):
    won = call(shop, HELLO, "您平时是怎么进货的？", "给您送两箱试试")
    assert (last(won, Ended).outcome, said(won)) == ("won", ("行，来两箱。",))
    assert last(call(shop, HELLO, "那再见"), Ended).ending == "left"
    quit_ = hang_up(shop, fold(call(shop, HELLO)))
    assert (quit_[0].ending, quit_[0].by) == ("quit", "trainee")
    with pytest.raises(ValueError, match="over"):
        play(shop, fold(won), "喂")


def test_a_state_that_yields_leaves_its_line_out_after_an_answer(shop):
    assert said(call(shop, f"{HELLO}，您平时是怎么进货的？"))[0] == "天天凌晨三点去批发市场，"


def test_the_seed_fixes_every_choice_of_line(shop):
    def lines(seed):
        return [e.parts for e in call(shop, HELLO, "咕噜", seed=seed) if isinstance(e, Answered)]

    assert lines(5) == lines(5)
    assert len({str(lines(seed)) for seed in range(20)}) > 1


def test_what_is_taken_back_has_not_happened(shop):
    before = call(shop, HELLO)
    after = (*before, *play(shop, fold(before), "给您送两箱"))
    after += take_back(fold(after))
    assert fold(after) == fold(before)
    with pytest.raises(ValueError, match="nothing"):
        take_back(fold(begin(shop, 1)))


def test_events_survive_writing_and_reading(shop):
    events = call(shop, HELLO, "您平时是怎么进货的？", ("给您送两箱", 1), "再见")
    assert tuple(from_json(to_json(event)) for event in events) == events


def test_many_sessions_share_one_machine_and_leave_nothing_behind(shop):
    machine = shop.machine
    sessions = [fold(call(shop, HELLO, seed=seed)) for seed in range(50)]
    for session in sessions:
        play(shop, session, "您平时是怎么进货的？")
    assert shop.machine is machine
    assert machine.models == []


def test_a_question_about_the_call_itself_draws_no_fact(shop):
    events = call(shop, HELLO, "您进货忙，现在方便说话吗？")
    assert last(events, Told) is None


def test_an_open_question_in_a_bad_mood_is_held_back_and_not_taken_for_a_repetition(shop):
    cold = ("给您送两箱", "给您送三箱", "给您送四箱")
    events = call(shop, HELLO, "您是自己进货吗？", *cold, "您进货是怎么个进法？")
    assert fold(events).mood < shop.manners.opens_from
    assert (last(events, Reasked), said(events)) == (None, ("不方便说。",))


def test_fillers_alone_are_silence_but_not_beside_words(shop):
    assert said(call(shop, HELLO, "嗯……")) == ("喂？听得见吗？",)
    assert said(call(shop, HELLO, "嗯，生意怎么样？")) == ("你问这个干什么？",)


def test_only_facts_that_count_are_there_to_win(shop):
    facts = dict(shop.facts)
    facts["sales"] = facts["sales"].model_copy(update={"counts": False})
    customer = shop.dialogue.customer.model_copy(update={"facts": facts})
    dialogue = shop.dialogue.model_copy(update={"customer": customer})
    lighter = Script("shop", "zh", dialogue, shop.manners, shop.recogniser, shop.company)
    assert begin(shop, 1)[0].facts == ("stock", "sales")
    assert begin(lighter, 1)[0].facts == ("stock",)


def test_the_topic_named_just_before_frames_a_question_about_what_is_known(shop):
    framed = "那生意这块，您是怎么进货的呢？"
    assert last(call(shop, HELLO, framed), Told).fact == "stock"
    after = call(shop, HELLO, "您平时是怎么进货的？", framed)
    assert last(after, Told).fact == "sales"
    assert last(after, Reasked) is None


def test_asking_for_more_of_what_was_just_told_draws_it(shop):
    events = call(shop, HELLO, "您是自己进货吗？", "具体是怎么回事？", "后来具体是什么情况？")
    assert [(e.fact, e.depth) for e in events if isinstance(e, Told)] == [
        ("stock", "closed"),
        ("stock", "open"),
        ("stock", "more"),
    ]


def test_another_closed_question_on_a_short_answer_is_no_repetition(shop):
    asked = call(shop, HELLO, "您是自己进货吗？", "那凌晨出门进货累不累？")
    assert said(asked) == ("这个我不清楚。",)
    assert last(asked, Reasked) is None
    assert last(call(shop, HELLO, "您是自己进货吗？", "您是自己进货的吗？"), Reasked).fact == "stock"


def changed(script, company=None, **facts):
    """The same customer with these facts besides, written short, or of another company."""
    made = {n: Fact(label=n, counts=False, **fact) for n, fact in facts.items()}
    customer = script.dialogue.customer
    customer = customer.model_copy(update={"facts": {**customer.facts, **made}})
    dialogue = script.dialogue.model_copy(update={"customer": customer})
    return Script("shop", "zh", dialogue, script.manners, script.recogniser, company or script.company)


def test_a_question_without_a_mark_is_answered_as_one(shop):
    events = call(shop, HELLO, "您自己进货啊")
    assert last(events, Told).fact == "stock"
    assert last(call(shop, HELLO, "我们上门进货"), Told) is None


def test_a_short_answer_that_cannot_answer_what_was_asked_is_not_given(shop):
    helped = changed(shop, help={"topic": ("帮手", "帮忙"), "open": ("有个侄女，",), "closed": ("有。",)})
    assert said(call(helped, HELLO, "您有帮手吗？")) == ("有。",)
    assert said(call(helped, HELLO, "您的帮手多少钱一个月？")) == ("这个我不清楚。",)
    named = changed(shop, help={"topic": ("谁~帮忙",), "open": ("我侄女。",)})
    assert said(call(named, HELLO, "谁给您帮忙？")) == ("我侄女。",)


def test_what_does_not_count_opens_no_gate(shop):
    side = changed(shop, weather={"topic": ("天气",), "open": ("下雨。",)})
    scope = Scope(
        fold(call(side, HELLO, "您那儿天气怎么样？")), Utterance(""), frozenset(), "plain", "discovery"
    )
    assert scope("facts.weather")
    assert (scope("told"), scope("opened")) == (0, 0)


def test_the_short_name_counts_where_somebody_says_who_rings(shop):
    firm = changed(shop, company={"name": "果园直送", "short": "果园"})
    for text, named in (("我是果园的小周", True), ("果园这边打来的", True), ("你们家果园大不大", False)):
        acts = play(firm, fold(begin(firm, 1)), text)[0].utterance.acts
        assert ("name_company" in acts) is named


def test_a_question_that_nothing_was_written_for_gets_a_stock_answer_once(stocked):
    events = call(stocked, HELLO, "您家里养狗吗？", "您家里养猫吗？")
    first, second = [e.text for e in events if isinstance(e, Answered)][-2:]
    assert first[0] in "甲乙"
    assert second[0] in "甲乙"
    assert first != second


def test_a_reply_to_the_remark_before_a_question_leaves_room_for_its_answer(stocked):
    both = said(call(stocked, HELLO, "您这店收拾得真干净，您真能干！您家里养狗吗？"))
    alone = said(call(stocked, HELLO, "您这店收拾得真干净，您真能干！"))
    assert alone == ("嗐。",)
    assert both[0] == "嗐。"
    assert both[1][0] in "甲乙"


def test_asking_leave_is_no_question_of_its_own(stocked):
    bare = said(call(stocked, HELLO, "您家里养狗吗？"))
    assert said(call(stocked, HELLO, "那我问您一句，您家里养狗吗？")) == bare


def test_more_is_told_only_of_what_was_told(shop):
    told = (HELLO, "您平时是怎么进货的？")
    assert last(call(shop, *told, "那当时怎么回事？"), Told).depth == "more"
    other = call(shop, *told, "那您当时怎么想到开这家水果店的？")
    assert [e.depth for e in other if isinstance(e, Told)] == ["open"]


def test_nobody_says_the_sentence_of_a_state_twice(stocked):
    events = call(stocked, HELLO, "给您送两箱来吧", "那送三箱也行")
    lines = [e.text for e in events if isinstance(e, Answered)]
    assert lines.count("你都不知道我缺什么。") == 1
    assert [e.because for e in events if isinstance(e, Felt)].count("没问就卖") == 2


def test_a_goodbye_that_only_looks_like_a_question_ends_the_call(stocked):
    events = call(stocked, HELLO, "您数数一个月得几回，咱们回头再说，再见啊周姐")
    assert isinstance(events[-1], Ended)


ENGLISH = {
    "zh": "Good morning, how do you book hotels when you travel?",
    "en": "您好，您平时出差酒店都怎么订？",
}
AGAIN = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("dialogue", ["walk-in", "busy-buyer", "complaint-new-car", "front-desk"])
def test_another_language_is_not_understood_and_gets_nowhere(library, language, dialogue):
    script = library.scripts(language)[dialogue]
    events = call(script, ENGLISH[language], ENGLISH[language])
    lines = ["".join(event.parts) for event in events if isinstance(event, Answered)][1:]
    assert lines[0] != lines[1]
    rules = {why for event in events if isinstance(event, Answered) for why in event.why}
    asking = {f"rule:{rule.id}" for rule in script.common if "other_language" in rule.when.names}
    assert len(asking) == 7 and rules & asking
    assert not any(isinstance(event, Moved | Told | Earned) for event in events)
    assert [event.patience_by for event in events if isinstance(event, Felt)][:2] == [-2, -2]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_goes_on_in_another_language_is_hung_up_on(library, language):
    events = call(library.scripts(language)["walk-in"])
    for _ in range(8):
        if not fold(events).ended:
            events += play(library.scripts(language)["walk-in"], fold(events), ENGLISH[language])
    assert last(events, Ended).outcome == "hung-up"


def test_without_words_for_it_another_language_is_what_nobody_can_answer(shop):
    assert said(call(shop, HELLO, "How do you do your shopping?")) in {("啊？",), ("什么？",), ("哈？",)}


def test_an_exercise_earns_nothing_in_another_language(library):
    script = library.scripts("zh")["restate"]
    events = call(script, *["You mean three of your trips were changed and paid by you."] * 2)
    assert not {e.name for e in events if isinstance(e, Earned)} - {"tried_task_1"}


@pytest.mark.parametrize(
    ("reply", "right"), [("我给您倒杯水。", True), ("I will get you some water.", False)]
)
def test_what_a_task_forbids_is_not_done_by_speaking_another_language(zh, reply, right):
    task = Task(ask=("说一句：",), wants="not question", model="好。", why="…")
    scope = Scope(Session(), zh.understand(reply), frozenset(), "", "drill")
    assert condition(wanted_of("task_1", task))(scope) is right


def test_a_worksheet_takes_an_answer_in_any_language(library):
    script = library.scripts("en")["customer-card"]
    first = fold(begin(script, 1)).state
    assert fold(call(script, "云程商旅服务有限公司")).state != first
