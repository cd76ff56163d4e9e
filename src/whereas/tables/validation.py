"""`frictionless validate`, as a function: imported only when it is asked for."""

from __future__ import annotations

from pathlib import Path


def validate_package(path: Path) -> tuple[str, ...]:
    """Give what frictionless finds wrong in a package (datapackage.json or zip); empty if valid."""
    # Its import costs a quarter of a second, which a build must not pay.
    from frictionless import Package

    report = Package(str(path)).validate()
    errors = report.flatten(["title", "rowNumber", "fieldName", "message"])
    named = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return tuple(named) if named or report.valid else tuple(str(error) for error in errors)
