"""The document in JSON: to its schema, and with the words of the YAML."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from support.judging import read_text, registers
from whereas.analysis.texts import TextReader
from whereas.exporters.formats import FORMATS
from whereas.exporters.json import build_document
from whereas.model.markup import parse_markup, plain
from whereas.reading.schema import load_schema

GOOD = sorted((Path(__file__).parent / "cases").glob("*/good/*.yaml"))


def _validate(document: object) -> None:
    checker = jsonschema.FormatChecker(formats=["date"])
    schema = load_schema("document")
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(document)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.parts[-3] + "/" + case.name)
def test_documents_keep_their_schema(case: Path) -> None:
    text = TextReader(registers()).read(read_text(case.read_bytes()))
    data = FORMATS.load()["json"].export(text, registers())
    document = json.loads(data)
    _validate(document)
    for paragraph in document["paragraphs"]:
        assert paragraph["text"] == plain(parse_markup(paragraph.get("markup", paragraph["text"])))


MARKED = b"""
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
title: Care of *harbours*[^1]
subtitle: "5 * 3"
agenda: [{item: 14, title: "**Harbours**"}, {item: 15}]
adoption: {date: 2044-12-20, basis: on the *report*}
drafts: [A/99/L.1, {symbol: A/99/L.2, note: as *orally* revised}]
relations: [{kind: follows, to: A/RES/98/7, note: in ^part^}]
numbering: by-section
parts:
  - part: A
    title: \\*Rope\\*
    adoption: {date: 2044-12-21, basis: without a *vote*}
    operative: [{heading: "*Rope*[^1]", text: Decides.}]
  - {part: B, title: "~Tar~", numbering: by-section, operative: [Decides.]}
notes: {1: A note.}
fictional: true
source: {paragraphs: {operative: 2, notes: 1}}
"""


def test_a_line_is_its_words_with_its_markup_beside_them() -> None:
    document = build_document(TextReader(registers()).read(read_text(MARKED)), registers())
    _validate(document)
    assert (document["title"], document["title_markup"]) == (
        "Care of harbours",
        "Care of *harbours*[^1]",
    )
    assert document["subtitle"] == "5 * 3"
    assert "subtitle_markup" not in document
    assert document["agenda"] == [
        {"item": "14", "title": "Harbours", "title_markup": "**Harbours**"},
        {"item": "15"},
    ]
    basis = {"basis": "on the report", "basis_markup": "on the *report*"}
    assert document["adoption"] == {"date": "2044-12-20", **basis}
    note = {"note": "as orally revised", "note_markup": "as *orally* revised"}
    assert document["drafts"] == [{"symbol": "A/99/L.1"}, {"symbol": "A/99/L.2", **note}]
    assert document["relations"][0]["note_markup"] == "in ^part^"
    first, second = document["parts"]
    assert first["title"] == "*Rope*"
    assert "title_markup" not in first
    assert first["adoption"]["basis"] == "without a vote"
    assert (second["title"], second["title_markup"]) == ("Tar", "~Tar~")
    assert (second["numbering"], document["numbering"]) == ("by-section", "by-section")
    operative = next(p for p in document["paragraphs"] if "heading" in p)
    assert (operative["heading"], operative["heading_markup"]) == ("Rope", "*Rope*[^1]")
    assert document["source"]["paragraphs"] == {"operative": 2, "notes": 1}


def test_the_seed(root: Path) -> None:
    file = "content/resolutions/ga/76/A_RES_76_159.yaml"
    resolution = read_text((root / file).read_bytes(), file)
    document = build_document(TextReader(registers()).read(resolution), registers())
    assert [p["id"] for p in document["paragraphs"][:2]] == ["enacting", "pp1"]
    first = document["paragraphs"][1]
    mark = first["notes"][0]
    assert first["text"][: mark["offset"]].endswith("on 25 June 1993,")
    start, end = first["opening"]
    assert first["text"][start:end] == "Reaffirming its commitment"
    assert "markup" not in document["paragraphs"][0]
    assert document["source"]["official"] == "https://docs.un.org/en/A/RES/76/159"
    cited = [reference["symbol"] for reference in document["references"]]
    assert cited == [
        "A/76/462/Add.2",
        "A/RES/70/1",
        "A/RES/75/180",
        "A/HRC/RES/47/9",
        "E/CN.4/Sub.2/RES/2000/22",
        "A/CONF.157/24 (Part I)",
        "A/RES/55/2",
        "A/76/53",
        "A/RES/66/3",
        "A/RES/76/1",
        "E/CN.4/2001/2",
        "E/CN.4/Sub.2/2000/46",
    ]
