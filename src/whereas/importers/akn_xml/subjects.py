"""Subjects and Sustainable Development Goals under which the library filed a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from whereas.importers.akn_xml.context import Context, fold_subject
from whereas.importers.akn_xml.tree import Element

_GOALS = "SDGO"
_CATALOGUED = frozenset({"UNBIS Thesaurus", "DHLAUTH"})
"""Dictionaries whose terms a librarian chose; beside a Goal, those of others follow from it."""
_GOAL = re.compile(r"(?:1[0-7]|[1-9])(?:\.(?:[1-9][0-9]?|[a-z]))?")


def read_subjects(root: Element, context: Context) -> dict[str, list[Any]]:
    """Give the topics of the register, and goals and targets.

    Terms that only follow from a Goal are left out; those that the register lacks are reported.
    """
    topics: dict[str, None] = {}
    goals: dict[str, None] = {}
    for classification in root.walk("classification"):
        keywords = [k for k in classification.walk("keyword") if k.get("refersTo") != "agenda"]
        brought = _add_goals(keywords, goals, context)
        derived: list[Element] = []
        for keyword in keywords:
            dictionary = keyword.get("dictionary")
            if brought and dictionary != _GOALS and dictionary not in _CATALOGUED:
                derived.append(keyword)
            elif dictionary != _GOALS:
                _add_topic(keyword, topics, context)
        _report_derived(derived, brought, classification.line, context)
    return {"topics": list(topics), "sdgs": sorted(goals, key=_goal_order)}


def _add_goals(
    keywords: Sequence[Element], goals: dict[str, None], context: Context
) -> frozenset[int]:
    """Add the Goals and targets among keywords; give the numbers of the Goals."""
    found: set[int] = set()
    for keyword in keywords:
        value = keyword.get("value").strip()
        if keyword.get("dictionary") != _GOALS:
            continue
        if _GOAL.fullmatch(value):
            goals[value] = None
            found.add(int(value.partition(".")[0]))
        elif value:
            context.lose("unknown", "Goal or target", keyword.line, value)
    return frozenset(found)


def _add_topic(keyword: Element, topics: dict[str, None], context: Context) -> None:
    value = keyword.get("value").strip()
    if key := _find_topic(keyword, context):
        topics[key] = None
    elif value:
        address = keyword.get("href")
        context.lose("unknown", "subject that the register lacks", keyword.line, value, address)


def _find_topic(keyword: Element, context: Context) -> str | None:
    known = context.tools.topics
    return known.get(keyword.get("href")) or known.get(fold_subject(keyword.get("value")))


def _report_derived(
    derived: Sequence[Element], goals: frozenset[int], line: int, context: Context
) -> None:
    """Report the terms beside Goals: as left out, but for those that no Goal there brings."""
    topics = context.tools.registers.topics
    followed: list[Element] = []
    for keyword in derived:
        key = _find_topic(keyword, context)
        if key and goals.intersection(topics[key].goals):
            followed.append(keyword)
        else:
            what = "subject beside a Goal that does not bring it"
            value, address = keyword.get("value"), keyword.get("href")
            context.lose("unknown", what, keyword.line, value, address)
    if followed:
        what, words = "subjects that follow from a Goal", (k.get("value") for k in followed)
        context.lose("dropped", what, line, ", ".join(words))


def _goal_order(goal: str) -> tuple[int, bool, int, str]:
    """Give the order of goals and targets: 14, 14.2, 14.10, 14.a."""
    number, _, target = goal.partition(".")
    figure = int(target) if target.isdigit() else 0
    return int(number), target.isalpha(), figure, target
