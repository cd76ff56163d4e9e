"""What a visitor sees and does: accessible, quiet, whole without JavaScript, dark if wished."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.sample_site import RECORD, iter_files, render_sample
from whereas.site.interface import load_interface
from whereas.site.theming import theme_folder

if TYPE_CHECKING:
    from support.browser import Visitor

NewVisitor = Callable[..., "Visitor"]

PATHS = (
    "index.html",
    "HC/RES/3/7.html",
    "HC/RES/3/7.html#op1.a",
    "data/index.html",
    "search/index.html",
    "about.html",
    "cite.html",
    "404.html",
)
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(21, 24, 27)"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sample site, as it would be published."""
    frame = render_sample(root, tmp_path_factory.mktemp("scratch"))
    folder = tmp_path_factory.mktemp("site")
    for path, data in iter_files(frame):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def address(folder: Path, serve_folder: Callable[..., str]) -> str:
    """Give the address of the sample site; it lives under a path, as on GitHub Pages."""
    return serve_folder(folder, "/papers/")


def sheet() -> str:
    return (theme_folder() / "assets" / "whereas.css").read_text("utf-8")


def templates() -> list[Path]:
    return sorted(theme_folder().rglob("*.html"))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_quiet(
    address: str, new_visitor: NewVisitor, scheme: str, width: int
) -> None:
    from support.axe import axe

    visitor = new_visitor(color_scheme=scheme, viewport={"width": width, "height": 800})
    for path in PATHS:
        page = visitor.open(address + path)
        assert page.evaluate(GROUND) == (LIGHT if scheme == "light" else DARK), path
        assert axe(page) == [], path
        scrolls = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(scrolls), path
        page.close()
    assert visitor.complaints == []
    assert {url for url in visitor.requests if not url.startswith(address)} == set()


@pytest.mark.parametrize(("scheme", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_pages_are_whole_without_javascript(
    address: str, new_visitor: NewVisitor, scheme: str, ground: str
) -> None:
    visitor = new_visitor(color_scheme=scheme, java_script_enabled=False)
    page = visitor.open(address + "HC/RES/3/7.html")
    # Scripts of the page are off; the test's own still run.
    assert page.evaluate(GROUND) == ground
    assert page.get_by_text("On this page", exact=True).first.is_visible()
    page.get_by_role("button", name="Note 1").click()
    assert page.locator("#pop1").is_visible()
    page.get_by_role("searchbox").fill("lanterns")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/search/index.html?q=lanterns")


def test_print_is_light(address: str, new_visitor: NewVisitor) -> None:
    page = new_visitor(color_scheme="dark").open(address + "HC/RES/3/7.html")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.querySelector('.doc')).color")
    assert ink == "rgb(26, 29, 32)"
    assert not page.locator(".md-header").is_visible()


def test_the_palette_follows_the_system_until_a_reader_chooses(
    address: str, new_visitor: NewVisitor
) -> None:
    visitor = new_visitor(color_scheme="light")
    page = visitor.open(address + "about.html")
    grounds = [page.evaluate(GROUND)]
    for name in ("dark", "light", "auto"):
        page.get_by_title(load_interface("en")["frame"][name]).click()
        grounds.append(page.evaluate(GROUND))
        if name == "light":
            page.emulate_media(color_scheme="dark")
            grounds.append(page.evaluate(GROUND))
    assert grounds == [LIGHT, DARK, LIGHT, LIGHT, DARK]


def test_a_choice_of_palette_holds_on_the_next_page(address: str, new_visitor: NewVisitor) -> None:
    visitor = new_visitor(color_scheme="light")
    page = visitor.open(address + "about.html")
    page.get_by_title(load_interface("en")["frame"]["dark"]).click()
    page.goto(address + "HC/RES/3/7.html")
    assert page.evaluate(GROUND) == DARK
    assert visitor.complaints == []


def test_the_policy_stops_what_is_not_ours(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "about.html")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"hit = 1\">')"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'hit = 2'}))"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("typeof hit") == "undefined"
    assert len([text for text in visitor.complaints if "Content Security Policy" in text]) >= 2


@pytest.mark.parametrize(
    ("paragraph", "quoted"),
    [
        ("pp1", "(HC/RES/3/7, preambular para. 1, https://harbour.example/papers/HC/RES/3/7.html#pp1)"),
        ("op2", "(HC/RES/3/7, para. 2, https://harbour.example/papers/HC/RES/3/7.html#op2)"),
        ("op1.a", "(HC/RES/3/7, para. 1 (a), https://harbour.example/papers/HC/RES/3/7.html#op1.a)"),
    ],
)  # fmt: skip
def test_a_paragraph_can_be_quoted(
    address: str, new_visitor: NewVisitor, paragraph: str, quoted: str
) -> None:
    visitor = new_visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(address + "HC/RES/3/7.html")
    place = page.locator(f'[id="{paragraph}"]')
    place.locator("> .n").focus()
    place.locator("> .cp button", has_text="Quote").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("“")
    assert text.endswith(f"” {quoted}")
    assert "dawn,1" not in text  # the mark of a note is no word
    assert page.locator("[role=status]", has_text="Copied").count() == 1


def test_another_language_opens_at_the_same_paragraph(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "HC/RES/3/7.html#op2")
    page.locator(".langs a[hreflang=fr]").click()
    page.wait_for_url("**/fr/HC/RES/3/7.html#op2")


def test_the_outline_marks_the_part_being_read(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "HC/RES/3/7.html")
    page.locator("#asks").scroll_into_view_if_needed()
    page.mouse.wheel(0, 2000)
    page.locator(".md-nav__link--active").first.wait_for()
    assert page.get_by_role("navigation", name="On this page").count() == 1


def test_the_skip_link_leads_to_the_title(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + "HC/RES/3/7.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#top")


def test_the_sheet_knows_no_left_and_right() -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet(), flags=re.DOTALL)
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|[{; ](?:left|right|top|bottom)\s*:"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)|[{; ](?:width|height)\s*:"
    )
    assert physical.findall(rules) == []
    assert "@import" not in rules
    assert "url(" not in rules


def test_both_dark_schemes_are_the_same() -> None:
    blocks = re.findall(r"\{\s*(?:color-scheme: dark;\s*)?(--ink: #e7e6e2;[^}]*)\}", sheet())
    assert len(blocks) == 2
    first, second = (block.split() for block in blocks)
    assert first == second


@pytest.mark.parametrize("file", templates(), ids=lambda file: file.name)
def test_templates_hold_no_code_and_no_words(file: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", source) == []
    words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", source, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", words) == []


def test_templates_use_every_word_of_the_frame_and_no_other(root: Path) -> None:
    sources = "".join(file.read_text("utf-8") for file in templates())
    used = set(re.findall(r"\bui\.([a-z_]+)", sources))
    used |= {"body", "data", "search", "light", "dark", "auto"}  # by way of the plugin
    used |= {"language", "direction"}  # what other languages' pages say of this one
    for file in sorted((root / "src/whereas/site/interface").glob("*.json")):
        words = json.loads(file.read_text("utf-8"))["frame"]
        assert set(words) == used, file.name
        assert all(words.values()), file.name


def test_the_sample_uses_classes_that_the_sheet_knows() -> None:
    known = set(re.findall(r"\.([a-z][a-z-]*)", sheet()))
    used = {name for names in re.findall(r'class="([^"]+)"', RECORD.body) for name in names.split()}
    assert used - known == set()
