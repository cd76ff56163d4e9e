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


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.parts[-3] + "/" + case.name)
def test_documents_keep_their_schema(case: Path) -> None:
    text = TextReader(registers()).read(read_text(case.read_bytes()))
    data = FORMATS.load()["json"].export(text, registers())
    document = json.loads(data)
    checker = jsonschema.FormatChecker(formats=["date"])
    jsonschema.Draft202012Validator(load_schema("document"), format_checker=checker).validate(
        document
    )
    for paragraph in document["paragraphs"]:
        assert paragraph["text"] == plain(parse_markup(paragraph.get("markup", paragraph["text"])))


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
