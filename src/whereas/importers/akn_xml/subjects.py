"""Subjects and Sustainable Development Goals under which the library filed a text."""

from __future__ import annotations

import re
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.tree import Element

_GOALS = "SDGO"
_CATALOGUED = frozenset({"UNBIS Thesaurus", "DHLAUTH"})
"""Dictionaries whose terms a librarian chose; the others follow from the Goals."""
_GOAL = re.compile(r"(?:1[0-7]|[1-9])(?:\.(?:[1-9][0-9]?|[a-z]))?")


def read_subjects(root: Element, context: Context) -> dict[str, list[Any]]:
    """Give the topics of the register, and goals and targets.

    Terms that only follow from a Goal are left out; those that the register lacks are reported.
    """
    topics: dict[str, None] = {}
    goals: dict[str, None] = {}
    for classification in root.walk("classification"):
        derived: list[str] = []
        for keyword in classification.walk("keyword"):
            value = keyword.get("value").strip()
            if keyword.get("dictionary") == _GOALS:
                _add_goal(value, keyword, goals, context)
            elif keyword.get("refersTo") == "agenda":
                continue
            elif keyword.get("dictionary") in _CATALOGUED:
                _add_topic(value, keyword, topics, context)
            else:
                derived.append(value)
        if derived:
            what = "subjects that follow from a Goal"
            context.lose("dropped", what, classification.line, ", ".join(derived))
    return {"topics": list(topics), "sdgs": sorted(goals, key=_goal_order)}


def _add_goal(value: str, keyword: Element, goals: dict[str, None], context: Context) -> None:
    if _GOAL.fullmatch(value):
        goals[value] = None
    elif value:
        context.lose("unknown", "Goal or target", keyword.line, value)


def _add_topic(value: str, keyword: Element, topics: dict[str, None], context: Context) -> None:
    known = context.tools.topics
    key = known.get(keyword.get("href")) or known.get(value.replace("_", " ").casefold())
    if key:
        topics[key] = None
    elif value:
        address = keyword.get("href")
        context.lose("unknown", "subject that the register lacks", keyword.line, value, address)


def _goal_order(goal: str) -> tuple[int, bool, int, str]:
    """Give the order of goals and targets: 14, 14.2, 14.10, 14.a."""
    number, _, target = goal.partition(".")
    figure = int(target) if target.isdigit() else 0
    return int(number), target.isalpha(), figure, target
