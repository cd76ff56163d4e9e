"""AKN4UN, the United Nations' form of Akoma Ntoso: one file is one text in one language."""

from __future__ import annotations

import functools

from whereas.importers.akn_xml.context import Tools
from whereas.importers.akn_xml.document import read_file
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import importer
from whereas.importers.sharing import SameRegisters
from whereas.model.registers import Registers


@importer("akn", label="AKN4UN XML", endings=(".xml",))
def read_akn(source: Source, registers: Registers) -> tuple[Draft, ...] | Refusal:
    """Give the text of a file; of one with lettered parts, the whole with its parts."""
    draft = read_file(source, _tools(SameRegisters(registers)))
    return draft if isinstance(draft, Refusal) else (draft,)


@functools.lru_cache(maxsize=1)
def _tools(registers: SameRegisters) -> Tools:
    """Give the tools that all files of a run share: patterns that cost a tenth of a second."""
    return Tools.of(registers.held)
