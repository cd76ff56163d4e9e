"""The page of a text before a visitor: nothing is cut off, nothing stands out of line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from evidence.sites import BuiltSite
from support.axe import axe
from support.browser import Visitor

pytest_plugins = ("evidence.fixtures",)

PARTS = "HA/RES/12/7.html"
VOTES = "HA/RES/12/15.html"
COUNCIL = "CC/2045-012.html"
NUMBER = "CC/2044-017.html"

CUT = "boxes => boxes.filter(box => box.scrollHeight > box.clientHeight + 1).length"
LEFT = "element => element.getBoundingClientRect().left"
WIDTH = "element => element.getBoundingClientRect().width"


@pytest.fixture
def address(harbour_site: BuiltSite, serve_folder: Callable[..., str]) -> Iterator[str]:
    yield serve_folder(harbour_site.folder).rstrip("/") + "/"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", [PARTS, VOTES])
def test_tables_are_shown_whole(
    address: str, new_visitor: Callable[..., Visitor], path: str, width: int
) -> None:
    page = new_visitor(viewport={"width": width, "height": 800}).open(address + path)
    boxes = page.locator(".box")
    assert boxes.count() > 0
    assert boxes.evaluate_all(CUT) == 0


def test_all_ballots_stand_in_columns(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + VOTES)
    rows = page.locator(".roll").first.locator("tbody tr")
    assert rows.count() == 40
    assert len(set(rows.evaluate_all(f"rows => rows.map({LEFT})"))) > 1
    assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 375])
def test_the_number_before_a_title_is_not_broken(
    address: str, new_visitor: Callable[..., Visitor], width: int
) -> None:
    page = new_visitor(viewport={"width": width, "height": 800}).open(address + NUMBER)
    number = page.locator(".mast h1 bdi")
    assert number.inner_text() == "2044-017."
    assert number.evaluate("element => element.getClientRects().length") == 1


def test_lines_of_a_part_begin_where_its_words_begin(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + PARTS)
    wanted = page.locator("[id='B.op1'] > p").evaluate(LEFT)
    for selector in (".doc .by", ".doc .close", ".doc h3"):
        assert page.locator(selector).last.evaluate(LEFT) == pytest.approx(wanted, abs=1), selector


def test_all_blocks_are_as_wide_as_the_head(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + PARTS)
    wanted = page.locator(".mast").evaluate(WIDTH)
    for selector in (".flag", ".bar", ".pan", ".pn"):
        assert page.locator(selector).first.evaluate(WIDTH) == pytest.approx(wanted, abs=1)


def test_words_after_a_list_stand_apart_from_it(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + VOTES)
    margin = "element => parseFloat(getComputedStyle(element).marginTop)"
    after = page.locator(".p > .p + p")
    assert after.count() > 0
    assert after.first.evaluate(margin) > 4


def test_nobody_is_counted_only_where_somebody_is(address: str, visitor: Visitor) -> None:
    page = visitor.open(address + COUNCIL)
    vote = page.locator("section[aria-labelledby=vote] p").first
    assert vote.inner_text() == "Roll-call vote. 4 in favour, 5 against. Members: 9."
