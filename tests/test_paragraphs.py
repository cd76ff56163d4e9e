"""Ids of paragraphs: made from what is printed, never from a place in a list."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whereas.model.paragraphs import flatten
from whereas.model.resolution import Paragraph
from whereas.reading.schema import load_schema


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
    assert ids(text) == ["op5", "op5.a", "op5.a.i", "op5~2.~h", "op5~2", "op5~2.i"]
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
    assert ids(text) == ["h1", "pp1", "h2", "op~1", "op2", "op2.p1", "op2.p2"]
    assert flatten(text)[4].markup == ""


def test_paragraphs_without_number_beside_numbered_ones() -> None:
    numbered = {"num": "1", "text": "b"}
    assert ids({"operative": ["a", numbered, "c"]}) == ["op~1", "op1", "op~2"]
    section = {"section": "I", "operative": [numbered]}
    assert ids({"operative": ["a", section]}) == ["op~1", "I", "op1"]
    assert ids({"operative": ["a", {"text": "b"}]}) == ["op1", "op2"]


def test_each_section_counts_for_itself_where_numbers_start_again() -> None:
    sections = [
        {"section": "I", "operative": ["a", "b"]},
        {"section": "II", "operative": ["c", {"section": "A", "operative": ["d"]}, "e"]},
        {"section": "III", "operative": ["f", {"num": "1", "text": "g"}]},
    ]
    text = {"numbering": "by-section", "operative": sections}
    words = [name for name in ids(text) if "op" in name]
    assert words[:4] == ["I.op1", "I.op2", "II.op1", "II.A.op1"]
    assert words[4:] == ["II.op2", "III.op~1", "III.op1"]


def _annex(*blocks: Any, **more: str) -> list[str]:
    return ids({"operative": ["x"], "annexes": [{"blocks": list(blocks), **more}]})[2:]


def test_divisions_without_number_beside_numbered_ones() -> None:
    opening = {"title": "Introduction", "blocks": ["a"]}
    part = {"division": "part", "num": "1", "blocks": ["b"]}
    other = {"num": "1", "title": "More", "blocks": ["c"]}
    made = ["annex.part~1", "annex.part~1.p1", "annex.part1", "annex.part1.p1"]
    assert _annex(opening, part) == made
    assert _annex(opening, {"division": "article", "blocks": ["b"]})[2] == "annex.arti2"
    assert _annex(opening, opening)[::2] == ["annex.part1", "annex.part2"]
    assert _annex(part, other)[::2] == ["annex.part1", "annex.divi1"]
    assert _annex(other) == ["annex.part1", "annex.part1.p1"]


def test_blocks_without_number_count_anew_under_each_heading() -> None:
    first, second = {"heading": "One"}, {"heading": "Two"}
    made = _annex(first, "a", "b", second, "c", numbering="by-section")
    assert made == ["annex.h1", "annex.h1.p1", "annex.h1.p2", "annex.h2", "annex.h2.p1"]


def test_a_heading_after_a_list_takes_no_label() -> None:
    held = {"num": "1", "text": "a", "items": ["b"]}
    alone = {"operative": [{**held, "then": [{"heading": "H"}]}]}
    beside = {
        "operative": [{**held, "then": [{"heading": "H", "items": [{"num": "h", "text": "c"}]}]}]
    }
    assert ids(alone)[2:] == ["op1~2.h"]
    assert ids(beside)[2:] == ["op1~2.~h", "op1~2.h"]


_LABELS = ["1", "2", "h", "p", "t", "s", "a", "i", "op", "pp", "I", "A", "5 bis", "IV"]
_DIVISIONS = [None, "part", "article", "chapter"]


def _labelled(draw: st.DrawFn, entries: list[Any]) -> list[Any]:
    """Give entries some of which have a label, no label twice."""
    labels = draw(st.permutations(_LABELS))
    for entry, label in zip(entries, labels, strict=False):
        if draw(st.booleans()):
            entry["num"] = label
    return entries


@st.composite
def _paragraphs(draw: st.DrawFn, depth: int = 2) -> list[Any]:
    entries: list[Any] = [{"text": "x"} for _ in range(draw(st.integers(1, 3)))]
    for entry in entries if depth else ():
        if draw(st.booleans()):
            entry["items"] = draw(_paragraphs(depth - 1))
        if draw(st.booleans()):
            entry["then"] = [{"heading": "x", "text": "x", "items": draw(_paragraphs(0))}]
        if draw(st.booleans()):
            entry["embeds"] = {"subtitle": "x", "blocks": draw(_blocks(0))}
    return _labelled(draw, entries)


@st.composite
def _blocks(draw: st.DrawFn, depth: int = 1) -> list[Any]:
    blocks: list[Any] = draw(_paragraphs(depth))
    blocks += [{"heading": "x"}, {"table": {"rows": [["x"]]}}]
    if depth:
        kinds = draw(st.lists(st.sampled_from(_DIVISIONS), max_size=3))
        divisions = [{"title": "x", "blocks": draw(_blocks(0))} for _ in kinds]
        for kind, division in zip(kinds, _labelled(draw, divisions), strict=True):
            division.update({"division": kind} if kind else {})
        blocks += divisions
    return list(draw(st.permutations(blocks)))


@st.composite
def _texts(draw: st.DrawFn) -> dict[str, Any]:
    operative = [*draw(_paragraphs()), {"heading": "x"}, {"table": {"rows": [["x"]]}}]
    by_section = draw(st.booleans())
    labels = draw(st.permutations(["I", "II", "A", "op", "s", "h"]))
    for label in labels[: draw(st.integers(0, 3))]:
        words = [*draw(_paragraphs(1)), {"heading": "x", "operative": ["x"]}]
        if not by_section:  # numbers run on: none stands twice
            words = [{"text": "x"}]
        section = {"heading": "x", "preamble": [{"heading": "x"}, "x"], "operative": words}
        operative.append({**section, "section": label} if draw(st.booleans()) else section)
    text = {
        "enacting": "x",
        "resolving": "x",
        "preamble": draw(_paragraphs()),
        "operative": operative,
    }
    annexes = [{"subtitle": "x", "blocks": draw(_blocks())} for _ in range(draw(st.integers(0, 3)))]
    numbering = {"numbering": "by-section"} if by_section else {}
    return {**text, "annexes": _labelled(draw, annexes), **numbering}


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(_texts())
def test_no_made_up_name_is_a_label(text: dict[str, Any]) -> None:
    found = ids(text)
    assert sorted(set(found)) == sorted(found)


def test_kinds_of_divisions_have_names_of_their_own() -> None:
    kinds = load_schema("resolution")["$defs"]["division"]["properties"]["division"]["enum"]
    names = [kind[:4] for kind in (*kinds, "division", "note", "subtitle")]
    assert len(set(names)) == len(names)


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
