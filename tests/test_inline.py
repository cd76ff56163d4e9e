"""A line becomes HTML: every character comes back, elements nest, and nothing is added."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from whereas.model.markup import parse_markup, plain
from whereas.site.inline import Span, find_change, lay_out, mark_character, render_line, words_span

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Co", "Cc"]), max_size=40)
PIECES = st.sampled_from(
    ["*", "^", "[^1]", "[a](A/1)", "<b>", "&amp;", "{{x}}", "é", " ", '"', "x"]
)
LINES = st.lists(PIECES | TEXTS, max_size=8).map("".join)


class Strict(HTMLParser):
    """Collects words and elements; fails where elements do not nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.elements: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read(rendered: str) -> Strict:
    parser = Strict()
    parser.feed(str(rendered))
    parser.close()
    assert not parser._open
    return parser


def no_mark(mark: str) -> Markup:
    return Markup("")


@given(LINES, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_words_come_back_whatever_lies_over_them(line: str, spans: list[tuple[int, int]]) -> None:
    laid = lay_out(parse_markup(line))
    length = len(laid.characters)
    over = [
        Span(min(a, b), min(max(a, b), length), "span", (("class", "em"),), f"em{n}")
        for n, (a, b) in enumerate(spans)
        if min(a, b) <= length
    ]
    found = read(render_line(laid, over, no_mark))
    assert found.words == plain(parse_markup(line))
    assert set(found.elements) <= {"em", "strong", "sup", "sub", "span"}


def test_crossing_spans_are_split_and_named_once() -> None:
    laid = lay_out(parse_markup("one *two three* four"))
    span = Span(4, 17, "span", (("class", "x"),), "a")
    other = Span(0, 7, "a", (("href", '"><b>'),))
    assert render_line(laid, (span, other), no_mark) == (
        '<a href="&quot;&gt;&lt;b&gt;">one <span class="x" id="a"><em>two</em></span></a>'
        '<span class="x"><em> three</em> fou</span>r'
    )


def test_a_mark_stands_outside_what_ends_before_it() -> None:
    laid = lay_out(parse_markup("resolution 70/1[^1] of today[^2]"))
    span = Span(*words_span(laid, 0, 15), "a")
    rendered = render_line(laid, (span,), lambda mark: Markup("<i>{}</i>").format(mark))
    assert rendered == "<a>resolution 70/1</a><i>1</i> of today<i>2</i>"
    assert words_span(laid, 16, 24) == (17, 25)


def test_changes() -> None:
    def changed(old: str, new: str) -> str:
        before, after = (lay_out(parse_markup(line)).characters for line in (old, new))
        start, end = find_change(before, after)
        return after[start:end]

    assert changed("for all through, co", "for all through, inter alia, co") == "inter alia,"
    assert changed("in 1993, for", "in 1993,[^1] for") == mark_character("1")
    assert changed("the stat of", "the state of") == "state"
    assert changed("See Official", "See *Official*") == "See Official"
    assert changed("a b c", "a c") == ""


def test_escaping_is_html_escape() -> None:
    laid = lay_out(parse_markup("a < b & \"c\" > 'd'"))
    assert html.unescape(render_line(laid, (), no_mark)) == "a < b & \"c\" > 'd'"
