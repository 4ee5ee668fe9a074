"""All mistakes of all files are told at once, each at its place; sound files play all the same."""

import inspect
import json
import re

import pytest

from bot.authoring.problem import Faulty
from bot.authoring.schema import dialogue_schema
from bot.document import parse
from bot.library.criteria import MAY, NEEDS
from bot.library.scripts import load_script
from bot.roleplay.dialogue import Dialogue, Manners
from bot.scoring.measures import MEASURES
from tests.authoring.workshop import DIALOGUE, MANNERS, build, recogniser, shelf

EIGHT = """\
title: 2024
title: "水果店"
course: telesales
source: [handbook/opening]
level: 1
kind: cold_cal
customer:
  name: "王姐"
  mood: 7
  patiense: 5
  facts:
    price:
      topic: ["(多少|几块"]
      open: "五块。"
      closed: no
states:
  start:
    phase: opening
    hint: "先问好。"
    says: ["喂？", 5]
    replies:
      - {when: gret, goto: strat}
      - {when: greet, ends: agred}
      - {when: thank, ends: agreed, mood: 1}
endings:
  agreed: {outcome: won, title: "答应了"}
rehearsals:
  good: {ending: agreed, replies: ["您好。"]}
  fair: {ending: agreed, replies: ["您好。"]}
"""
TOLD = [
    ("key-missing", 1, 1),  # brief
    ("key-twice", 2, 1),
    ("word-unknown", 6, 7),
    ("number-too-big", 9, 9),
    ("key-unknown", 10, 3),
    ("fact-unlabelled", 12, 5),  # label
    ("template-brackets", 13, 15),
    ("unquoted-switch", 15, 15),
    ("text-wanted", 20, 18),
    ("name-unknown", 22, 16),
    ("state-unknown", 22, 28),
    ("ending-unknown", 23, 29),
    ("mood-without-reason", 24, 9),
    ("rehearsal-missing", 27, 1),
]


def test_every_mistake_of_a_file_is_told_at_once(tmp_path):
    build(tmp_path)
    (tmp_path / "zh/shop.yaml").write_text(EIGHT, encoding="utf-8")
    assert [(p.code, p.line, p.column) for p in shelf(tmp_path).problems] == TOLD


def test_every_broken_file_is_told_and_the_sound_one_plays(tmp_path):
    build(tmp_path)
    (tmp_path / "zh/a.yaml").write_text("title：坏\n", encoding="utf-8")
    (tmp_path / "zh/b.yaml").write_text(EIGHT, encoding="utf-8")
    (tmp_path / "zh/c.yaml").write_bytes(b"\xff\xfe")
    found = shelf(tmp_path)
    assert list(found.scripts) == ["shop"]
    assert {p.file.rsplit("/", 1)[1] for p in found.problems} == {"a.yaml", "b.yaml", "c.yaml"}


def test_without_sound_manners_nothing_plays_and_everything_is_told(tmp_path):
    build(tmp_path)
    (tmp_path / "zh/manners.yaml").write_text(MANNERS + "moods: 3\n", encoding="utf-8")
    (tmp_path / "zh/b.yaml").write_text(DIALOGUE.replace("greet", "gret"), encoding="utf-8")
    found = shelf(tmp_path)
    assert not found.scripts
    assert [p.code for p in found.problems] == ["key-unknown", "name-unknown"]


def test_warnings_are_told_and_the_dialogue_plays(tmp_path):
    build(tmp_path)
    text = DIALOGUE.replace('says: "喂？"', "says: 喂？")
    (tmp_path / "zh/shop.yaml").write_text(text, encoding="utf-8")
    found = shelf(tmp_path)
    assert list(found.scripts) == ["shop"] and not found.problems
    assert [(p.code, p.line, p.column) for p in found.warnings] == [("speech-unquoted", 13, 11)]


def test_one_script_raises_its_mistakes(tmp_path):
    build(tmp_path)
    path = tmp_path / "zh/shop.yaml"
    path.write_text(EIGHT, encoding="utf-8")
    manners = parse(MANNERS, "manners").as_model(Manners)
    with pytest.raises(Faulty) as caught:
        load_script(path, manners, recogniser(), {})
    assert len(caught.value.problems) == len(TOLD)


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        (("a", "b", "[key]"), (2, 3)),
        (("a", "b", 1), (2, 10)),
        (("a", "b", "function-before[several(), tuple[str, ...]]", 1), (2, 10)),
        (("a", "b", 1, 0), (2, 10)),
        (("a", "c", "nullable", "d"), (4, 8)),
        (("a", "missing"), (1, 1)),
        (("e",), (5, 4)),
        ((), (1, 1)),
    ],
)
def test_places_are_those_of_the_file(place, spot):
    document = parse("a:\n  b: [x, y]\n  c:\n    d: 1\ne: 2\n", "file")
    assert document.at(place, key=place[-1:] == ("[key]",)) == (spot if "b" not in place[-1:] else (2, 3))


def with_helpers(measure) -> str:
    """The source of a measure and of the functions of its own file that it passes `using` on to."""
    source = inspect.getsource(measure)
    named = set(re.findall(r"(\w+)\([^()]*\busing\)", source)) - {measure.__name__}
    helpers = [vars(inspect.getmodule(measure)).get(name) for name in named]
    own = [h for h in helpers if inspect.isfunction(h) and h.__module__ == measure.__module__]
    return "".join([source, *(inspect.getsource(h) for h in own)])


def test_parameters_of_measures_are_those_they_read():
    for name, measure in MEASURES.items():
        source = with_helpers(measure)
        needs = set(re.findall(r'using\["(\w+)"\]', source))
        may = set(re.findall(r'using\.get\("(\w+)"', source))
        if "scope(record" in source:
            may |= {"phases", "first", "last"}
        assert (needs, may) == (set(NEEDS.get(name, ())), set(MAY.get(name, ()))), name


def test_the_schema_knows_every_key_and_lets_one_text_stand_for_a_list():
    schema = dialogue_schema()
    assert json.loads(json.dumps(schema)) == schema
    reply = schema["$defs"]["Reply"]
    assert {"when", "if", "says", "goto"} <= set(reply["properties"])
    assert {"type": "string"} in reply["properties"]["when"]["anyOf"]
    assert {"type": "string"} in reply["properties"]["says_one_of"]["items"]["anyOf"]
    assert set(schema["required"]) == {
        field.alias or name for name, field in Dialogue.model_fields.items() if field.is_required()
    }
