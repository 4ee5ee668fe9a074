"""What the READMEs show is what the product says."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MARK = ".venv/bin/peilian "


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_excerpt_is_real(name):
    intro, _, rest = (ROOT / name).read_text("utf-8").partition("```text\n")
    command = intro[intro.rindex(MARK) + len(MARK) : intro.rindex("`")]
    peilian = [sys.executable, "-m", "bot", *shlex.split(command)]
    said = subprocess.run(peilian, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    shown = [line for line in rest.partition("```")[0].splitlines() if line and line != "…"]
    assert len(shown) > 20
    assert [line for line in shown if line not in said] == []
