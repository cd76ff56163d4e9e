"""The report for programs: one JSON document."""

from __future__ import annotations

import json

from whereas.problems import Report, Severity, encodable
from whereas.reporting.reporters import Rendered, reporter


@reporter("json")
def render_json(report: Report, *, colour: bool = False) -> Rendered:
    """Give the problems with file, line, column, level, rule, message and hint, and counts.

    `omitted` has the files of which not all problems are listed; `counts` and `rules` count all.
    """
    document = {
        "files": report.files,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "rules": [
            {"rule": rule, "level": severity.value, "count": count}
            for rule, severity, count in report.rules()
        ],
        "omitted": [{"file": file, "count": count} for file, count in report.omitted],
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
    return Rendered(encodable(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")
