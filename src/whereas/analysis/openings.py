"""Opening words: which form begins a paragraph, and how much of it is set in italics.

Grammar, as measured on official documents: `[connector] [intensifier] [connector] FORM
[connector]`; the longest form wins; connector and intensifier belong to the italics. A
connector after a comma ("Encourages, in this regard") is never italic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whereas.model.registers import OpeningForm, OpeningGrammar, Part, Registers
from whereas.model.resolution import Paragraph


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open a paragraph: a span of its plain text, and what they mean."""

    start: int
    end: int
    words: str
    form: OpeningForm


_NEVER = re.compile(r"(?!)")
_PARTS: dict[str, Part] = {"preambular": "preamble", "operative": "operative"}

Compiled = tuple[re.Pattern[str], dict[str, OpeningForm]]


class OpeningFinder:
    """Finds the openings of paragraphs; the patterns of a language are made when it is met."""

    def __init__(self, registers: Registers) -> None:
        """Take the forms from the registers."""
        self._registers = registers
        self._patterns: dict[tuple[str, Part], Compiled] = {}

    def find(self, paragraph: Paragraph, language: str) -> Opening | None:
        """Give the opening of a preambular or operative paragraph; None if no form fits."""
        part = _PARTS.get(paragraph.kind)
        return self.match(paragraph.text(), part, language) if part else None

    def match(self, text: str, part: Part, language: str) -> Opening | None:
        """Give the opening of `text` as a paragraph of `part`; None if no form fits."""
        pattern, forms = self._compiled(part, language)
        match = pattern.match(text)
        if match is None:
            return None
        form = forms[_folded(match["form"])]
        end = match.end("after") if match["after"] else match.end("form")
        if form.italic is not None:
            end = match.start("form") + len(form.italic)
        return Opening(0, end, text[:end], form)

    def _compiled(self, part: Part, language: str) -> Compiled:
        key = (language, part)
        if key not in self._patterns:
            grammar = self._registers.openings.get(language)
            self._patterns[key] = _compile(part, grammar) if grammar else (_NEVER, {})
        return self._patterns[key]


def _compile(part: Part, grammar: OpeningGrammar) -> Compiled:
    forms = {_folded(form.form): form for form in grammar.forms if form.part == part}
    if not forms:
        return _NEVER, {}
    connectors, intensifiers = _choice(grammar.connectors), _choice(grammar.intensifiers)
    # What stands before the form is tried last, since a form may itself begin with it: deeply
    # concerned weighs more than concerned.
    space, edge = (r"[ \u00a0]", r"(?!\w)") if grammar.spaced else ("", "")
    around = f"(?:{connectors}{space})??(?:{intensifiers}{space})??(?:{connectors}{space})??"
    after = f"(?P<after>{space}{connectors}{edge})?"
    pattern = f"{around}(?P<form>{_choice(forms)}){edge}{after}"
    return re.compile(pattern, re.IGNORECASE), forms


def _choice(words: Iterable[str]) -> str:
    """Give a pattern of alternatives, the longest first; of none, one that never matches."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace(r"\ ", r"[ \u00a0]") for word in longest)
    return f"(?:{'|'.join(escaped)})" if longest else r"(?:(?!))"


def _folded(words: str) -> str:
    """Give words as they are compared: without regard to case and to no-break spaces."""
    return words.replace("\u00a0", " ").lower()
