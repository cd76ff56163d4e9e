"""The demonstration in Arabic and French before a visitor: direction, dates, the switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from evidence.sites import BuiltSite
from support.axe import axe
from support.browser import Visitor

pytest_plugins = ("evidence.fixtures",)

TEXT = "HA/RES/12/15.html"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def address(harbour_site: BuiltSite, serve_folder: Callable[..., str]) -> Iterator[str]:
    yield serve_folder(harbour_site.folder).rstrip("/") + "/"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_arabic_pages_are_accessible_and_quiet(
    address: str, new_visitor: Callable[..., Visitor], scheme: str, width: int
) -> None:
    visitor = new_visitor(color_scheme=scheme, viewport={"width": width, "height": 800})
    for path in ("index.html", TEXT, "search/index.html?q=الضفة", "bodies/ha/12.html"):
        page = visitor.open(f"{address}ar/{path}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
        assert axe(page) == [], path
        assert not page.evaluate(SIDEWAYS), path
        page.close()
    assert visitor.complaints == []
    assert visitor.hosts() == {address.split("/")[2]}


def test_the_arabic_page_reads_from_the_right(address: str, visitor: Visitor) -> None:
    page = visitor.open(f"{address}ar/{TEXT}")
    places = {
        name: page.locator(selector).first.bounding_box()
        for name, selector in (
            ("brand", ".brand"),
            ("palette", ".md-header__option"),
            ("number", "#op1 > .n"),
            ("words", "#op1 > p"),
            ("outline", ".md-sidebar"),
        )
    }
    left = {name: box["x"] for name, box in places.items() if box}
    assert left["brand"] > left["palette"]
    assert left["number"] > left["words"] > left["outline"]
    assert page.locator("#op1 > .n").inner_text() == "1 -"
    assert page.locator("[id='op2.b'] > .n").inner_text() == "(ب)"


@pytest.mark.parametrize(
    ("language", "query", "date"),
    [
        ("ar", "الضفة", "16 كانون الأول/ديسمبر 2043"),
        ("fr", "banc Méridien", "16 décembre 2043"),
    ],
)
def test_search_speaks_the_language(
    address: str, visitor: Visitor, language: str, query: str, date: str
) -> None:
    page = visitor.open(f"{address}{language}/index.html")
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    result = page.locator("#search-results li").first
    result.wait_for()
    assert page.url.startswith(f"{address}{language}/search/index.html")
    assert result.locator("time").inner_text() == date
    result.locator("p.q a").click()
    page.wait_for_url(f"**/{language}/{TEXT}**")
    # The script sets the marks when the page has loaded, which may be a little later.
    page.locator("mark").first.wait_for()


def test_the_switch_keeps_the_paragraph_and_the_search(address: str, visitor: Visitor) -> None:
    page = visitor.open(f"{address}fr/{TEXT}#op4")
    page.locator(".langs a[hreflang=ar]").click()
    page.wait_for_url(f"**/ar/{TEXT}#op4")
    page.locator(".langs a[hreflang=en]").click()
    page.wait_for_url(f"{address}{TEXT}#op4")
    page.goto(f"{address}fr/search/index.html?q=12/15x")
    page.locator(".langs a[hreflang=ar]").click()
    page.wait_for_url("**/ar/search/index.html?q=12/15x")
    page.goto(f"{address}fr/about.html")
    page.locator(".langs a[hreflang=ar]").click()
    page.wait_for_url("**/ar/about.html")


@pytest.mark.parametrize(
    ("language", "paragraph", "quoted"),
    [
        ("ar", "op2.b", ("”", "“ (HA/RES/12/15، الفقرة 2 (ب)، https://harbour.example/ar/")),
        ("fr", "op2.b", ("«\u00a0", "\u00a0» (HA/RES/12/15, par. 2 b), https://harbour.example/fr/")),
        ("fr", "pp2", ("«\u00a0", "\u00a0» (HA/RES/12/15, al. 2 du préambule, https://")),
    ],
)  # fmt: skip
def test_a_paragraph_is_quoted_as_the_language_does(
    address: str,
    new_visitor: Callable[..., Visitor],
    language: str,
    paragraph: str,
    quoted: tuple[str, str],
) -> None:
    visitor = new_visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"{address}{language}/{TEXT}")
    place = page.locator(f'[id="{paragraph}"]')
    place.locator("> .n").focus()
    place.locator("> .cp button").last.click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(quoted[0])
    assert quoted[1] in text
