"""NUM: printed numbers of paragraphs and items, and counts against silent loss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Paragraph, Path
from whereas.problems import Severity, quoted

_NUMBER = re.compile(r"([0-9]+)(?: ?(bis|ter|quater))?\Z", re.ASCII)
_Labelled = tuple[Paragraph, "tuple[int, int] | None"]
_LATIN = ("", "bis", "ter", "quater")


@file_rule("NUM01", Severity.ERROR, words=True, by_document=True)
def check_numbers(judged: Judged) -> Iterator[Finding]:
    """Operative paragraphs are numbered 1, 2, 3 without a gap; 5 bis may follow 5.

    A missing number is a lost paragraph, and a number that stands twice gives two paragraphs
    one address. A label among numbers that is none is usually a slip or an item of a list.
    Numbers that start again in each section need `numbering: by-section`; where no paragraph has
    a number, nothing is said.
    Wrong: 1, 2, 4, or l for 1. Right: 1, 2, 3, 4.
    Compare with the document; add what is lost or correct the number.
    """
    resolution = judged.resolution
    if resolution.excerpt or _is_simple(judged):
        return
    scopes: dict[str, list[_Labelled]] = {}
    for paragraph, _ in judged.of_kind("operative"):
        scope = paragraph.id.rpartition(".")[0]
        scopes.setdefault(scope, []).append((paragraph, _number(paragraph)))
    for labelled in scopes.values():
        if any(number for _, number in labelled):
            yield from _check_run(labelled)


def _is_simple(judged: Judged) -> bool:
    """Tell quickly of nearly all texts that their numbers are 1, 2, 3 from end to end."""
    resolution = judged.resolution
    if resolution.parts or resolution.numbering != "continuous":
        return False
    numbers = [paragraph.num for paragraph, _ in judged.of_kind("operative")]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _number(paragraph: Paragraph) -> tuple[int, int] | None:
    """Give the number of a paragraph, with 1 for bis and 2 for ter; None for another label."""
    match = _NUMBER.match(paragraph.num or "")
    return (int(match[1]), _LATIN.index(match[2] or "")) if match else None


def _check_run(labelled: list[_Labelled]) -> Iterator[Finding]:
    """Check numbers that run on; a wrong one among right ones is reported once."""
    last = (0, 0)
    for position, (paragraph, number) in enumerate(labelled):
        after = labelled[position + 1][1] if position + 1 < len(labelled) else None
        if number is None:
            # Of what begins with a figure, such as 5A, is not known how it counts.
            if paragraph.num is not None and not paragraph.num[0].isdigit():
                message = f"the label {quoted(paragraph.num)} is no number"
                yield Finding(place_of_label(paragraph), message, f"{last[0] + 1} is next")
                last = (last[0] + 1, 0)
            elif after == (last[0] + 2, 0):
                last = (last[0] + 1, 0)
            continue
        expected = {(last[0] + 1, 0), (last[0], last[1] + 1)} if last[0] else {(1, 0)}
        if number in expected:
            last = number
            continue
        yield Finding(place_of_label(paragraph), *_say(paragraph, last))
        # Where the next number follows this one, some are lost; else this one is misprinted.
        last = number if after == (number[0] + 1, 0) else (last[0] + 1, 0)


@file_rule("NUM08", Severity.WARNING, words=True)
def check_unnumbered(judged: Judged) -> Iterator[Finding]:
    """An operative paragraph that follows a numbered one has a number as well.

    House style of bodies that the register marks so. A paragraph without one is usually half of
    the paragraph before it, or has lost its number. Words that stand before the first number of
    a text or section are left alone.
    Wrong: paragraphs 1, none, 2. Right: 1, 2, 3.
    Compare with the document; add the number, or join the words to the paragraph before.
    """
    resolution = judged.resolution
    if judged.body is None or not judged.body.single_unnumbered or resolution.excerpt:
        return
    if _is_simple(judged):
        return
    last: dict[tuple[str, str | None], Paragraph] = {}
    for paragraph, _ in judged.of_kind("operative"):
        scope = (paragraph.id.rpartition(".")[0], paragraph.parent)
        before = last.get(scope)
        if paragraph.num is not None or before is not None:
            last[scope] = paragraph
        # Of several in a row the first is told: they are of one slip.
        if before is not None and before.num is not None and paragraph.num is None:
            message = f"a paragraph without a number after {before.num}"
            yield Finding(paragraph.path, message, "add its number, or join it to the one before")


@file_rule("NUM02", Severity.WARNING, words=True)
def check_single_paragraph(judged: Judged) -> Iterator[Finding]:
    """An operative paragraph that is the only one of its text or part has no number.

    House style of bodies that the register marks so. A lone number 1 is often the first of
    several paragraphs, of which the others are lost. Where numbers start again in each section,
    the rule holds for each section.
    Wrong: a single operative paragraph with `num: 1`. Right: the paragraph without a number.
    Compare with the document; take the number away, or add what is lost.
    """
    resolution = judged.resolution
    if judged.body is None or not judged.body.single_unnumbered or resolution.excerpt:
        return
    operative = resolution.of_kind("operative")
    by_section = resolution.numbering == "by-section"
    if len(operative) > 1 and not by_section and not resolution.parts:
        return
    scopes = [_scope(paragraph, by_section=by_section) for paragraph in operative]
    for paragraph, scope in zip(operative, scopes, strict=True):
        if paragraph.num is not None and scopes.count(scope) == 1:
            message = f"the only operative paragraph has the number {paragraph.num}"
            yield Finding(place_of_label(paragraph), message, "take it away, or add what is lost")


def _scope(paragraph: Paragraph, *, by_section: bool) -> tuple[Path, str | None]:
    """Give what names the text, lettered part or section within which a paragraph is counted."""
    path = paragraph.path
    return (path[:2] if path[0] == "parts" else ()), paragraph.parent if by_section else None


@file_rule("NUM05", Severity.ERROR, words=True)
def check_counts(judged: Judged) -> Iterator[Finding]:
    """Paragraphs and notes are as many as `source.paragraphs` says.

    The counts are taken from the document: a check sum against silent loss. Preambles of
    sections are not counted, items of lists neither.
    Wrong: `operative: 17` beside 16 paragraphs. Right: 17 beside 17.
    Find what is lost, or count again.
    """
    resolution = judged.resolution
    counts = resolution.source.counts
    if resolution.excerpt:
        return
    sections = {section.id for section in resolution.of_kind("section")}
    preamble = [p for p in resolution.of_kind("preambular") if p.parent not in sections]
    found = {
        "preamble": len(preamble),
        "operative": len(resolution.of_kind("operative")),
        "notes": len(resolution.notes),
    }
    for name, number in found.items():
        stated = getattr(counts, name)
        if stated not in (None, number):
            message = f"{name}: {number} here, {stated} in the source"
            yield Finding(("source", "paragraphs", name), message, "look for what was lost")


def _say(paragraph: Paragraph, before: tuple[int, int]) -> tuple[str, str]:
    if paragraph.num == "1" and before[0]:
        return f"number 1 again, after {before[0]}", "set numbering: by-section"
    follows = f"after {before[0]}" if before[0] else "at the start"
    return f"number {paragraph.num} {follows}", f"{before[0] + 1} is next"


def place_of_label(paragraph: Paragraph) -> Path:
    """Give the place of a paragraph's number or label, where it has one beside its words."""
    last = paragraph.path[-1]
    return (*paragraph.path[:-1], "num") if last in ("text", "items") else paragraph.path


def is_counted(paragraph: Paragraph) -> bool:
    """Tell whether NUM01 looks at the number of a paragraph, and reports it twice or not."""
    return paragraph.kind == "operative" and bool(_NUMBER.match(paragraph.num or ""))
