"""Reports as PDF: set with our own fonts, accessible, and nothing anybody writes is code."""

import json
import re
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import LANGUAGES, catalogue
from bot.catalogue.catalogue import FOLDER
from bot.reports.cells import breakable, straight
from bot.reports.pdf import MOST, fonts, literal, pdf, source
from bot.reports.report import Report, Section
from tests.reports.names import NAMES
from tests.reports.samples import MADE, report


def written(*texts: str) -> list[str]:
    """What Typst understands of texts that a template put out."""
    lines = "\n".join(f"#metadata({literal(text)}) <x>" for text in texts)
    told = json.loads(typst.query(lines.encode(), "<x>", font_paths=fonts(), ignore_system_fonts=True))
    return [item["value"] for item in told]


def drawn(text: str) -> bytes:
    """A text as a picture, in the fonts of a report."""
    head = '#set page(width: auto, height: auto)\n#set text(font: ("Noto Sans CJK SC", "Noto Emoji"))\n'
    made = typst.compile(
        f"{head}#{literal(text)}".encode(), format="png", font_paths=fonts(), ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_becomes_an_accessible_pdf_the_same_every_time(language: str) -> None:
    made = pdf(report(language))
    assert made.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in made and b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert pdf(report(language)) == made


def test_names_are_data() -> None:
    assert written(*NAMES) == [breakable(straight(name)) for name in NAMES]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=20))
def test_whatever_is_written_is_data(texts: list[str]) -> None:
    assert written(*texts) == [breakable(straight(text)) for text in texts]


def test_figures_stay_figures() -> None:
    assert [literal(value) for value in (None, True, 3, 2.5)] == ["none", "true", "3", "2.5"]


def test_the_templates_of_a_firm_escape_too(tmp_path: Path) -> None:
    (tmp_path / "report.typ.j2").write_text("#text({{ report.title | safe }})", "utf-8")
    titled = Report('"); #panic("x', "", MADE, [])
    assert source(titled, tmp_path) == '#text("\\"); #panic(\\"x")'
    assert pdf(titled, tmp_path).startswith(b"%PDF")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_name_keeps_a_report_from_being_made(title: str, heading: str) -> None:
    assert pdf(Report(title, heading, MADE, [Section(heading, title)])).startswith(b"%PDF")


def test_a_table_with_many_columns_lies_on_its_side() -> None:
    def box(made: Report) -> tuple[float, float]:
        width, height = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf(made))[0]
        return float(width), float(height)

    wide = report().sections[-2].table
    assert wide is not None
    many = Report(
        "", "", MADE, [Section("", table=type(wide)("", [*wide.columns, *wide.columns], wide.rows))]
    )
    assert box(many)[0] > box(many)[1]
    assert box(report())[0] < box(report())[1]


def test_a_long_table_stops_and_says_so() -> None:
    whole, cut = source(report(count=MOST)), source(report(count=MOST + 7))
    assert whole.count("2025-11-03") == cut.count("2025-11-03") == MOST
    more = catalogue("zh").say("report-more", count=7)
    assert more in cut and more not in whole


@pytest.mark.parametrize("character", "喆堃䶮镕犇囍陳Éß—“’…、。🙂👩💼")
def test_characters_of_names_are_in_our_fonts(character: str) -> None:
    assert drawn(character) != drawn("\ue000")


def test_every_character_the_product_says_itself_is_in_our_fonts() -> None:
    said = {c for language in LANGUAGES for c in (FOLDER / f"{language}.yaml").read_text("utf-8") if c > "~"}
    boxes = drawn("\ue000")
    assert not [c for c in sorted(said) if straight(c) and drawn(c) == boxes]
