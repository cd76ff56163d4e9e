"""Numbers before titles become symbols: 76/159 of the Assembly is A/RES/76/159."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from whereas.model.registers import Registers
from whereas.model.symbols import Symbol, SymbolForm, format_pattern, number_template

_PAIR = "{session}/{number}"
_SEPARATOR = re.compile(r"[_-]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as printed, the symbol that it means, and where the words after it begin."""

    symbol: str
    number: str
    end: int


class NumberFinder:
    """Reads the numbers of bodies' texts; its patterns are made once from the registers."""

    def __init__(self, registers: Registers) -> None:
        """Compile how each form of symbol is printed before a title."""
        self._grammar = registers.grammar
        self._forms: dict[str, list[tuple[SymbolForm, str, re.Pattern[str]]]] = {}
        for form in self._grammar.forms():
            template = number_template(form)
            names = {name for name, _ in form.fields}
            templates = [template]
            if {"session", "number"} <= names and form.print_as.count("(") == 0:
                templates.append(_PAIR)
            for written in dict.fromkeys(templates):
                pattern = format_pattern(form, written, loose=True, named=True)
                compiled = re.compile(f"(?:{pattern})", re.ASCII)
                self._forms.setdefault(form.body, []).append((form, written, compiled))

    def find(self, words: str, body: str) -> Numbered | None:
        """Give the number of a text of `body` with which `words` begin."""
        for form, _, pattern in self._forms.get(body, ()):
            match = pattern.match(words)
            if match and not words[match.end() : match.end() + 1].isalnum():
                fields = {name: value or "" for name, value in match.groupdict().items()}
                symbol = Symbol(form.name, form.body, form.kind, **fields)
                printed = self._grammar.format_symbol(symbol)
                return Numbered(printed, match[0].strip(), match.end())
        return None

    def find_in_name(self, file: str) -> str | None:
        """Give the symbol that a file's name begins with: A_RES_302(IV).md, S_RES_0242_1967."""
        stem = PurePath(file).stem
        ends = [len(stem), *(match.start() for match in _SEPARATOR.finditer(stem))]
        for end in sorted(ends, reverse=True):
            for spelt in (stem[:end], stem[:end].replace("_", "/")):
                symbol = self._grammar.parse_spelling(spelt)
                if symbol:
                    return self._grammar.format_symbol(symbol)
        return None
