"""The list of rules about meaning, and that the program has each of them as the list says.

`where` says what a rule needs: one file, the corpus, or a source that is being imported, which is
the importers' business; `dropped` rules are not made. A severity that differs says why.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from whereas.checks.rules import CORPUS_RULES, FILE_RULES, VERSION_RULES, iter_rules

TABLE = Path(__file__).parent / "listed" / "checks.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
LISTED = {row["id"]: row for row in ROWS}
RULES = {rule.id: rule for rule in iter_rules()}


def test_the_list_is_sorted_and_says_each_once() -> None:
    assert [row["id"] for row in ROWS] == sorted(LISTED)
    assert {row["where"] for row in ROWS} == {"file", "corpus", "import", "dropped"}


def test_every_rule_is_listed() -> None:
    assert set(RULES) <= set(LISTED)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_rule_is_made_as_it_is_listed(row: dict[str, str]) -> None:
    identifier, where = row["id"], row["where"]
    if where in ("import", "dropped"):
        assert identifier not in RULES
        assert row["why"]
        return
    of_one_text = identifier in FILE_RULES.load()
    of_many = identifier in CORPUS_RULES.load() or identifier in VERSION_RULES.load()
    assert (of_one_text, of_many) == (where == "file", where == "corpus")
    assert RULES[identifier].severity.value == row["severity"]
