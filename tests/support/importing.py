"""Import texts in tests: the drafts of a file, as YAML and with what became of its pieces."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from support.judging import registers
from whereas.authoring.canonical import format_yaml
from whereas.authoring.order import ordered
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.text import read_text
from whereas.model.registers import Registers
from whereas.reading.registers import build_registers

COUNCIL = {
    "body": "harbour",
    "name": "Harbour Council of Saltmarsh",
    "organization": "Saltmarsh",
    "kind_name": "Resolution",
    "requires": [],
    "meeting": "meeting",
    "organs": ["Harbour Council of Saltmarsh"],
    "url": "https://example.org/",
    "symbols": [
        {
            "form": "harbour-res",
            "kind": "resolution",
            "print": "Harbour-Res-{number}",
            "number": "[0-9]{1,4}",
        }
    ],
}
"""An invented council, as a project adds one to its register of bodies."""


@functools.cache
def with_council() -> Registers:
    """Give the program's registers with the invented council."""
    return build_registers({"bodies": {"bodies": [COUNCIL]}})


def import_text(
    data: bytes | str, file: str = "text.txt", held: Registers | None = None
) -> tuple[Draft, ...]:
    """Give the drafts of a text that has to be importable."""
    made = refuse_text(data, file, held)
    assert not isinstance(made, Refusal), made
    return made


def refuse_text(
    data: bytes | str, file: str = "text.txt", held: Registers | None = None
) -> tuple[Draft, ...] | Refusal:
    """Give what the importer gives."""
    raw = data.encode() if isinstance(data, str) else data
    return read_text(Source(file, raw), held or registers())


def import_file(path: Path, held: Registers | None = None) -> tuple[Draft, ...]:
    """Give the drafts of a file."""
    return import_text(path.read_bytes(), path.name, held)


def render(drafts: Sequence[Draft]) -> str:
    """Give drafts as YAML, each followed by its losses, one a line."""
    return "\n".join(line for draft in drafts for line in _iter_lines(draft))


def as_yaml(document: Any) -> str:
    """Give a document as the file that would be written."""
    return format_yaml(ordered({**document, "fictional": True}, "resolution"))


def _iter_lines(draft: Draft) -> Iterator[str]:
    yield as_yaml(draft.document)
    for loss in draft.losses:
        made = f" -> {loss.made}" if loss.made else ""
        yield f"# {loss.kind}, {loss.what}, line {loss.line}: {loss.text}{made}"
    yield f"# words: {draft.words}\n"


def told(draft: Draft, *kinds: str) -> list[tuple[str, int]]:
    """Give what was reported of some kinds: the case and the line of each."""
    return [(loss.what, loss.line) for loss in draft.losses if loss.kind in kinds]


FORMULA_LINES = """99/7. Harbours

The General Assembly,

{}

1. Decides to act.

71st plenary meeting
20 December 2044

______

1 Resolution 98/7.
"""
"""A text with one note, in which the preamble stands at the braces."""
