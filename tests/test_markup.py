"""Inline markup: what pairs, what stays literal, and parse/format as one pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.model.markup import (
    Link,
    Mark,
    Styled,
    Words,
    escape_markup,
    format_markup,
    iter_link_spans,
    iter_marks,
    parse_markup,
    plain,
)

PIECES = st.sampled_from(
    ["*", "**", "^", "~", "[", "]", "(", ")", "\\", " ", "a", "é", "[^1]", "[^*]", "](A/1)", "](x)"]
)
LINES = st.lists(PIECES, max_size=14).map("".join)


@given(LINES)
def test_format_is_the_inverse_of_parse(line: str) -> None:
    nodes = parse_markup(line)
    assert parse_markup(format_markup(nodes)) == nodes


@given(st.text())
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    assert plain(parse_markup(escape_markup(text))) == text
    assert all(isinstance(node, Words) for node in parse_markup(escape_markup(text)))


@given(st.text(alphabet=st.characters(exclude_characters="*^~[]\\")))
def test_text_without_marks_is_its_own_markup(text: str) -> None:
    assert plain(parse_markup(text)) == text == escape_markup(text)


@pytest.mark.parametrize(
    ("line", "nodes"),
    [
        ("*a*", (Styled("italic", (Words("a"),)),)),
        ("**a**", (Styled("bold", (Words("a"),)),)),
        ("m^2^", (Words("m"), Styled("sup", (Words("2"),)))),
        ("H~2~O", (Words("H"), Styled("sub", (Words("2"),)), Words("O"))),
        ("a,[^12] b[^**]", (Words("a,"), Mark("12"), Words(" b"), Mark("**"))),
        (
            "[a *b*](A/RES/70/1)",
            (Link("A/RES/70/1", (Words("a "), Styled("italic", (Words("b"),)))),),
        ),
        ("[a](S/RES/242 (1967))", (Link("S/RES/242 (1967)", (Words("a"),)),)),
        (r"\*a\* \[b\] \\", (Words("*a* [b] \\"),)),
    ],
)
def test_what_markup_means(line: str, nodes: tuple[object, ...]) -> None:
    assert parse_markup(line) == nodes


@pytest.mark.parametrize(
    "line",
    [
        "5 * 3 * 2",
        "a lone * and a lone ^ and ~",
        "* a*",
        "[x](javascript:alert(1))",
        "[x](https://example.org/)",
        "[see](annex)",
        "[](A/RES/1)",
        "[^0] [^x] [^",
        "<b>&amp;{{ x }}{% y %}`z`",
        "1945. The year, # and -- and ==m==",
    ],
)
def test_what_stays_literal(line: str) -> None:
    assert parse_markup(line) == (Words(line),)


def test_a_link_holds_no_link() -> None:
    nodes = parse_markup("[a [b](A/1)](A/2)")
    assert nodes == (Words("[a "), Link("A/1", (Words("b"),)), Words("](A/2)"))


def test_crossing_marks_nest_by_the_first() -> None:
    assert parse_markup("*a ^b* c^") == (Styled("italic", (Words("a ^b"),)), Words(" c^"))


def test_places_count_code_points_of_the_words() -> None:
    nodes = parse_markup("*é𝔸*[^1] [b](A/RES/1)[^2]")
    assert list(iter_marks(nodes)) == [("1", 2), ("2", 4)]
    assert list(iter_link_spans(nodes)) == [(3, 4, "A/RES/1")]


@pytest.mark.parametrize("piece", ["[", "*", "[a](", "](A/1)", "*a ", "[(("])
def test_the_number_of_steps_grows_with_the_line_alone(piece: str) -> None:
    line = piece * 20_000
    assert plain(parse_markup(line)).count(piece[0]) >= 0
    nodes = parse_markup(line)
    assert parse_markup(format_markup(nodes)) == nodes
