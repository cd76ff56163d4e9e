"""Repairs of official XML that are certain: each is made, and is a line of the report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from support.judging import registers
from whereas.importers.akn import read_akn
from whereas.importers.drafts import Draft, Refusal, Source

FIXTURES = Path(__file__).parent / "fixtures" / "import" / "akn"
_BODY = re.compile(r"(<mainBody>).*?(</mainBody>)", re.DOTALL)
TABLE = (
    "<container><table><tr><th><p>{head}</p></th></tr>"
    "<tr><td><p>{cell}</p></td></tr></table></container>"
)


def with_body(name: str, body: str) -> Draft:
    """Give the draft of a fixture with another operative part."""
    text = _BODY.sub(rf"\g<1>{body}\2", (FIXTURES / f"{name}.xml").read_text("utf-8"), count=1)
    result = read_akn(Source(f"{name}.xml", text.encode()), registers())
    assert not isinstance(result, Refusal), result
    (draft,) = result
    assert not [loss for loss in draft.losses if loss.kind == "lost"]
    return draft


def line(words: str, num: str = "") -> str:
    """Give a paragraph as the source has it."""
    label = f"<num>{num}</num>" if num else ""
    return f"<paragraph>{label}<content><p>{words}</p></content></paragraph>"


def heading(words: str) -> str:
    """Give a heading as the source has it."""
    return f"<subheading>{words}</subheading>"


def told(draft: Draft, what: str) -> list[tuple[str, str, str]]:
    """Give the losses of a case: kind, piece, what the document has instead."""
    return [(loss.kind, loss.text, loss.made) for loss in draft.losses if loss.what == what]


def outline(entries: list[Any]) -> list[Any]:
    """Give the labels of entries, those of a section with what it holds."""
    return [
        (entry["section"], outline(entry["operative"]))
        if "section" in entry
        else next((entry[key] for key in ("num", "heading") if key in entry), "table")
        for entry in entries
    ]


RESTARTED = heading("I") + line("Decides to go;", "1.") + heading("II") + line("Asks;", "1.")


def test_heading_that_the_next_one_repeats_stands_once() -> None:
    twice = heading("A. Bells") + line("<span class='bold'>Bells</span>", "A.")
    draft = with_body("whole", RESTARTED + twice + line("Decides to ring.", "1."))
    assert outline(draft.document["operative"]) == [("I", [1]), ("II", [1, ("A", [1])])]
    assert told(draft, "heading that stands twice") == [("dropped", "A. Bells", "")]


def test_heading_with_other_words_than_the_next_stays() -> None:
    other = heading("A. Bells") + line("<span class='bold'>Lights</span>", "B.")
    draft = with_body("whole", RESTARTED + other + line("Decides to ring.", "1."))
    assert "heading that stands twice" not in {loss.what for loss in draft.losses}
    assert ("A", []) not in outline(draft.document["operative"])


def test_number_that_goes_on_closes_sections_that_have_none() -> None:
    table = TABLE.format(head="Bell", cell="Great bell")
    body = f"{RESTARTED}{heading('A. Bells')}{table}{heading('B. Ropes')}{table}"
    draft = with_body("whole", body + line("Decides to ring.", "2."))
    assert outline(draft.document["operative"]) == [
        ("I", [1]),
        ("II", [1, ("A", ["table"]), ("B", ["table"]), 2]),
    ]
    what = "number that goes on behind a section without numbers"
    assert told(draft, what) == [("repaired", "2.", "")]


def test_numbers_that_run_through_sections_stay_in_them() -> None:
    body = heading("I") + line("Decides to go;", "1.") + heading("A. Bells")
    draft = with_body("whole", body + line("Decides to ring.", "2."))
    assert outline(draft.document["operative"]) == [("I", [1, ("A", [2])])]


@pytest.mark.parametrize("note", [line("من نحاس.", "(أ)"), line("(أ)\tمن نحاس.")])
def test_note_of_a_table_that_is_an_item_goes_to_its_table(note: str) -> None:
    table = TABLE.format(head="الجرس", cell="الكبير<sup>(أ)</sup>")
    draft = with_body("arabic", line("تقرر ما يلي:", "1 -") + table + note)
    assert draft.document["operative"][1]["notes"] == {"a": "من نحاس."}
    assert told(draft, "note of a table printed as an item") == [("repaired", "(أ)", "a")]


def test_item_below_a_table_without_its_mark_stays_an_item() -> None:
    table = TABLE.format(head="الجرس", cell="الكبير")
    draft = with_body("arabic", line("تقرر ما يلي:", "1 -") + table + line("من نحاس.", "(أ)"))
    assert "notes" not in draft.document["operative"][1]


def test_mark_of_direction_at_the_end_of_a_line_is_left_out() -> None:
    draft = with_body("arabic", line("تقرر أن تدق الأجراس.\u200f", "1 -"))
    assert "\u200f" not in str(draft.document["operative"])
    case = "mark of direction at the end of a line"
    assert told(draft, case) == [("repaired", "U+200F", "")]


def test_arabic_part_with_the_name_of_a_letter_holds_its_sections() -> None:
    body = (
        heading("الجزء ألف - الأجراس")
        + heading("أولا - النحاس")
        + line("تقرر أن تدق؛", "1 -")
        + heading("الجزء باء - الحبال")
        + heading("أولا - القنب")
        + line("تقرر أن تشد.", "2 -")
    )
    parts = with_body("arabic", body).document["operative"]
    assert [part["heading"] for part in parts] == ["الجزء ألف - الأجراس", "الجزء باء - الحبال"]
    assert [outline(part["operative"]) for part in parts] == [[("I", [1])], [("I", [2])]]


def test_capital_without_a_stop_is_a_label_behind_the_one_before_it() -> None:
    body = RESTARTED + heading("A.\tBells") + line("Decides to ring;", "1.") + heading("B Ropes")
    operative = with_body("whole", body + line("Decides to pull.", "1.")).document["operative"]
    assert outline(operative) == [("I", [1]), ("II", [1, ("A", [1]), ("B", [1])])]
    alone = with_body("whole", RESTARTED + heading("A Bell") + line("Decides to pull.", "2."))
    assert outline(alone.document["operative"])[1] == ("II", [1, "A Bell", 2])


def test_chinese_counts_items_with_the_branches_too() -> None:
    body = line("决定：", "1.") + line("(子)  敲钟；") + line("(丑)  点灯。")
    (paragraph,) = with_body("chinese", body).document["operative"]
    assert [item["num"] for item in paragraph["items"]] == ["a", "b"]
