"""What an importer gives: a document for each text of a source, and what became of every piece.

Nothing is guessed in silence. A piece of the source that the document does not hold as it stood
is a `Loss`: left out on purpose, mended, read with doubt, of an unknown kind, or lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["dropped", "repaired", "doubtful", "unknown", "lost"]

KINDS: dict[Kind, str] = {
    "dropped": "left out on purpose: page furniture, and what the format derives",
    "repaired": "mended, with the reading of the source",
    "doubtful": "read in the likelier of several ways",
    "unknown": "of a kind that the importer does not know",
    "lost": "words of the source that stand nowhere in the document",
}
"""Kinds of losses, the gravest last, with what each means."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its path as it was given, and its bytes."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Loss:
    """A piece of a source that the document does not hold as it stood.

    `what` names the case in a few words (page header, label without text) and is counted in
    summaries; `line` is the line of the source, counted from 1, 0 where a source has none; `text`
    is the piece as it stood; `made` what the document has instead, empty for nothing.
    """

    kind: Kind
    what: str
    line: int
    text: str
    made: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text in one language, as a document of the format `resolution/1` not yet checked.

    Translations are drafts in the same format; `joining` makes translation files of them.
    `words` counts the words of the source that were compared with those of the document.
    """

    file: str
    symbol: str
    language: str
    document: Mapping[str, Any]
    losses: tuple[Loss, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source of which nothing can be made: why, and the line."""

    file: str
    line: int
    message: str
