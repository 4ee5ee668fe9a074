"""Faultless files are read once: what is known must be the same, and nothing that changed may be known."""

import json
import shutil
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.library.scripts import load_shelf

SETTINGS = load_settings()
CALL = "walk-in"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "zh").mkdir()
    for name in ("manners", "shared", "coach", CALL):
        shutil.copy(SETTINGS.path(SETTINGS.dialogues) / "zh" / f"{name}.yaml", tmp_path / "zh")
    return tmp_path


def load(folder: Path, zh, company=None):
    return load_shelf(folder, zh, company or SETTINGS.company["zh"], False, kept=folder / "var")


def kept(folder: Path):
    return json.loads((folder / "var" / "read-zh.json").read_text("utf-8"))["files"]


def test_what_is_known_is_the_same_as_what_was_read(folder, zh):
    read, known = load(folder, zh), load(folder, zh)
    assert list(kept(folder)) and known.problems == read.problems == ()
    assert known.scripts[CALL].version == read.scripts[CALL].version
    assert (CALL in read.documents, CALL in known.documents) == (True, False)


def test_a_file_that_changed_is_read_anew_and_a_faulty_one_never_known(folder, zh):
    load(folder, zh)
    call = folder / "zh" / f"{CALL}.yaml"
    call.write_text(call.read_text("utf-8").replace("level: ", "levle: ", 1), "utf-8")
    for _ in range(2):
        found = load(folder, zh)
        assert found.problems and CALL not in found.scripts
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("other", ["manners.yaml", "shared.yaml"])
def test_nothing_is_known_once_what_it_leans_on_has_changed(folder, zh, other):
    load(folder, zh)
    file = folder / "zh" / other
    file.write_text(file.read_text("utf-8") + "\n# …\n", "utf-8")
    assert CALL in load(folder, zh).documents


def test_another_company_is_another_reading(folder, zh):
    load(folder, zh)
    assert CALL in load(folder, zh, {**SETTINGS.company["zh"], "name": "另一家"}).documents


@pytest.mark.parametrize("body", ["", "[", '{"context": 1}', '{"files": {}}'])
def test_a_broken_memory_is_no_memory(folder, zh, body):
    (folder / "var").mkdir()
    (folder / "var" / "read-zh.json").write_text(body, "utf-8")
    assert CALL in load(folder, zh).documents
    assert CALL not in load(folder, zh).documents


def test_nowhere_to_write_is_no_mistake(folder, zh):
    (folder / "var").write_text("a file where the folder would be", "utf-8")
    assert load(folder, zh).problems == ()
