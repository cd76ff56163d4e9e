"""CHR: characters that depend on the words around them. The others are the reading room's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, file_rule
from whereas.model.markup import iter_link_spans, parse_markup, plain
from whereas.problems import Path, Severity, quoted

_RUN = ("=", "+", "-", "@", "\t")

_MARKS = "\u200c\u200d\u200e\u200f"
# Scripts from Hebrew to Myanmar, and of Cambodia and Mongolia, join their letters or run from
# right to left (Unicode Standard, sections 9 and 12 to 16): there the marks shape a word.
_SHAPING = "\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc"
_STRAY = re.compile(f"(?<![{_SHAPING}{_MARKS}])[{_MARKS}]+(?![{_SHAPING}{_MARKS}])")


@file_rule("CHR08", Severity.ERROR, words=True)
def check_marks(judged: Judged) -> Iterator[Finding]:
    """Joiners and marks of direction stand only in text that needs them, such as Arabic.

    Nobody sees them, and a word with one in it is not found. Arabic and Persian are written
    with them; in other languages they come from a web page or a word processor.
    Wrong: `Recalling` with `U+200E` (left-to-right mark) behind it. Right: `Recalling`.
    Delete the character.
    """
    language = judged.language
    if language is None or language.direction == "rtl":
        return
    if any(map(judged.has, _MARKS)):
        for words, match in judged.search(_STRAY):
            yield _stray(words.path, match)
    for path, text in judged.beside:
        if not text.isascii():
            yield from (_stray(path, match) for match in _STRAY.finditer(text))


def _stray(path: Path, match: re.Match[str]) -> Finding:
    message = f"invisible mark U+{ord(match[0][0]):04X}, which only other scripts need"
    return Finding(path, message, "delete it", match[0])


@file_rule("CHR13", Severity.ERROR, words=True)
def check_formulas(judged: Judged) -> Iterator[Finding]:
    """No text begins with `=`, `+`, `-`, `@` or a tab.

    Spreadsheets run such a cell of a CSV file as a formula. It is refused at the door, so that
    CSV, JSON and YAML say the same.
    Wrong: `- having regard to`. Right: `– having regard to` with the dash that was printed.
    Write the printed character.
    """
    if not _may_run(judged):
        return
    for path, words in _iter_cells(judged):
        if words.startswith(_RUN):
            message = f"begins with {quoted(words[0])}, which a spreadsheet would run"
            yield Finding(path, message, "write the printed character, such as a dash")


def _may_run(judged: Judged) -> bool:
    """Tell quickly whether any words can begin so; links and tables are looked at singly."""
    number = judged.resolution.number or ""
    first = {words.plain[:1] for words in judged.words}
    first |= {words[:1] for _, words in (((), number), *judged.beside)}
    return judged.has_links or bool(judged.of_kind("table")) or not first.isdisjoint(_RUN)


def _iter_cells(judged: Judged) -> Iterator[tuple[Path, str]]:
    """Give every piece of text that may begin a cell of a table of data, with its place."""
    yield ("number",), judged.resolution.number or ""
    for words in judged.words:
        # The first cells of a table may be empty, and tabs part its cells.
        is_table = words.paragraph is not None and words.paragraph.kind == "table"
        yield words.path, words.plain.lstrip("\t\n") if is_table else words.plain
        if words.paragraph is None or not words.heading:
            yield from ((words.path, link) for link in _iter_links(words))
    yield from judged.beside


def _iter_links(words: Words) -> Iterator[str]:
    """Give the words of links by hand: they are a cell of the table of references."""
    if "](" not in words.markup and (words.paragraph is None or words.paragraph.kind != "table"):
        return
    for line in words.paragraph.lines() if words.paragraph else (words.markup,):
        if "](" in line:
            nodes = parse_markup(line)
            text = plain(nodes)
            yield from (text[start:end] for start, end, _ in iter_link_spans(nodes))
