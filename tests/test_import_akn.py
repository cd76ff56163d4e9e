"""The importer of AKN4UN on invented files: every structure, the report, the proof, refusals."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.judging import registers
from whereas.authoring.canonical import format_yaml
from whereas.authoring.order import ordered
from whereas.errors import EnvironmentFault
from whereas.importers.akn import read_akn
from whereas.importers.akn_xml.tree import MAX_BYTES, Element, read_tree
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import importer_of
from whereas.model.paragraphs import flatten
from whereas.reading.documents import read_document

FIXTURES = Path(__file__).parent / "fixtures" / "import" / "akn"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.xml"))
WHOLE = (FIXTURES / "whole.xml").read_bytes()


def imported(data: bytes, file: str = "whole.xml") -> Draft:
    """Give the draft of a file that is not refused."""
    result = read_akn(Source(file, data), registers())
    assert not isinstance(result, Refusal), result
    (draft,) = result
    return draft


def refused(data: bytes) -> Refusal:
    """Give why a file is refused."""
    result = read_akn(Source("x.xml", data), registers())
    assert isinstance(result, Refusal)
    return result


def changed(old: str, new: str) -> Draft:
    """Give the draft of the whole text with one place changed."""
    text = WHOLE.decode()
    assert old in text
    return imported(text.replace(old, new, 1).encode())


def losses(draft: Draft, kind: str) -> list[tuple[str, str, str]]:
    """Give the losses of a kind: case, piece, what the document has instead."""
    return [(loss.what, loss.text, loss.made) for loss in draft.losses if loss.kind == kind]


def test_all_fixtures_are_invented() -> None:
    assert NAMES == ["arabic", "chinese", "defects", "parts", "whole"]
    assert all(b"fictional: true" in (FIXTURES / f"{n}.xml").read_bytes() for n in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_document_and_report_of_a_file(name: str, golden: Callable[[str, str], None]) -> None:
    draft = imported((FIXTURES / f"{name}.xml").read_bytes(), f"in/{name}.xml")
    written = format_yaml(ordered(draft.document, "resolution"))
    report = "".join(
        f"{loss.line}: {loss.kind}: {loss.what}: {loss.text}"
        + (f" -> {loss.made}\n" if loss.made else "\n")
        for loss in draft.losses
    )
    golden(f"import/akn/{name}.yaml", written)
    golden(f"import/akn/{name}.txt", report)


@pytest.mark.parametrize("name", NAMES)
def test_document_is_valid_with_one_address_for_each_paragraph(name: str) -> None:
    draft = imported((FIXTURES / f"{name}.xml").read_bytes())
    document, problems = read_document(
        format_yaml(ordered(draft.document, "resolution")).encode(), name, "resolution"
    )
    assert problems == ()
    assert document is not None
    ids = [paragraph.id for paragraph in flatten(document.root)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["arabic", "chinese", "parts", "whole"])
def test_no_words_are_lost(name: str) -> None:
    draft = imported((FIXTURES / f"{name}.xml").read_bytes())
    assert losses(draft, "lost") == []
    assert draft.words > 20


def test_importer_is_found_by_the_ending() -> None:
    found = importer_of("Texts/A_RES_99_159.XML")
    assert found is not None
    assert found.key == "akn"


def test_titles_of_agenda_items_go_to_their_items() -> None:
    agenda = imported(WHOLE).document["agenda"]
    assert [item["item"] for item in agenda] == ["77 (b)", 78]
    assert agenda[1]["title"] == "Tides"


def test_agenda_item_that_the_masthead_lacks_is_taken_from_the_library() -> None:
    draft = changed("Agenda items 77 (b) and 78", "Agenda item")
    assert draft.document["agenda"][0]["item"] == "77 (b)"
    assert ("agenda item that the masthead lacks", "77b", "77 (b)") in losses(draft, "repaired")


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("Agenda item 15", [15]),
        ("Agenda items 9 (a) and (b) and 12", ["9 (a) and (b)", 12]),
        ("Point 74 b) de l’ordre du jour", ["74 (b)"]),
        ("البند 74 (ج) من جدول الأعمال", ["74 (c)"]),
        ("议程项目74（a）和（c）", ["74 (a) and (c)"]),
    ],
)
def test_agenda_items_in_all_languages(printed: str, items: list[Any]) -> None:
    draft = changed("Agenda items 77 (b) and 78", printed)
    assert [item["item"] for item in draft.document["agenda"]] == items


def test_opening_words_lose_the_look_that_the_rules_give_them() -> None:
    preamble = imported(WHOLE).document["preamble"]
    assert preamble[0].startswith("Recalling its")
    assert "*inter alia*" in preamble[0]


def test_other_words_set_off_at_the_beginning_keep_their_look() -> None:
    longer = changed(
        '<span class="italic">Gravely alarmed</span> at',
        '<span class="italic">Gravely alarmed at</span>',
    )
    assert longer.document["preamble"][1].startswith("*Gravely alarmed at* the state")


def test_links_are_kept_only_where_their_words_name_no_symbol() -> None:
    text = imported(WHOLE).document["operative"][0]["operative"][0]["text"]
    assert "[plan of lights](A/99/700)" in text
    assert "resolution 96/4 B;" in text
    assert "see 98/3," in text


def test_link_to_another_document_than_the_words_name_is_reported() -> None:
    what = "link to another document than the words name"
    assert (what, "98/3", "A/RES/98/2") in losses(imported(WHOLE), "doubtful")


def test_mark_used_again_is_a_mark_and_a_power_is_none() -> None:
    line = imported(WHOLE).document["preamble"][4]
    assert line == "Welcoming the third report on silting,[^2] with a depth of 3 m^2^,"


def test_note_printed_again_is_the_same_note() -> None:
    text = WHOLE.decode()
    note = text[text.index('<authorialNote marker="2"') :]
    note = note[: note.index("</authorialNote>") + len("</authorialNote>")]
    draft = changed("as long as there is fog;", f"as long as there is fog;{note}")
    assert list(draft.document["notes"]) == ["1", "2", "3"]
    assert losses(draft, "lost") == []
    assert ("note printed again", "Ibid., chap. IV.", "2") in losses(draft, "dropped")


def test_marks_that_do_not_begin_at_one_are_counted_anew() -> None:
    text = WHOLE.decode()
    for mark in (3, 2, 1):
        text = text.replace(f'marker="{mark}"', f'marker="{mark + 1}"')
    draft = imported(text.replace("<sup>2</sup>,", ",").encode())
    assert list(draft.document["notes"]) == ["1", "2", "3"]
    assert ("marks of notes that do not begin at 1", "2 to 4", "1") in losses(draft, "repaired")
    assert losses(draft, "lost") == []


def test_dash_before_a_title_is_left_out() -> None:
    draft = changed("\tSafety of", "\t- Safety of")
    assert draft.document["title"].startswith("Safety of")
    assert losses(draft, "lost") == []


def test_no_break_spaces_stay_where_the_language_prints_them() -> None:
    draft = changed(
        "A craft is slow.", "A craft\u00a0is\u00a0; 25\u00a0May, 3\u00a0000, «\u00a0slow\u00a0»."
    )
    rule = draft.document["annexes"][0]["blocks"][2]["blocks"][0]
    expected = "A craft is\u00a0; 25 May, 3\u00a0000, «\u00a0slow\u00a0»."
    assert rule["blocks"][0]["text"] == expected


def test_vote_with_other_totals_and_names_is_reported() -> None:
    draft = imported((FIXTURES / "parts.xml").read_bytes())
    vote = draft.document["adoption"]["vote"]
    assert vote["tally"] == {"in_favour": 3, "against": 2, "abstaining": 1}
    assert vote["in_favour"] == ["NOR", "TUR", "CIV"]
    what = "total of a vote and number of its States"
    assert (what, "against: 2", "1") in losses(draft, "doubtful")


def test_words_between_elements_that_nobody_knows_are_kept_and_named() -> None:
    draft = changed(
        '<p xml:space="preserve">as long', '<odd>strange</odd><p xml:space="preserve">as long'
    )
    assert losses(draft, "lost") == []
    draft = changed("A craft is slow.", "A craft is <odd>very</odd> slow.")
    assert losses(draft, "lost") == []
    assert ("element odd in a line", "very", "") in losses(draft, "unknown")


def test_words_where_the_importer_does_not_look_are_reported_as_lost() -> None:
    """The proof is no echo of the importer: what that passes over the other walk finds."""
    draft = changed(
        "<tr>\n            <th><p>Harbour",
        "<caption>Depths</caption><tr>\n            <th><p>Harbour",
    )
    assert losses(draft, "lost") == [("words differ from the source's", "Depths", "")]


def test_same_file_gives_the_same_draft() -> None:
    assert imported(WHOLE) == imported(WHOLE)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"<akomaNtoso>", 1, "not well-formed XML"),
        (b"\n<a>\xff</a>", 2, "the file is not UTF-8"),
        (b'\n<!DOCTYPE a SYSTEM "a.dtd">\n<a/>', 2, "a document type"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 1, "a document type"),
        (b"<a>&unknown;</a>", 1, "not well-formed XML"),
        (b"<html/>", 1, "the root is html, not akomaNtoso"),
        (b"<akomaNtoso/>", 1, "the metadata name no language"),
        (b"<x>" * 300 + b"</x>" * 300, 1, "not well-formed XML: Excessive depth"),
    ],
)
def test_file_is_refused(data: bytes, line: int, message: str) -> None:
    refusal = refused(data)
    assert refusal.line == line
    assert refusal.message.startswith(message)


def test_file_that_is_too_long_is_refused() -> None:
    assert (
        refused(b" " * (MAX_BYTES + 1)).message
        == f"{MAX_BYTES + 1} bytes; the limit is {MAX_BYTES}"
    )


def test_file_in_a_hidden_encoding_is_read_as_utf_8() -> None:
    """A declaration of UTF-7 would turn `+ADwAIQ-DOCTYPE` into a document type."""
    root = read_tree(b'<?xml version="1.0" encoding="UTF-7"?><a>+ADwAIQ-DOCTYPE</a>')
    assert isinstance(root, Element)
    assert root.text == "+ADwAIQ-DOCTYPE"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A/RES/99/159</docNumber>", "X/1</docNumber>", "X/1 is the symbol of no body"),
        ("A/RES/99/159</docNumber>", "</docNumber>", "the masthead has no symbol"),
        ('language="eng"', 'language="tlh"', "the metadata name no language"),
    ],
)
def test_text_without_a_name_is_refused(old: str, new: str, message: str) -> None:
    assert refused(WHOLE.decode().replace(old, new, 1).encode()).message.startswith(message)


def test_missing_lxml_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith("lxml"):
            raise ImportError(name)
        return original(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EnvironmentFault, match=r"pip install 'whereas\[import\]'"):
        read_tree(b"<a/>")
