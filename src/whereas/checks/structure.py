"""STR: what makes a text whole."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import part_path
from whereas.model.resolution import FREE_TYPES, Cell, Paragraph
from whereas.problems import Path, Severity, quoted

_LIMITS = {"preambular": 60, "operative": 120}
_LONG = 600
"""Words of a paragraph above which two are often run together."""
_PLENARY = "plenary meeting"


@file_rule("STR01", Severity.ERROR, words=True, by_document=True)
def check_formula(judged: Judged) -> Iterator[Finding]:
    """A resolution has a formula and an operative part, and so has each of its lettered parts.

    Without them nothing was adopted. Statements, declarations and decisions have none.
    Wrong: a text without `enacting` and `resolving`. Right: `enacting: The General Assembly,`.
    Add the formula as printed, or set `excerpt: true` for a part of a text.
    """
    resolution = judged.resolution
    if resolution.excerpt or resolution.type in FREE_TYPES:
        return
    formulas = {paragraph.parent for paragraph in resolution.of_kind("formula")}
    for position, part in enumerate(resolution.parts):
        if part.letter not in formulas:
            yield Finding(("parts", position), f"part {part.letter} has no formula", "add enacting")
    if not resolution.parts and None not in formulas:
        yield Finding((), "the text has no formula", "add enacting or resolving as printed")


@file_rule("STR02", Severity.WARNING, words=True)
def check_named_annexes(judged: Judged) -> Iterator[Finding]:
    """A text that names an annex to itself has that annex.

    The annex to the present resolution, or annex II to it, is part of what was adopted. How a
    language says it stands in the register of languages.
    Wrong: `set out in the annex to the present resolution` without `annexes`. Right: with them.
    Add the annex as printed.
    """
    resolution = judged.resolution
    annex = judged.language.annex if judged.language else None
    annexes = resolution.of_kind("annex")
    labels = {annex.num for annex in annexes if annex.num}
    if annex is None or resolution.excerpt or (annexes and not labels):
        return
    if not any(judged.has(stem) for stem in annex.stems):
        return
    for words in judged.words:
        # Few paragraphs have the word; the pattern is for them.
        if not any(stem in words.plain for stem in annex.stems):
            continue
        for match in _pattern(annex.own).finditer(words.plain):
            label = next((group for group in match.groups() if group), None)
            if not annexes or (label and label.upper() not in labels):
                lacking = f"annex {label}" if label else "annex"
                message = f"the text has no {lacking}, and says {quoted(match[0])}"
                yield Finding(
                    words.path, message, "add it as printed", match[0], judged.before(words, match)
                )


@file_rule("STR03", Severity.WARNING, words=True)
def check_stray_annexes(judged: Judged) -> Iterator[Finding]:
    """An annex is mentioned in the text that it follows, by that word or by its title.

    An annex that the text does not speak of may be another document's. Attachments, exhibits
    and the like, which have names of many kinds, are left out.
    Wrong: an annex beside a text that does not name one. Right: `as set out in the annex`.
    Compare with the document; take away what is not the text's.
    """
    resolution = judged.resolution
    language = judged.language
    own = [p for p in resolution.of_kind("annex") if p.detail == "annex" and "annexes" in p.path]
    if language is None or language.annex is None or not own or resolution.excerpt:
        return
    text = "\n".join(words for p, words in judged.plain if "annexes" not in p.path).casefold()
    if any(stem in text for stem in language.annex.stems):
        return
    for annex in own:
        if not annex.markup or annex.text().casefold() not in text:
            hint = "look whether it is the text's"
            yield Finding(annex.path, "the text mentions no annex", hint)


@file_rule("STR04", Severity.ERROR, words=True)
def check_tables(judged: Judged) -> Iterator[Finding]:
    """Every row of a table covers as many columns as the others, merged cells counted.

    A cell lost in a table moves the figures after it under a wrong head.
    Wrong: a row of two cells under three columns. Right: three cells, an empty one as `""`.
    Compare the row with the document.
    """
    resolution = judged.resolution
    for paragraph in resolution.of_kind("table"):
        if paragraph.table is None:
            continue
        widths = _widths((*paragraph.table.head, *paragraph.table.rows))
        if len(set(widths)) > 1:
            row = next(n for n, width in enumerate(widths) if width != widths[0])
            message = f"row {row + 1} of the table has {widths[row]} columns, the first {widths[0]}"
            yield Finding(paragraph.path, message, "compare the row with the document")


@file_rule("STR06", Severity.WARNING)
def check_meeting(judged: Judged) -> Iterator[Finding]:
    """A text that was taken from a document says at which plenary meeting it was adopted.

    Closing lines print the meeting with the date, and importing loses them easily. The rule is
    for bodies whose meetings the register calls plenary, and for texts that name their source.
    Wrong: `adoption: {date: 2021-12-16}`. Right: `adoption: {date: 2021-12-16, meeting: 53}`.
    Add the number of the meeting from the end of the document.
    """
    resolution = judged.resolution
    if judged.body is None or judged.body.meeting_kind != _PLENARY or resolution.excerpt:
        return
    if not (resolution.source.url or resolution.source.file):
        return
    parts = [part.adoption for part in resolution.parts]
    if parts and all(adoption and adoption.meeting for adoption in parts):
        return
    if resolution.adoption.meeting is None:
        yield Finding(("adoption",), "no plenary meeting is given", "add meeting as printed")


@file_rule("STR07", Severity.INFO, words=True)
def check_length(judged: Judged) -> Iterator[Finding]:
    """At most 60 preambular and 120 operative paragraphs, and 600 words in a paragraph.

    Longer texts exist, but often two were run together, or a paragraph has swallowed others.
    Each lettered part counts by itself.
    Wrong: a paragraph of 900 words. Right: the paragraphs that the document prints.
    Compare with the document; nothing is to be mended where it is as long.
    """
    for kind, limit in _LIMITS.items():
        paragraphs = [p for p in judged.resolution.paragraphs if p.kind == kind]
        if len(paragraphs) > limit:
            yield from _check_number(paragraphs, limit)
    for paragraph, words in judged.plain:
        # A word has a letter and a space at least, which spares most paragraphs the counting.
        if len(words) > 2 * _LONG and paragraph.table is None:
            count = len(words.split())
            if count > _LONG:
                message = f"the paragraph has {count} words"
                yield Finding(paragraph.path, message, "look whether several are run together")


@file_rule("STR10", Severity.WARNING, words=True)
def check_name(judged: Judged) -> Iterator[Finding]:
    """The formula is that of the body whose text it is, as the register of bodies has it.

    Another formula is a misprint, or the text is filed under another body. Stops, capitals and
    further words beside the formula are left aside, and bodies without one in the language.
    Wrong: `enacting: The Security Council,` with `body: ga`. Right: `The General Assembly,`.
    Compare with the document; correct the formula, or the body.
    """
    body = judged.body
    own = body.formula.get(judged.resolution.language, "") if body else ""
    if body is None or not own:
        return
    side = "resolving" if body.formula_place == "after" else "enacting"
    for paragraph, words in judged.of_kind("formula"):
        if paragraph.path[-1] == side and not _own_formula(own).search(_bare(words)):
            message = f"{quoted(words)} is no formula of the {body.name}"
            hint = f"the register has {quoted(own)}"
            yield Finding(paragraph.path, message, hint, words=words)


def _check_number(paragraphs: list[Paragraph], limit: int) -> Iterator[Finding]:
    parts: dict[Path, list[Paragraph]] = {}
    for paragraph in paragraphs:
        parts.setdefault(part_path(paragraph), []).append(paragraph)
    for held in parts.values():
        if len(held) > limit:
            message = f"{len(held)} {held[0].kind} paragraphs"
            yield Finding(held[limit].path, message, "look whether two texts are run together")


@functools.cache
def _own_formula(formula: str) -> re.Pattern[str]:
    """Give the pattern of a bare formula, in which `{ordinal}` is a session's number in words."""
    before, ordinal, after = formula.partition("{ordinal}")
    return re.compile(
        re.escape(_bare(before)) + (".+" if ordinal else "") + re.escape(_bare(after))
    )


def _bare(words: str) -> str:
    """Give the letters of words alone, small; apostrophes are written in two ways."""
    return "".join(character for character in words.casefold() if character.isalnum())


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _widths(rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    """Give how many columns each row covers: its own cells, and those that reach down to it."""
    reaching = Counter[int]()
    for number, row in enumerate(rows):
        for cell in row:
            for below in range(number, number + cell.rows):
                reaching[below] += cell.columns
    return [reaching[number] for number in range(len(rows))]
