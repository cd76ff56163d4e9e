"""Numbers that a source misprints or repeats, mended where their neighbours leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.nodes import Node


def mend_numbers(nodes: Sequence[Node], context: Context) -> None:
    """Mend each number that is not between its neighbours, which are two apart: 5, 5, 7.

    A number counts with those before and after it in the whole of an operative part or annex.
    """
    numbered = [(node, node.num) for node in _iter_numbered(nodes) if isinstance(node.num, int)]
    for before, (node, number), after in zip(numbered, numbered[1:], numbered[2:], strict=False):
        expected = int(before[0].num or 0) + 1
        if number != expected and after[1] == expected + 1:
            context.lose("repaired", "misprinted number", node.line, node.printed, str(expected))
            node.num = expected


def starts_again(nodes: Sequence[Node]) -> bool:
    """Tell whether the numbers of a list start again under each of its headings, and only there."""
    below: list[list[str]] = [[]]
    for node in nodes:
        if node.kind == "heading":
            below.append([])
        elif _is_numbered(node):
            below[-1].append(str(node.num))
    numbers = [number for held in below for number in held]
    is_unique_below = all(len(held) == len(set(held)) for held in below)
    return len(numbers) > len(set(numbers)) and is_unique_below


def _iter_numbered(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if _is_numbered(node):
            yield node
        yield from _iter_numbered(node.inner)


def _is_numbered(node: Node) -> bool:
    return node.kind == "paragraph" and node.num is not None
