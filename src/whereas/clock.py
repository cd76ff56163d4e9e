"""The one clock of a build: SOURCE_DATE_EPOCH, else the newest day in the content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from whereas.errors import ConfigurationError

_VARIABLE = "SOURCE_DATE_EPOCH"


@contextmanager
def source_date(newest: str | None) -> Iterator[str]:
    """Give the instant of a build (2022-01-07T00:00:00Z), and let engines see the same.

    `newest` is the newest day in the content, YYYY-MM-DD. Raises ConfigurationError when
    SOURCE_DATE_EPOCH is not a number of seconds.
    """
    before = os.environ.get(_VARIABLE)
    seconds = _seconds(before) if before else _midnight(newest or "1970-01-01")
    os.environ[_VARIABLE] = str(seconds)
    try:
        yield datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 11):
        raise ConfigurationError(f"{_VARIABLE} must be seconds since 1970, not {text!r}")
    return int(text)


def _midnight(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp())
