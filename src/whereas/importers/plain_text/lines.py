"""Runs become a line of markup: marks of notes, opening words without their derived look."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from whereas.analysis.openings import OpeningFinder
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.links import LinkWriter
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.plain_text.runs import Run, Runs, bare_of, squeeze, words_of
from whereas.model.markup import Mark, Node, Style, Styled, Words, format_markup
from whereas.model.registers import Part

_ORDER: tuple[Style, ...] = ("sup", "sub", "italic", "bold")
"""Styles from the innermost to the outermost."""
_ENDS = " ,،，"


@dataclass(frozen=True, slots=True)
class LineWriter:
    """Writes lines of a text of `body`. `notes` are the marks that have a note."""

    body: str
    language: str
    phrases: Phrases
    openings: OpeningFinder
    links: LinkWriter
    notes: Collection[str]
    ledger: Ledger

    def write(self, runs: Runs, part: Part | None = None) -> str:
        """Give the line of markup; `part` is that of a paragraph with opening words."""
        tidy = self._tightened(squeeze(runs))
        if part is None:
            return format_markup(map(self._node, tidy))
        markup = format_markup(map(self._node, self._without_opening(tidy, part)))
        return self.links.write(markup, self.body, tidy[0].line if tidy else 0)

    def _node(self, run: Run) -> Node:
        if run.is_raised and run.text in self.notes:
            return Mark(run.text)
        node: Node = Words(run.text)
        for style in _ORDER:
            if style in run.styles:
                node = Styled(style, (node,))
        return node

    def _tightened(self, runs: Runs) -> Runs:
        """Give runs without a space before a stop, as scans have it; three points stay."""
        stops = re.escape(self.phrases.tight)
        pattern = re.compile(rf"(?<=[\w)”\"’]) +(?=[{stops}](?:\s|\Z))(?!\s*\.\s+\.)")
        made = []
        for run in runs:
            text = pattern.sub("", run.text)
            for match in pattern.finditer(run.text):
                printed = run.text[max(match.start() - 20, 0) : match.end() + 1]
                shown = pattern.sub("", printed)
                self.ledger.lose("repaired", "space before a stop", run.line, printed, shown)
            made.append(replace(run, text=text))
        return tuple(made)

    def _without_opening(self, runs: Runs, part: Part) -> Runs:
        """Give runs whose first words lose the look that the rules give them anyway."""
        length = 0
        while length < len(runs) and runs[length].styles & {"italic", "bold"}:
            length += 1
        words = words_of(runs[:length]).strip(_ENDS)
        opening = self.openings.match(bare_of(runs), part, self.language) if words else None
        if opening is None or opening.words.casefold() != words.casefold():
            return runs
        bare = [replace(run, styles=run.styles - {"italic", "bold"}) for run in runs[:length]]
        return (*bare, *runs[length:])
