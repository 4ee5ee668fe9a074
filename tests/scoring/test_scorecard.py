"""The scorecard: repeatable, fair to what had no occasion, capped by compliance, explained."""

from dataclasses import replace

import pytest

from bot.authoring.proof import appraise, explain, retaking
from bot.authoring.rehearsal import SEED, rehearse
from bot.language.acts import FAULTS
from bot.language.utterance import Question
from bot.roleplay.play import begin, play
from bot.roleplay.session import fold
from bot.scoring.advice import alike, keep, try_next
from bot.scoring.compare import moved
from bot.scoring.fitting import fitted, said_back
from bot.scoring.record import record
from bot.scoring.rubric import Cap, Criterion
from bot.scoring.scorecard import CARD, Dimension, Fault, Mark, NothingSaid, lowest, score
from bot.scoring.transcript import Transcript, to_events

DIALOGUES = ("busy-buyer", "cold-call-contract-hotel", "complaint-new-car")
GOOD = [
    ("customer", "喂，哪位？"),
    ("trainee", "您好，我是云程商旅的，我叫陈静，请问是林经理吗？"),
    ("customer", "我是，什么事？"),
    ("trainee", "今天打给您是想了解一下你们出差订酒店的情况，您现在方便吗？"),
    ("customer", "说吧，我们一个月跑两三趟成都，每次都是临时找酒店。"),
    ("trainee", "明白，您是说一个月两三趟成都，酒店都是临时找。那一般怎么找的呢？"),
    ("customer", "到了再说呗，上次半夜找了三家。"),
    ("trainee", "半夜找三家真够折腾的。我明天上午十点把资料发给您，谢谢您抽时间。"),
]
POOR = [
    ("customer", "喂，哪位？"),
    ("trainee", "你们公司出差多不多？用不用订酒店？有没有预算？"),
    ("customer", "你谁啊？"),
    ("trainee", "我们这个产品特别好，今天必须定下来，不然就没名额了！！！"),
    ("customer", "不需要。"),
    ("trainee", "你这样说就不对了，你根本不懂。"),
]


def card(library, turns, kind="cold_call", language="zh"):
    recogniser = library.recognisers[language]
    transcript = Transcript.model_validate(
        {"id": 1, "kind": kind, "turns": [{"who": who, "text": text} for who, text in turns]}
    )
    events = to_events(transcript, recogniser)
    return score(events, kind, library.rubrics, recogniser.vocabulary.words, recogniser.version)


def test_the_same_words_get_the_same_card_to_the_byte(library):
    assert CARD.dump_json(card(library, GOOD)) == CARD.dump_json(card(library, GOOD))
    assert card(library, GOOD).digest != card(library, GOOD[:-2]).digest


def test_better_talk_scores_higher(library):
    assert card(library, GOOD).total > card(library, POOR).total + 30


def test_a_compliance_fault_caps_the_total_and_says_why(library):
    spoiled = [
        *GOOD,
        ("customer", "嗯。"),
        ("trainee", "不过您今天必须定下来，明天就没名额了。谢谢您，再见。"),
    ]
    found = card(library, spoiled)
    assert found.total <= 59
    assert found.capped
    assert found.faults


def test_what_had_no_occasion_is_not_assessed_and_takes_no_points(library):
    found = card(library, GOOD)
    marks = {m.criterion: m for d in found.dimensions for m in d.marks}
    assert marks["lets-finish"].points is None
    assert marks["facts-won"].points is None
    assert {d.name: d.score for d in found.dimensions}["conduct"] is None
    assert found.total > 60


def test_dimensions_and_total_stay_between_0_and_100(library):
    for turns in (GOOD, POOR):
        found = card(library, turns)
        assert 0 <= found.total <= 100
        assert all(d.score is None or 0 <= d.score <= 100 for d in found.dimensions)


def test_every_lost_point_is_explained_in_the_language_of_the_call(library):
    for mark, gain in try_next(card(library, POOR)):
        assert gain > 0
        assert mark.rule
        assert mark.tip
    assert all(mark.evidence for mark in keep(card(library, GOOD)))


def test_a_call_without_the_trainee_can_not_be_scored(library):
    with pytest.raises(NothingSaid):
        card(library, [("customer", "喂？")])


def test_points_follow_the_scale_along_straight_lines():
    text = {"zh": "x", "en": "x"}
    criterion = Criterion.model_validate(
        {"id": "x", "title": text, "measure": "acts", "scale": [[0, 0], [1, 50], [3, 100]]}
        | dict.fromkeys(("rule", "tip", "better"), text)
    )
    assert [criterion.points(x) for x in (-1, 0, 0.5, 1, 2, 3, 9)] == [0, 0, 25, 50, 75, 100, 100]


def advised(better, at):
    """A weak criterion with a proven wording."""
    text = {"criterion": better, "title": "", "rule": "", "tip": "", "evidence": ()}
    return Mark(**text, weight=1, points=0, value=0, better=better, at=at, gain=5)


def test_the_same_advice_is_given_once():
    back, note = "您说墙皮起了泡，我记下了。好的再见。", "您的意思是墙皮起了泡，对吗？好的再见。"
    assert alike(advised(back, 3), advised(note, 3))
    assert not alike(advised(back, 3), advised(note, 4))
    assert not alike(advised(back, 3), advised("好的再见。您看周三还是周四方便？", 3))


WEAK = [
    (language, name, level) for language in ("zh", "en") for name in DIALOGUES for level in ("fair", "poor")
]


@pytest.mark.parametrize(("language", "name", "level"), WEAK)
def test_a_better_wording_really_brings_the_points_it_promises(library, language, name, level):
    script = library.scripts(language)[name]
    events = rehearse(script, level)
    explained = explain(script, events, library.rubrics)
    retake = retaking(script, events)
    proven = [m for d in explained.dimensions for m in d.marks if m.gain is not None]
    assert proven
    for mark in proven:
        again = appraise(script, retake(mark.at, mark.better), library.rubrics)
        gain = max(again.total - explained.total, again.raw - explained.raw)
        assert gain == pytest.approx(mark.gain, abs=0.06)
        assert gain > 0


@pytest.mark.parametrize(("language", "name", "level"), WEAK)
def test_most_of_what_to_try_next_comes_with_a_proven_wording(library, language, name, level):
    script = library.scripts(language)[name]
    tried = try_next(explain(script, rehearse(script, level), library.rubrics))
    assert sum(mark.gain is not None for mark, _ in tried) >= 2
    assert [gain for mark, gain in tried if mark.gain] == sorted(
        (gain for mark, gain in tried if mark.gain), reverse=True
    )


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        ("礼拜一打热线，说归网点。我关了店门跑到网点，说要热线报单。", "zh", "您关了店门跑到网点"),
        ("行李让我称了三回，安检。", "zh", "行李让您称了三回"),
        ("一页。别来那种，封面上一排人握手的。", "zh", ""),
        (
            "Over and over, in front of the whole landing. I rang the office on Monday.",
            "en",
            "you rang the office on Monday",
        ),
        ("London and Bristol, those I've got in hand.", "en", "London and Bristol, those you've got in hand"),
        ("The rooms came out of my own purse.", "en", "the rooms came out of your own purse"),
        ("Siobhan, S, I, O, B, H, A, N.", "en", ""),
    ],
)
def test_what_is_said_back_stands_by_itself(line, language, said):
    assert said_back(line, language) == said


def test_what_anybody_would_say_is_not_said_back(library):
    script = library.scripts("zh")["address-and-close"]
    events = begin(script, SEED)
    for text in ("您好，我是云程商旅的，您现在方便说两句吗？", "您平时怎么挑西红柿的？", "好的好的。"):
        events += play(script, fold(events), text)
    call = record(events, "cold_call", script.recogniser.vocabulary.words)
    assert not call.exchanges[0].stock and call.exchanges[-1].stock
    said = replace(call.exchanges[-1], before="趁电梯没来，说吧。", phase="discovery")
    assert fitted("您是说{{ said }}？", call, said, {}) is None
    assert fitted("您是说{{ said }}？", call, replace(said, stock=False), {}) == "您是说趁电梯没来？"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_missed_fact_names_a_question_that_would_have_won_it(library, language):
    for script in library.scripts(language).values():
        if script.exercise:
            continue
        card = appraise(script, rehearse(script, "poor"), library.rubrics)
        for fact in card.facts:
            if fact.depth is None and script.facts[fact.fact].counts:
                assert fact.asks, (script.id, fact.fact)
                assert script.recogniser.understand(fact.asks).question is Question.OPEN


def test_a_fault_of_compliance_stands_first_with_its_reason_and_an_honest_wording(library):
    script = library.scripts("zh")["busy-buyer"]
    found = explain(script, rehearse(script, "poor"), library.rubrics)
    assert found.total <= 59
    assert found.faults[0].act in {"pressure", "false_scarcity"}
    assert "客户" in found.faults[0].rule or "骗" in found.faults[0].rule
    honest = script.recogniser.understand(found.faults[0].better)
    assert found.faults[0].better
    assert not set(honest.acts) & FAULTS


def test_the_lowest_cap_that_applies_counts(library):
    reason = {"zh": "x", "en": "x"}
    caps = tuple(
        Cap.model_validate({"total": total, "reason": reason} | given)
        for total, given in (
            (59, {"acts": ["pressure"]}),
            (39, {"criterion": "greets", "below": 20}),
            (10, {"criterion": "greets", "below": 5}),
            (5, {"acts": ["rude"]}),
        )
    )
    mark = Mark("greets", "x", 1.0, 10.0, 0.0, (), "", "")
    dimensions = (Dimension("opening", "x", 1.0, 10.0, (mark,)),)
    pressed = (Fault("pressure", 1, "now"),)
    assert lowest(caps, pressed, dimensions) == caps[1]
    assert lowest(caps, pressed, ()) == caps[0]
    assert lowest(caps, (), ()) is None


def test_what_moved_between_two_cards_is_told(library):
    script = library.scripts("zh")["busy-buyer"]
    poor, good = (appraise(script, rehearse(script, level), library.rubrics) for level in ("poor", "good"))
    changes = moved(poor, good)
    assert changes[0].before != changes[0].after
    assert {m.criterion for m in changes} >= {"restates", "no-pressure"}
    assert moved(good, good) == ()
