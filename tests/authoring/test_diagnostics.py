"""Every diagnostic has a text and an example, and the example draws it at its line and column."""

import ast
import re
from pathlib import Path

import pytest

import bot
from bot.catalogue import LANGUAGES, catalogue
from tests.authoring.workshop import DIAGNOSTICS, break_file, build, problems

SOURCE = Path(bot.__file__).parent
CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")
#: Words that would give away that a message was written for programmers.
JARGON = re.compile(
    r"Traceback|Error\b|\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\btuple\b|\bstr\b|\bint\b|pydantic|(?<![\w.])yaml\.|jinja"
    r"|object has no|\bvalid (string|integer|list|dictionary)|function-|<class|\bUndefined"
)


def texts_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def codes_given(path: Path) -> set[str]:
    """What problems are made with in a file, where it is written out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args]
    made = [
        n for n in calls if getattr(n.func, "id", "") == "Problem" or getattr(n.func, "attr", "") == "_tell"
    ]
    return {n.args[0].value for n in made if isinstance(n.args[0], ast.Constant)}


def codes_in_tables() -> set[str]:
    from bot.authoring.phrases import TEMPLATE_CODES
    from bot.document.complaint import CODES
    from bot.document.syntax import COMPLAINTS, SLIPS

    return {*TEMPLATE_CODES.values(), *CODES.values(), *(code for _, code in COMPLAINTS), *SLIPS}


def codes_returned() -> set[str]:
    """What the functions called `code_of` and `misread` and the variables called `code` can hold."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (isinstance(node, ast.FunctionDef) and node.name in ("code_of", "misread")) or (
                isinstance(node, ast.Assign) and any("code" in ast.unparse(t) for t in node.targets)
            ):
                words = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
                found |= {w for w in words if isinstance(w, str) and CODE.match(w)}
    return found - {"utf-8", "utf-8-sig"}


def test_every_code_has_a_text_and_every_text_a_code():
    given = set().union(*(codes_given(path) for path in SOURCE.rglob("*.py")))
    used = given | codes_in_tables() | codes_returned()
    assert used == set(DIAGNOSTICS)


@pytest.mark.parametrize("code", DIAGNOSTICS)
def test_every_diagnostic_is_written_in_both_languages(code):
    entry = DIAGNOSTICS[code]
    assert set(entry) <= {"zh", "en", "nearest", "example"}
    for texts in (entry, entry.get("nearest", entry)):
        assert re.search(r"[\u4e00-\u9fff]", texts["zh"])
        assert not re.search(r"[\u4e00-\u9fff]", texts["en"])
        names = [set(re.findall(r"(?<!\{)\{([a-z]+)\}", texts[language])) for language in LANGUAGES]
        assert names[0] == names[1]


@pytest.mark.parametrize("code", DIAGNOSTICS)
def test_every_example_draws_its_diagnostic_at_its_place_and_no_other(code, tmp_path):
    example = DIAGNOSTICS[code]["example"]
    build(tmp_path)
    break_file(tmp_path, example)
    found = problems(tmp_path, example["in"])
    places = {(p.code, p.line, p.column) for p in found if example["in"] != "proof" or p.code == code}
    assert places == {(code, example["line"], example["column"])}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", DIAGNOSTICS)
def test_messages_speak_to_trainers(code, language, tmp_path):
    example = DIAGNOSTICS[code]["example"]
    build(tmp_path)
    break_file(tmp_path, example)
    for problem in problems(tmp_path, example["in"]):
        text = catalogue(language).problem(problem).replace(str(tmp_path), "")
        assert not JARGON.search(text), text
        assert "\n" not in text
        if problem.code == code:
            assert not re.search(r"“…?”|<…?>|[:：] ?[。.]", text), text
        for name in problem.details:
            assert f"{{{name}}}" not in text


def test_a_sound_folder_has_no_problems(tmp_path):
    build(tmp_path)
    assert [problems(tmp_path, where) for where in ("dialogue", "rubric", "config", "vocabulary")] == [[]] * 4
