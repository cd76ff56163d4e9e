"""The formula of a body, by which a text without structure is known: The General Assembly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whereas.model.registers import Registers

_MARKED = re.compile(r"[,،，:]\Z")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it begins a line: whose it is, in what language, and its length."""

    body: str
    language: str
    length: int


class FormulaFinder:
    """Finds formulas at the head of lines; its patterns are made once from the registers."""

    def __init__(self, registers: Registers) -> None:
        """Compile the formulas of all bodies in all languages, the longest first."""
        printed = [
            (formula, body.key, language)
            for body in registers.bodies.values()
            for language, formula in body.formula.items()
        ]
        printed.sort(key=lambda entry: -len(entry[0]))
        self._patterns = tuple(
            (_pattern(formula), body, language) for formula, body, language in printed
        )

    def find(self, words: str) -> Formula | None:
        """Give the formula that `words` are, with or without its comma; None if they are none."""
        if len(words) > _LONGEST:
            return None
        for pattern, body, language in self._patterns:
            if pattern.fullmatch(words):
                return Formula(body, language, len(words))
        return None

    def find_glued(self, words: str) -> Formula | None:
        """Give the formula with which `words` begin, with its comma, before further words."""
        for pattern, body, language in self._patterns:
            match = pattern.match(words)
            if match and match.end() < len(words) and _MARKED.search(match[0]):
                return Formula(body, language, match.end())
        return None


_LONGEST = 120
"""Characters that a line with nothing but a formula has at most."""


def _pattern(formula: str) -> re.Pattern[str]:
    bare = _MARKED.sub("", formula)
    escaped = re.escape(bare).replace(re.escape("{ordinal}"), r"[^\W\d_]+(?:-[^\W\d_]+)*")
    return re.compile(escaped.replace(r"\ ", r"\s+") + "[,،，:]?", re.IGNORECASE)
