"""`frictionless validate`, as a function: imported only when it is asked for."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from whereas.problems import escaped
from whereas.tables.outside import iter_outside

if TYPE_CHECKING:
    from frictionless import Package

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What the standard library raises for a zip that is cut off or has other bytes in it."""

_STUMBLES = (AttributeError, KeyError, TypeError, ValueError)
"""What frictionless 5.18 raises for a descriptor in which a value has another type."""


def validate_package(path: Path) -> tuple[str, ...]:
    """Give what frictionless finds wrong in a package (datapackage.json or zip); empty if valid.

    A package that cannot be read has one fault, which says why; so has one that leads out of its
    folder, since frictionless would ask other hosts for what it names. A fault is one line.
    """
    # Its import costs a quarter of a second, which a build must not pay.
    from frictionless import FrictionlessException, Package

    if path.suffix == ".zip" and (damage := _damage(path)):
        return (escaped(f"the zip is damaged: {damage}"),)
    if away := next(iter_outside(path), ""):
        return (escaped(f"the package is not read: {away} lies outside of it"),)
    try:
        found = _validate(Package(str(path)))
    except FrictionlessException as error:
        notes = [error.error.note, *(reason.note for reason in error.reasons)]
        found = (f"the package cannot be read: {'; '.join(notes)}",)
    except _STUMBLES as error:
        found = (f"the package cannot be read: its descriptor is not valid: {error}",)
    return tuple(map(escaped, found))


def _validate(package: Package) -> tuple[str, ...]:
    report = package.validate()
    errors = report.flatten(["title", "rowNumber", "fieldName", "message"])
    named = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return tuple(named) if named or report.valid else tuple(str(error) for error in errors)


def _damage(path: Path) -> str:
    """Say what is wrong with a zip as a zip; frictionless would stumble over it."""
    try:
        with zipfile.ZipFile(path) as archive:
            spoilt = archive.testzip()
    except _DAMAGED as error:
        return str(error)
    return f"{spoilt} is not what was packed" if spoilt else ""
