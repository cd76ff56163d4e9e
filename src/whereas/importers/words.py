"""The words of a document in reading order, and their comparison with those of its source.

This is the importer's proof. The words of the source are collected on a way of their own, those
of the document here; both must be equal, but for what was left out on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from whereas.importers.drafts import Loss
from whereas.model.markup import Words, iter_leaves, parse_markup, plain_words

Path = tuple[str | int, ...]
Written = Mapping[str, Any]

_NAMES = ("section", "num", "division")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a source, and their line; 0 where a source has none.

    `place` tells pieces of one line apart: the number of the piece in the source, or 0.
    """

    line: int
    text: str
    place: int = 0


def iter_words(document: Written, printed: Mapping[Path, str] | None = None) -> Iterator[str]:
    """Give the labels and lines of a document in reading order, each note at its first mark.

    `printed` are labels as printed, by the path of what has them; where it lacks one, the label
    of the format stands for it. What the format derives is not among the words: number, date.
    """
    reader = _Reader(printed or {})
    for item in document.get("agenda", ()):
        yield from reader.line(item.get("title"))
    yield from reader.line(document.get("adoption", {}).get("basis"))
    reader.notes = document.get("notes", {})
    yield from reader.line(document.get("title"))
    yield from reader.line(document.get("subtitle"))
    for index, part in enumerate(document.get("parts", ())):
        yield from reader.line(part.get("title"))
        yield from reader.text(part, ("parts", index))
    yield from reader.text(document, ())


@dataclass(slots=True)
class _Reader:
    """Walks through a document; `used` are the marks whose notes have been read."""

    printed: Mapping[Path, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def line(self, line: Any) -> Iterator[str]:
        """Give the words of a line, with the notes whose marks stand in it for the first time."""
        if line is None or line == "":
            return
        if not isinstance(line, str) or "[^" not in line:
            yield plain_words(str(line))
            return
        for leaf in iter_leaves(parse_markup(line)):
            if isinstance(leaf, Words):
                yield leaf.text
            elif leaf.mark not in self.used and leaf.mark in self.notes:
                self.used.add(leaf.mark)
                yield from self.line(self.notes[leaf.mark])

    def text(self, text: Written, path: Path) -> Iterator[str]:
        """Give formulas, preamble, operative part and annexes."""
        yield from self.line(text.get("enacting"))
        yield from self.entries(text.get("preamble", ()), (*path, "preamble"))
        yield from self.line(text.get("resolving"))
        yield from self.entries(text.get("operative", ()), (*path, "operative"))
        for index, annex in enumerate(text.get("annexes", ())):
            yield from self.annex(annex, (*path, "annexes", index))

    def annex(self, annex: Written, path: Path) -> Iterator[str]:
        """Give an annex; where its marks start again, with its own notes."""
        outer, used = self.notes, self.used
        if "notes" in annex:
            self.notes, self.used = annex["notes"], set()
        yield from self.label(annex, path)
        yield from self.line(annex.get("title"))
        yield from self.line(annex.get("subtitle"))
        yield from self.entries(annex["blocks"], (*path, "blocks"))
        self.notes, self.used = outer, used

    def entries(self, entries: Sequence[Any], path: Path) -> Iterator[str]:
        """Give the words of a list of entries."""
        for index, entry in enumerate(entries):
            yield from self.entry(entry, (*path, index))

    def entry(self, entry: Any, path: Path) -> Iterator[str]:
        """Give the words of one entry, its label first."""
        if isinstance(entry, str):
            yield self.printed.get(path, "")
            yield from self.line(entry)
            return
        yield from self.label(entry, path)
        for key in ("title", "heading", "text", "caption"):
            yield from self.line(entry.get(key))
        yield from self.entries(entry.get("items", ()), (*path, "items"))
        if "table" in entry:
            yield from self.table(entry, path)
        for key in ("then", "preamble", "operative", "blocks"):
            yield from self.entries(entry.get(key, ()), (*path, key))
        if "embeds" in entry:
            yield from self.annex(entry["embeds"], (*path, "embeds"))

    def label(self, entry: Written, path: Path) -> Iterator[str]:
        """Give the label of an entry, as printed where that is known."""
        if path in self.printed:
            yield self.printed[path]
        else:
            yield from (str(entry[key]) for key in _NAMES if key in entry)

    def table(self, entry: Written, path: Path) -> Iterator[str]:
        """Give the cells of a table row by row, then its notes."""
        table = entry["table"]
        head = [table["columns"]] if "columns" in table else table.get("head", ())
        for row in (*head, *table["rows"]):
            for cell in row:
                words = cell["text"] if isinstance(cell, Mapping) else cell
                for line in words if isinstance(words, list) else (words,):
                    yield from self.line(line)
        for mark, words in entry.get("notes", {}).items():
            yield self.printed.get((*path, "notes", mark), mark)
            yield from self.line(words)


def count_words(chunks: Iterable[Chunk]) -> int:
    """Count the words of a source, parted by white space."""
    return len("".join(chunk.text for chunk in chunks).split())


def compare_words(
    source: Sequence[Chunk], document: Iterable[str], dropped: Iterable[Chunk] = ()
) -> Iterator[Loss]:
    """Give what the document lacks of its source, and what it has beyond it.

    `dropped` are pieces left out on purpose. White space and characters that nobody sees make
    no difference, nor does the way in which an accented letter is written (form NFC).
    """
    words = list(document)
    kept = _leave_out(source, dropped)
    if _bare("".join(chunk.text for chunk in kept)) == _bare("".join(words)):
        return
    mine = [(token, chunk.line) for chunk in kept for token in _tokens(chunk.text)]
    theirs = [token for line in words for token in _tokens(line)]
    matcher = SequenceMatcher(None, [token for token, _ in mine], theirs, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        before = " ".join(token for token, _ in mine[first:last])
        after = " ".join(theirs[start:end])
        if kind != "equal" and _bare(before) != _bare(after):
            line = mine[min(first, len(mine) - 1)][1] if mine else 0
            yield Loss("lost", "words differ from the source's", line, before, after)


def _leave_out(source: Sequence[Chunk], dropped: Iterable[Chunk]) -> list[Chunk]:
    """Give the chunks of a source without pieces left out, each taken away once."""
    kept = list(source)
    found: dict[tuple[str, int], list[int]] = {}
    for index, chunk in enumerate(kept):
        found.setdefault(_key(chunk), []).append(index)
    for piece in dropped:
        text = piece.text.strip()
        for index in found.get(_key(piece), ()):
            if text in kept[index].text:
                rest = kept[index].text.replace(text, "", 1)
                kept[index] = Chunk(piece.line, rest, piece.place)
                break
    return kept


def _key(chunk: Chunk) -> tuple[str, int]:
    return ("place", chunk.place) if chunk.place else ("line", chunk.line)


def _tokens(text: str) -> list[str]:
    return [bare for token in text.split() if (bare := _bare(token))]


def _bare(text: str) -> str:
    bare = "".join(text.split())
    return bare if bare.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", bare))
