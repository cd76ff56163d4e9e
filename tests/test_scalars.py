"""Plain scalars: text, unless the schema at their place allows only a number or a truth value."""

from __future__ import annotations

from typing import Any

import pytest

from support.judging import read_text
from whereas.reading import scalars
from whereas.reading.documents import read_document
from whereas.reading.strict_yaml import parse_yaml

HEAD = """
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
adoption: {date: 2044-12-20}
fictional: true
"""


def _read(more: str) -> Any:
    document, problems = read_document((HEAD + more).encode(), "x.yaml")
    assert document is not None, problems
    return document.root


@pytest.mark.parametrize(
    ("cell", "words"),
    [("2045", "2045"), ("1.10", "1.10"), ("no", "no"), ("true", "true"), ("null", "null")],
)
def test_a_cell_is_text_as_typed(cell: str, words: str) -> None:
    table = f"operative: [{{table: {{columns: [Year, {cell}], rows: [[{cell}, 1200]]}}}}]"
    text = read_text((HEAD + table).encode())
    assert text.paragraphs[0].text() == f"Year\t{words}\n{words}\t1200"


def test_a_key_means_nothing_beyond_its_place() -> None:
    root = _read(
        "preamble: [1944]\noperative: [1945]\nnotes: {1: 1946}\n"
        "source: {paragraphs: {preamble: 1, operative: 1, notes: 1}}"
    )
    assert (root["preamble"], root["operative"], root["notes"]) == (
        ["1944"],
        ["1945"],
        {"1": "1946"},
    )
    assert root["source"]["paragraphs"] == {"preamble": 1, "operative": 1, "notes": 1}


def test_spans_of_cells_are_numbers_at_any_depth() -> None:
    cell = "{text: 7, cols: 2, rows: 3}"
    item = f"{{text: a, then: [{{text: b, table: {{rows: [[{cell}]]}}}}]}}"
    root = _read(f"operative: [{{text: x, items: [{item}]}}]")
    held = root["operative"][0]["items"][0]["then"][0]["table"]["rows"][0][0]
    assert held == {"text": "7", "cols": 2, "rows": 3}


def test_what_no_number_can_be_stays_text() -> None:
    _, problems = read_document(f"{HEAD}operative: [x]\nexcerpt: yes".encode(), "x.yaml")
    assert [problem.rule for problem in problems] == ["SCH03"]
    _, problems = read_document(f"{HEAD}operative: [1945, {{num: 0}}]".encode(), "x.yaml")
    assert {problem.path[:2] for problem in problems} == {("operative", 1)}


def test_a_place_of_several_forms_has_the_numbers_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = {
        "properties": {
            "a": {"type": "integer"},
            "b": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
            "c": {"if": {"minimum": 1}, "then": {"type": "integer"}, "else": {"type": "integer"}},
            "d": {"$ref": "#/$defs/e", "minimum": 1},
            "f": {"type": "object", "additionalProperties": {"type": "boolean"}},
            "g": {"type": ["number", "string"]},
            "h": {"type": "array", "items": {"$ref": "#/$defs/e"}},
        },
        "patternProperties": {"^x": {"type": "integer"}},
        "allOf": [{"properties": {"a": {"minimum": 1}}}],
        "$defs": {"e": {"type": "integer"}},
    }
    monkeypatch.setattr(scalars, "load_schema", lambda name: schema)
    text = "a: 1\nb: 1\nc: 1\nd: 1\nf: {y: true}\ng: 1\nh: [1]\nx1: 1\nz: 1\n"
    parsed, _ = parse_yaml(text, "x.yaml")
    assert parsed is not None
    typed = scalars.type_scalars(parsed, "any")
    scalars._compiled.cache_clear()
    expected = {"a": 1, "b": "1", "c": 1, "d": 1, "f": {"y": True}, "g": "1", "h": [1]}
    assert typed == {**expected, "x1": 1, "z": "1"}
