"""Slips in the one real text: each single change is found by a named rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.judging import judge
from whereas.problems import Problem

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "content/resolutions/ga/76/A_RES_76_159.yaml").read_text(encoding="utf-8")
PLACE = "# at: content/resolutions/ga/76/A_RES_76_159.yaml\n"
TABLE = yaml.safe_load((ROOT / "tests/listed/mutations.yaml").read_text(encoding="utf-8"))


def _found(text: str) -> Iterator[Problem]:
    yield from judge([(PLACE + text).encode()]).problems


BASELINE = {(problem.rule, problem.message) for problem in _found(TEXT)}


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 50
    assert len({change["what"] for change in TABLE}) == len(TABLE)
    assert len({change["rule"] for change in TABLE}) >= 40


@pytest.mark.parametrize("change", TABLE, ids=lambda change: change["what"].replace(" ", "-"))
def test_a_change_is_found(change: dict[str, Any]) -> None:
    assert TEXT.count(change["from"]) == 1, "the change must be of one place"
    mutated = TEXT.replace(change["from"], change["to"])
    new = [p for p in _found(mutated) if (p.rule, p.message) not in BASELINE]
    assert change["rule"] in {problem.rule for problem in new}, [p.rule for p in new]
    assert all(problem.line and problem.column for problem in new)
