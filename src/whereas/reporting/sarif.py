"""The report as SARIF 2.1.0, which editors and code hosts read.

Source: Static Analysis Results Interchange Format, version 2.1.0 (OASIS, 2020).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from whereas import __version__
from whereas.problems import Problem, Report, Severity, encodable
from whereas.reporting.reporters import Rendered, reporter

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


@reporter("sarif")
def render_sarif(report: Report, *, colour: bool = False) -> Rendered:
    """Give one run with a result for each problem; columns count code points."""
    names = [rule for rule, _, _ in report.rules()]
    rules = list(dict.fromkeys(names))
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "whereas",
                "semanticVersion": _semantic(__version__),
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The folder of the project."}}},
        "results": list(_iter_results(report, rules)),
        "properties": {"omitted": dict(report.omitted), "files": report.files},
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return Rendered(encodable(json.dumps(document, ensure_ascii=False, indent=1)) + "\n")


def _iter_results(report: Report, rules: list[str]) -> Iterator[dict[str, Any]]:
    for problem in report.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        yield {
            "ruleId": problem.rule,
            "ruleIndex": rules.index(problem.rule),
            "level": _LEVELS[problem.severity],
            "message": {"text": f"{problem.message}{hint}"},
            "locations": [{"physicalLocation": _place(problem)}],
        }


def _place(problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {
            "uri": quote(problem.file, errors="surrogateescape"),
            "uriBaseId": "PROJECT",
        }
    }
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    return place


def _semantic(version: str) -> str:
    """Give the version with three numbers, as SARIF wants it of a tool: `0.3.0`."""
    numbers = version.split("+")[0].split(".")
    return ".".join([*(numbers[:3]), *["0"] * (3 - len(numbers))])
