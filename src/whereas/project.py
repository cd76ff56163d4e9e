"""A project: the folder people edit, with its settings and registers. Reads, never writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from whereas.errors import ConfigurationError, ContentError, SettingsError
from whereas.model.publication import Publication
from whereas.model.registers import Registers
from whereas.problems import Problem, Report, Severity, quoted
from whereas.reading.documents import locate_in_files
from whereas.reading.frame import FILE as FRAME
from whereas.reading.publication import FILE as SETTINGS
from whereas.reading.publication import read_publication
from whereas.reading.registers import read_registers


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project stands, what it publishes, and its vocabularies."""

    root: Path
    publication: Publication
    registers: Registers

    @property
    def site(self) -> Path:
        """Give the folder of the published site."""
        return self.root / "build" / "site"

    @property
    def pages(self) -> Path:
        """Give the folder of the hand-written pages."""
        return self.root / "content" / "pages"

    @property
    def settings(self) -> Path:
        """Give the file that frames the site."""
        return self.root / "mkdocs.yml"


def load_project(root: Path) -> Project:
    """Give the project at `root`.

    Raises ConfigurationError when it has no settings or no content, SettingsError with the
    problems of its settings, ContentError with those of its registers.
    """
    publication, registers = load_settings(root)
    if not (root / "content" / "resolutions").is_dir():
        lacking = "there is no folder content/resolutions here"
        raise ConfigurationError(f"{lacking}; `whereas new SYMBOL` begins the first text")
    return Project(root, publication, registers)


def load_settings(root: Path) -> tuple[Publication, Registers]:
    """Give the settings and registers of the project at `root`, which may have no text yet.

    Raises ConfigurationError when it has no settings, SettingsError with the problems of its
    settings, ContentError with those of its registers.
    """
    publication, problems = read_publication(root)
    registers, more = read_registers(root)
    if publication is None or registers is None:
        raise refusal(Report.of((*problems, *more), 1))
    if faults := _check_settings(publication, registers):
        raise refusal(Report.of(locate_in_files(root, faults), 1))
    return publication, registers


def refusal(report: Report) -> ContentError:
    """Give the error that ends a command for `report`: a `SettingsError` where they are wrong."""
    at_fault = {found.file for found in report.problems if found.severity is Severity.ERROR}
    return SettingsError(report) if at_fault & {SETTINGS, FRAME} else ContentError(report)


def _check_settings(publication: Publication, registers: Registers) -> list[Problem]:
    problems = []
    if publication.language not in registers.languages:
        message = f"{quoted(publication.language)} is not in the register of languages"
        hint = f"it holds {', '.join(sorted(registers.languages))}"
        problems.append(Problem(SETTINGS, "CFG02", Severity.ERROR, message, hint, ("language",)))
    return problems
