"""The accessibility rules of axe-core (4.12), run in a page.

axe finds about half of what can be wrong; it never proves that a page is accessible.
"""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page

# WCAG 2.0, 2.1 and 2.2 at levels A and AA, and what axe holds to be good practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: its id and help text, and the elements, each as a CSS path and HTML."""

    rule: str
    help: str
    elements: tuple[str, ...]


def axe(page: Page) -> list[Violation]:
    """Run the rules in the page as it now is and give what they found: empty if well."""
    page.evaluate(_source())
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        list(TAGS),
    )
    return [
        Violation(
            rule=violation["id"],
            help=violation["help"],
            elements=tuple(f"{node['target']} {node['html']}" for node in violation["nodes"]),
        )
        for violation in found["violations"]
    ]


@cache
def _source() -> str:
    """Give the script; the package that carries it is not otherwise used."""
    file = importlib.resources.files("axe_playwright_python") / "axe.min.js"
    return file.read_text(encoding="utf-8")
