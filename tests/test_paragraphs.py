"""Ids of paragraphs: made from what is printed, never from a place in a list."""

from __future__ import annotations

from typing import Any

import pytest

from whereas.model.paragraphs import flatten
from whereas.model.resolution import Paragraph


def ids(text: dict[str, Any]) -> list[str]:
    return [paragraph.id for paragraph in flatten(text)]


def test_a_plain_text() -> None:
    text = {
        "enacting": "The Council,",
        "preamble": [
            "Recalling a,",
            {"text": "Noting:", "items": ["b,", {"num": "b", "text": "c,"}]},
        ],
        "operative": [{"num": "1", "text": "Decides:"}, {"num": "2 bis", "text": "Asks."}],
    }
    assert ids(text) == ["enacting", "pp1", "pp2", "pp2.p1", "pp2.b", "op1", "op2bis"]


def test_nested_lists_and_words_after_them() -> None:
    deep = {"num": "a", "text": "x:", "items": [{"num": "i", "text": "y"}]}
    text = {
        "operative": [
            {
                "num": "5",
                "text": "Decides:",
                "items": [deep],
                "then": [{"heading": "H", "text": "and:", "items": [{"num": "i", "text": "z"}]}],
            }
        ]
    }
    assert ids(text) == ["op5", "op5.a", "op5.a.i", "op5~2.h", "op5~2", "op5~2.i"]
    by_id = {paragraph.id: paragraph for paragraph in flatten(text)}
    assert by_id["op5.a.i"].parent == "op5.a"
    assert by_id["op5.a.i"].depth == 2
    assert by_id["op5~2"].parent == "op5"
    assert by_id["op5~2"].depth == 0
    assert by_id["op5~2.i"].parent == "op5"
    assert by_id["op5~2.i"].depth == 1


def test_sections_carry_on_or_start_again() -> None:
    inner = {"section": "A", "operative": [{"num": "2", "text": "b"}]}
    sections = [
        {
            "section": "I",
            "heading": "One",
            "preamble": ["p,"],
            "operative": [{"num": "1", "text": "a"}],
        },
        {"section": "II", "operative": [inner]},
        {"heading": "Means & ends", "operative": [{"num": "3", "text": "c"}]},
    ]
    text: dict[str, Any] = {"operative": sections}
    assert ids(text) == ["I", "I.pp1", "op1", "II", "II.A", "op2", "s1", "op3"]
    text["numbering"] = "by-section"
    assert ids(text)[2:6] == ["I.op1", "II", "II.A", "II.A.op2"]


def test_headings_between_paragraphs() -> None:
    text = {
        "preamble": [{"heading": "Ground"}, "Noting,"],
        "operative": [{"heading": "Work"}, "Decides.", {"num": "2", "items": ["a;", "b."]}],
    }
    assert ids(text) == ["h1", "pp1", "h2", "op1", "op2", "op2.p1", "op2.p2"]
    assert flatten(text)[4].markup == ""


def test_an_insertion_moves_no_printed_number() -> None:
    before = {"operative": [{"num": "1", "text": "a"}, {"num": "2", "text": "b"}]}
    after = {
        "operative": [
            {"num": "1", "text": "a"},
            {"num": "1 bis", "text": "x"},
            {"num": "2", "text": "b"},
        ]
    }
    assert set(ids(before)) < set(ids(after))


def _value(text: Any, paragraph: Paragraph) -> Any:
    for step in paragraph.path:
        text = text[step]
    return text


@pytest.mark.parametrize(
    "text",
    [
        {"enacting": "E,", "resolving": "R:", "operative": ["a", {"text": "b", "items": ["c"]}]},
        {
            "operative": [
                {"heading": "H", "operative": [{"num": "1", "text": "t", "then": [{"text": "u"}]}]}
            ]
        },
    ],
)
def test_paths_lead_to_the_words(text: dict[str, Any]) -> None:
    for paragraph in flatten(text):
        assert _value(text, paragraph) == paragraph.markup
