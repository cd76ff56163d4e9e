"""The chunks of an index's words: lines of text, a zero byte, then the postings in binary.

A line is one of these, its fields parted by spaces:

    right rights 1203 2406      all forms of a stem, in how many texts, bytes of its postings
    rights right                another form: the postings stand at the word `right`
    ~right right                a stem, for whoever types a form that no text has

Postings are the gaps between the numbers of the texts, each in groups of seven bits with the
lowest first, and then one byte a text: how much the word weighs there. A common word has the
texts that lack it, without weights; its number of texts is then written below zero.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Bytes of a chunk before compression. A visitor fetches about one chunk a word.
_SMALL, _LARGE = 6_000, 16_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chunk with its postings; `word` is what the lines are sorted by."""

    word: str
    line: str
    postings: bytes = b""


def word_order(word: str) -> bytes:
    """Give the key that sorts words as JavaScript compares strings, by UTF-16 units."""
    return word.encode("utf-16-be")


def format_stem(stem: str) -> str:
    """Give the word under which a stem is looked up; no text has such a word."""
    return f"~{stem}"


def pointer_entry(word: str, first: str) -> Entry:
    """Give the entry of a form, or of a stem, whose postings stand at the stem's `first` form."""
    return Entry(word, f"{word} {first}")


def posting_entry(forms: Sequence[str], postings: Sequence[int]) -> Entry:
    """Give the entry of a stem; a posting is 16 times a text's number and the weight there."""
    gaps = _gaps(posting >> 4 for posting in postings)
    data = gaps + bytes(posting & 15 for posting in postings)
    return Entry(forms[0], f"{' '.join(forms)} {len(postings)} {len(data)}", data)


def common_entry(forms: Sequence[str], texts: int, lacking: Iterable[int]) -> Entry:
    """Give the entry of a stem that stands in all of `texts` but those `lacking` it."""
    data = _gaps(lacking)
    return Entry(forms[0], f"{' '.join(forms)} {-texts} {len(data)}", data)


def iter_chunks(entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    """Iterate over the chunks of sorted entries: the first word of each, and its bytes."""
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        if chunk and _is_end(size, entry.word):
            yield _join(chunk)
            chunk, size = [], 0
        chunk.append(entry)
        size += len(entry.line) + len(entry.postings)
    if chunk:
        yield _join(chunk)


def _is_end(size: int, following: str) -> bool:
    """Tell whether a chunk ends before a word.

    Some words always begin one, so that a new text changes a few chunks and does not shift all.
    """
    begins = zlib.crc32(following.encode()) % 16 == 0
    return size > _LARGE or (size > _SMALL and begins)


def _join(chunk: Sequence[Entry]) -> tuple[str, bytes]:
    lines = "\n".join(entry.line for entry in chunk).encode()
    return chunk[0].word, lines + b"\0" + b"".join(entry.postings for entry in chunk)


def _gaps(numbers: Iterable[int]) -> bytes:
    data = bytearray()
    before = 0
    for number in numbers:
        gap = number - before
        while gap > 127:
            data.append(gap & 127 | 128)
            gap >>= 7
        data.append(gap)
        before = number
    return bytes(data)
