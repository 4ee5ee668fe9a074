"""`peilian analyse` and `peilian score`, as a firm would call them."""

import json
import os
import subprocess
import sys

import pytest
from rich.cells import cell_len

from bot.config import HOME
from bot.library.rubrics import load_rubrics


def peilian(*arguments, lines="", language="zh"):
    """Run the command on these lines; stdout as objects, stderr as text, the exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=lines if isinstance(lines, bytes) else lines.encode(),
        capture_output=True,
        env={**os.environ, "PEILIAN_LANG": language},
        timeout=60,
        check=False,
    )
    out = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return out, done.stderr.decode(), done.returncode


def test_analyse_answers_line_by_line():
    texts = ["您好，能不能请您谈谈平时怎么订酒店？", "嗯"]
    lines = "\n".join(json.dumps({"id": n, "text": t}) for n, t in enumerate(texts))
    out, err, code = peilian("analyse", "--lang", "zh", lines=lines)
    assert (code, err, [o["id"] for o in out]) == (0, "", [0, 1])
    assert out[0]["question"] == "open"
    assert "greet" in out[0]["acts"]
    assert set(out[0]["clauses"][0]) == {"text", "question", "acts", "evidence"}
    assert out[1]["question"] == "none"


def test_analyse_in_english():
    line = json.dumps({"id": "a", "text": "Could you tell me how you book hotels? And is it expensive?"})
    out, _, code = peilian("analyse", "--lang", "en", lines=line)
    assert (code, out[0]["question"]) == (0, "both")


@pytest.mark.parametrize(("language", "word"), [("zh", "第 2 行"), ("en", "Line 2")])
def test_a_line_that_is_not_json_is_told_by_its_number_and_the_rest_goes_on(language, word):
    lines = '{"id": 1, "text": "你好"}\n{oops\n{"id": 3, "text": "再见"}\n'
    out, err, code = peilian("analyse", lines=lines, language=language)
    assert ([o["id"] for o in out], code) == ([1, 3], 1)
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "line", [b'{"id": 1}', b"[]", b'"x"', b"\xff\xfe{}", b'{"id": {}, "text": "x"}', b"[" * 100_000]
)
def test_any_wrong_line_is_told_without_a_traceback(line):
    out, err, code = peilian("analyse", lines=line)
    assert (out, code) == ([], 1)
    assert "Traceback" not in err


def test_score_gives_total_dimensions_faults_and_digest():
    turns = [
        {"who": "customer", "text": "我的车才买三个星期就坏了，我要投诉！"},
        {"who": "trainee", "text": "这是公司规定，不能换。"},
        {"who": "customer", "text": "什么规定？"},
        {"who": "trainee", "text": "实在对不起，让您跑了两趟。具体是怎么回事，您说说？"},
    ]
    line = json.dumps({"id": "c1", "kind": "complaint", "turns": turns})
    (out,), err, code = peilian("score", "--lang", "zh", lines=line)
    assert (code, err) == (0, "")
    assert 0 <= out["total"] <= 100
    assert {"complaint", "listening"} <= set(out["dimensions"])
    assert {"act": "policy_excuse", "turn": 1, "quote": out["faults"][0]["quote"]} == out["faults"][0]
    assert peilian("score", "--lang", "zh", lines=line)[0][0] == out


CALLS = {
    "zh": [
        {"who": "customer", "text": "我的车才买三个星期就坏了，我要投诉！"},
        {"who": "trainee", "text": "这是公司规定，不能换。"},
        {"who": "customer", "text": "什么规定？"},
        {"who": "trainee", "text": "实在对不起，让您跑了两趟。具体是怎么回事，您说说？"},
    ],
    "en": [
        {"who": "customer", "text": "It broke after three weeks!"},
        {"who": "trainee", "text": "That's our policy, I'm afraid."},
        {"who": "customer", "text": "What policy?"},
        {"who": "trainee", "text": "I am so sorry. What exactly happened?"},
    ],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_score_in_words_gives_the_reasons_of_every_criterion(language):
    command = [sys.executable, "-m", "bot", "score", "--lang", language]
    line = json.dumps({"id": "c1", "kind": "complaint", "turns": CALLS[language]})
    kwargs = {"input": line, "capture_output": True, "text": True, "timeout": 60, "check": True}
    told = subprocess.run([*command, "--text"], env={**os.environ, "COLUMNS": "80"}, **kwargs).stdout
    assert all(cell_len(row) <= 80 for row in told.splitlines())
    flat, rubrics = "".join(told.split()), load_rubrics(HOME / "rubrics")
    criterion = next(c for c in rubrics.rubrics["complaint"].criteria if c.id == "thanks-for-telling")
    for text in (criterion.title, criterion.rule, criterion.tip):
        assert "".join(text.of(language).split()) in flat
    assert {"zh": "+第2句：“实在对不起”", "en": "+Reply2:“Iamsosorry”"}[language] in flat
    assert {"zh": "−第1句：“这是公司规定”", "en": "−Reply1:“That'sourpolicy"}[language] in flat
    short = json.loads(subprocess.run([*command, "--json"], **kwargs).stdout)
    assert set(short) == {"id", "total", "dimensions", "faults", "digest"}


@pytest.mark.parametrize(
    "body",
    [
        {"id": 1, "kind": "party", "turns": []},
        {"id": 1, "kind": "complaint", "turns": [{"who": "cat", "text": "x"}]},
        {"id": 1, "kind": "complaint", "turns": [{"who": "customer", "text": "x"}]},
        {"id": 1, "kind": "complaint", "turns": []},
    ],
)
def test_a_transcript_that_can_not_be_scored_is_told(body):
    out, err, code = peilian("score", lines=json.dumps(body))
    assert (out, code) == ([], 1)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"id": 1, "kind": "party", "turns": []}, "kind 里没有“party”这一种，有的是：cold_call / "),
        (
            {"id": 1, "kind": "complaint", "turns": [{"who": "cat", "text": "x"}]},
            "turns.0.who 里没有“cat”这一种，有的是：customer / trainee。",
        ),
    ],
)
def test_an_unknown_word_is_told_with_those_there_are(body, said):
    assert said in peilian("score", lines=json.dumps(body))[1]
