"""STR: what makes a text whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Cell
from whereas.problems import Severity

_WITHOUT_FORMULA = frozenset({"statement", "declaration", "decision"})


@file_rule("STR01", Severity.ERROR, words=True)
def check_formula(judged: Judged) -> Iterator[Finding]:
    """A resolution has a formula and an operative part, and so has each of its lettered parts.

    Without them nothing was adopted. Statements, declarations and decisions have none.
    Wrong: a text without `enacting` and `resolving`. Right: `enacting: The General Assembly,`.
    Add the formula as printed, or set `excerpt: true` for a part of a text.
    """
    resolution = judged.resolution
    if resolution.excerpt or resolution.type in _WITHOUT_FORMULA:
        return
    formulas = {paragraph.parent for paragraph in resolution.of_kind("formula")}
    for position, part in enumerate(resolution.parts):
        if part.letter not in formulas:
            yield Finding(("parts", position), f"part {part.letter} has no formula", "add enacting")
    if not resolution.parts and None not in formulas:
        yield Finding((), "the text has no formula", "add enacting or resolving as printed")


@file_rule("STR04", Severity.ERROR, words=True)
def check_tables(judged: Judged) -> Iterator[Finding]:
    """Every row of a table covers as many columns as the others, merged cells counted.

    A cell lost in a table moves the figures after it under a wrong head.
    Wrong: a row of two cells under three columns. Right: three cells, an empty one as `""`.
    Compare the row with the document.
    """
    resolution = judged.resolution
    for paragraph in resolution.of_kind("table"):
        if paragraph.table is None:
            continue
        widths = _widths((*paragraph.table.head, *paragraph.table.rows))
        if len(set(widths)) > 1:
            row = next(n for n, width in enumerate(widths) if width != widths[0])
            message = f"row {row + 1} of the table has {widths[row]} columns, the first {widths[0]}"
            yield Finding(paragraph.path, message, "compare the row with the document")


def _widths(rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    """Give how many columns each row covers: its own cells, and those that reach down to it."""
    reaching = Counter[int]()
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(number, number + cell.rows):
                reaching[below] += cell.columns
    return [reaching[number] for number in range(len(rows))]
