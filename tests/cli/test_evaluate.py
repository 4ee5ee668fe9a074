"""`peilian eval` on small labelled files."""

import json

import pytest

from bot.catalogue import catalogue
from bot.cli.evaluate import evaluate

SAID = [
    {"text": "您好", "clauses": [{"text": "您好", "question": "none", "acts": ["greet"]}]},
    {"text": "您平时怎么订酒店？", "clauses": [{"text": "您平时怎么订酒店", "question": "open", "acts": []}]},
    {"text": "再见", "clauses": [{"text": "再见", "question": "closed", "acts": ["farewell"]}]},
]


def told(capsys, tmp_path, name, body, misses=5):
    """Exit code, output and errors for a file of this body."""
    file = tmp_path / name
    file.write_text(body, "utf-8")
    code = evaluate(catalogue("zh"), file, "zh", misses)
    return code, *capsys.readouterr()


def test_a_corpus_is_measured_by_class_and_act(capsys, tmp_path):
    body = "\n".join(json.dumps(line, ensure_ascii=False) for line in SAID)
    code, out, _ = told(capsys, tmp_path, "x.jsonl", body)
    figures = {line[:22].strip(): line[22:].split() for line in out.splitlines() if line}
    assert code == 0
    assert figures["open"][:4] == ["1.000", "1.000", "1.000", "1"]
    assert figures["closed"][:4] == ["0.000", "0.000", "0.000", "1"]
    assert figures["greet"] == ["1.000", "1.000", "1.000", "1"]
    assert "再见 | closed → none" in out


def test_a_table_holds_question_types_only(capsys, tmp_path):
    code, out, _ = told(capsys, tmp_path, "x.tsv", "text\tlabel\n您去过几次？\tfactual-wh\n")
    assert code == 0
    assert "closed" in out
    assert "act " not in out


@pytest.mark.parametrize(
    ("name", "body", "key"),
    [
        ("x.tsv", "text\tlabel\n", "cli-eval-empty"),
        ("x.tsv", "您好\tnone\tmore\n", "cli-eval-row"),
        ("x.jsonl", "{}\n", "cli-eval-row"),
        ("x.jsonl", "not json\n", "cli-eval-row"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(capsys, tmp_path, name, body, key):
    code, _, errors = told(capsys, tmp_path, name, body)
    assert code == 2
    assert errors.strip() == catalogue("zh").say(key, file=str(tmp_path / name), number=1)


def clause(question, *acts):
    return json.dumps({"text": "您好", "clauses": [{"text": "您好", "question": question, "acts": acts}]})


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("x.tsv", "您好\tsomething\n", "open / closed / both / none / factual-wh"),
        (
            "x.jsonl",
            clause("opne"),
            "clauses.0.question 里没有“opne”这一种，有的是：open / closed / both / none",
        ),
        ("x.jsonl", clause("none", "greets"), "是不是想写“greet”？全部写法见 docs/labelling.md"),
        ("x.jsonl", clause("none", "xyz"), "没有“xyz”这一种，有哪些请看 docs/labelling.md"),
    ],
)
def test_an_unknown_label_is_told_with_what_there_is(capsys, tmp_path, name, body, said):
    code, _, errors = told(capsys, tmp_path, name, body)
    assert code == 2
    assert f"{name} 第 1 行：" in errors and said in errors


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert evaluate(catalogue("zh"), tmp_path / "none.tsv", "zh", 0) == 2
    assert str(tmp_path / "none.tsv") in capsys.readouterr().err
