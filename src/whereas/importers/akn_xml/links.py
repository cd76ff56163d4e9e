"""Links of the source: those that the words alone would not give are kept, by symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import unquote

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.runs import Run, words_of
from whereas.model.markup import Link, Words, escape_markup, parse_markup
from whereas.model.registers import Registers
from whereas.model.symbols import Symbol

_DOCUMENTS = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)//?(?:symbol=|[a-z]{2}/)?(?P<symbol>.+?)"
    r"(?:\(supp\))?",
    re.I,
)
_PARTS = re.compile(r"(?<=[0-9]) ?[a-z] ?- ?[a-z]\Z", re.I)
"""Several parts at once, which are the whole."""
_BRACKET = re.compile(r"(\S)\((Part|Vol\.)([IVX0-9]+)\)")
_FOLDED = re.compile(r"[^0-9A-Za-z]+")
_NUMBER = re.compile(r"[0-9A-Z.]*[0-9][^/]*/[^/]*[0-9]|[0-9]+ ?\([0-9]{4}\)")


def settle_links(runs: Sequence[Run], context: Context) -> list[Run]:
    """Give runs whose links lead to symbols, and only where their words do not name them."""
    if not any(run.link for run in runs):
        return list(runs)
    text = words_of(runs)
    cited = context.tools.citations.find(escape_markup(text), context.body, context.language)
    spans = [(found.start, found.end, found.cited) for found in cited if found.cited]
    made: list[Run] = []
    start = 0
    for link, group in groupby(runs, key=lambda run: run.link):
        held = list(group)
        words = words_of(held)
        if link:
            here = [
                name for first, last, name in spans if first < start + len(words) and start < last
            ]
            link = _target(link, words, here, held[0].line, context)
        made += [replace(run, link=link if words.strip() else "") for run in held]
        start += len(words)
    return made


def _target(link: str, words: str, cited: Sequence[str], line: int, context: Context) -> str:
    """Give the symbol to which words are to lead, empty if they do so by themselves."""
    match = _DOCUMENTS.fullmatch(unquote(link).strip())
    if match is None:
        if _fold(words) not in _fold(link):
            context.lose("dropped", "address of a web page", line, words, link)
        return ""
    named = _PARTS.sub("", match["symbol"].strip())
    symbol = context.tools.registers.grammar.canonical(named)
    if not words.strip() or any(_is_same(symbol, name, context.tools.registers) for name in cited):
        return ""
    is_within = any(_is_within(symbol, name) for name in cited)
    is_named = is_within or _fold(symbol).endswith(_fold(words))
    if not is_named and (cited or _NUMBER.fullmatch(words.strip())):
        what = "link to another document than the words name"
        context.lose("doubtful", what, line, words, symbol)
        return ""
    printed = " ".join(words.replace("\u00a0", " ").split()).strip(" .,")
    known = next((name for name in _iter_forms(symbol, printed) if _is_known(name, context)), None)
    if known is None:
        what = "link to a symbol that the registers lack"
        context.lose("unknown", what, line, words, symbol)
    return known or ""


def _iter_forms(symbol: str, printed: str) -> Iterator[str]:
    """Give the forms in which a symbol may be known: addresses leave its spaces out."""
    if _fold(symbol) == _fold(printed):
        yield printed
    yield symbol
    yield _BRACKET.sub(r"\1 (\2 \3)", symbol)


def _is_known(symbol: str, context: Context) -> bool:
    """Tell whether a symbol is of a form that the registers know, and fit for a link."""
    url = context.tools.registers.official_url(symbol, "en")
    return url is not None and parse_markup(f"[x]({symbol})") == (Link(symbol, (Words("x"),)),)


def _is_same(target: str, cited: str, registers: Registers) -> bool:
    """Tell whether a link leads to what words cite, or to the whole of which they cite a part."""
    return _fold(cited) in set(_iter_spellings(target, cited, registers))


def _is_within(target: str, cited: str) -> bool:
    """Tell whether a link leads to a part of what words cite: a lettered one, a volume."""
    rest = _fold(target).removeprefix(_fold(cited))
    return rest != _fold(target) and not rest[:1].isdigit()


def _iter_spellings(target: str, cited: str, registers: Registers) -> Iterator[str]:
    yield _fold(target)
    parsed = registers.grammar.parse_spelling(target)
    named: Symbol | None = registers.grammar.parse_spelling(cited)
    if parsed and named and named.part and not parsed.part:
        yield _fold(registers.grammar.format_symbol(replace(parsed, part=named.part)))


def _fold(text: str) -> str:
    return _FOLDED.sub("", text).upper()
