"""The report for people: a line a problem with the line of the file below it, then the summary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from whereas.problems import Problem, Report, Severity, escaped, plural, squeezed
from whereas.reporting.reporters import Rendered, reporter

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _FAINT = "1", "2"
_NUMBER = 5
"""Columns of the number before a file's line."""
_WIDTH = 88
"""Columns of a file's line that are shown: what the format wraps at."""
_BEFORE = 40
"""Columns shown before the place in a longer line."""
_SEVERAL = 10
"""Problems from which a list by rule helps more than it lengthens."""


@reporter("text")
def render_text(report: Report, *, colour: bool = False) -> Rendered:
    """Give `PATH:LINE:COLUMN: LEVEL RULE MESSAGE (hint)` for each problem, and a summary.

    Below a problem that has its line of the file stands that line, with a caret at the place.
    """
    lines = list(_iter_lines(report, colour=colour))
    return Rendered("\n".join([*lines, report.summary()]) + "\n")


def format_problem(problem: Problem) -> str:
    """Give a problem on one line that is no command of a workflow and holds nothing unprintable.

    A terminal would obey an escape; for runners see `harmless`.
    """
    place, level, rest = _parts(problem)
    return f"{place}: {level} {rest}"


def harmless(line: str) -> str:
    """Give a line without what a runner of workflows obeys anywhere in it: `##[command]`.

    Its other form, `::command::`, holds at the beginning of a line only, where none of ours has
    words of a file (actions/runner, ActionCommand.cs).
    """
    return line.replace("##[", "\\x23#[")


def _iter_lines(report: Report, *, colour: bool) -> Iterator[str]:
    omitted = dict(report.omitted)
    for number, problem in enumerate(report.problems):
        yield _line(problem) if colour else format_problem(problem)
        yield from _excerpt(problem, colour=colour)
        following = report.problems[number + 1 : number + 2]
        if problem.file in omitted and not (following and following[0].file == problem.file):
            more = plural(omitted[problem.file], "more problem")
            yield f"{_quoted_path(problem.file)}: {more} not shown"
    if sum(count for *_, count in report.rules()) > _SEVERAL:
        yield ""
        yield from _by_rule(report)
        yield ""


def _line(problem: Problem) -> str:
    place, level, rest = _parts(problem)
    rule, _, words = rest.partition(" ")
    coloured = _set(level, _COLOURS[problem.severity])
    return f"{_set(place, _BOLD)}: {coloured} {_set(rule, _BOLD)} {words}"


def _parts(problem: Problem) -> tuple[str, str, str]:
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f"{_quoted_path(problem.file)}:{problem.line}:{problem.column}"
    rest = f"{problem.rule} {problem.message}{hint}"
    return harmless(escaped(place)), problem.severity.value, harmless(escaped(rest))


def _quoted_path(path: str) -> str:
    if not path.isprintable() or " " in path or path.startswith((":", '"')):
        return '"' + escaped(path).replace('"', '\\"') + '"'
    return path


def _excerpt(problem: Problem, *, colour: bool) -> Iterator[str]:
    """Give the line of the file, cut around the place, and a caret below the place."""
    if not problem.source.strip():
        return
    source, at = problem.source, max(problem.column - 1, 0)
    start = at - _BEFORE if len(source) > _WIDTH and at > _WIDTH - _BEFORE else 0
    end = start + _WIDTH
    before = ("…" if start else "") + escaped(source[start:at])
    after = escaped(source[at:end]) + ("…" if len(source) > end else "")
    # The number before it keeps a line that begins with :: from being a command of a workflow.
    number = f"{problem.line:{_NUMBER}} | "
    yield number + harmless(before + after)
    # Terminals turn the order of letters written from right to left: a caret would point amiss.
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in before + after):
        return
    length = max(_columns(escaped(_marked(problem)[: end - at])), 1)
    caret = "^" + "~" * (length - 1)
    yield (
        " " * _NUMBER
        + " | "
        + " " * _columns(before)
        + (_set(caret, _COLOURS[problem.severity]) if colour else caret)
    )


def _marked(problem: Problem) -> str:
    """Give the words at the place, or as many of them as stand on its line, where a fold is."""
    words, rest = problem.words, problem.source[problem.column - 1 :].rstrip()
    if words and rest.startswith(words):
        return words
    return rest if rest and squeezed(words).startswith(squeezed(f"{rest} ")) else ""


def _columns(text: str) -> int:
    """Give how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def _by_rule(report: Report) -> Iterator[str]:
    rows = report.rules()
    width = max(len(str(count)) for *_, count in rows)
    for rule, severity, count in sorted(rows, key=lambda row: (-row[2], row[0])):
        yield f"{count:{width + 2}}  {rule:7} {severity.value}"
    yield "`whereas explain RULE` says more of each"


def _set(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"
