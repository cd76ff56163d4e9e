"""Every page gets a policy that fits its own scripts, or is refused."""

from __future__ import annotations

import pytest

from whereas.errors import BrokenPromise
from whereas.site.csp import add_policy, find_inline, format_hash, format_policy

PAGE = '<html><head><meta charset="utf-8"></head><body>{}</body></html>'


def test_the_hash_is_that_of_the_standard() -> None:
    # Example of Content Security Policy 3, section 8.3 of its drafts.
    script = "alert('Hello, world.');"
    assert format_hash(script) == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_a_policy_is_the_first_child_of_the_head_and_names_each_script_once() -> None:
    html = add_policy(PAGE.format("<script>a()</script><script>a()</script>"), "page")
    assert html.startswith('<html><head><meta http-equiv="Content-Security-Policy" content="')
    assert html.count(format_hash("a()")) == 1
    assert "unsafe" not in html


def test_scripts_with_a_source_and_blocks_of_data_need_no_hash() -> None:
    html = PAGE.format(
        '<script src="a.js"></script><script type="application/json">{"a": "<b>"}</script>'
    )
    assert find_inline(html).scripts == []
    assert "sha256" not in add_policy(html, "page")


def test_a_script_is_hashed_as_it_is_written() -> None:
    script = ' if (a < b && c) { d("</p>&amp;") }\n'
    assert find_inline(f"<script>{script}</script>").scripts == [script]


def test_the_order_of_scripts_does_not_matter() -> None:
    assert format_policy(["b", "a", "b"]) == format_policy(["a", "b"])


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<style>p {}</style>", "<style>"),
        ('<p style="color: red">a</p>', "style= on <p>"),
        ("<p STYLE=''>a</p>", "style= on <p>"),
        ("<svg onload=a()></svg>", "onload= on <svg>"),
        ('<button onclick="a()">a</button>', "onclick= on <button>"),
    ],
)
def test_what_no_policy_allows_is_refused(markup: str, named: str) -> None:
    with pytest.raises(BrokenPromise, match=f"^about.html: .*{named}"):
        add_policy(PAGE.format(markup), "about.html")


def test_words_that_look_like_code_are_words() -> None:
    html = PAGE.format("<p>&lt;style&gt; style= onclick= <code>on=</code></p>")
    assert find_inline(html).faults == []


@pytest.mark.parametrize("kind", ["", ' type="application/json"'])
def test_a_sentinel_in_a_script_is_refused(kind: str) -> None:
    with pytest.raises(BrokenPromise, match="inside a script"):
        add_policy(PAGE.format(f"<script{kind}>'zzTitlezz'</script>"), "page", ["zzTitlezz"])


@pytest.mark.parametrize("html", ["<p>a</p>", "<head></head><head></head>"])
def test_a_page_has_one_head(html: str) -> None:
    with pytest.raises(BrokenPromise, match="not exactly one <head>"):
        add_policy(html, "page")
