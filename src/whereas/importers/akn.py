"""AKN4UN, the United Nations' form of Akoma Ntoso: one file is one text in one language."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from whereas.importers.akn_xml.context import Tools
from whereas.importers.akn_xml.document import read_file
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import importer
from whereas.model.registers import Registers


@importer("akn", label="AKN4UN XML", endings=(".xml",))
def read_akn(source: Source, registers: Registers) -> tuple[Draft, ...] | Refusal:
    """Give the text of a file; of one with lettered parts, the whole with its parts."""
    draft = read_file(source, _tools(_Registers(registers)))
    return draft if isinstance(draft, Refusal) else (draft,)


@dataclass(frozen=True, slots=True, eq=False)
class _Registers:
    """Registers by identity: their own values, of which there are many, cannot be hashed."""

    held: Registers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Registers) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


@functools.lru_cache(maxsize=1)
def _tools(registers: _Registers) -> Tools:
    """Give the tools that all files of a run share: patterns that cost a tenth of a second."""
    return Tools.of(registers.held)
