"""SRC: what a text says of its own source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whereas.checks.judged import Judged
from whereas.checks.rules import (
    FILE_RULES,
    VERSION_RULES,
    FileCheck,
    Finding,
    Rule,
    VersionCheck,
    file_rule,
    version_rule,
)
from whereas.model.resolution import Note, Paragraph, Resolution
from whereas.problems import Path, Severity, quoted

FORMED = frozenset({"masthead", "agenda", "closing"})
"""Places whose words a page forms from metadata, so that they stand nowhere to be compared."""
_BY_HAND = "hand"
_OWN = frozenset({"SRC04", "SRC05", "TRN09"})
"""Rules on declared defects: looked up by themselves they would never end."""


def printed_words(resolution: Resolution) -> Mapping[str, str]:
    """Give the words of each place that has any, by its address or its name above the text."""
    words = {place.id: _printed(place) for place in resolution.places()}
    words |= {
        f"{part}.basis" if part else "basis": adoption.basis or ""
        for part, adoption in resolution.adoptions()
    }
    return {**words, "title": resolution.title or "", "subtitle": resolution.subtitle or ""}


def _printed(place: Paragraph | Note) -> str:
    """Give the words of a place as printed: with its number, which may be what was emended."""
    if isinstance(place, Note):
        return place.markup
    number = f"({place.num}) " if place.kind == "item" else f"{place.num}. "
    lines = "\n".join(place.lines())
    return f"{number}{lines}" if place.num else lines


@file_rule("SRC01", Severity.WARNING, words=True)
def check_digest(judged: Judged) -> Iterator[Finding]:
    """A text that a program took from a file has the digest of that file.

    With it anybody can tell whether the file before them is the one that was read.
    Wrong: `method: ocr-import` alone. Right: with `sha256`, 64 hexadecimal digits.
    Add what `sha256sum FILE` prints, or write `method: hand`.
    """
    source = judged.resolution.source
    if source.method not in (None, _BY_HAND) and source.sha256 is None:
        message = f"{source.method} without the digest of the file"
        yield Finding(("source", "method"), message, "add sha256")


@file_rule("SRC02", Severity.ERROR, words=True)
def check_emendations(judged: Judged) -> Iterator[Finding]:
    """An emendation names a place that exists, and its words stand there.

    A reader must find what was changed: after `corrected` or `restored` the new words are in
    the text and the old ones are not.
    Wrong: `at: op99`, or words that the paragraph has not. Right: its words to the letter.
    Correct the place or the words.
    """
    emendations = judged.resolution.source.emendations
    words = printed_words(judged.resolution) if emendations else {}
    for position, emendation in enumerate(emendations):
        here: Path = ("source", "emendations", position)
        if emendation.at in FORMED:
            continue
        if emendation.at not in words:
            message = f"{quoted(emendation.at)} is no place of the text"
            yield Finding((*here, "at"), message, "write an id such as pp1, op5.a or note3")
        elif emendation.text not in words[emendation.at]:
            message = f"the words {quoted(emendation.text)} are not in {emendation.at}"
            yield Finding((*here, "text"), message, "write them as they stand in the text")
        elif emendation.status in ("corrected", "restored") and (
            emendation.read in words[emendation.at]
        ):
            message = f"the old words {quoted(emendation.read)} are still in {emendation.at}"
            yield Finding((*here, "read"), message)


@file_rule("SRC03", Severity.INFO, words=True)
def check_doubts(judged: Judged) -> Iterator[Finding]:
    """A doubtful reading says what the source may have meant, or why it is doubted.

    The page shows every doubtful reading to its readers, who can settle none without a word.
    Wrong: `status: doubtful` alone. Right: with `suggest`, or with `why`.
    Add what you know; where the document settles it, write `corrected` or `sic`.
    """
    for position, emendation in enumerate(judged.resolution.source.emendations):
        if emendation.status == "doubtful" and not (emendation.suggest or emendation.why):
            path = ("source", "emendations", position, "status")
            message = f"the doubtful reading in {emendation.at} says neither what is meant nor why"
            yield Finding(path, message, "add suggest or why")


@file_rule("SRC04", Severity.ERROR, words=True)
def check_declared(judged: Judged) -> Iterator[Finding]:
    """A declared defect is of a rule that official documents break, and once for each rule.

    Documents skip numbers, and languages of one document differ; such a text is published as it
    stands, and its page says what is wrong. Symbols, days, votes and addresses have to be right
    whatever the document has: there an emendation says what was changed.
    Wrong: `rule: ID06` under `defects`. Right: `rule: NUM01`.
    Delete the entry and mend what the rule finds.
    """
    seen = set()
    for position, defect in enumerate(judged.resolution.source.defects):
        path = ("source", "defects", position, "rule")
        known = defect.rule in FILE_RULES.load() or defect.rule in VERSION_RULES.load()
        if not known or defect.rule in _OWN or not _rule(defect.rule).may_be_declared():
            message = f"{defect.rule} is no rule that a text may declare a defect of its document"
            yield Finding(path, message, "see `whereas explain`" if not known else "mend it")
        elif defect.rule in seen:
            yield Finding(path, f"{defect.rule} stands twice", "say all in one entry")
        seen.add(defect.rule)


@file_rule("SRC05", Severity.WARNING, words=True)
def check_stale(judged: Judged) -> Iterator[Finding]:
    """A declared defect is one that the text has.

    What was mended since, or stands in another file, would mislead readers.
    Wrong: `rule: NUM01` where no number is missing. Right: no such entry.
    Delete the entry. What a rule finds between two languages is declared in the translation.
    """
    for path, identifier in _declared(judged):
        if identifier in FILE_RULES.load():
            if not any(True for _ in FILE_RULES[identifier].check(judged)):
                yield Finding(path, f"{identifier} finds nothing here", "delete the entry")
        elif identifier in VERSION_RULES.load() and not judged.resolution.is_translation:
            message = f"{identifier} is about translations"
            yield Finding(path, message, "declare it in the file of the translation")


@version_rule("TRN09", Severity.WARNING)
def check_stale_version(main: Judged, version: Judged) -> Iterator[Finding]:
    """A declared defect between two languages is one that the translation has.

    What was mended since would mislead readers.
    Wrong: `rule: TRN02` where all marks stand. Right: no such entry.
    Delete the entry.
    """
    for path, identifier in _declared(version):
        if identifier in VERSION_RULES.load() and not any(
            True for _ in VERSION_RULES[identifier].check(main, version)
        ):
            yield Finding(path, f"{identifier} finds nothing here", "delete the entry")


def _declared(judged: Judged) -> Iterator[tuple[Path, str]]:
    for position, defect in enumerate(judged.resolution.source.defects):
        if defect.rule not in _OWN:
            yield ("source", "defects", position, "rule"), defect.rule


def _rule(identifier: str) -> Rule[FileCheck] | Rule[VersionCheck]:
    registry = FILE_RULES if identifier in FILE_RULES.load() else VERSION_RULES
    return registry[identifier]
