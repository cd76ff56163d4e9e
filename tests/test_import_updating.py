"""Importing over a file keeps what people made by hand."""

from __future__ import annotations

from typing import Any

from whereas.authoring.canonical import format_yaml
from whereas.importers.drafts import Loss
from whereas.importers.updating import difference, keep_comments, update
from whereas.reading.comments import read_comments
from whereas.reading.strict_yaml import parse_yaml

SOURCE: dict[str, Any] = {
    "format": "resolution/1",
    "topics": ["harbours"],
    "operative": [{"num": 1, "text": "Requests the Secretary-General to repot;[^1]"}],
    "notes": {"1": "Resolution 98/7."},
    "source": {"method": "akn-import"},
}
MENDED = {"at": "op1", "read": "to repot", "text": "to report", "status": "corrected"}
LEFT = {"at": "note1", "read": "Resolution 98/7", "text": "Resolution 98/7", "status": "sic"}


def test_topics_relations_and_emendations_stay() -> None:
    relation = {"kind": "follows", "to": "A/RES/98/7"}
    held = {
        **SOURCE,
        "topics": ["pilots", "harbours"],
        "relations": [relation],
        "source": {"emendations": [MENDED, LEFT]},
    }
    made, losses = update(SOURCE, held)
    assert losses == ()
    assert made["topics"] == ["harbours", "pilots"]
    assert made["relations"] == [relation]
    assert made["operative"][0]["text"] == "Requests the Secretary-General to report;[^1]"
    assert made["source"] == {"method": "akn-import", "emendations": [MENDED, LEFT]}
    assert SOURCE["operative"][0]["text"].endswith("to repot;[^1]")


def test_a_source_that_was_mended_itself_keeps_the_emendation() -> None:
    right = {**SOURCE, "operative": [{"num": 1, "text": "Requests it to report;"}]}
    made, losses = update(right, {**SOURCE, "source": {"emendations": [MENDED]}})
    assert (made["operative"], losses) == (right["operative"], ())


def test_an_emendation_whose_reading_is_gone_is_told_and_kept() -> None:
    other = {**SOURCE, "operative": [{"num": 1, "text": "Decides to dredge;"}]}
    made, losses = update(other, {**SOURCE, "source": {"emendations": [MENDED]}})
    assert made["source"]["emendations"] == [MENDED]
    assert losses == (Loss("doubtful", "emendation without its reading", 0, "op1: to repot"),)


def test_every_comment_stays_though_its_entry_is_gone() -> None:
    held = "# head\nformat: resolution/1\noperative:\n  # first\n  - a\n  - b  # second\n# end\n"
    comments = keep_comments(read_comments(held), {"format": "x", "operative": ["a"]})
    text = format_yaml({"format": "x", "operative": ["a"]}, comments)
    assert sorted(line.strip().partition("#")[2] for line in text.split("\n") if "#" in line) == [
        " end",
        " first",
        " head",
        " second",
    ]
    assert parse_yaml(text, "x") == ({"format": "x", "operative": ["a"]}, ())


def test_a_difference_shows_its_first_lines() -> None:
    old, new = "a\nb\nc\n", "a\nB\nc\n"
    assert difference(old, new) == ("-b", "+B")
    assert difference("x\n" * 20, "y\n" * 20)[-1] == "and 28 lines more"
    assert difference(old, old) == ()
