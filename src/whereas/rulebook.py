"""The help of every rule: of those in `checks/` from their docstrings, else from their table.

Gives values and text for a terminal; pages are made from the same values by the site.
"""

from __future__ import annotations

import difflib
import inspect
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from whereas.checks.rules import Rule, iter_rules
from whereas.errors import BrokenPromise, ConfigurationError
from whereas.model.catalogue import Rate, RuleEntry, RuleFamily
from whereas.reading.rules import read_machine_rules, read_rates

_WIDTH = 88
_EXAMPLE = re.compile(r"Wrong: (?P<wrong>.+?)\.? Right: (?P<right>.+?)\.?\Z", re.DOTALL)
_SUBJECT = re.compile(r"(?P<keys>[A-Z]+(?: and [A-Z]+)*): (?P<title>[^\n]+?)\.?\n?\Z")


def load_rules() -> tuple[RuleFamily, ...]:
    """Give all rules by family, families and rules in the order of their letters and ids."""
    machine = read_machine_rules()
    titles = {family.key: family.title for family in machine}
    entries = [rule for family in machine for rule in family.rules]
    for rule in iter_rules():
        entries.append(_entry(rule))
        for key, title in _subjects(rule):
            titles.setdefault(key, title)
    rates = read_rates()
    entries = [replace(entry, rate=rates.get(entry.id)) for entry in entries]
    entries.sort(key=lambda entry: entry.id)
    keys = sorted({entry.family for entry in entries})
    return tuple(
        RuleFamily(key, titles.get(key, ""), tuple(e for e in entries if e.family == key))
        for key in keys
    )


def iter_rule_help() -> Iterator[RuleEntry]:
    """Give the help of every rule, in the order of their ids."""
    return (entry for family in load_rules() for entry in family.rules)


def find_families(key: str | None = None) -> tuple[RuleFamily, ...]:
    """Give the family whose letters are `key`, in any case, or none; without a key, all."""
    return tuple(f for f in load_rules() if key is None or f.key == key.upper())


def find_rule(identifier: str) -> RuleEntry:
    """Give the help of one rule; raises ConfigurationError with the nearest id there is."""
    entries = {entry.id: entry for entry in iter_rule_help()}
    wanted = identifier.upper()
    if wanted not in entries:
        near = difflib.get_close_matches(wanted, entries, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else "`whereas explain` lists them"
        raise ConfigurationError(f"there is no rule {identifier} ({hint})")
    return entries[wanted]


def parse_help(docstring: str) -> tuple[str, str, str, str, str]:
    """Give rule, reason, wrong example, right example and remedy from a check's docstring.

    The form: the rule in the first paragraph; then the reason; then `Wrong: … Right: ….`, which
    begins a line and ends one; then the remedy. Raises BrokenPromise for any other form.
    """
    rule, _, rest = inspect.cleandoc(docstring).partition("\n\n")
    lines = [line for line in rest.split("\n") if line.strip()]
    start = next((n for n, line in enumerate(lines) if line.startswith("Wrong: ")), len(lines))
    for end in range(start + 1, len(lines)):
        match = _EXAMPLE.match(" ".join(lines[start:end]))
        if match and lines[end - 1].endswith("."):
            reason, remedy = " ".join(lines[:start]), " ".join(lines[end:])
            if rule and reason and remedy:
                return " ".join(rule.split("\n")), reason, match["wrong"], match["right"], remedy
    raise BrokenPromise(f"no help of the form rule, reason, Wrong: … Right: …, remedy in: {rule}")


def render_rule(entry: RuleEntry) -> str:
    """Give the help of a rule as lines for a terminal."""
    parts = [
        ("Why", entry.reason),
        ("Wrong", entry.wrong),
        ("Right", entry.right),
        ("Remedy", entry.remedy),
    ]
    if entry.rate is not None:
        parts.append(("Rate", _rate(entry.rate)))
    rows = "".join(_wrapped(words, f"{name:8}") for name, words in parts)
    return f"{entry.id} ({entry.severity})\n\n{_wrapped(entry.rule)}\n{rows}"


def _rate(rate: Rate) -> str:
    share = f"{100 * rate.share():.2f} %"
    return f"Found something in {rate.found:,} of {rate.texts:,} real texts ({share})."


def render_rules(families: Iterable[RuleFamily]) -> str:
    """Give the list of all rules by family as lines for a terminal."""
    return "\n".join(
        f"{family.key}: {family.title}\n"
        + "".join(
            _wrapped(entry.rule, f"  {entry.id:8}{entry.severity:9}") for entry in family.rules
        )
        for family in families
    )


def _entry(rule: Rule[Any]) -> RuleEntry:
    words, reason, wrong, right, remedy = parse_help(rule.check.__doc__ or "")
    family = rule.id.rstrip("0123456789")
    return RuleEntry(rule.id, family, rule.severity.value, words, reason, wrong, right, remedy)


def _subjects(rule: Rule[Any]) -> Iterator[tuple[str, str]]:
    """Give the families that a module of checks names in its first line, with their subject."""
    module = sys.modules[rule.check.__module__].__doc__ or ""
    if match := _SUBJECT.match(module.partition("\n\n")[0]):
        for key in match["keys"].split(" and "):
            yield key, match["title"]


def _wrapped(words: str, before: str = "") -> str:
    filled = textwrap.fill(
        words,
        _WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{filled}\n"
