"""The words of a document in reading order, and what differs from those of its source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.judging import registers
from whereas.importers.words import Chunk, compare_words, count_words, iter_words
from whereas.reading.documents import read_document

HARBOUR = Path(__file__).parent / "publications" / "harbour" / "content" / "resolutions"

DOCUMENT: dict[str, Any] = {
    "title": "Of *lights*[^1]",
    "agenda": [{"item": 1, "title": "Tides"}],
    "adoption": {"basis": "on the report"},
    "enacting": "The Council,",
    "preamble": ["Noting[^2] it,"],
    "operative": [
        {
            "num": 1,
            "text": "Asks[^1]:",
            "items": [{"num": "a", "text": "One;"}, "Two;"],
            "then": [{"text": "and"}],
        },
        {"section": "II", "heading": "Depths", "operative": ["Sees."]},
        {"table": {"columns": ["x"], "rows": [[{"text": ["3", "4"]}]]}, "notes": {"a": "Low."}},
    ],
    "annexes": [{"num": "I", "title": "Rules[^1]", "blocks": ["Row."], "notes": {"1": "Here."}}],
    "notes": {"1": "First[^2].", "2": "Second."},
}
WORDS = (
    "Tides on the report Of lights First Second. . The Council, Noting it, 1 Asks : a One; Two; and"
    " II Depths Sees. x 3 4 a Low. I Rules Here. Row."
)


def test_words_stand_in_reading_order_each_note_at_its_first_mark() -> None:
    assert " ".join(" ".join(iter_words(DOCUMENT)).split()) == WORDS


def test_labels_are_given_as_printed() -> None:
    printed = {
        ("operative", 0): "1.",
        ("operative", 0, "items", 0): "(a)",
        ("annexes", 0): "Annex I",
    }
    words = " ".join(iter_words(DOCUMENT, printed))
    assert "1. Asks" in words
    assert "(a) One;" in words
    assert "Annex I Rules" in words


def compared(source: str, document: str, *dropped: Chunk) -> list[tuple[int, str, str]]:
    chunks = [Chunk(line, text) for line, text in enumerate(source.split("|"), 1)]
    found = compare_words(chunks, [document], dropped)
    return [(loss.line, loss.text, loss.made) for loss in found]


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("one two", "one  two"),
        ("one|two", "onetwo"),
        ("cafe\u0301", "café"),
        ("one\u200e two\u00ad", "one two"),
        ("", ""),
    ],
)
def test_spaces_forms_and_unseen_characters_make_no_difference(source: str, document: str) -> None:
    assert compared(source, document) == []


@pytest.mark.parametrize(
    ("source", "document", "lost"),
    [
        ("one two three", "one three", (1, "two", "")),
        ("one three", "one two three", (1, "", "two")),
        ("one|two|three", "one twice three", (2, "two", "twice")),
        ("one", "", (1, "one", "")),
        ("", "one", (0, "", "one")),
    ],
)
def test_what_differs_is_named_with_its_line(
    source: str, document: str, lost: tuple[int, str, str]
) -> None:
    assert compared(source, document) == [lost]


def test_order_of_words_makes_a_difference() -> None:
    assert compared("one two", "two one")


def test_what_was_left_out_on_purpose_is_not_lost_and_only_once() -> None:
    assert compared("one (2) three", "one three", Chunk(1, "(2)")) == []
    assert compared("(2) one (2)", "one", Chunk(1, "(2)")) == [(1, "(2)", "")]
    assert compared("one|(2)", "one", Chunk(1, "(2)")) == [(2, "(2)", "")]


def test_pieces_of_one_line_are_told_apart_by_their_place() -> None:
    chunks = [Chunk(1, "(", 1), Chunk(1, "one", 2), Chunk(1, "(", 3), Chunk(1, "two", 4)]
    assert list(compare_words(chunks, ["(one two"], [Chunk(1, "(", 3)])) == []
    assert list(compare_words(chunks, ["(one two"], [Chunk(1, "(", 1)]))


def test_words_of_a_source_are_counted_over_its_pieces() -> None:
    assert count_words([Chunk(1, "one tw"), Chunk(1, "o three")]) == 3


@pytest.mark.parametrize("path", sorted(HARBOUR.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_line_of_the_demonstration_is_among_its_words(path: Path) -> None:
    """All structures that the format knows stand in these texts."""
    registers()
    document, problems = read_document(path.read_bytes(), path.name)
    assert document is not None, problems
    words = "".join("".join(iter_words(document.root)).split())
    for line in _lines(document.root):
        assert all(piece in words for piece in _pieces(line)), line


def _lines(value: Any) -> list[str]:
    keys = ("title", "subtitle", "enacting", "resolving", "text", "heading", "caption")
    if isinstance(value, dict):
        own = [value[key] for key in keys if isinstance(value.get(key), str)]
        held = ("preamble", "operative", "items", "then", "blocks", "annexes", "parts", "embeds")
        return own + [line for key in held for line in _lines(value.get(key))]
    if isinstance(value, list):
        own = [entry for entry in value if isinstance(entry, str)]
        return own + [line for entry in value for line in _lines(entry)]
    return []


def _pieces(line: str) -> list[str]:
    """Give the words of a line between signs of markup."""
    for sign in "*^~[]\\":
        line = line.replace(sign, " ")
    return [piece for piece in line.split() if piece.isalpha()]
