"""The report for programs: one JSON document."""

from __future__ import annotations

import json

from whereas.problems import Report, Severity
from whereas.reporting.reporters import reporter


@reporter("json")
def render_json(report: Report) -> str:
    """Give the problems with file, line, column, level, rule, message and hint, and counts."""
    document = {
        "files": report.files,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "level": problem.severity.value,
                "rule": problem.rule,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in report.problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
