"""Inline markup: what pairs, what stays literal, and parse/format as one pair."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whereas.model.markup import (
    Link,
    Mark,
    Node,
    Style,
    Styled,
    Words,
    escape_markup,
    format_markup,
    iter_link_spans,
    iter_marks,
    normalize,
    parse_markup,
    plain,
    plain_words,
)

PIECES = st.sampled_from(
    ["*", "**", "^", "~", "[", "]", "(", ")", "\\", " ", "a", "é", "[^1]", "[^*]", "](A/1)", "](x)"]
)
LINES = st.lists(PIECES, max_size=14).map("".join)


WORDS = st.text(alphabet="a \u00a0é*^~[]()\\", max_size=3).map(Words)
MARKS = st.sampled_from(["1", "27", "*", "***"]).map(Mark)
STYLES = st.sampled_from(list(get_args(Style)))
TARGETS = st.sampled_from(["A/1", "S/RES/242 (1967)"])


def _within(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Styled, STYLES, st.lists(nodes, max_size=3).map(tuple))


INNER = st.recursive(WORDS | MARKS, _within, max_leaves=6)
LINKS = st.builds(Link, TARGETS, st.lists(INNER, max_size=3).map(tuple))
TREES = st.lists(st.recursive(WORDS | MARKS | LINKS, _within, max_leaves=12), max_size=4).map(tuple)


def _is_pair(line: str) -> bool:
    """Tell whether what `line` means is in normal form, and is written as it is read."""
    nodes = parse_markup(line)
    return normalize(nodes) == nodes and parse_markup(format_markup(nodes)) == nodes


@given(LINES)
def test_format_is_the_inverse_of_parse(line: str) -> None:
    assert _is_pair(line)


@pytest.mark.parametrize(
    ("tokens", "most"),
    [
        (("*", "a", " "), 7),
        (("*", "^", "a"), 7),
        (("*", "[", "](A/1)", "a"), 6),
        (("[", "^", "\\", "a"), 6),
        (("*", "^", "~", "[", "](A/1)", "](x)", "[^1]", "\\", "a", " "), 4),
    ],
)
def test_format_is_the_inverse_of_parse_for_every_short_line(
    tokens: tuple[str, ...], most: int
) -> None:
    lines = ("".join(line) for size in range(most + 1) for line in product(tokens, repeat=size))
    assert [line for line in lines if not _is_pair(line)] == []


@given(TREES)
def test_every_tree_can_be_written(nodes: tuple[Node, ...]) -> None:
    normal = normalize(nodes)
    assert normalize(normal) == normal
    assert parse_markup(format_markup(nodes)) == normal
    assert plain(normal) == plain(nodes)
    assert list(iter_marks(normal)) == list(iter_marks(nodes))


def test_the_normal_form() -> None:
    italic, bold = Styled("italic", (Words("a"),)), Styled("bold", (Words("a"),))
    assert normalize([italic, italic]) == (Styled("italic", (Words("aa"),)),)
    assert normalize([Styled("italic", (bold,))]) == (Styled("bold", (italic,)),)
    assert normalize([Styled("italic", (Words(" a "),))]) == (Words(" "), italic, Words(" "))
    link = Link("A/1", (italic,))
    assert normalize([Styled("italic", (link,))]) == (
        Styled("italic", (Link("A/1", (Words("a"),)),)),
    )
    assert normalize([Link("A/1", (Mark("1"),)), Words("")]) == (Mark("1"),)


@pytest.mark.parametrize(
    "node",
    [
        Mark("0"),
        Mark("x"),
        Link("annex", (Words("a"),)),
        Link("A/1 (b (c))", (Words("a"),)),
        Link("A/1", (Link("A/2", (Words("a"),)),)),
    ],
)
def test_what_cannot_be_written(node: Node) -> None:
    with pytest.raises(ValueError, match=r"no mark|cannot be written"):
        format_markup([node])


@given(st.text(alphabet="ab 12A/*^~[]()\\"))
def test_the_words_alone_are_those_of_the_nodes(line: str) -> None:
    assert plain_words(line) == plain(parse_markup(line))


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
        ("***a***", (Styled("bold", (Styled("italic", (Words("a"),)),)),)),
        (
            "***a* b**",
            (Styled("bold", (Styled("italic", (Words("a"),)), Words(" b"))),),
        ),
        (
            "***a** b*",
            (Styled("italic", (Styled("bold", (Words("a"),)), Words(" b"))),),
        ),
        ("*a***b**", (Styled("italic", (Words("a"),)), Styled("bold", (Words("b"),)))),
        ("*a [b*", (Styled("italic", (Words("a [b"),)),)),
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
        "*** a",
        "**** and ****",
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


@pytest.mark.parametrize("piece", ["[", "*", "[a](", "](A/1)", "*a ", "[((", "^^", "*["])
def test_the_number_of_steps_grows_with_the_line_alone(piece: str) -> None:
    line = piece * 20_000
    assert plain(parse_markup(line)).count(piece[0]) >= 0
    nodes = parse_markup(line)
    assert parse_markup(format_markup(nodes)) == nodes
