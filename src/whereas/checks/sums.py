"""Sums in tables (rule STR05); says nothing where a table can be read in more than one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import entry_path
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Cell, Paragraph
from whereas.problems import Severity, quoted

Grid = list[list[str]]

_SPACE = r"[ \u00a0\u202f]"
_TOTALS = 50
"""Totals of a table that are added up: each takes the time of all rows above it."""
_STYLES = (
    # A point before decimals, then a comma; thousands are parted by the other mark or a space.
    (
        re.compile(rf"[0-9]{{1,3}}(?:(?:,|{_SPACE})[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"),
        ".",
    ),
    (
        re.compile(rf"[0-9]{{1,3}}(?:(?:\.|{_SPACE})[0-9]{{3}})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"),
        ",",
    ),
)
_NOTHING = frozenset({"", "-", "–", "—", "−"})
_NEGATIVE = re.compile(r"\((?P<bracketed>[^()]+)\)|[-–−](?P<signed>.+)")
_HUNDRED = 100
"""A total of shares, with a sign for percentages or without."""


@file_rule("STR05", Severity.WARNING, words=True)
def check_sums(judged: Judged) -> Iterator[Finding]:
    """A row of a table that says Total, or Total expenditure, adds up what stands above it.

    A wrong sum shows a figure that was misread. Whole figures add up exactly, percentages and
    others to half of the last decimal of each. Tables with merged cells are left out, and
    columns in which anything is no figure, or that add up when subtotals or one breakdown (a
    figure at most as large as the one above it) are left aside: a total that leaves out such a
    row is not found. The word for a total stands in the register of languages; of a table the
    first fifty totals are added up.
    Wrong: 120, 80 and a total of 210. Right: 120, 80 and a total of 200.
    Compare the figures with the document.
    """
    totals = {word.casefold() for word in judged.language.totals} if judged.language else set()
    if not totals:
        return
    for paragraph in judged.resolution.of_kind("table"):
        rows = paragraph.table.rows if paragraph.table else ()
        if len(rows) > 2 and not _is_merged(rows):
            yield from _check_table(paragraph, _grid(rows), totals)


def _check_table(paragraph: Paragraph, grid: Grid, totals: set[str]) -> Iterator[Finding]:
    """Check each row of a total that has two rows above it at least."""
    names = [_name(row) for row in grid]
    subtotals = [any(word in name for word in totals) for name in names]
    rows = [number for number in range(2, len(grid)) if _is_total(names[number], totals)]
    for number in rows[:_TOTALS]:
        for column, printed in enumerate(grid[number]):
            cells = [row[column] if column < len(row) else "" for row in grid[:number]]
            wrong = _find_difference(cells, printed, subtotals[:number])
            if wrong is not None:
                path = (*entry_path(paragraph), "table", "rows", number)
                message = f"column {column + 1} adds up to {wrong}, not to {quoted(printed)}"
                yield Finding(path, message, "compare the figures with the document", words=printed)


def _is_total(name: str, totals: set[str]) -> bool:
    """Tell whether a row is named by a word for a total, or by one and what is summed up."""
    return any(name == word or name.startswith(f"{word} ") for word in totals)


def _find_difference(cells: list[str], printed: str, subtotals: list[bool]) -> Decimal | None:
    """Give the sum of a column where it is surely not what the total says; else None."""
    found = None
    for pattern, point in _STYLES:
        total = _read(printed, pattern, point)
        figures = [Decimal(0) if c in _NOTHING else _read(c, pattern, point) for c in cells]
        known = [figure for figure in figures if figure is not None]
        if total is None or printed in _NOTHING or len(known) < len(figures):
            continue
        sums = _sums(known, subtotals)
        tolerance = _tolerance(total, known, shares=printed.endswith("%"))
        # 1,000 is hardly ever one with three decimals: such figures are whole.
        if point == "," and {_places(figure) for figure in (total, *known)} <= {0, 3}:
            tolerance = Decimal(0)
        if any(abs(total - each) <= tolerance for each in sums):
            return None
        if found is None and len(set(sums[:2])) == 1 and sum(figure != 0 for figure in known) > 1:
            found = sums[0]
    return found


def _sums(figures: list[Decimal], subtotals: list[bool]) -> list[Decimal]:
    """Give what a column may add up to: rows, subtotals, or less what is twice there."""
    pairs = list(zip(figures, subtotals, strict=True))
    rows = [figure for figure, is_subtotal in pairs if not is_subtotal]
    whole = sum(rows, Decimal(0))
    parts = sum((figure for figure, is_subtotal in pairs if is_subtotal), Decimal(0))
    last = max((place for place, is_subtotal in enumerate(subtotals) if is_subtotal), default=-1)
    since = sum(figures[last + 1 :], Decimal(0))
    # Counted twice is a row that breaks down another, or all where subtotals bear other names.
    breakdowns = [row for before, row in pairwise(rows) if 0 < row <= before]
    twice = [whole / 2, *(whole - row for row in breakdowns)]
    return [whole, parts if any(subtotals) else whole, since, *twice]


def _tolerance(total: Decimal, figures: list[Decimal], *, shares: bool) -> Decimal:
    """Give by how much rounded figures may miss their sum: by half of the last place of each.

    Whole figures are not rounded, unless they are shares of a hundred.
    """
    finest = max(_places(figure) for figure in figures)
    if not finest and not _places(total):
        rounded = shares or total == _HUNDRED
        return Decimal(len(figures)) / 2 if rounded else Decimal(0)
    added = Decimal(1).scaleb(-finest) * sum(figure != 0 for figure in figures)
    return (added + Decimal(1).scaleb(-_places(total))) / 2


def _places(figure: Decimal) -> int:
    return -int(figure.as_tuple().exponent)


def _read(printed: str, pattern: re.Pattern[str], point: str) -> Decimal | None:
    negative = _NEGATIVE.fullmatch(printed)
    bare = (negative["bracketed"] or negative["signed"]) if negative else printed
    bare = bare.strip().removesuffix("%").strip()
    if not pattern.fullmatch(bare):
        return None
    digits = "".join(mark if mark.isdigit() else "." if mark == point else "" for mark in bare)
    return -Decimal(digits) if negative else Decimal(digits)


def _name(row: list[str]) -> str:
    """Give what the first cell with words says."""
    return next((cell for cell in row if cell), "").rstrip(" \u00a0:：").casefold()


def _is_merged(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    return any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row)


def _grid(rows: tuple[tuple[Cell, ...], ...]) -> Grid:
    return [[plain(parse_markup(" ".join(cell.lines))).strip() for cell in row] for row in rows]
