"""What a reporter is: a function from a report to text, registered under its `--format`."""

from __future__ import annotations

from collections.abc import Callable

from whereas.problems import Report
from whereas.registry import Registry

Reporter = Callable[[Report], str]

REPORTERS: Registry[Reporter] = Registry("reporter", "whereas.reporting")


def reporter(name: str) -> Callable[[Reporter], Reporter]:
    """Register a function as the reporter for `--format name`."""
    return REPORTERS.add(name)
