"""The exception tree: promises broken between modules, and reasons to stop.

A finding about content is a `Problem` value (see `problems.py`), never an exception.

    WhereasError                     exit code
    ├── ContentError                 1    problems in the content; carries the report
    │   └── SettingsError            2    problems in publication.yaml or mkdocs.yml
    ├── NotExportedError             1    a text that the asked format cannot hold
    ├── ConfigurationError           2    mkdocs.yml, pages, options or the project's folders
    ├── EnvironmentFault             3    disk, permission, a missing part of the installation
    │   └── LockedError              3    another build is at work in the same place
    └── BrokenPromise                70   a fault of the program itself
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whereas.problems import Report


class WhereasError(Exception):
    """Root of every exception raised on purpose; `exit_code` is the command's."""

    exit_code = 70


class ContentError(WhereasError):
    """The content has errors; nothing may be published from it."""

    exit_code = 1

    def __init__(self, report: Report) -> None:
        """Carry the report, so that the command can print it."""
        super().__init__(report.summary())
        self.report = report


class SettingsError(ContentError):
    """The publication's settings have errors, each with its place; carries the report."""

    exit_code = 2


class NotExportedError(WhereasError):
    """A text has what the asked format cannot hold; names the place."""

    exit_code = 1


class ConfigurationError(WhereasError):
    """The publication's settings or the command's options cannot be used."""

    exit_code = 2


class EnvironmentFault(WhereasError):
    """The machine does not let the program do its work: disk, permission, missing part."""

    exit_code = 3


class LockedError(EnvironmentFault):
    """Another build holds the lock of the same output folder."""


class BrokenPromise(WhereasError):
    """One part of the program gave another what it must not; always a bug."""
