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


class OpeningFinder:
    """Finds the openings of paragraphs; its patterns are made once from the registers."""

    def __init__(self, registers: Registers) -> None:
        """Compile the forms of every language and part."""
        self._patterns = {
            (language, part): _compile(part, grammar)
            for language, grammar in registers.openings.items()
            for part in _PARTS.values()
        }

    def find(self, paragraph: Paragraph, language: str) -> Opening | None:
        """Give the opening of a preambular or operative paragraph; None if no form fits."""
        part = _PARTS.get(paragraph.kind)
        return self.match(paragraph.text(), part, language) if part else None

    def match(self, text: str, part: Part, language: str) -> Opening | None:
        """Give the opening of `text` as a paragraph of `part`; None if no form fits."""
        pattern, forms = self._patterns.get((language, part), (_NEVER, {}))
        match = pattern.match(text)
        if match is None:
            return None
        form = forms[match["form"].lower()]
        end = match.end("after") if match["after"] else match.end("form")
        if form.italic is not None:
            end = match.start("form") + len(form.italic)
        return Opening(0, end, text[:end], form)


def _compile(part: Part, grammar: OpeningGrammar) -> tuple[re.Pattern[str], dict[str, OpeningForm]]:
    forms = {form.form.lower(): form for form in grammar.forms if form.part == part}
    if not forms:
        return _NEVER, {}
    connectors, intensifiers = _choice(grammar.connectors), _choice(grammar.intensifiers)
    around = f"(?:{connectors} )?(?:{intensifiers} )?(?:{connectors} )?"
    pattern = rf"{around}(?P<form>{_choice(forms)})(?!\w)(?P<after> {connectors}(?!\w))?"
    return re.compile(pattern, re.IGNORECASE), forms


def _choice(words: Iterable[str]) -> str:
    """Give a pattern of alternatives, the longest first; of none, one that never matches."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in longest)})" if longest else r"(?:(?!))"
