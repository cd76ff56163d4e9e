"""The registry: a name is given once, and every module of its package is read."""

from __future__ import annotations

import pytest

from whereas.errors import BrokenPromise
from whereas.registry import Registry


def test_a_name_is_given_once() -> None:
    registry: Registry[int] = Registry("exporter", "whereas.exporters")
    registry.add("tide")(1)
    with pytest.raises(BrokenPromise, match="two exporters are called tide"):
        registry.add("tide")(2)
    assert registry["tide"] == 1
    assert list(registry) == ["tide"]


def test_names_come_sorted_and_an_unknown_one_is_no_entry() -> None:
    registry: Registry[int] = Registry("check", "whereas.checks")
    for name in ("pier", "buoy", "tide"):
        assert registry.add(name)(len(name)) == 4
    assert list(registry) == ["buoy", "pier", "tide"]
    assert "buoy" in registry
    assert "mole" not in registry
    with pytest.raises(KeyError):
        registry["mole"]
