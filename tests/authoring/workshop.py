"""A trainer's folder with sound files, into which tests put mistakes."""

import re
from functools import cache
from pathlib import Path

from bot.authoring.problem import Faulty, Problem
from bot.authoring.proof import prove
from bot.catalogue.catalogue import FOLDER
from bot.config import load_settings
from bot.document import LARGEST, parse, read
from bot.language.recogniser import Recogniser
from bot.language.vocabulary import Vocabulary
from bot.library.rubrics import load_rubrics
from bot.library.scripts import Shelf, load_shelf
from bot.library.vocabularies import load_vocabulary

DIAGNOSTICS = read(FOLDER / "diagnostics.yaml").data
SECTION = re.compile(r"^([a-z_]+)\s*[:：]?", re.MULTILINE)

VOCABULARY = """
language: zh
lists: {fruit: "苹果|梨"}
acts:
  greet: {templates: ["您好"]}
  thank: {templates: ["谢谢"]}
  farewell: {templates: ["再见"]}
question_rules:
  - {name: particle, type: closed, templates: ["吗$"]}
"""
DIALOGUE = """
title: "水果店"
course: telesales
source: [handbook/opening]
level: 1
kind: cold_call
brief: "打给水果店。"
customer: {name: "王姐"}
states:
  start:
    phase: opening
    hint: "先问好。"
    says: "喂？"
    replies:
      - {when: greet, ends: agreed}
endings:
  agreed: {outcome: won, title: "答应了", says: "好。"}
rehearsals:
  good: {ending: agreed, replies: ["您好。"]}
  fair: {ending: agreed, replies: ["您好。"]}
  poor: {ending: agreed, replies: ["您好。"]}
"""
MANNERS = """
replies:
  - {when: otherwise, says: "嗯？"}
endings:
  hung-up: {outcome: hung-up, title: "客户挂断了"}
  left: {outcome: lost, title: "客户道别了"}
  quit: {outcome: lost, title: "您挂断了电话"}
"""
RUBRIC = """
id: opening
title: {zh: "开场", en: "Opening"}
criteria:
  - id: greets
    title: {zh: "问好", en: "Greets"}
    measure: acts
    using: {any: [greet], first: 1}
    scale: [[0, 0], [1, 100]]
    rule: {zh: "好", en: "ok"}
    tip: {zh: "好", en: "ok"}
    better: {zh: "好", en: "ok"}
"""
SCHEME = """
kinds:
  cold_call: {opening: 1}
  discovery: {opening: 1}
  objection: {opening: 1}
  complaint: {opening: 1}
  event: {opening: 1}
  followup: {opening: 1}
bands:
  - {least: 0, title: {zh: "还要练", en: "needs practice"}}
"""
CONFIG = "language: zh\n"
PLACES = {
    "dialogue": ("zh/shop.yaml", DIALOGUE),
    "proof": ("zh/shop.yaml", DIALOGUE),
    "manners": ("zh/manners.yaml", MANNERS),
    "rubric": ("rubrics/opening.yaml", RUBRIC),
    "scheme": ("rubrics/scheme.yaml", SCHEME),
    "config": ("config.yaml", CONFIG),
    "vocabulary": ("words/zh/words.yaml", "words: {}\n"),
    "firms": ("firms.yaml", 'zh: ["携程"]\n'),
}


@cache
def recogniser() -> Recogniser:
    return Recogniser(parse(VOCABULARY, "vocabulary").as_model(Vocabulary))


def build(folder: Path) -> None:
    """Write all files, sound."""
    for name, text in PLACES.values():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "words/zh/acts.yaml").write_text(VOCABULARY.replace("fruit:", "you:"), encoding="utf-8")


def patched(text: str, base: str) -> str:
    """A text, followed by those sections of the base that it doesn't write itself."""
    written = set(SECTION.findall(text))
    sections = re.split(r"^(?=[a-z])", base.lstrip("\n"), flags=re.MULTILINE)
    return "\n".join([text, *(s for s in sections if s and SECTION.match(s)[1] not in written)])


def break_file(folder: Path, example: dict) -> None:
    """Put the mistake of an example into its file, and what it takes beside it."""
    for beside, written in example.get("beside", {}).items():
        (folder / beside).parent.mkdir(exist_ok=True)
        (folder / beside).write_text(patched(written, DIALOGUE), encoding="utf-8")
    name, base = PLACES[example["in"]]
    path, kind = folder / name, example.get("file", "")
    text = example.get("yaml", "")
    text = text if example.get("whole") else patched(text, base)
    if kind in ("absent", "folder"):
        path.unlink()
        if kind == "folder":
            path.mkdir()
    elif kind == "huge":
        path.write_text(text * (LARGEST // len(text) + 1), encoding="utf-8")
    else:
        text = text.replace("<long>", "好" * 1000)
        path.write_bytes(text.encode("gbk" if kind == "gbk" else "utf-8"))


def shelf(folder: Path) -> Shelf:
    return load_shelf(folder, recogniser(), {})


def problems(folder: Path, where: str) -> list[Problem]:
    """What the real loaders say about the files of a folder."""
    try:
        if where == "config":
            load_settings(folder / "config.yaml")
        elif where in ("rubric", "scheme"):
            load_rubrics(folder / "rubrics")
        elif where == "vocabulary":
            load_vocabulary("zh", folder / "words")
        else:
            return of_shelf(shelf(folder), folder, proof=where == "proof")
    except Faulty as faulty:
        return faulty.problems
    return []


def of_shelf(found: Shelf, folder: Path, proof: bool) -> list[Problem]:
    if not proof:
        return [*found.problems, *found.warnings]
    script, document = found.scripts["shop"], found.documents["shop"]
    return [document.locate(problem) for problem in prove(script, load_rubrics(folder / "rubrics"))]
