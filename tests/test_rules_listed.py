"""The list of rules about meaning, and that the program has each of them as the list says.

`where` says what a rule needs: one file, the corpus, or a source that is being imported, which is
the importers' business; `dropped` rules are not made. `rule` and `rationale` are what was asked
for; `why` says where the program's rule is narrower or wider than that, has another severity, or
was added here. What it does in full is its help.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from whereas import rulebook
from whereas.checks.rules import CORPUS_RULES, FILE_RULES, VERSION_RULES, iter_rules

TABLE = Path(__file__).parent / "listed" / "checks.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
LISTED = {row["id"]: row for row in ROWS}
ASKED = 103
"""Rules of the list as it was first written: two of them are the importers', one is dropped."""
RULES = {rule.id: rule for rule in iter_rules()}


def test_the_list_is_sorted_and_says_each_once() -> None:
    assert [row["id"] for row in ROWS] == sorted(LISTED)
    assert {row["where"] for row in ROWS} == {"file", "corpus", "import", "dropped"}


def test_every_rule_is_listed() -> None:
    assert set(RULES) <= set(LISTED)


def test_the_list_says_what_was_asked_for() -> None:
    assert all(row["rule"] and row["rationale"] for row in ROWS)
    asked = [row for row in ROWS if not row["why"].startswith("added here")]
    assert len(asked) == ASKED
    assert sum(row["where"] == "import" for row in ROWS) == 2


def test_an_added_rule_is_listed_in_the_words_of_its_help() -> None:
    added = [row for row in ROWS if row["why"].startswith("added here")]
    helps = {entry.id: entry for entry in rulebook.iter_rule_help()}
    assert added
    assert {row["id"]: row["rule"] for row in added} == {
        row["id"]: helps[row["id"]].rule for row in added
    }


@pytest.mark.parametrize("identifier", ["NUM01", "PUN06", "REF01", "REF04", "TRN05", "VOT04"])
def test_a_rule_that_does_not_do_what_was_asked_says_so(identifier: str) -> None:
    assert LISTED[identifier]["why"].startswith(("narrower: ", "wider: "))


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
