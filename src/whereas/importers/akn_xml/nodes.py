"""Pieces of a text while it is put together, and how they are written in the format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from whereas.importers.akn_xml.context import Context

NodeKind = Literal["paragraph", "heading", "table", "section", "division"]


@dataclass(slots=True)
class Node:
    """A piece: its label in the format and as printed, its words, and what hangs on it.

    `text` and `heading` are lines of markup; `heading` is the title of a division. `inner` are
    the entries of a section or the blocks of a division; `notes` those of a table.
    """

    kind: NodeKind
    num: str | int | None = None
    printed: str = ""
    heading: str = ""
    text: str = ""
    division: str = ""
    items: list[Node] = field(default_factory=list)
    then: list[Node] = field(default_factory=list)
    preamble: list[Node] = field(default_factory=list)
    inner: list[Node] = field(default_factory=list)
    table: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    note_labels: dict[str, str] = field(default_factory=dict)
    line: int = 0
    place: int = 0

    def last(self) -> Node:
        """Give what the words after it would follow: its last segment, or itself."""
        return self.then[-1] if self.then else self


Path = tuple[str | int, ...]


@dataclass(slots=True)
class Writer:
    """Writes nodes as the format has them, and keeps the printed label of each by its path."""

    printed: dict[Path, str] = field(default_factory=dict)

    def entries(self, nodes: Iterable[Node], path: Path) -> list[Any]:
        """Write a list of entries that stands at `path`."""
        written: list[Any] = []
        for node in nodes:
            written.append(self.entry(node, (*path, len(written))))
        return written

    def entry(self, node: Node, path: Path) -> Any:
        """Write one entry; words alone are a plain line."""
        if node.printed:
            self.printed[path] = node.printed
        if node.kind == "section":
            return self._section(node, path)
        if node.kind == "division":
            return self._division(node, path)
        if node.kind == "table":
            return self._table(node, path)
        if node.kind == "heading":
            return {"heading": node.heading, **_label("num", node.num)}
        made = {**_label("num", node.num), **_given(heading=node.heading, text=node.text)}
        if node.items:
            made["items"] = self.entries(node.items, (*path, "items"))
        if node.then:
            made["then"] = [
                self._segment(segment, (*path, "then", index))
                for index, segment in enumerate(node.then)
            ]
        return node.text if made.keys() == {"text"} else made

    def _segment(self, node: Node, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = _given(heading=node.heading, text=node.text)
        if node.table:
            made["table"] = node.table
        if node.items:
            made["items"] = self.entries(node.items, (*path, "items"))
        return made

    def _section(self, node: Node, path: Path) -> dict[str, Any]:
        made = {**_label("section", node.num), **_given(heading=node.heading)}
        if node.preamble:
            made["preamble"] = self.entries(node.preamble, (*path, "preamble"))
        made["operative"] = self.entries(node.inner, (*path, "operative"))
        return made

    def _division(self, node: Node, path: Path) -> dict[str, Any]:
        made = {**_given(division=node.division), **_label("num", node.num)}
        made |= _given(title=node.heading)
        made["blocks"] = self.entries(node.inner, (*path, "blocks"))
        return made

    def _table(self, node: Node, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {"table": node.table}
        if node.notes:
            made["notes"] = dict(node.notes)
            for mark, printed in node.note_labels.items():
                self.printed[(*path, "notes", mark)] = printed
        return made


def settle(nodes: Iterable[Node], context: Context) -> list[Node]:
    """Give nodes of which none that must hold something is empty.

    A section or division without entries is a heading; where it has a preamble, the paragraphs
    of that follow as entries. A label without words is left out.
    """
    settled: list[Node] = []
    for node in nodes:
        node.items = settle(node.items, context)
        if node.kind == "paragraph" and not (node.text or node.items or node.then):
            context.drop("label without words", node, node.printed)
            continue
        if node.kind not in ("section", "division"):
            settled.append(node)
            continue
        node.inner = settle(node.inner, context)
        settled += [node] if node.inner else [_as_heading(node), *node.preamble]
    return settled


def _as_heading(node: Node) -> Node:
    """Give a section or division as a heading; one without words is its printed label."""
    if node.heading and not node.division:
        return Node("heading", node.num, node.printed, node.heading)
    return Node("heading", heading=" ".join(filter(None, (node.printed, node.heading))))


def _label(key: str, num: str | int | None) -> dict[str, Any]:
    return {} if num is None else {key: num}


def _given(**lines: str) -> dict[str, Any]:
    return {key: line for key, line in lines.items() if line}
