"""Symbols of documents: `parse_symbol` and `format_symbol`, a pair, over a grammar of data.

The forms of each body stand in `registers/bodies.yaml`; this module holds no body's form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

_NOT_IN_SLUG = re.compile(r"[^A-Za-z0-9.-]+")
_KEPT = 20_000
"""Readings of symbols that are kept: texts cite the same documents again and again."""
_FIELD = re.compile(r"\{( ?)(session|number|part|year)( ?)\}")


_INTERFACE = ("ar", "en", "es", "fr", "ru", "zh")
_LISTS = ("bodies", "topics", "states", "addressees", "series", "votes", "calendar", "parallel")
_FILES = ("data", "search", "rules", "schemas", "assets", "feed", "sitemap", "robots", "404")
RESERVED = frozenset((*_INTERFACE, *_LISTS, *_FILES, "index"))
"""First segments of addresses that pages of the site itself have; compared without case."""


@dataclass(frozen=True, slots=True)
class SymbolForm:
    """One form of symbol: `print_as` is how it is printed, with fields in braces.

    `{ part}` prints a space before a part if there is one; a field's pattern stands in `fields`.
    `official` is the address of the official document, with `{symbol}` and `{language}`.
    `since` and `until` are the first and the last session with the form, of each kind of
    session (`31`, `S-8`), or years; `starts` are the numbers with which texts begin anew in
    every session; `in_order` says that numbers are given in the order of adoption.
    """

    name: str
    body: str
    kind: str
    print_as: str
    fields: tuple[tuple[str, str], ...]
    official: str | None = None
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    year_of: Literal["adoption", "session"] | None = None
    starts: tuple[int, ...] = ()
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. Fields that the form lacks are empty; `suffix` is `/Corr.1` or so."""

    form: str
    body: str
    kind: str
    session: str = ""
    number: str = ""
    part: str = ""
    year: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class _Compiled:
    form: SymbolForm
    exact: re.Pattern[str]
    loose: re.Pattern[str]


class SymbolGrammar:
    """The forms of all bodies of a publication, compiled once."""

    def __init__(self, forms: Iterable[SymbolForm], suffix: str) -> None:
        """Compile `forms`; `suffix` is the pattern of what may follow any of them (`/Corr.1`)."""
        self._compiled = tuple(_compile(form, suffix) for form in forms)
        self._by_name = {compiled.form.name: compiled.form for compiled in self._compiled}
        self._made_of = tuple(item.form for item in self._compiled), suffix
        self._parsed = functools.lru_cache(_KEPT)(self._parse)
        self._printed = functools.lru_cache(_KEPT)(self._print)

    def __reduce__(self) -> tuple[type[SymbolGrammar], tuple[tuple[SymbolForm, ...], str]]:
        """Travel to another process as what it is made of: readings that are kept cannot."""
        return SymbolGrammar, self._made_of

    def parse_symbol(self, text: str) -> Symbol | None:
        """Give the symbol that `text` is, as printed; None if no body has such a form."""
        return self._parsed(text)

    def _parse(self, text: str) -> Symbol | None:
        for compiled in self._compiled:
            if match := compiled.exact.match(text):
                return _symbol(compiled.form, match)
        return None

    def parse_spelling(self, text: str) -> Symbol | None:
        """Read `text` without regard to case and spaces."""
        for compiled in self._compiled:
            if match := compiled.loose.match(text):
                found = _symbol(compiled.form, match)
                return replace(
                    found,
                    session=found.session.upper(),
                    part=found.part.upper(),
                    suffix=found.suffix.title(),
                )
        return None

    def canonical(self, text: str) -> str:
        """Give `text` as its body prints it; text that is no body's symbol comes back as it is."""
        return self._printed(text)

    def _print(self, text: str) -> str:
        symbol = self.parse_spelling(text)
        return self.format_symbol(symbol) if symbol else text

    def format_symbol(self, symbol: Symbol) -> str:
        """Give the symbol as the body prints it."""

        def field(match: re.Match[str]) -> str:
            value: str = getattr(symbol, match[2])
            return f"{match[1]}{value}{match[3]}" if value else ""

        return _FIELD.sub(field, self._by_name[symbol.form].print_as) + symbol.suffix

    def official_url(self, text: str, language: str) -> str | None:
        """Give the address of the official document, if its body publishes under symbols."""
        symbol = self.parse_symbol(text)
        template = self._by_name[symbol.form].official if symbol else None
        return template and template.format(symbol=format_address(text), language=language)

    def form(self, symbol: Symbol) -> SymbolForm:
        """Give the form of a symbol that was parsed by this grammar."""
        return self._by_name[symbol.form]

    def forms(self) -> tuple[SymbolForm, ...]:
        """Give all forms in the order of the register."""
        return tuple(item.form for item in self._compiled)

    def body_forms(self, body: str) -> Iterator[SymbolForm]:
        """Give the forms of one body."""
        return (item.form for item in self._compiled if item.form.body == body)


def is_reserved(symbol: str) -> bool:
    """Tell whether a symbol's address would begin as an address of the site itself does."""
    return format_address(symbol).split("/")[0].lower() in RESERVED


def format_slug(symbol: str) -> str:
    """Give the name of a symbol's file: every run of other characters becomes `_`."""
    return _NOT_IN_SLUG.sub("_", symbol).strip("_")


def text_file(body: str, symbol: str, session: str | None, date: str) -> str:
    """Give the path of a text in its project: body, session or year of adoption, slug.

    A session such as XLVIII-O/18 is one folder as well: XLVIII-O_18.
    """
    folder = format_slug(session or date[:4])
    return f"content/resolutions/{body}/{folder}/{format_slug(symbol)}.yaml"


def format_address(symbol: str) -> str:
    """Give a symbol as its own address: spaces drop out, nothing else changes."""
    return symbol.replace(" ", "")


def _symbol(form: SymbolForm, match: re.Match[str]) -> Symbol:
    found = {name: value or "" for name, value in match.groupdict().items()}
    return Symbol(form.name, form.body, form.kind, **found)


def _compile(form: SymbolForm, suffix: str) -> _Compiled:
    exact = re.compile(_pattern(form, suffix, loose=False), re.ASCII)
    loose = re.compile(_pattern(form, suffix, loose=True), re.ASCII | re.IGNORECASE)
    return _Compiled(form, exact, loose)


def _pattern(form: SymbolForm, suffix: str, *, loose: bool) -> str:
    body = format_pattern(form, form.print_as, loose=loose, named=True)
    return rf"{body}(?P<suffix>(?:{suffix})?)\Z"


def format_pattern(
    form: SymbolForm, template: str, *, loose: bool = False, named: bool = False
) -> str:
    """Give the pattern of `template`, which is the form's printed symbol or a piece of it.

    `loose` lets spaces come and go; `named` puts each field into a group of its name.
    """
    fields = dict(form.fields)
    parts, position = [], 0
    for match in _FIELD.finditer(template):
        parts.append(_literal(template[position : match.start()], loose=loose))
        position = match.end()
        before, name, after = match.groups()
        group = f"(?P<{name}>{fields[name]})" if named else f"(?:{fields[name]})"
        gap = " ?" if loose else " "
        parts.append(f"(?:{before and gap}{group}{after and gap})?" if before or after else group)
    parts.append(_literal(template[position:], loose=loose))
    return "".join(parts)


def number_template(form: SymbolForm) -> str:
    """Give the piece of the printed symbol by which prose calls a text: from its first field.

    `A/RES/{number}{ part} ({session})` gives `{number}{ part} ({session})`.
    """
    first = _FIELD.search(form.print_as)
    return form.print_as[first.start() :] if first else form.print_as


def _literal(text: str, *, loose: bool) -> str:
    return re.escape(text).replace(r"\ ", " ?" if loose else " ")
