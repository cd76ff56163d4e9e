"""How commands say what is wrong: reports and errors, in colour on a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

import click

from whereas.errors import ContentError, WhereasError
from whereas.problems import Report
from whereas.reporting.reporters import REPORTERS, Rendered

LIMIT = 50
"""Problems of one file that are listed: who mends these will run the check again."""


def report_error(error: WhereasError, root: Path | None = None) -> None:
    """Say on standard error why a command ends; of faults of texts, all of them."""
    if isinstance(error, ContentError):
        print_problems(root or Path(), error.report)
    else:
        click.echo(f"whereas: {error}", err=True)


def print_report(root: Path, report: Report, form: str, limit: int) -> None:
    """Print a report to standard output; a summary goes where a runner of workflows wants it."""
    rendered = _rendered(root, report, form, limit, sys.stdout)
    click.echo(rendered.text, nl=False, color=True)
    if rendered.summary and (place := os.environ.get("GITHUB_STEP_SUMMARY")):
        from whereas.output.files import append_file

        append_file(Path(place), rendered.summary.encode())


def print_problems(root: Path, report: Report) -> None:
    """Print what is wrong with texts to standard error, with the lines of their files."""
    click.echo(
        _rendered(root, report, "text", LIMIT, sys.stderr).text, nl=False, err=True, color=True
    )


def _rendered(root: Path, report: Report, form: str, limit: int, stream: TextIO) -> Rendered:
    from whereas.reading.sources import with_sources

    capped = report.capped(limit)
    shown = capped.with_problems(with_sources(root, capped.problems))
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    return REPORTERS.load()[form](shown, colour=colour and os.environ.get("TERM") != "dumb")
