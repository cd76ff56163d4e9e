"""The report for workflows on GitHub: the worst as annotations, all in the summary of the step.

Nothing that a text holds can end a command or begin another: every value is escaped as the
runner undoes it, and in the summary as HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from whereas.problems import Problem, Report, Severity, escaped, plural
from whereas.reporting.reporters import Rendered, reporter

ANNOTATIONS = 10
"""GitHub shows ten annotations of a level and step; the rest would be dropped unseen."""
SUMMARY_BYTES = 900_000
"""GitHub takes a summary of 1 MiB at most and shows none of a longer one."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_MARKDOWN = str.maketrans({c: f"&#{ord(c)};" for c in "\\`*_{}[]()#+-.!|~@:"})
_HEAD = "| Place | Level | Rule | Problem |\n|---|---|---|---|\n"


@reporter("github")
def render_github(report: Report, *, colour: bool = False) -> Rendered:
    """Give commands that annotate the ten worst problems, the closing line, and the summary."""
    worst = sorted(report.problems, key=Problem.weight)
    lines = [_annotation(problem) for problem in worst[:ANNOTATIONS]]
    text = "\n".join([*lines, report.summary()]) + "\n"
    return Rendered(text, render_summary(report))


def render_summary(report: Report) -> str:
    """Give Markdown with a table of the problems, the worst first, and a list by rule."""
    parts = [f"### {report.summary()}\n\n"]
    if not report.problems:
        return parts[0]
    rules = ", ".join(f"{rule} {count}" for rule, _, count in report.rules())
    parts += [f"{rules}\n\n", _HEAD]
    size = sum(len(part.encode()) for part in parts)
    shown = 0
    for row in map(_row, sorted(report.problems, key=Problem.weight)):
        size += len(row.encode())
        if size > SUMMARY_BYTES:
            break
        parts.append(row)
        shown += 1
    left = len(report.problems) - shown + sum(count for _, count in report.omitted)
    parts += [f"\n{plural(left, 'more problem')} not shown\n"] if left else []
    return "".join(parts)


def _annotation(problem: Problem) -> str:
    properties = ",".join(f"{key}={value}" for key, value in _properties(problem))
    hint = f" ({problem.hint})" if problem.hint else ""
    message = escaped(f"{problem.message}{hint}").translate(_DATA)
    return f"::{_LEVELS[problem.severity]} {properties}::{message}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    for key, value in (
        ("file", problem.file),
        ("line", str(problem.line)),
        ("col", str(problem.column)),
        ("title", problem.rule),
    ):
        yield key, escaped(value).translate(_PROPERTY)


def _row(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    hint = f" ({problem.hint})" if problem.hint else ""
    cells = (place, problem.severity.value, problem.rule, f"{problem.message}{hint}")
    return f"| {' | '.join(_cell(cell) for cell in cells)} |\n"


def _cell(text: str) -> str:
    """Give text as Markdown that shows just it: no mark-up, no mention, no link."""
    shown = escaped(text)
    return "".join(
        html.escape(character) if character in "&<>\"'" else character.translate(_MARKDOWN)
        for character in shown
    )
