"""AKN4UN, the United Nations' form of Akoma Ntoso 3.0: a text in one language as XML.

The importer reads such a file back as the same document. What Akoma Ntoso has no place for stands
in `proprietary`; what neither holds is refused with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whereas.analysis.texts import Text
from whereas.errors import NotExportedError
from whereas.exporters.akn_xml.annexes import write_annexes
from whereas.exporters.akn_xml.body import iter_entries
from whereas.exporters.akn_xml.elements import AKN, OWN, Element, make, render, with_names
from whereas.exporters.akn_xml.masthead import write_conclusions, write_cover, write_preface
from whereas.exporters.akn_xml.metadata import write_component_meta, write_meta
from whereas.exporters.akn_xml.notes import Notes
from whereas.exporters.akn_xml.preamble import write_preamble
from whereas.exporters.akn_xml.record import build_document
from whereas.exporters.formats import exporter
from whereas.model.registers import Registers


@exporter("akn", label="AKN4UN XML", ending="xml")
def export_akn(text: Text, registers: Registers) -> bytes:
    """Give a text as a file of AKN4UN.

    Raises NotExportedError for what the format cannot hold, with its place.
    """
    try:
        return render(_file(text))
    except NotExportedError as error:
        raise NotExportedError(f"{text.resolution.file}: {error}") from error


def _file(text: Text) -> Element:
    document = build_document(text.resolution)
    notes = Notes(document.get("notes", {}), openings=dict(_iter_openings(text)))
    meta = write_meta(document, notes.marks())
    cover, preface = write_cover(document, notes), write_preface(document, notes)
    kind = document.get("type", "resolution")
    if "parts" in document:
        held = _parts(document, notes)
        root = make("documentCollection", meta, cover, preface, *held, name=kind)
    else:
        root = make("statement", meta, cover, preface, *_text(document, document, notes), name=kind)
    notes.close()
    named = with_names(root)
    return Element("akomaNtoso", (("xmlns", AKN), ("xmlns:whereas", OWN)), (named,))


def _iter_openings(text: Text) -> Iterator[tuple[str, tuple[int, int]]]:
    for paragraph in text.resolution.paragraphs:
        if opening := text.openings.get(paragraph.id):
            yield paragraph.markup, (opening.start, opening.end)


def _text(
    document: Mapping[str, Any], text: Mapping[str, Any], notes: Notes, place: str = ""
) -> tuple[Element | None, ...]:
    """Give preamble, main body and annexes of a text, or of one of its parts."""
    adopted = text.get("adoption", document["adoption"])
    return (
        write_preamble(text, notes, place),
        make("mainBody", *iter_entries(text.get("operative", ()), notes)),
        write_conclusions(adopted["date"]),
        write_annexes(document, text.get("annexes", ()), notes, place),
    )


def _parts(document: Mapping[str, Any], notes: Notes) -> tuple[Element | None, ...]:
    """Give the lettered parts as a collection, then the annexes of the whole."""
    parts = [
        make("component", _part(document, part, notes, f"parts.{position}."))
        for position, part in enumerate(document["parts"])
    ]
    annexes = write_annexes(document, document.get("annexes", ()), notes, "")
    return make("collectionBody", *parts), annexes


def _part(
    document: Mapping[str, Any], part: Mapping[str, Any], notes: Notes, place: str
) -> Element:
    own = {key: part[key] for key in ("part", "numbering", "adoption") if key in part}
    preface = write_preface(part, notes)
    held = _text(document, part, notes, place)
    meta = write_component_meta(document, own)
    return make("statement", meta, preface, *held, name="part")
