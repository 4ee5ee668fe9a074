"""Whatever a trainer breaks in one file is told with its place, and all that it doesn't touch goes on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.authoring.problem import Faulty
from bot.config import load_settings
from bot.library.scripts import Shelf, load_shelf
from bot.library.units import load_units

SETTINGS = load_settings()
HERE = SETTINGS.path(SETTINGS.dialogues)
CALL, DRILL, SHEET = "walk-in", "drills/open-or-closed", "worksheets/price-of-an-hour"
EXERCISES = {"open-or-closed", "price-of-an-hour"}
ALL = {CALL, *EXERCISES}
FILES = ("zh/manners", "zh/shared", "zh/coach", "zh/lessons", f"zh/{CALL}", f"zh/{DRILL}", f"zh/{SHEET}")

Change = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*FILES, "units", "firms"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / f"{name}.yaml", tmp_path / f"{name}.yaml")
    return tmp_path


def started(folder: Path, zh) -> Shelf:
    """What a start finds."""
    return load_shelf(folder, zh, SETTINGS.company["zh"], thorough=False, kept=folder / "var")


def checked(folder: Path, zh) -> Shelf:
    """What `peilian check` finds."""
    return load_shelf(folder, zh, SETTINGS.company["zh"])


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("zh/manners", set()),
        ("zh/lessons", ALL),
        ("zh/coach", {CALL}),
        (f"zh/{DRILL}", ALL - {"open-or-closed"}),
        ("units", ALL),
        ("firms", ALL),
    ],
)
def test_a_file_that_is_not_utf8_leaves_the_others(folder, zh, name, left):
    file = folder / f"{name}.yaml"
    file.write_bytes(f"# 请先看\n{file.read_text('utf-8')}".encode("gb18030"))
    assert set(started(folder, zh).scripts) == left
    told = [(Path(p.file).stem, p.code, p.line) for p in checked(folder, zh).problems]
    if name == "units":
        with pytest.raises(Faulty) as raised:
            load_units(folder)
        told = [(Path(p.file).stem, p.code, p.line) for p in raised.value.problems]
    assert told == [(Path(name).name, "not-utf8", 1)]


@pytest.mark.parametrize(
    ("body", "code"), [("", "file-empty"), ("- a\n", "file-not-keys"), ("zh: 5\n", "list-wanted")]
)
def test_a_list_of_another_shape_is_told(folder, zh, body, code):
    for name in ("firms", "units"):
        (folder / f"{name}.yaml").write_text(body, "utf-8")
    assert set(started(folder, zh).scripts) == ALL
    assert [p.code for p in checked(folder, zh).problems] == [code]
    with pytest.raises(Faulty) as raised:
        load_units(folder)
    assert [p.code for p in raised.value.problems] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("name:", "nam:", "key-unknown"),
        ("^(跳过", "^((跳过", "template-brackets"),
        ("不是这样。", "不是{{ foo }}。", "line-name-unknown"),
    ],
)
def test_with_a_broken_coach_calls_go_on_and_no_exercise_is_offered(folder, zh, old, new, code):
    change(folder, "zh/coach", old, new)
    found = started(folder, zh)
    assert set(found.scripts) == {CALL}
    assert [(Path(p.file).name, p.code) for p in found.problems] == [("coach.yaml", code)]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (SHEET, "name: stop", "name: Stop It", "key-shape"),
        (SHEET, "name: stop", "name: waste", "id-twice"),
        (SHEET, "昨天", "{{ company.nmae }}", "line-name-unknown"),
        (DRILL, '"开放式"', '"((开放式"', "template-brackets"),
        (DRILL, "跑几趟", "跑{{ 几趟", "line-broken"),
    ],
)
def test_an_exercise_that_can_not_be_played_is_told_and_left_out(folder, zh, name, old, new, code):
    change(folder, f"zh/{name}", old, new)
    found = started(folder, zh)
    assert set(found.scripts) == ALL - {Path(name).name}
    assert [(Path(p.file).stem, p.code) for p in found.problems] == [(Path(name).name, code)]


def test_a_sheet_of_nothing_and_a_choice_of_one_are_told(folder, zh):
    file = folder / f"zh/{SHEET}.yaml"
    head = file.read_text("utf-8").split("sheet:")[0]
    file.write_text(f"{head}sheet: {{items: []}}\nsample: []\n", "utf-8")
    change(folder, f"zh/{DRILL}", '  closed: {title: "封闭", words: ["封闭式", "封闭问题"]}\n', "")
    (folder / f"zh/{DRILL}.yaml").write_text(
        (folder / f"zh/{DRILL}.yaml").read_text("utf-8").replace("answer: closed", "answer: open"), "utf-8"
    )
    found = started(folder, zh)
    assert set(found.scripts) == {CALL}
    assert [p.code for p in found.problems] == ["too-few", "too-few"]


def test_two_files_of_a_name_are_told_and_the_first_one_is_played(folder, zh):
    change(folder, f"zh/{CALL}", "title: ", "title: “别的” #")
    shutil.copy(folder / f"zh/{DRILL}.yaml", folder / f"zh/drills/{CALL}.yaml")
    found = started(folder, zh)
    assert found.scripts[CALL].exercise
    assert [(p.code, p.line, p.details["name"]) for p in found.problems] == [("file-name-twice", 1, CALL)]


def test_dialogues_of_a_title_are_told_by_the_check_and_still_played(folder, zh):
    title = checked(folder, zh).scripts[CALL].dialogue.title
    change(folder, f"zh/{SHEET}", "一小时的价钱", f" {title}！")
    found = checked(folder, zh)
    assert set(found.scripts) == ALL
    assert [(p.code, Path(p.file).stem, p.line, p.details["other"]) for p in found.warnings] == [
        ("title-twice", "price-of-an-hour", 1, CALL)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_shipped_dialogues_share_a_title(library, language):
    titles = [s.dialogue.title for s in library.scripts(language).values()]
    titles += [draw.title for draw in library.draws(language).values()]
    assert len(set(titles)) == len(titles)
