"""NUM: printed numbers of paragraphs and items, and counts against silent loss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Paragraph
from whereas.problems import Severity, quoted

_NUMBER = re.compile(r"([0-9]+)(?: ?(bis|ter|quater))?\Z", re.ASCII)
_OF_THE_PAGE = re.compile(
    "top|preamble|operative|annexes|notes|relations|corrigenda|emendations|cites?|vote(?:-.+)?"
    "|(?:em|emendation|note|pop|ref)[0-9]+"
)
"""Addresses that a page has beside those of its paragraphs."""
_LATIN = ("", "bis", "ter", "quater")


@file_rule("NUM01", Severity.ERROR, words=True)
def check_numbers(judged: Judged) -> Iterator[Finding]:
    """Operative paragraphs are numbered 1, 2, 3 without a gap; 5 bis may follow 5.

    A missing number is a lost paragraph, and a number that stands twice gives two paragraphs
    one address. Numbers that start again in each section need `numbering: by-section`.
    Wrong: 1, 2, 4. Right: 1, 2, 3, 4.
    Compare with the document; add what is lost or correct the number.
    """
    resolution = judged.resolution
    if resolution.excerpt:
        return
    scopes: dict[str, list[tuple[Paragraph, tuple[int, int]]]] = {}
    for paragraph in resolution.of_kind("operative"):
        if match := _NUMBER.match(paragraph.num or ""):
            scope = paragraph.id.rpartition(".")[0]
            number = int(match[1]), _LATIN.index(match[2] or "")
            scopes.setdefault(scope, []).append((paragraph, number))
    for numbered in scopes.values():
        yield from _check_run(numbered)


def _check_run(numbered: list[tuple[Paragraph, tuple[int, int]]]) -> Iterator[Finding]:
    """Check numbers that run on; a wrong one among right ones is reported once."""
    last = (0, 0)
    for position, (paragraph, number) in enumerate(numbered):
        expected = {(last[0] + 1, 0), (last[0], last[1] + 1)} if last[0] else {(1, 0)}
        if number in expected:
            last = number
            continue
        yield Finding(_place(paragraph, "num"), *_say(paragraph, last))
        # Where the next number follows this one, some are lost; else this one is misprinted.
        after = numbered[position + 1][1] if position + 1 < len(numbered) else None
        last = number if after == (number[0] + 1, 0) else (last[0] + 1, 0)


@file_rule("NUM03", Severity.ERROR, words=True)
def check_addresses(judged: Judged) -> Iterator[Finding]:
    """No two pieces of a text have one address: labels of a list do not repeat.

    Addresses are made from printed labels; a label that stands twice is usually an error of
    scanning, (a), (a) for (a), (b). Some addresses are taken by the page: `top`, `notes`.
    Wrong: two items `a` in one list. Right: `a`, `b`.
    Correct the label; number a paragraph without a number as the document does.
    """
    resolution = judged.resolution
    seen: dict[str, Paragraph] = {}
    for paragraph in resolution.paragraphs:
        first = seen.setdefault(paragraph.id, paragraph)
        if _OF_THE_PAGE.fullmatch(paragraph.id):
            message = f"the address {quoted(paragraph.id)} belongs to the page itself"
            hint = "write the label as printed, such as II"
            yield Finding(_place(paragraph, "num"), message, hint)
        elif first is not paragraph and not (_is_counted(first) and _is_counted(paragraph)):
            message = f"{quoted(paragraph.num or paragraph.id)} stands twice here"
            yield Finding(_place(paragraph, "num"), message, "labels of one list differ")
        elif first is not paragraph and resolution.excerpt:
            message = f"number {paragraph.num} stands twice here"
            yield Finding(_place(paragraph, "num"), message, "labels of one list differ")


def _is_counted(paragraph: Paragraph) -> bool:
    """Tell whether NUM01 looks at the number of a paragraph, and reports it twice or not."""
    return paragraph.kind == "operative" and bool(_NUMBER.match(paragraph.num or ""))


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


def _place(paragraph: Paragraph, key: str) -> tuple[str | int, ...]:
    """Give the place of a paragraph's own key, where its words have a key of their own."""
    last = paragraph.path[-1]
    return (*paragraph.path[:-1], key) if last in ("text", "items") else paragraph.path
