"""The help of the machine's rules, from `rules.yaml`, and how often rules fire, from `rates.yaml`.

Rules about meaning are in `checks/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whereas.errors import BrokenPromise
from whereas.model.catalogue import Rate, RuleEntry, RuleFamily
from whereas.reading.documents import read_document
from whereas.resources import data_file


def read_machine_rules() -> tuple[RuleFamily, ...]:
    """Give the machine's rules by family, in the order of their ids.

    Raises BrokenPromise when the program's own table is not valid.
    """
    root = _read("rules")
    entries = sorted((_entry(rule) for rule in root["rules"]), key=lambda rule: rule.id)
    return tuple(
        RuleFamily(
            family["family"],
            family["title"],
            tuple(entry for entry in entries if entry.family == family["family"]),
        )
        for family in root["families"]
    )


def read_rates() -> Mapping[str, Rate]:
    """Give how often each rule that was measured found something, by its id.

    Raises BrokenPromise when the program's own table is not valid.
    """
    root = _read("rates")
    texts = {measured["of"]: measured["texts"] for measured in root["measured"]}
    return {rate["rule"]: Rate(rate["found"], texts[rate["of"]]) for rate in root["rates"]}


def read_left_out() -> Mapping[str, str]:
    """Give why each rule that could find nothing in the measured texts has no rate, by its id.

    Raises BrokenPromise when the program's own table is not valid.
    """
    groups = _read("rates")["left_out"]
    return {rule: group["why"] for group in groups for rule in group["rules"]}


def _read(name: str) -> Mapping[str, Any]:
    path = data_file("reading", f"{name}.yaml")
    document, problems = read_document(path.read_bytes(), path.name, name)
    if document is None:
        place = f"{path.name}:{problems[0].line}"
        raise BrokenPromise(f"the table of {name} is not valid: {place}: {problems[0].message}")
    return document.root


def _entry(rule: Mapping[str, Any]) -> RuleEntry:
    return RuleEntry(
        id=rule["rule"],
        family=rule["rule"].rstrip("0123456789"),
        severity=rule["severity"],
        rule=rule["title"],
        reason=rule["reason"],
        wrong=rule["wrong"],
        right=rule["right"],
        remedy=rule["remedy"],
    )
