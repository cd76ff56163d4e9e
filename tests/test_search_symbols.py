"""A symbol is recognized in every spelling of the table, and words are never taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from support.search_site import SAMPLES
from whereas.site.theming import theme_folder

if TYPE_CHECKING:
    from support.browser import Visitor

TABLE: dict[str, Any] = json.loads((SAMPLES / "spellings.json").read_text("utf-8"))


def find_symbols(
    visitor: Visitor, address: str, typed: list[str], collection: dict[str, list[str]]
) -> list[list[str]]:
    """Give the symbols that the script finds in a collection for each of `typed`."""
    page = visitor.open(f"{address}favicon.svg")
    found: list[list[str]] = page.evaluate(
        """async ([script, typed, collection]) => {
          const { findSymbol } = await import(script);
          const texts = Object.entries(collection)
            .map(([symbol, aliases]) => ({ symbol, aliases }));
          return typed.map((one) => findSymbol(one.trim(), texts).map((at) => texts[at].symbol));
        }""",
        [f"{address}search/symbols.js", typed, collection],
    )
    return found


def test_each_spelling_finds_its_symbols(
    visitor: Visitor, serve_folder: Callable[..., str]
) -> None:
    address = serve_folder(theme_folder() / "assets")
    typed = [spelling for spelling, _ in TABLE["spellings"]]
    found = find_symbols(visitor, address, typed, TABLE["collection"])
    assert dict(zip(typed, found, strict=True)) == dict(TABLE["spellings"])


def test_each_symbol_finds_itself_however_it_is_written(
    visitor: Visitor, serve_folder: Callable[..., str]
) -> None:
    address = serve_folder(theme_folder() / "assets")
    ways: list[Callable[[str], str]] = [
        str,
        str.lower,
        lambda symbol: symbol.replace(" ", ""),
        lambda symbol: symbol.replace("/", " "),
        lambda symbol: symbol.replace("/", "–"),
        lambda symbol: f"{symbol.replace(' ', '')}.html",
        lambda symbol: f"https://docs.un.org/en/{symbol.replace(' ', '')}",
        lambda symbol: f"UN Doc. {symbol}.",
    ]
    symbols = list(TABLE["collection"])
    pairs = [(way(symbol), symbol) for symbol in symbols for way in ways]
    typed = [spelling for spelling, _ in pairs]
    found = find_symbols(visitor, address, typed, TABLE["collection"])
    assert {
        spelling: symbols
        for (spelling, symbol), symbols in zip(pairs, found, strict=True)
        if symbols != [symbol]
    } == {}


def test_heads_may_be_left_out_and_texts_that_are_held_come_first(
    visitor: Visitor, serve_folder: Callable[..., str]
) -> None:
    address = serve_folder(theme_folder() / "assets")
    page = visitor.open(f"{address}favicon.svg")
    found = page.evaluate(
        """async (script) => {
          const { findSymbol } = await import(script);
          const texts = [
            { symbol: "CC/2044-017", aliases: [], held: true },
            { symbol: "HA/RES/12/7", aliases: [], held: true },
            { symbol: "HA/RES/12/7 B", aliases: [], held: true },
            { symbol: "HA/RES/12/8 A", aliases: [], held: false },
            { symbol: "HA/RES/10/3", aliases: [], held: false },
            { symbol: "K/RES/12/7", aliases: [], held: false },
          ];
          const typed = ["2044-017", "2044 017", "12/7", "12/7 B", "12/7b", "10/3", "12/8"];
          return typed.map((one) => findSymbol(one, texts, ["CC/", "HA/RES/"]));
        }""",
        f"{address}search/symbols.js",
    )
    assert found == [[0], [0], [1], [2], [2], [4], [3]]
