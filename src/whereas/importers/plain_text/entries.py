"""Entries of a text while it is read: numbered paragraphs, lists of several degrees, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.importers.plain_text.labels import Label
from whereas.importers.plain_text.ledger import Ledger

Entry = dict[str, Any]


@dataclass(slots=True)
class _Level:
    """A list that is open: the kind of its labels, the place of the last one, and its items."""

    kind: str
    place: int
    items: list[Any]


@dataclass(slots=True)
class Entries:
    """Paragraphs in order. `last` is the number of the last one that has one."""

    ledger: Ledger
    held: list[Any] = field(default_factory=list)
    last: int = 0
    _levels: list[_Level] = field(default_factory=list)

    def add(self, text: str, number: Label | None = None, line: int = 0) -> None:
        """Add a paragraph; one whose number is not the next is reported."""
        self._levels = []
        if number is None:
            self.held.append(text)
            return
        place = number.places[0][1]
        if place not in (self.last + 1, self.last):
            what = "number out of order"
            self.ledger.lose("doubtful", what, line, f"{number.printed} {text[:60]}")
        self.last = place
        num: int | str = int(number.text) if number.text.isdigit() else number.text
        self.held.append({"num": num, "text": text} if text else {"num": num})

    def append(self, entry: Entry) -> None:
        """Add what is no paragraph: a heading, a table, a section."""
        self._levels = []
        self.held.append(entry)

    @property
    def has_list(self) -> bool:
        """Tell whether the last paragraph has a list."""
        return bool(self._levels)

    def go_on(self, text: str) -> None:
        """Add words that follow the list of the last paragraph."""
        self._paragraph().setdefault("then", []).append({"text": text})
        self._levels = []

    def table(self, entry: Entry) -> None:
        """Add a table."""
        self.append(entry)

    def item(self, label: Label, following: Label | None, text: str, line: int) -> None:
        """Add an item to the list that its label goes on with, or that it begins.

        `following` is the label of the next item, which tells whether (i) follows (h).
        """
        label = self._mended(label, following, text, line)
        entry: Entry = {"num": label.text, "text": text}
        level = self._continued(label, following)
        if level is None:
            kind, place = _first(label)
            if place != 1:
                what = "label of an item out of order"
                self.ledger.lose("doubtful", what, line, f"{label.printed} {text[:60]}")
            level = _Level(kind, place, self._open_list())
            self._levels.append(level)
        level.items.append(entry)

    def _mended(self, label: Label, following: Label | None, text: str, line: int) -> Label:
        """Give (i) for (1) where (ii) follows."""
        if label.text != "1" or following is None or following.text != "ii":
            return label
        made = label.printed.replace("1", "i")
        self.ledger.lose("repaired", "label that the scan misread", line, label.printed, made)
        first = " ".join(text.split(" ")[:2])
        self.ledger.labels.append((f"{label.printed} {first}", f"{made} {first}"))
        return Label(made, "i", label.end, (("letter", 9), ("roman", 1)))

    def _continued(self, label: Label, following: Label | None) -> _Level | None:
        """Give the open list whose next label this is, the lists within it being closed."""
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            for kind, place in label.places:
                if kind != level.kind or place != level.place + 1:
                    continue
                if place > 1 and _begins_roman(label, following, kind):
                    continue
                del self._levels[depth + 1 :]
                level.place = place
                return level
        return None

    def _open_list(self) -> list[Any]:
        """Give the list that begins beneath the last item, or the last paragraph."""
        if self._levels:
            holder: Entry = self._levels[-1].items[-1]
        else:
            holder = self._paragraph()
            if "then" in holder:
                holder = holder["then"][-1]
        items: list[Any] = holder.setdefault("items", [])
        return items

    def _paragraph(self) -> Entry:
        """Give the last paragraph as a mapping; a list below a heading or a table has none."""
        last = self.held[-1] if self.held else {}
        if isinstance(last, str):
            last = self.held[-1] = {"text": last}
        elif not last.keys() & {"text", "num", "items"} or "heading" in last:
            last = {}
            self.held.append(last)
        found: Entry = last
        return found


def _first(label: Label) -> tuple[str, int]:
    """Give what a label begins: the kind of series in which its place is the first one."""
    return min(label.places, key=lambda pair: pair[1])


def _begins_roman(label: Label, following: Label | None, kind: str) -> bool:
    """Tell whether (i) after (h) begins a list within: only where (ii) follows."""
    if kind != "letter" or following is None:
        return False
    return label.text == "i" and following.text == "ii"


def table_of(rows: Sequence[Sequence[str]]) -> Entry:
    """Give a table whose first row is its head, unless it is the only one."""
    head, *body = rows
    if not body:
        return {"table": {"rows": [list(head)]}}
    return {"table": {"columns": list(head), "rows": [list(row) for row in body]}}
