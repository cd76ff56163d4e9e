"""Printed labels of all languages, and which list or section they continue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.importers.akn_xml.labels import letter, read_label, roman, split_label, unroman
from whereas.importers.akn_xml.levels import Level, choose_item, choose_section
from whereas.importers.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("printed", "style", "text"),
    [
        ("1.", "number", 1),
        ("12 -", "number", 12),
        ("3 bis.", "number", "3 bis"),
        ("1.1", "decimal", "1.1"),
        ("(4)", "figure", 4),
        ("(a)", "letter", "a"),
        ("aa)", "letter", "aa"),
        ("ii)", "roman", "ii"),
        ("a.", "point letter", "a"),
        ("i.", "point roman", "i"),
        ("•", "bullet", None),
        ("IV.", "capital roman", "IV"),
        ("B", "capital", "B"),
        ("(أ)", "letter", "a"),
        ("(هـ)", "letter", "e"),
        ("(ب ب)", "letter", "bb"),
        ("’2‘", "roman", "ii"),
        ("أولاً", "capital roman", "I"),
        ("جيم", "capital", "C"),
        ("㈢", "roman", "iii"),
        ("(十一)", "roman", "xi"),
        ("三、", "capital roman", "III"),
        ("乙", "capital", "B"),
        ("а)", "letter", "a"),
    ],
)
def test_label_is_read(printed: str, style: str, text: str | int | None) -> None:
    assert (style, text) in [(label.style, label.text) for label in read_label(printed)]


@pytest.mark.parametrize("printed", ["", "word", "(word)", "1)a", "the", "2021", "()", "第"])
def test_what_is_no_label_is_none(printed: str) -> None:
    assert read_label(printed) == ()


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("(a) The lights", "(a)"),
        ("5. The lights", "5."),
        ("(ب)\tالأضواء", "(ب)"),
        ("㈡灯", "㈡"),
        ("1945. was a year", ""),
        ("2.5 metres", ""),
        ("A light", ""),
        ("(the lights)", ""),
    ],
)
def test_label_at_the_beginning_of_words(words: str, label: str) -> None:
    assert split_label(words)[0] == label


@given(st.integers(1, 199))
def test_roman_figures_are_read_as_they_are_written(number: int) -> None:
    assert unroman(roman(number)) == number


@given(st.integers(1, 78))
def test_letters_are_read_as_they_are_written(place: int) -> None:
    assert (place, letter(place)) in [
        (label.place, label.text) for label in read_label(f"({letter(place)})")
    ]


def test_neighbours_tell_a_letter_from_a_figure() -> None:
    letters = [Level("letter", 8, [])]
    assert choose_item(read_label("(i)"), letters)[1].style == "letter"
    assert choose_item(read_label("(i)"), [Level("letter", 1, [])]) == (1, read_label("(i)")[0])
    nested = [Level("letter", 3, []), Level("roman", 3, [])]
    assert choose_item(read_label("(iv)"), nested)[0] == 1
    assert choose_item(read_label("(d)"), nested)[0] == 0


def test_letter_after_a_gap_goes_on_its_list() -> None:
    assert choose_item(read_label("(e)"), [Level("letter", 3, [])])[0] == 0


def test_sections_nest_by_the_style_of_their_labels() -> None:
    open_sections = [Level("capital roman", 2, []), Level("capital", 3, [])]
    assert choose_section(read_label("III"), open_sections)[0] == 0
    assert choose_section(read_label("D"), open_sections)[0] == 1
    assert choose_section(read_label("A"), open_sections)[0] == 1


@pytest.mark.parametrize(
    ("language", "words", "kind", "number", "rest"),
    [
        ("en", "Article 5", "article", "5", ""),
        ("en", "Part One", "part", 1, ""),
        ("en", "Rule 5 bis Speed", "rule", "5 bis", "Speed"),
        ("fr", "Première partie Craft", "part", 1, "Craft"),
        ("ru", "Часть\u00a0II", "part", "II", ""),
        ("zh", "第十二条", "article", 12, ""),
        ("zh", "准则 3", "guideline", "3", ""),
        ("ar", "المادة 4", "article", "4", ""),
    ],
)
def test_name_of_a_division(
    language: str, words: str, kind: str, number: str | int, rest: str
) -> None:
    named = vocabulary(language).divisions.read(words)
    assert named is not None
    assert (named.kind, named.count or named.label, named.rest) == (kind, number, rest)


@pytest.mark.parametrize("words", ["Articles", "Article", "Part of the harbour", "Ruled by tides"])
def test_other_words_are_no_division(words: str) -> None:
    assert vocabulary("en").divisions.read(words) is None
