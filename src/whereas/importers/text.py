"""Text without structure: layers of PDF files, scans as Markdown, proof-read scans."""

from __future__ import annotations

import functools

from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import importer
from whereas.importers.plain_text.reading import Shared, read_file
from whereas.importers.sharing import SameRegisters
from whereas.model.registers import Registers


@importer("text", label="Text", endings=(".txt", ".md"))
def read_text(source: Source, registers: Registers) -> tuple[Draft, ...] | Refusal:
    """Give the texts of a file: one as a rule, several where scanned pages hold neighbours."""
    return read_file(source, _shared(SameRegisters(registers)))


@functools.lru_cache(maxsize=1)
def _shared(registers: SameRegisters) -> Shared:
    """Give what all files of a run share."""
    return Shared.of(registers.held)
