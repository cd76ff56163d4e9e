"""Files of other tools that hold no text of a resolution to import: each is refused by its name.

A message that says what a file is spares its owner the search for what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.formats import importer
from whereas.model.registers import Registers

_LOOKED_AT = 20_000
"""Bytes at the head of a file that tell what it is."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: what shows it, and what to say of it."""

    sign: re.Pattern[bytes]
    message: str


_KINDS = (
    _Kind(
        re.compile(rb"^format:\s*[\"']?resolution(?:-translation)?/", re.MULTILINE),
        "a text in the project's own format; copy it into content/resolutions",
    ),
    _Kind(
        re.compile(rb"^resolutions:\s*\n(?:.*\n){0,60}\s+(?:actions|approvals):", re.MULTILINE),
        "minutes in the YAML of edoxen, which has no symbols of the body's and no paragraphs; "
        "give each resolution as text",
    ),
    _Kind(
        re.compile(rb"^#use wml::|<define-tag ", re.MULTILINE),
        "a page in the Website Meta Language, whose options and ballots the format has no place "
        "for; give the winning option as text",
    ),
    _Kind(
        re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE), "a page in HTML; give its text"
    ),
    _Kind(re.compile(rb"^\{\\rtf"), "a document in RTF; give its text"),
    _Kind(re.compile(rb"^\xd0\xcf\x11\xe0"), "a document of an old word processor; give its text"),
)


@importer(
    "foreign",
    label="Files of other tools, refused with the reason",
    endings=(".yaml", ".yml", ".wml", ".html", ".htm", ".rtf", ".doc"),
)
def read_foreign(source: Source, registers: Registers) -> tuple[Draft, ...] | Refusal:
    """Give what a file is, and why it is not imported."""
    head = source.data[:_LOOKED_AT].replace(b"\r\n", b"\n")
    for kind in _KINDS:
        if match := kind.sign.search(head):
            line = head.count(b"\n", 0, match.start()) + 1
            return Refusal(source.file, line, kind.message)
    return Refusal(source.file, 1, "of a kind that no importer reads; give its text")
