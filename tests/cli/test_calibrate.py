"""`peilian calibrate` and `peilian rescore`, as a trainer would call them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_text_tools import peilian

ROOT = Path(__file__).parent.parent.parent
#: All of a library's files that one call needs.
NEEDED = ("busy-buyer", "manners", "shared", "coach", "lessons")
CALL = {
    "id": "a",
    "kind": "cold_call",
    "turns": [
        {"who": "customer", "text": "喂，哪位？"},
        {"who": "trainee", "text": "您好，我是云程商旅的，我叫陈静，请问是林经理吗？"},
        {"who": "customer", "text": "我是，什么事？"},
        {"who": "trainee", "text": "想了解一下你们出差订酒店的情况，您现在方便吗？"},
    ],
}


def run(*arguments, language="zh", cwd=ROOT):
    """The command's output, its errors and its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "PEILIAN_LANG": language, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


def written(tmp_path, *lines):
    file = tmp_path / "marked.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return str(file)


def test_a_trainer_sees_where_the_two_differ_and_by_which_rule(tmp_path):
    file = written(
        tmp_path,
        {"text": "您平时酒店怎么订的？", "question": "open", "acts": []},
        {"text": "谢谢您", "question": "none", "acts": ["praise"]},
        CALL | {"total": 95, "criteria": {"greets": "bad", "asks-convenient": "good"}},
    )
    out, err, code = run("calibrate", file)
    assert (code, err) == (0, "")
    assert "κ = 1.00" in out
    assert "praise：培训师标了、机器没听出 1 次" in out
    assert "thank：培训师标了、机器没听出 0 次；机器多听出 1 次" in out
    assert "问好：1 次不一致" in out
    assert "开口先问好" in out
    assert "asks-convenient" not in out


@pytest.mark.parametrize(("language", "told"), [("zh", "第 2 行读不懂"), ("en", "Line 2 can't be read")])
def test_a_line_that_is_no_mark_is_told_and_the_rest_goes_on(tmp_path, language, told):
    good = {"text": "您好", "question": "none", "acts": ["greet"]}
    out, err, code = run("calibrate", written(tmp_path, good, {"text": 3}, good), language=language)
    assert code == 1
    assert told in err
    assert "2" in out


def test_a_file_that_is_not_there_is_told(tmp_path):
    _, err, code = run("calibrate", str(tmp_path / "none.jsonl"))
    assert code == 2
    assert "none.jsonl" in err


def test_rescoring_tells_what_moved_and_why(tmp_path):
    (tmp_path / "config.yaml").write_text((ROOT / "config.yaml").read_text("utf-8"), "utf-8")
    for folder in ("dialogues", "rubrics"):
        (tmp_path / folder).mkdir()
        for file in (ROOT / folder).rglob("*.yaml"):
            if folder == "dialogues" and file.parent.name in ("zh", "en") and file.stem not in NEEDED:
                continue
            copy = tmp_path / folder / file.relative_to(ROOT / folder)
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(file.read_text("utf-8"), "utf-8")
    config = str(tmp_path / "config.yaml")
    call = "您好，我是云程商旅的小陈。\n/quit\n"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--config", config, "practise", "busy-buyer", "--lang", "zh"],
        input=call, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PEILIAN_LANG": "zh"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    out, _, code = run("--config", config, "rescore")
    assert (code, "变了 0 通" in out) == (0, True)
    rubric = tmp_path / "rubrics" / "opening.yaml"
    text = rubric.read_text("utf-8").replace("scale: [[0, 0], [1, 100]]", "scale: [[0, 0], [1, 50]]", 1)
    rubric.write_text(text, "utf-8")
    dry, _, _ = run("--config", config, "rescore", "--dry")
    assert "会变 1 通" in dry
    out, _, _ = run("--config", config, "rescore")
    assert "问好 100 → 50" in out
    assert "变了 1 通" in out
    again, _, _ = run("--config", config, "rescore")
    assert "变了 0 通" in again


def test_score_takes_the_kinds_of_call_there_are():
    line = json.dumps(CALL | {"kind": "referral"}, ensure_ascii=False)
    out, err, code = peilian("score", "--lang", "zh", lines=line)
    assert (code, err) == (0, "")
    assert out[0]["dimensions"]["referral"] is not None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"text": "您好", "question": "opne"},
            "question 里没有“opne”这一种，有的是：open / closed / both / none",
        ),
        ({"text": "您好", "question": "none", "acts": ["greets"]}, "是不是想写“greet”"),
        (CALL | {"kind": "party", "total": 5}, "kind 里没有“party”这一种，有的是：cold_call / "),
        (CALL | {"total": 5, "criteria": {"greats": "bad"}}, "是不是想写“greets”？全部写法见 rubrics/*.yaml"),
    ],
)
def test_an_unknown_word_is_told_with_those_there_are(tmp_path, line, said):
    _, err, code = run("calibrate", written(tmp_path, line))
    assert code == 2
    assert "第 1 行：" in err and said in err
