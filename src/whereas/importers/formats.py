"""What an importer is, and the registry of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whereas.importers.drafts import Draft, Refusal, Source
from whereas.model.registers import Registers
from whereas.registry import Registry

Import = Callable[[Source, Registers], tuple[Draft, ...] | Refusal]
"""Gives the texts of a source in its order, or why there are none."""


@dataclass(frozen=True, slots=True)
class Importer:
    """An importer: its key on the command line, its label, the endings it reads, its function."""

    key: str
    label: str
    endings: tuple[str, ...]
    read: Import


IMPORTERS: Registry[Importer] = Registry("importer", "whereas.importers")


def importer(key: str, *, label: str, endings: tuple[str, ...]) -> Callable[[Import], Import]:
    """Register a function as the importer `key` of files with one of `endings`."""

    def register(read: Import) -> Import:
        IMPORTERS.add(key)(Importer(key, label, endings, read))
        return read

    return register


def importer_of(file: str) -> Importer | None:
    """Give the importer that reads files named so; None if there is none."""
    found = (IMPORTERS[key] for key in IMPORTERS.load())
    return next((kind for kind in found if file.lower().endswith(kind.endings)), None)
