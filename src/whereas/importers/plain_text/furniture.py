"""What stands at the head and the foot of pages is taken out: symbols, titles, numbers.

Job numbers are kept for the metadata. What is taken out is reported, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.plain_text.runs import Line
from whereas.model.symbols import SymbolGrammar

_JOB = r"(?P<job{n}>(?:GE\.|V\.)?[0-9]{{2}}-[0-9]{{5}}|N[0-9]{{7}})"
_FOOT = re.compile(
    rf"(?P<page>[0-9]{{1,3}})/(?P<pages>[0-9]{{1,3}})(?:\s+{_JOB.format(n=1)})?"
    rf"|{_JOB.format(n=2)}(?:\s*\([A-Z]\))?(?:\s+[0-9]{{6}})?"
    rf"(?:\s+(?P<page2>[0-9]{{1,3}})/(?P<pages2>[0-9]{{1,3}}))?"
)
_BARCODE = re.compile(r"\*[0-9]{7,8}\*")
_FIGURES = re.compile(r"[0-9]{1,4}")
_ENDS = re.compile(r"(?P<first>[0-9]{1,4})\b.*[^0-9.]\Z|.*[^0-9./,] (?P<last>[0-9]{1,4})")
_WORD = re.compile(r"\w+")
_TOP, _BOTTOM = 2, 2
"""Lines with words that the head and the foot of a scanned page have at most."""
_HEAD = 6
"""Lines that a running head of a text layer has at most."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Lines without furniture, the numbers of those taken out, and the first job number."""

    lines: tuple[Line, ...]
    taken: frozenset[int]
    job: str | None


def clear_furniture(
    lines: Sequence[Line], phrases: Phrases, grammar: SymbolGrammar, ledger: Ledger
) -> Cleared:
    """Take the furniture of pages out of `lines`; blank lines stand for it."""
    feet = _feet(lines, phrases)
    found = {**_scanned(lines), **feet, **_heads(lines, grammar, feet)}
    jobs = (job for line in lines if line.number in found and (job := _job(line.text)))
    first = next(jobs, None)
    kept = []
    for line in lines:
        what = found.get(line.number)
        if what:
            ledger.lose("dropped", what, line.number, line.text)
            line = replace(line, runs=(), kind="blank")
        kept.append(line)
    return Cleared(tuple(kept), frozenset(found), first)


def _job(text: str) -> str | None:
    match = _FOOT.fullmatch(text)
    return (match["job1"] or match["job2"]) if match else None


def _feet(lines: Sequence[Line], phrases: Phrases) -> Mapping[int, str]:
    """Give lines with nothing but the number of a page, of a job, or other words of the foot."""
    found = {}
    for line in lines:
        text = line.text
        if _is_foot(line):
            found[line.number] = "number of a page or job"
        elif _BARCODE.fullmatch(text) or _is_starred(line):
            found[line.number] = "number under a bar code"
        elif any(pattern.fullmatch(text) for pattern in phrases.furniture):
            found[line.number] = "words at the foot of a page"
    return found


def _is_foot(line: Line) -> bool:
    """Tell whether a line is a foot; 60/251 is one only beside a job, or on page 60."""
    match = _FOOT.fullmatch(line.text)
    if match is None:
        return False
    if match["job1"] or match["job2"]:
        return True
    return int(match["page"]) == line.page and int(match["page"]) <= int(match["pages"])


def _is_starred(line: Line) -> bool:
    """Tell whether the line is a bar code whose asterisks were taken for italics."""
    starred = all("italic" in run.styles for run in line.runs)
    return starred and bool(re.fullmatch(r"[0-9]{7,8}", line.text))


def _heads(
    lines: Sequence[Line], grammar: SymbolGrammar, feet: Mapping[int, str]
) -> Mapping[int, str]:
    """Give the lines of running heads: a symbol alone, and beside it words of the title.

    In a source that does not tell its pages, a head is known by a foot beside it.
    """
    found: dict[int, str] = {}
    seen: set[str] = set()
    for index, line in enumerate(lines):
        symbol = grammar.parse_spelling(line.text)
        if symbol is None:
            continue
        printed = grammar.format_symbol(symbol)
        if printed in seen and line.page > 1:
            found.update((near.number, "running head") for near in _beside(lines, index))
        elif printed in seen and {line.number - 1, line.number + 1} & feet.keys():
            found[line.number] = "running head"
        seen.add(printed)
    return found


def _beside(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """Give a symbol's line with those beside it that repeat words of the first page."""
    first = {word for line in lines if line.page == 1 for word in _words(line)}
    yield lines[index]
    for step in (-1, 1):
        for near in range(index + step, index + step * _HEAD, step):
            if not 0 <= near < len(lines) or lines[near].page != lines[index].page:
                break
            if lines[near].kind != "words" or not _words(lines[near]) <= first:
                break
            yield lines[near]


def _words(line: Line) -> set[str]:
    return set(_WORD.findall(line.text.casefold()))


def _scanned(lines: Sequence[Line]) -> Mapping[int, str]:
    """Give heads and feet of scanned pages: a figure alone, and what stands beside one."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.kind == "words":
            pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return {}
    edges = {page: (*held[:_TOP], *held[_TOP:][-_BOTTOM:]) for page, held in pages.items()}
    numbers = {
        page: int(line.text)
        for page, held in edges.items()
        for line in held
        if _FIGURES.fullmatch(line.text)
    }
    found = {}
    for page, held in edges.items():
        expected = {number + page - other for other, number in numbers.items()}
        for line in held:
            if _FIGURES.fullmatch(line.text) or _has_number(line.text, expected):
                found[line.number] = "number of a page"
        top = held[:_TOP]
        if len(top) > 1 and top[0].number in found and _is_title(top[1]):
            found[top[1].number] = "running head"
    return found


def _has_number(text: str, expected: set[int]) -> bool:
    match = _ENDS.fullmatch(text)
    return match is not None and int(match["first"] or match["last"]) in expected


def _is_title(line: Line) -> bool:
    """Tell whether a line is a running head: words without a stop, capitals at their head."""
    words = line.text.split()
    capital = [word for word in words if word[0].isupper() or not word[0].isalpha()]
    return len(words) < 9 and line.text[-1:].isalnum() and len(capital) > len(words) / 2
