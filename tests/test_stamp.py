"""A stamped page is the page that the engine would have rendered, with its words escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink

from support.sample_site import DATA, HOME, IMPRINT, KEYS, RECORD, SEARCH, render_sample
from whereas.errors import BrokenPromise
from whereas.mkdocs_plugin import NoOptions
from whereas.site.frame import Capture
from whereas.site.shell import Frame, OutlineEntry, Page, Shell
from whereas.site.stamp import FIELDS, format_sentinel, split_shell, stamp

KEY = ("en", "record", 3)

# One place for each field; the outline stands in its `nav`.
SHELL = (
    '<head><meta name="description" content="{description}"><link rel="canonical" '
    'href="{canonical}"><title>{title} · Harbour</title>{links}</head>'
    '<nav class="a"></nav><nav class="b"><p>On this page</p><ul>{outline}</ul></nav>'
    "<article>{body}</article>"
)


def sentinels(**others: str) -> str:
    """Give the small shell with its sentinels, or with `others` instead of some."""
    return SHELL.format(**{field: format_sentinel(field) for field in FIELDS} | others)


def small_shell(site_url: str | None = "https://harbour.example/") -> Shell:
    return split_shell(sentinels(), KEY, site_url, FIELDS)


@pytest.fixture(scope="module")
def frame(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Frame:
    return render_sample(root, tmp_path_factory.mktemp("scratch"))


class Tokens(HTMLParser):
    """A page as tags with sorted attributes and words with single spaces.

    Addresses are made whole, as seen from `path`: a shell knows only its depth, so it writes
    ../data/index.html where the engine would write index.html.
    """

    def __init__(self, html: str, path: str = "") -> None:
        super().__init__()
        self._base = f"https://harbour.example/{path}"
        self.tokens: list[object] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()
        self._end_words()

    def _end_words(self) -> None:
        words = " ".join("".join(self._words).split())
        if words:
            self.tokens.append(words)
        self._words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_words()
        whole = [(name, self._whole(name, value or "")) for name, value in attrs]
        self.tokens.append((tag, sorted(whole)))

    def _whole(self, name: str, value: str) -> str:
        return urljoin(self._base, value) if name in {"action", "href", "src"} else value

    def handle_endtag(self, tag: str) -> None:
        self._end_words()
        self.tokens.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self._words.append(data)


class SlowWay(BasePlugin[NoOptions]):
    """Lets Material render a page itself: title, outline and body go through MkDocs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.path.replace(".html", ".md")
        self.rendered = ""

    def on_files(self, files: Files, *, config: Any) -> Files:
        head = f"title: {self.page.title!r}\ndescription: {self.page.description!r}"
        content = f"---\n{head}\n---\n"
        level = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, self.source, content=content, inclusion=level))
        return files

    def on_page_content(self, html: str, *, page: Any, **_: object) -> str:
        if page.file.src_uri != self.source:
            return html
        page.meta["kind"] = self.page.kind
        if not self.page.outline:
            page.meta["hide"] = ["toc"]
        top = AnchorLink("", "top", 1)
        top.children = [_anchor(entry, 2) for entry in self.page.outline]
        page.toc = [top]
        return self.page.body

    def on_post_page(self, output: str, *, page: Any, **_: object) -> str:
        if page.file.src_uri == self.source:
            self.rendered = output
        return output


def _anchor(entry: OutlineEntry, level: int) -> AnchorLink:
    # Names of the engine's outline are HTML: what its Markdown made of a heading.
    name = entry.label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    anchor = AnchorLink(name, entry.id, level)
    anchor.children = [_anchor(child, level + 1) for child in entry.children]
    return anchor


def render_slowly(root: Path, site: Path, page: Page) -> str:
    """Give `page` as Material renders it, without our stamping."""
    config = load_config(
        str(root / "mkdocs.yml"),
        docs_dir=str(root / "content" / "pages"),
        site_dir=str(site),
        site_name=IMPRINT.title,
        site_description=IMPRINT.description,
        site_url=IMPRINT.site_url,
    )
    slow = SlowWay(page)
    plugin: Any = config.plugins["whereas"]
    plugin.capture = Capture(IMPRINT, "en", KEYS, policy=False)
    config.plugins["slow"] = slow
    # Ours escapes what an author writes in a page's head, and so must come first.
    build(config)
    return slow.rendered


@pytest.mark.parametrize("page", [RECORD, DATA, SEARCH], ids=lambda page: page.kind)
def test_a_stamped_page_is_what_the_engine_renders(
    root: Path, frame: Frame, tmp_path: Path, page: Page
) -> None:
    page = replace(page, alternates=())
    slow = render_slowly(root, tmp_path, page)
    stamped = stamp(frame.shell_for(page), page)
    without_policy = re.sub(r"<head><meta http-equiv=[^>]*>", "<head>", stamped)
    slow = re.sub(r'(<input class="md-toggle"[^>]*) autocomplete="off"', r"\1", slow)
    expected = Tokens(slow, page.path).tokens
    assert Tokens(without_policy, page.path).tokens == expected
    assert len(expected) > 100


def test_every_field_is_placed_once_and_escaped(frame: Frame) -> None:
    html = stamp(frame.shell_for(RECORD), RECORD)
    assert "<title>HC/RES/3/7: Lanterns &amp; lights of ferries &lt;under oars&gt; ·" in html
    assert 'content="Adopted on 9 May 1931: &quot;hang a white lantern&quot; &amp;' in html
    assert 'rel="canonical" href="https://harbour.example/papers/HC/RES/3/7.html"' in html
    assert "2. Decides &lt;&amp; ends&gt;" in html
    assert html.count(RECORD.body) == 1
    assert "zzWhereas" not in html


def test_the_home_page_keeps_its_author_s_words(frame: Frame) -> None:
    html = stamp(frame.shell_for(HOME), HOME)
    assert "every paragraph deserves an address" in html
    assert html.index("every paragraph") < html.index('role="search"') < html.index("Ways in")
    assert "<title>Harbour papers &amp; tides</title>" in html


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_or_doubled_sentinel_breaks_the_promise(field: str) -> None:
    with pytest.raises(BrokenPromise, match=f"the place for {field} is there 0 times"):
        split_shell(sentinels(**{field: ""}), KEY, None, FIELDS)
    with pytest.raises(BrokenPromise, match=f"the place for {field} is there 2 times"):
        split_shell(sentinels(**{field: format_sentinel(field) * 2}), KEY, None, FIELDS)
    with pytest.raises(BrokenPromise, match=f"the place for {field} is there 1 times"):
        split_shell(sentinels(), KEY, None, set(FIELDS) - {field})


@pytest.mark.parametrize("html", ["<ul>{}</ul></nav>", "<nav></nav>{}</nav>", "<nav>{}"])
def test_the_outline_stands_in_a_nav(html: str) -> None:
    with pytest.raises(BrokenPromise, match="nav element"):
        split_shell(html.format(format_sentinel("outline")), KEY, None, ("outline",))


def test_a_page_without_outline_has_no_empty_landmark() -> None:
    html = stamp(small_shell(), replace(RECORD, outline=()))
    assert '<nav class="a"></nav><article>' in html


def test_a_page_that_is_not_indexed_says_so() -> None:
    assert "noindex" not in stamp(small_shell(), RECORD)
    html = stamp(small_shell(), replace(RECORD, indexed=False))
    assert '<meta name="robots" content="noindex">' in html


def test_other_languages_are_named_without_waking_the_theme() -> None:
    # Material's script asks for a sitemap.xml beside each `link[rel=alternate]`.
    html = stamp(small_shell(), RECORD)
    address = "https://harbour.example/fr/HC/RES/3/7.html"
    assert f'<link rel="alternate " hreflang="fr" href="{address}">' in html
    assert 'rel="alternate"' not in html


def test_without_an_address_of_the_site_links_are_relative() -> None:
    html = stamp(small_shell(None), RECORD)
    assert 'hreflang="fr" href="../../../fr/HC/RES/3/7.html"' in html


def test_a_path_is_quoted_as_an_address() -> None:
    page = replace(RECORD, path="HC/R S/217 A(III)/é.html")
    assert "https://harbour.example/HC/R%20S/217%20A(III)/%C3%A9.html" in stamp(small_shell(), page)


@pytest.mark.parametrize(
    "page",
    [
        replace(RECORD, path="HC/RES/7.html"),
        replace(RECORD, kind="data"),
        replace(RECORD, language="fr"),
    ],
)
def test_a_page_fits_its_shell(page: Page) -> None:
    with pytest.raises(BrokenPromise, match="needs the shell"):
        stamp(small_shell(), page)


def test_an_outline_needs_a_place(frame: Frame) -> None:
    page = replace(SEARCH, outline=DATA.outline)
    with pytest.raises(BrokenPromise, match="have no outline"):
        stamp(frame.shell_for(page), page)


# What HTML cannot hold at all, or reads as another character (HTML, 13.2.3.5 and 13.2.5).
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(title=words, description=words, label=words)
def test_words_come_out_as_they_went_in(title: str, description: str, label: str) -> None:
    page = replace(
        RECORD, title=title, description=description, outline=(OutlineEntry("op1", label),)
    )
    tokens = Tokens(stamp(small_shell(), page)).tokens
    assert ("meta", [("content", description), ("name", "description")]) in tokens
    assert tokens[tokens.index(("title", [])) + 1] == " ".join(f"{title} · Harbour".split())
    span = tokens.index(("span", [("class", "md-ellipsis")])) + 1
    assert tokens[span] == (" ".join(label.split()) or "/span")


def test_shells_are_values(frame: Frame) -> None:
    shells: Mapping[Any, Shell] = frame.shells
    assert len(set(shells.values())) == len(KEYS)
