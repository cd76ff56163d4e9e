"""A file of AKN4UN becomes a document of the format, with what was lost on the way."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from whereas.importers.akn_xml.context import Context, Tools
from whereas.importers.akn_xml.identity import Identity, identify, read_names, read_titles
from whereas.importers.akn_xml.labels import letter, read_label
from whereas.importers.akn_xml.metadata import read_metadata, text_of
from whereas.importers.akn_xml.nodes import Writer
from whereas.importers.akn_xml.own import own_fields, read_own
from whereas.importers.akn_xml.source import iter_chunks
from whereas.importers.akn_xml.statement import read_statement
from whereas.importers.akn_xml.tree import Element, Fault, read_tree, without
from whereas.importers.drafts import Draft, Loss, Refusal, Source
from whereas.importers.words import compare_words, count_words, iter_words

_TEXTS = frozenset({"preamble", "mainBody", "attachments"})
"""What holds the words of a text; the rest of a file is about it."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_file(source: Source, tools: Tools) -> Draft | Refusal:
    """Give the text of a file, or why there is none."""
    root = read_tree(source.data)
    if isinstance(root, Fault):
        return Refusal(source.file, root.line, root.message)
    if root.tag != "akomaNtoso":
        return Refusal(source.file, root.line, f"the root is {root.tag}, not akomaNtoso")
    if fields := own_fields(root):
        own = read_own(source, root, fields)
        return Refusal(source.file, own.line, own.message) if isinstance(own, Fault) else own
    around = without(root, _TEXTS)
    identity = identify(around, tools.registers)
    if isinstance(identity, Fault):
        return Refusal(source.file, identity.line, identity.message)
    return _draft(source, root, around, identity, tools)


def _draft(
    source: Source, root: Element, around: Element, identity: Identity, tools: Tools
) -> Draft:
    context = Context(tools, identity.language, identity.parsed.body)
    context.losses += _iter_repairs(source.data, context)
    context.marks_before = _count_before(root, context)
    writer = Writer()
    document = _document(root, around, identity, context, writer)
    document["source"] = {
        "file": PurePosixPath(source.file.replace("\\", "/")).name,
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "method": "xml-import",
    }
    chunks = list(iter_chunks(root))
    lost = compare_words(chunks, iter_words(document, writer.printed), context.dropped)
    losses = (*sorted(_all_losses(context), key=lambda loss: loss.line), *lost)
    return Draft(
        source.file, identity.symbol, identity.language, document, losses, count_words(chunks)
    )


def _document(
    root: Element, around: Element, identity: Identity, context: Context, writer: Writer
) -> dict[str, Any]:
    made: dict[str, Any] = {"format": "resolution/1"}
    made |= read_names(around, identity, context)
    made |= {"language": identity.language, "body": identity.parsed.body}
    made |= read_metadata(around, context)
    if root.child("documentCollection"):
        made["parts"] = list(_iter_parts(root, context, writer))
    else:
        statement = root.find("statement") or root
        made |= read_statement(statement, context, (), writer)
    if context.notes.words:
        made["notes"] = dict(context.notes.words)
    return made


def _iter_parts(root: Element, context: Context, writer: Writer) -> Iterator[dict[str, Any]]:
    for index, statement in enumerate(root.walk("statement")):
        preface = statement.child("preface")
        printed = text_of(preface.find("docNumber") if preface else None)
        part: dict[str, Any] = {"part": _part_letter(printed, index, statement, context)}
        part |= dict(zip(("title",), read_titles(preface, context), strict=False))
        part |= read_statement(statement, context, ("parts", index), writer)
        yield part


def _part_letter(printed: str, index: int, statement: Element, context: Context) -> str:
    found = [m.text for m in read_label(printed) if m.style == "capital"]
    if found:
        return str(found[0])
    made = letter(index + 1).upper()
    context.lose("repaired", "letter of a part", statement.line, printed, made)
    return made


def _count_before(root: Element, context: Context) -> int:
    """Count notes that are counted and not there: marks run from 2 where one took a number."""
    notes = list(root.walk("authorialNote"))
    marks = [int(note.get("marker")) for note in notes if note.get("marker").isdigit()]
    steps = {after - before for before, after in itertools.pairwise(marks)}
    if not marks or marks[0] == 1 or len(marks) < len(notes) or not steps <= {0, 1}:
        return 0
    what = "marks of notes that do not begin at 1"
    context.lose("repaired", what, notes[0].line, f"{marks[0]} to {marks[-1]}", "1")
    return marks[0] - 1


def _all_losses(context: Context) -> Iterator[Loss]:
    yield from context.losses
    if context.plain_spaces:
        what = "no-break spaces that only keep a line together"
        yield Loss("repaired", what, 1, f"U+00A0 ({context.plain_spaces})", " ")


def _iter_repairs(data: bytes, context: Context) -> Iterator[Loss]:
    """Report what the characters of a file were repaired for, once a file and kind."""
    text = data.decode("utf-8")
    if not unicodedata.is_normalized("NFC", text):
        yield Loss("repaired", "text not in Unicode form NFC", 1, "", "NFC")
    allowed = "" if context.is_rightward else "\u200e\u200f"
    counts: Mapping[str, int] = Counter(c for c in _UNSEEN.findall(text) if c not in allowed)
    for character, count in sorted(counts.items()):
        line = text.count("\n", 0, text.index(character)) + 1
        shown = f"U+{ord(character):04X}"
        yield Loss("repaired", "character that nobody sees", line, f"{shown} ({count})")
