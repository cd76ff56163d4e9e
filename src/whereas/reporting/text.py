"""The report for people: one line a problem, then the summary."""

from __future__ import annotations

from whereas.problems import Problem, Report, escaped
from whereas.reporting.reporters import reporter


@reporter("text")
def render_text(report: Report) -> str:
    """Give `PATH:LINE:COLUMN: LEVEL RULE MESSAGE (hint)` for each problem, and a summary."""
    lines = [format_problem(problem) for problem in report.problems]
    return "\n".join([*lines, report.summary()]) + "\n"


def format_problem(problem: Problem) -> str:
    """Give a problem on one line, which never begins with `::` and holds nothing unprintable.

    A runner of workflows would obey a line that begins so, and a terminal an escape.
    """
    path = problem.file
    if not path.isprintable() or " " in path or path.startswith((":", '"')):
        path = '"' + escaped(path).replace('"', '\\"') + '"'
    hint = f" ({problem.hint})" if problem.hint else ""
    place = f"{path}:{problem.line}:{problem.column}"
    words = f"{place}: {problem.severity.value} {problem.rule} {problem.message}{hint}"
    return escaped(words)
