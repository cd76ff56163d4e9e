"""Which text a file holds: its symbol, body, session and number, language and title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.metadata import text_of
from whereas.importers.akn_xml.runs import Run, cut, read_runs, without_emphasis
from whereas.importers.akn_xml.tree import Element, Fault
from whereas.importers.vocabulary import languages_by_code
from whereas.model.registers import Registers
from whereas.model.symbols import Symbol, number_template

_DASH = re.compile(r"\s*[-–—]\s+")
_DASHES = str.maketrans("–‑", "--")


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a text; `printed` is its symbol as the masthead has it."""

    symbol: str
    printed: str
    parsed: Symbol
    language: str

    def number(self, registers: Registers) -> str:
        """Give the number by which prose calls the text: 76/159."""
        form = registers.grammar.form(self.parsed)
        prefix = form.print_as.removesuffix(number_template(form))
        return self.symbol.removeprefix(prefix)


def identify(root: Element, registers: Registers) -> Identity | Fault:
    """Give the symbol and the language of a file, or why there are none."""
    printed = root.find("docNumber")
    language = _language(root)
    if language is None:
        return Fault(root.line, "the metadata name no language of the United Nations")
    if printed is None or not text_of(printed):
        return Fault(root.line, "the masthead has no symbol")
    words = text_of(printed).rstrip("* ").translate(_DASHES)
    symbol = registers.grammar.canonical(words)
    if root.child("documentCollection") and registers.grammar.parse_symbol(symbol) is None:
        symbol = registers.grammar.canonical(words.split(" ")[0])
    parsed = registers.grammar.parse_symbol(symbol)
    if parsed is None:
        return Fault(printed.line, f"{words} is the symbol of no body in the register of bodies")
    return Identity(symbol, words, parsed, language)


def _language(root: Element) -> str | None:
    named = root.find("FRBRlanguage")
    return languages_by_code().get(named.get("language")) if named else None


def read_names(root: Element, identity: Identity, context: Context) -> dict[str, Any]:
    """Give symbol, session, number and title; report where the masthead has others."""
    registers = context.tools.registers
    made: dict[str, Any] = {"symbol": identity.symbol}
    if identity.printed != identity.symbol:
        printed = root.find("docNumber")
        line = printed.line if printed else 0
        context.lose("repaired", "form of the symbol", line, identity.printed, identity.symbol)
        if root.child("documentCollection"):
            made["aliases"] = [identity.printed]
    if identity.parsed.kind != "resolution":
        made["type"] = identity.parsed.kind
    if session := identity.parsed.session:
        made["session"] = int(session) if session.isdigit() else session
        _compare_session(root, session, context)
    made["number"] = identity.number(registers)
    titles = read_titles(root.find("preface"), context)
    made |= dict(zip(("title", "subtitle"), titles, strict=False))
    for extra in titles[2:]:
        context.lose("unknown", "third title", root.line, extra)
    _compare_number(root, made["number"], context)
    return made


def read_titles(preface: Element | None, context: Context) -> list[str]:
    """Give the titles of a preface; a mark that stands by the number goes to the title before."""
    if preface is None:
        return []
    titles: list[list[Run]] = []
    for held in _iter_titles(preface):
        runs = read_runs(held, context)
        if held.tag == "docTitle" or not titles:
            titles.append([])
        titles[-1] += [run for run in runs if held.tag == "docTitle" or run.mark]
    bare = (without_emphasis(_without_dash(runs, context)) for runs in titles)
    lines = (format_line(runs, context) for runs in bare)
    return [line for line in lines if line]


def _without_dash(runs: list[Run], context: Context) -> Sequence[Run]:
    """Give the runs of a title without the dash that parts it from its number."""
    match = _DASH.match(runs[0].text) if runs else None
    if match is None:
        return runs
    context.drop("dash before a title", runs[0], match[0].strip())
    return cut(runs, match.end())


def _iter_titles(preface: Element) -> Iterator[Element]:
    """Give the titles, and paragraphs that hold a note beside them."""
    for paragraph in preface.children:
        if paragraph.child("docTitle"):
            yield from (child for child in paragraph.children if child.tag == "docTitle")
        elif paragraph.find("authorialNote"):
            yield paragraph


def _compare_session(root: Element, session: str, context: Context) -> None:
    printed = root.find("session")
    if printed is None or not text_of(printed):
        return
    expected = context.tools.registers.session_name(context.body, session, context.language)
    words = text_of(printed)
    if expected and _folded(words) != _folded(expected):
        what = "session in words and in the symbol"
        context.lose("doubtful", what, printed.line, words, expected)


def _compare_number(root: Element, number: str, context: Context) -> None:
    """Report a number before the title that is not that of the symbol."""
    preface = root.find("preface")
    printed = preface.find("docNumber") if preface else None
    if printed is not None:
        words = text_of(printed)
        if re.findall(r"\d+", words) != re.findall(r"\d+", number):
            context.lose("doubtful", "number before the title", printed.line, words, number)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
