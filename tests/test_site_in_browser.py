"""The built site before a visitor: search, permalinks, palettes, narrow screens, hostile words."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.axe import axe
from support.browser import Visitor
from support.projects import CHECKOUT, build, make_project, write_text
from whereas.checks.rules import FILE_RULES

KINDS = [
    "index.html",
    "A/RES/76/159.html",
    "data/index.html",
    "search/index.html?q=periodic",
    "about.html",
    "cite.html",
    "404.html",
]

HOSTILE = [
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>",
    "</p></div></script><script>window.ran = 1</script>",
    "[x](javascript:window.ran=1) {: onclick=window.ran=1 } [TOC] [^9",
    "{{ config }} {% raw %} {# x #} ${window.ran=1}",
    "1945. The year * of * A_RES_76_159 and --> ~x ^2 ==m== # `code` | a | b |",
    "&lt;img src=x onerror=window.ran=1&gt; &amp; &#106;avascript:",
    'a --8<-- "mkdocs.yml" :smile: https://evil.example/x www.a.b',
    "zzWhereasBodyzz zzWhereasTitlezz <!-- whereas:home -->",
]


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("seed")
    (root / "content").symlink_to(CHECKOUT / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", root)
    return build(root)


@pytest.fixture
def address(seed: Path, serve_folder: Callable[..., str]) -> Iterator[str]:
    yield serve_folder(seed).rstrip("/") + "/"


def test_search_finds_words_and_lands_on_the_paragraph(address: str, visitor: Visitor) -> None:
    page = visitor.open(address)
    page.get_by_role("searchbox").fill("universal periodic review")
    page.keyboard.press("Enter")
    result = page.locator("#search-results li")
    result.first.wait_for()
    assert result.count() == 1
    assert result.locator("mark").all_inner_texts() == ["universal", "periodic", "review"]
    result.locator("p.q a").click()
    page.wait_for_url("**/A/RES/76/159.html?*#op9")
    paragraph = page.locator("#op9")
    assert paragraph.evaluate("e => e.matches(':target')")
    top = paragraph.evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= top < page.viewport_size["height"]  # type: ignore[index]  # the default viewport
    assert visitor.hosts() == {address.split("/")[2]}
    assert visitor.complaints == []


@pytest.mark.parametrize(
    "spelling", ["76/159", "a res 76 159", "A/RES/76/159", "resolution 76/159"]
)
def test_a_symbol_jumps_to_its_page(address: str, visitor: Visitor, spelling: str) -> None:
    page = visitor.open(address + "about.html")
    page.get_by_role("searchbox").fill(spelling)
    page.keyboard.press("Enter")
    page.wait_for_url("**/A/RES/76/159.html")
    assert page.locator("h1").inner_text().startswith("76/159.")


def test_a_permalink_scrolls_and_marks(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "A/RES/76/159.html#op16")
    paragraph = page.locator("#op16")
    top = paragraph.evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= top < 720
    ground = paragraph.evaluate("e => getComputedStyle(e, '::before').backgroundColor")
    other = page.locator("#op15").evaluate("e => getComputedStyle(e, '::before').backgroundColor")
    assert ground == "rgb(255, 244, 201)"
    assert other != ground
    page.get_by_role("link", name="para. 5", exact=True).click()
    assert page.url.endswith("#op5")


def test_notes_open_at_their_mark_and_lead_back(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "A/RES/76/159.html")
    note = page.locator("#pop4")
    assert not note.is_visible()
    page.locator("#ref4").click()
    assert note.is_visible()
    assert note.inner_text() == "4 Resolution 66/3."
    page.keyboard.press("Escape")
    assert not note.is_visible()
    back = page.locator("#note2 [role=doc-backlink]")
    assert back.get_attribute("aria-label") == "preambular para. 3, back to the text, note 2"
    back.click()
    assert page.url.endswith("#ref2")


def test_emendations_have_their_reasons(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "A/RES/76/159.html")
    page.locator("#op1 .g a").click()
    assert page.url.endswith("#emendation3")
    entry = page.locator("#emendation3")
    assert entry.locator("a").first.inner_text() == "para. 1"
    assert "The source reads for all through, international cooperation" in (
        entry.inner_text().replace("“", "").replace("”", "").replace('"', "")
    )
    assert "The source lost" in entry.inner_text()


def test_a_paragraph_can_be_quoted(address: str, new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(address + "A/RES/76/159.html")
    page.locator("#op17").hover()
    page.locator("#op17 .cp button", has_text="Quote").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "“Decides to continue its consideration of the question at its seventy-seventh session.” "
        "(A/RES/76/159, para. 17, https://whereas.example/A/RES/76/159.html#op17)"
    )


def test_everything_can_be_read_without_javascript(
    address: str, seed: Path, new_visitor: Callable[..., Visitor]
) -> None:
    visitor = new_visitor(java_script_enabled=False)
    page = visitor.open(address + "A/RES/76/159.html")
    document = json.loads((seed / "A/RES/76/159.json").read_bytes())
    shown = " ".join(page.locator("main").inner_text().split())
    for paragraph in document["paragraphs"]:
        start = " ".join(paragraph["text"].split()[:4])
        assert start in shown, paragraph["id"]
    page.locator("#ref1").click()
    assert page.locator("#pop1").is_visible()
    page.goto(address + "search/index.html")
    assert page.locator("noscript p").bounding_box() is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(
    address: str, new_visitor: Callable[..., Visitor], path: str, scheme: str
) -> None:
    visitor = new_visitor(color_scheme=scheme)
    page = visitor.open(address + path)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
    assert visitor.complaints == []
    assert visitor.hosts() == {address.split("/")[2]}


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("path", KINDS)
def test_nothing_scrolls_sideways(
    address: str, new_visitor: Callable[..., Visitor], path: str, width: int
) -> None:
    visitor = new_visitor(viewport={"width": width, "height": 800})
    page = visitor.open(address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def test_the_site_works_under_a_path(
    seed: Path, serve_folder: Callable[..., str], visitor: Visitor
) -> None:
    base = serve_folder(seed, "/papers/").rstrip("/") + "/"
    page = visitor.open(base + "search/index.html?q=periodic+review")
    page.locator("#search-results li .ttl").click()
    assert "/papers/A/RES/76/159.html" in page.url
    page.get_by_role("link", name="Data", exact=True).first.click()
    assert page.url.endswith("/papers/data/index.html")
    assert visitor.complaints == []


def test_hostile_words_are_shown_as_typed_and_run_nothing(
    tmp_path: Path,
    serve_folder: Callable[..., str],
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A rule refuses tags at the door; what is shown must be safe without it.
    door = FILE_RULES.load()["TXT02"]
    open_door = functools.update_wrapper(lambda judged: (), door.check)
    monkeypatch.setitem(FILE_RULES._entries, "TXT02", replace(door, check=open_door))
    root = make_project(tmp_path, texts=1)
    for number, words in enumerate(HOSTILE, 2):
        path = write_text(root, number, title="T", words="W")
        text = path.read_text(encoding="utf-8")
        quoted = "'" + words.replace("'", "''") + "'"
        text = text.replace("title: T\n", f"title: {quoted}\n").replace(
            'text: "W"', f"text: {quoted}"
        )
        path.write_text(text, encoding="utf-8")
    site = build(root)
    address = serve_folder(site).rstrip("/") + "/"
    for number, words in enumerate(HOSTILE, 2):
        page = visitor.open(f"{address}A/RES/99/{number}.html")
        assert page.locator("#op1 > p").text_content() == words
        assert page.locator("h1 > span").text_content() == words
        assert page.evaluate("window.ran") is None
        assert words in page.title()
        document = json.loads((site / f"A/RES/99/{number}.json").read_bytes())
        assert document["title"] == words
        page.goto(
            f"{address}search/index.html?q={words.split()[0].encode().hex()}+T+%3Cimg+src%3Dx%3E+year"
        )
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.ran") is None
        page.close()
    page = visitor.open(address)
    assert page.evaluate("window.ran") is None
    for words in HOSTILE[-4:]:
        assert words in page.locator("main").inner_text()
    page.goto(address + "data/index.html")
    assert page.evaluate("window.ran") is None
    assert visitor.hosts() == {address.split("/")[2]}
    assert visitor.complaints == []


def test_a_word_wider_than_the_screen_breaks(
    address: str, new_visitor: Callable[..., Visitor]
) -> None:
    page = new_visitor(viewport={"width": 375, "height": 800}).open(address + "A/RES/76/159.html")
    page.evaluate("document.querySelector('h1 span').textContent = 'x'.repeat(80)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
