"""What a test needs from the machine: absent, it is skipped, unless WHEREAS_REQUIRE names it.

CI requires everything, so that a test never goes missing there without anybody noticing.
"""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def is_required(name: str) -> bool:
    """Tell whether the environment variable WHEREAS_REQUIRE (`browser,corpus`) holds `name`."""
    return name in os.environ.get("WHEREAS_REQUIRE", "").split(",")


def give_up(name: str, reason: str) -> NoReturn:
    """Skip the test with its reason, or fail it where `name` is required."""
    if is_required(name):
        pytest.fail(f"WHEREAS_REQUIRE names {name}, but {reason}", pytrace=False)
    pytest.skip(reason)
