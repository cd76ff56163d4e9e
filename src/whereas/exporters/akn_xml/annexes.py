"""Annexes: documents attached to the text, each with its name, titles and blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from whereas.exporters.akn_xml.body import iter_entries
from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.masthead import write_titles
from whereas.exporters.akn_xml.metadata import write_component_meta
from whereas.exporters.akn_xml.notes import Notes

_ALONE = ("kind", "num", "numbering")


def write_annexes(
    document: Mapping[str, Any], annexes: Sequence[Any], notes: Notes, place: str
) -> Element | None:
    """Give the annexes of a text or part of `document`; None where there are none."""
    made = [
        make("attachment", _annex(document, annex, notes, f"{place}annexes.{position}."))
        for position, annex in enumerate(annexes)
    ]
    return make("attachments", *made) if made else None


def _annex(
    document: Mapping[str, Any], annex: Mapping[str, Any], outer: Notes, place: str
) -> Element:
    notes = outer.inside(annex["notes"], place) if "notes" in annex else outer
    kind = annex.get("kind", "annex")
    name = " ".join(str(piece) for piece in (kind.capitalize(), annex.get("num", ""))).strip()
    titles = write_titles(annex, notes)
    body = make("mainBody", *iter_entries(annex["blocks"], notes))
    marks = None if notes is outer else notes.marks()
    own = {key: annex[key] for key in _ALONE if key in annex}
    meta = write_component_meta(document, own, marks)
    if notes is not outer:
        notes.close()
    return make(
        "doc", meta, make("preface", make("p", make("docNumber", name)), *titles), body, name=kind
    )
