"""What a reporter is: a function from a report to text, registered under its `--format`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from whereas.problems import Report
from whereas.registry import Registry


class Rendered(NamedTuple):
    """What a reporter makes: text for standard output, and a summary in Markdown or nothing.

    The summary is for a page that a runner of workflows shows beside its log.
    """

    text: str
    summary: str = ""


class Reporter(Protocol):
    """Renders a report; `colour` says that a terminal shows it, which only text heeds."""

    def __call__(self, report: Report, *, colour: bool = False) -> Rendered:
        """Give the report in the reporter's form."""


REPORTERS: Registry[Reporter] = Registry("reporter", "whereas.reporting")


def reporter(name: str) -> Callable[[Reporter], Reporter]:
    """Register a function as the reporter for `--format name`."""
    return REPORTERS.add(name)
