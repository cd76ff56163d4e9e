"""Pieces of the importer of text: labels, marks, hyphens, furniture, and the proof over all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.comparing import compare_copies
from support.importing import FORMULA_LINES, as_yaml, import_text, refuse_text, told
from support.judging import registers
from whereas.importers.drafts import Loss, Refusal, Source
from whereas.importers.foreign import read_foreign
from whereas.importers.plain_text.labels import (
    read_item,
    read_leading_section,
    read_number,
    read_section,
)
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.importers.plain_text.phrases import load_phrases
from whereas.importers.plain_text.proof import compare
from whereas.reading.documents import read_document


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("1. Decides", "1"),
        ("10 . Decides", "10"),
        ("5 bis. Decides", "5 bis"),
        ("7, Decides", "7"),
        ("1.", "1"),
        ("1945. The", None),
        ("27, 28 and 29", None),
        ("3.5 million", None),
    ],
)
def test_numbers_of_paragraphs(words: str, text: str | None) -> None:
    label = read_number(words)
    assert (label and label.text) == text


def test_labels_of_items_have_all_places_that_they_may_mean() -> None:
    label = read_item("(i) Buoys")
    assert label is not None
    assert label.places == (("letter", 9), ("roman", 1))
    assert [one and one.text for one in map(read_item, ("a) x", "b. x", "(aa) x", "(see) x"))] == [
        "a",
        "b",
        "aa",
        None,
    ]


def test_labels_of_sections() -> None:
    labels = [read_section(words) for words in ("IV", "B.", "Iv", "IIII")]
    assert [label and label.text for label in labels] == ["IV", "B", None, "IIII"]
    leading = read_leading_section("II. Calls upon all")
    assert leading is not None
    assert leading.end == 4


@pytest.mark.parametrize(
    ("printed", "made", "kind"),
    [
        ("of 5 December 2041,1 the Treaty", "2041,[^1] the", "repaired"),
        ("of 5 December 2041, 1/ the Treaty", "2041,[^1] the", "repaired"),
        ("the Plan 2041–20471 and more", "2047[^1] and", "repaired"),
        ("of 31 May 2041 1 and the Plan", "2041[^1] and", "repaired"),
        ("its resolution 81 (II)1 of the year", "(II)[^1] of", "repaired"),
        ("the “Fog Act”,1 the Treaty", "”,[^1] the", "repaired"),
        ("the Goals 1 and the Plan", "Goals[^1] and", "doubtful"),
    ],
)
def test_marks_among_the_words_are_found(printed: str, made: str, kind: str) -> None:
    (draft,) = import_text(FORMULA_LINES.format(f"Recalling {printed},"))
    assert made in draft.document["preamble"][0]
    (loss,) = [loss for loss in draft.losses if loss.what == "mark of a note among the words"]
    assert loss.kind == kind


@pytest.mark.parametrize(
    "printed",
    ["Article 1, paragraph 3", "paragraph 1 of the Plan", "1 January 2041", "the 11 harbours"],
)
def test_figures_that_count_are_no_marks(printed: str) -> None:
    (draft,) = import_text(FORMULA_LINES.format(f"Recalling {printed} of old,"))
    assert draft.document["preamble"] == [f"Recalling {printed} of old,"]
    assert told(draft, "doubtful", "lost") == [("note whose mark the source lost", 14)]


def test_a_note_that_runs_over_the_page_is_whole() -> None:
    text = (
        "99/7. Fog\n\nThe General Assembly,\n\nRecalling the fog,1\n______\n"
        "1 See the report of the Board on\n\fA/RES/99/7\n2/2\n\n"
        "1. Decides to act.\n\n20 December 2044\n______\nfog, which is long.\n"
    )
    (draft,) = import_text("A/RES/99/7\n\n" + text)
    assert draft.document["notes"] == {"1": "See the report of the Board on fog, which is long."}
    assert ("note that runs over the page", 17) in told(draft, "repaired")


def test_hyphens_at_the_end_of_a_line_go_where_the_word_is_known() -> None:
    text = (
        "Recalling the light-\nhouse, as a lighthouse is, and the first-\nclass buoy, of "
        "first-class\npaint, and the low-\nand high tide, and the sea-\nmark,"
    )
    (draft,) = import_text(FORMULA_LINES.format(text))
    assert draft.document["preamble"] == [
        "Recalling the lighthouse, as a lighthouse is, and the first-class buoy, of first-class "
        "paint, and the low- and high tide, and the sea-mark,"
    ]
    what = "hyphen at the end of a line"
    assert [loss.kind for loss in draft.losses if loss.what == what] == ["repaired", "doubtful"]


def test_letters_are_brought_to_form_nfc_with_a_line_in_the_report() -> None:
    (draft,) = import_text(FORMULA_LINES.format("Recalling the cafe\u0301 and the ﬁsh\u200e,"))
    assert draft.document["preamble"] == ["Recalling the café and the fish,"]
    assert {what for what, _ in told(draft, "repaired")} >= {
        "letter that is not in form NFC",
        "ligature of the typesetter",
        "character that nobody sees",
    }


def test_signs_of_markup_in_a_text_are_literal() -> None:
    (draft,) = import_text(FORMULA_LINES.format("Recalling the 2 * 3 rule ~ and [sic] of a_b,"))
    assert draft.document["preamble"] == [r"Recalling the 2 \* 3 rule \~ and \[sic\] of a_b,"]


def test_numbers_become_symbols() -> None:
    numbers = NumberFinder(registers())
    cases = [
        ("76/159. Title", "ga", "A/RES/76/159"),
        ("302 (IV). Title", "ga", "A/RES/302 (IV)"),
        ("ES-11/3. Title", "ga", "A/RES/ES-11/3"),
        ("242 (1967)", "sc", "S/RES/242 (1967)"),
        ("2024/8. Title", "ecosoc", "E/RES/2024/8"),
        ("28/3. Title", "hrc", "A/HRC/RES/28/3"),
        ("5/14. Title", "unea", "UNEP/EA.5/Res.14"),
    ]
    for words, body, symbol in cases:
        found = numbers.find(words, body)
        assert found is not None, words
        assert found.symbol == symbol
    names = ["A_RES_302(IV).md", "S_RES_242 (1967)_EN.txt", "UNEP_EA.5_RES.14.md", "soup.txt"]
    assert list(map(numbers.find_in_name, names)) == [
        "A/RES/302 (IV)",
        "S/RES/242 (1967)",
        "UNEP/EA.5/Res.14",
        None,
    ]


def test_phrases_read_dates_in_both_orders_and_no_others() -> None:
    phrases = load_phrases("en", registers())
    assert phrases is not None
    words = ["7 January 2022", "April 8, 2024", "31 September 2022", "January 2022"]
    assert list(map(phrases.parse_date, words)) == ["2022-01-07", "2024-04-08", None, None]
    assert load_phrases("fr", registers()) is None


SOURCE = "Recalling the fog of May,\nand the rain,\n1. Decides to sail,\nnot to stay."


def test_the_proof_finds_words_that_are_gone_with_their_line() -> None:
    lines = ["Recalling the fog of May, and the rain,", "1", "Decides to stay."]
    count, losses = compare(SOURCE, lines, (), (), ())
    assert count == 18
    assert [(loss.kind, loss.line, loss.text) for loss in losses] == [
        ("lost", 3, "sail ,"),
        ("lost", 4, "not to"),
    ]


def test_the_proof_finds_words_that_the_source_lacks() -> None:
    lines = ["Recalling the fog of May, and the heavy rain,", "1", "Decides to sail, not to stay."]
    _, losses = compare(SOURCE, lines, (), (), ())
    assert [(loss.kind, loss.text) for loss in losses] == [("doubtful", "heavy")]


def test_what_was_dropped_or_mended_is_no_loss_to_the_proof() -> None:
    lines = ["Recalling the fog of May,", "1", "Decides to sail, not to remain."]
    losses = (Loss("dropped", "x", 2, "and the rain,"), Loss("repaired", "x", 4, "stay", "remain"))
    assert compare(SOURCE, lines, (), losses, ()) == (18, [])
    doubtful = (Loss("doubtful", "x", 2, "and the rain,"), losses[1])
    assert [loss.kind for loss in compare(SOURCE, lines, (), doubtful, ())[1]] == ["lost"]


def test_words_in_another_order_are_lost() -> None:
    lines = ["of fog the Recalling May,", "and the rain,", "1", "Decides to sail, not to stay."]
    assert any(loss.kind == "lost" for loss in compare(SOURCE, lines, (), (), ())[1])


def test_copies_are_compared_by_paragraph() -> None:
    here = {"preamble": ["Recalling “fog”,"], "operative": ["Decides to act."], "notes": {}}
    there = {
        "preamble": ['Recalling "fog",[^1]'],
        "operative": ["Decides, inter alia, to *act*."],
        "notes": {"1": "Fog."},
    }
    found = [(one.at, one.here, one.there) for one in compare_copies(here, there)]
    assert found == [
        ("pp1", '"fog",', '"fog",[^1]'),
        ("op1", "Decides", "Decides, inter alia,"),
        ("note1", "", "Fog."),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"---\nmetadata:\n  x: y\nresolutions:\n- title: a\n  approvals: []\n", "minutes in the"),
        (b"<define-tag pagetitle>x</define-tag>\n", "a page in the Website Meta Language"),
        (b"format: resolution/1\n", "a text in the project's own format"),
        (b"<!DOCTYPE html>\n<p>", "a page in HTML"),
        (b"a: b\n", "of a kind that no importer reads"),
    ],
)
def test_files_of_other_tools_are_refused_by_their_name(data: bytes, message: str) -> None:
    made = read_foreign(Source("x.yaml", data), registers())
    assert isinstance(made, Refusal)
    assert made.message.startswith(message)


PIECES = st.sampled_from(
    [
        "The General Assembly,", "99/7. Fog", "1. Decides to act;", "(a) Buoys;", "(i) Bells;",
        "II", "A", "Annex", "## Annex I", "Recalling the fog,1", "______", "1 Resolution 98/7.",
        "<sup>2</sup> A/99/1.", "2/2 44-19201", "\f", "", "| a | b |", "| - | - |", "*Notes* it",
        "20 December 2044", "71st plenary meeting", "In favour:", "Norway", "[Adopted without",
        "WHEREAS, fog;", "Article 1. Fog", "Distr.: General", "*", "**", "[^1]", "\\", "[x](y)",
        "Adopted unanimously at the 3rd meeting.", "<!-- Page 2 -->", "---", "sub-", "1.", "(1)",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\n\n"]))
def test_any_lines_give_valid_drafts_or_a_refusal(lines: list[str], between: str) -> None:
    made = refuse_text(
        between.join(["99/7. Fog", "The General Assembly,", *lines]), "A_RES_99_7.txt"
    )
    if isinstance(made, Refusal):
        assert made.message
        return
    for draft in made:
        document, problems = read_document(as_yaml(draft.document).encode(), "x.yaml")
        assert document is not None, problems
