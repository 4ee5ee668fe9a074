"""What YAML would hide, blow up or choke on is told as a mistake."""

import resource
import time

import pytest

from bot.authoring.problem import Faulty
from bot.document import LARGEST, examine, parse, read


def told(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(Faulty) as caught:
        parse(text, "file")
    return [(p.code, p.line, p.column) for p in caught.value.problems]


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "No", "YES", "Off"])
def test_switches_are_not_words(word):
    assert told(f"a: {word}") == [("unquoted-switch", 1, 4)]
    assert parse(f'a: "{word}"\n{word}: "x"', "file").data == {"a": word, word: "x"}


def test_true_and_false_are_switches():
    assert parse("a: true\nb: false", "file").data == {"a": True, "b": False}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1:30", "unquoted-clock"),
        ("a: 9:15:00", "unquoted-clock"),
        ("a: 2024-05-01", "unquoted-date"),
        ("a: 2024-05-01 10:00:00", "unquoted-date"),
    ],
)
def test_clocks_and_dates_are_not_words(text, code):
    assert told(text) == [(code, 1, 4)]


def test_keys_are_always_words():
    assert parse("1: x\n2024-05-01: y\nnull: z", "file").data == {"1": "x", "2024-05-01": "y", "null": "z"}


def test_keys_written_twice_are_all_told():
    assert told("a: 1\nb: {c: 1, c: 2}\na: 2\nb: 3") == [
        ("key-twice", 2, 11),
        ("key-twice", 3, 1),
        ("key-twice", 4, 1),
    ]


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\nb: no")
    document = examine(path)
    assert document.data["a"] == 1
    assert [(p.line, p.column) for p in document.problems] == [(2, 4)]


@pytest.mark.parametrize(
    "content", [b"a: \xff", "a: \u4f60".encode("utf-16"), "a: 好".encode("gbk"), b"\x00\x01"]
)
def test_other_encodings_are_told(tmp_path, content):
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    with pytest.raises(Faulty) as caught:
        read(path)
    assert {p.code for p in caught.value.problems} <= {"not-utf8", "character-unseen"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "null"])
def test_nothing_written_is_nothing_read(text):
    assert parse(text, "file").data is None


def test_line_ends_of_all_systems_give_the_same_places():
    for end in ("\n", "\r\n"):
        assert told(f"a: 1{end}b: 2{end}c: no{end}") == [("unquoted-switch", 3, 4)]


def test_columns_count_characters():
    assert told('你: {好: "😀 👨‍👩‍👧 𠮷", 好: 1}') == [("key-twice", 1, 21)]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffe"]
)
def test_unseen_characters_are_told_with_their_place(character):
    assert told(f'a: 1\nb: "x{character}y"') == [("character-unseen", 2, 6)]


def test_half_a_character_is_told():
    assert told('b: "\ud800"') == [("character-unseen", 1, 5)]


def bomb(levels: int) -> str:
    lines = ['a0: &a0 ["x","x","x","x","x","x","x","x","x"]']
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(bomb(30), id="laughs"),
        pytest.param("a: &a [*a]", id="circle"),
        pytest.param("a: &a {b: *a}", id="circle-of-keys"),
        pytest.param("[" * 300_000, id="open"),
        pytest.param("[" * 300_000 + "]" * 300_000, id="deep"),
        pytest.param("{a: " * 200_000, id="keys"),
        pytest.param("- " * 200_000, id="dashes"),
        pytest.param("? " * 200_000, id="questions"),
        pytest.param("a: [" + "1," * 400_000 + "1]", id="wide"),
    ],
)
def test_bombs_take_neither_memory_nor_time(text):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    codes = {code for code, _, _ in told(text)}
    assert codes <= {"word-anchored", "word-starred", "too-deep", "file-too-large"}
    assert time.perf_counter() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_large_files_are_not_even_read(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST * 1000)
    with pytest.raises(Faulty) as caught:
        read(path)
    assert [p.code for p in caught.value.problems] == ["file-too-large"]


def test_all_slips_of_an_unreadable_file_are_told():
    text = "title：好\nlevel: 1\n\tkind: x\nbrief：好\n"
    assert told(text) == [("colon-full-width", 1, 6), ("indent-tab", 3, 1), ("colon-full-width", 4, 6)]


@pytest.mark.parametrize(
    "text", ["a: “你好：吃了吗”", 'a: "b：c"', "a: |\n  b：c\n  d", "a: 见：b", "a: 'x'\n# b：c"]
)
def test_wide_colons_in_what_is_said_are_no_mistake(text):
    parse(text, "file")
