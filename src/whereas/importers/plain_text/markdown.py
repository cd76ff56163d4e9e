"""Text becomes lines of runs: what scans mark as Markdown, or what a text layer has.

Only what such sources hold is read: headings, emphasis, raised figures, links, tables, bullets
before labels, rules, comments of pages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from whereas.importers.plain_text.characters import iter_clean
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.runs import Line, LineKind, Run, squeeze
from whereas.model.markup import Style

_SIGNS = re.compile(r"^#{1,6} |<su[pb]>|^<!--|^- (?:[0-9]+\.|\([a-z]+\)) |^\|.*\|$", re.MULTILINE)
_SCANNED = re.compile(r"</?su[pb]>|<!--")
_TWICE = re.compile(r"<(su[pb])>&(?:amp;)?</\1>lt;\1>([^<]{0,20})</\1>")
_PAGE = re.compile(r"<!--\s*[^0-9]{0,20}[0-9]+\s*-->")
_RULE = re.compile(r"\s*(?:_{3,}|-{3,}|\*{3,})\s*")
_TABLE_RULE = re.compile(r"\|(?: *:?-{2,}:? *\|)+")
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_BULLET = re.compile(r"\s*[-*] (?=(?:[0-9]{1,3}\.|\([a-z]{1,5}\)|[a-z]\.) )")
_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_INLINE = re.compile(
    r"<(?P<tag>su[pb])>(?P<tagged>[^<]{0,40})</(?P=tag)>"
    r"|(?P<stars>\*{1,3})(?=\S)(?P<starred>.{1,1000}?)(?<=\S)(?P=stars)(?!\*)"
    r"|\[(?P<words>[^\]\[]{1,500})\]\((?P<target>[^()\s]{1,500})\)"
    r"|\\(?P<literal>[\\`*_{}\[\]()#+.!|-])"
)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_STARS: dict[str, frozenset[Style]] = {
    "*": frozenset(("italic",)),
    "**": frozenset(("bold",)),
    "***": frozenset(("bold", "italic")),
}
_TAGS: dict[str, Style] = {"sup": "sup", "sub": "sub"}
_PLAIN: frozenset[Style] = frozenset()


def has_markdown(text: str) -> bool:
    """Tell whether a text has marks of Markdown, as scans have; a text layer has none."""
    return bool(_SIGNS.search(text))


def is_scanned(text: str) -> bool:
    """Tell whether a text shows that a scan was read: comments of pages, figures in tags."""
    return bool(_SCANNED.search(text))


def iter_lines(text: str, ledger: Ledger) -> Iterator[Line]:
    """Give the lines of a text; comments that part pages are reported and count them."""
    marked = has_markdown(text)
    commented = 0
    for number, page, words in iter_clean(text, ledger):
        if comment := _PAGE.fullmatch(words.strip()):
            commented += 1
            ledger.lose("dropped", "comment with the number of a page", number, comment[0])
            words = ""
        yield _line(words, number, page + commented, ledger, marked=marked)


def _line(words: str, number: int, page: int, ledger: Ledger, *, marked: bool) -> Line:
    kind: LineKind = "words" if words.strip() else "blank"
    if _RULE.fullmatch(words):
        return Line((), number, page, "rule")
    if not marked:
        return Line(squeeze(tuple(_raised(words, number, _PLAIN))), number, page, kind)
    words = _mended(words, number, ledger)
    if words.startswith("|") and words.rstrip().endswith("|"):
        return _row(words.strip(), number, page, ledger)
    heading = _HEADING.fullmatch(words.strip())
    degree, words = (len(heading[1]), heading[2]) if heading else (0, words)
    bare = _BULLET.sub("", words)
    runs = squeeze(tuple(_inline(bare, number, _PLAIN, ledger)))
    return Line(runs, number, page, kind, degree, bare != words)


def _mended(words: str, number: int, ledger: Ledger) -> str:
    """Give words without escapes of HTML, those escaped twice included."""
    for match in _TWICE.finditer(words):
        made = f"<{match[1]}>{match[2]}</{match[1]}>"
        ledger.lose("repaired", "tag escaped twice", number, match[0], made)
    return html.unescape(_TWICE.sub(r"<\1>\2</\1>", words))


def _row(words: str, number: int, page: int, ledger: Ledger) -> Line:
    if _TABLE_RULE.fullmatch(words):
        return Line((), number, page, "row")
    cells = re.split(r"(?<!\\)\|", words.strip("|"))
    held = tuple(squeeze(tuple(_inline(cell, number, _PLAIN, ledger))) for cell in cells)
    return Line(tuple(run for cell in held for run in cell), number, page, "row", cells=held)


def _inline(words: str, number: int, styles: frozenset[Style], ledger: Ledger) -> Iterator[Run]:
    position = 0
    for match in _INLINE.finditer(words):
        yield from _raised(words[position : match.start()], number, styles)
        position = match.end()
        if match["literal"]:
            yield Run(match["literal"], number, styles)
        elif match["target"]:
            ledger.lose("dropped", "address of a link", number, match["target"])
            yield from _inline(match["words"], number, styles, ledger)
        elif match["tag"]:
            yield from _inline(match["tagged"], number, styles | {_TAGS[match["tag"]]}, ledger)
        else:
            yield from _inline(match["starred"], number, styles | _STARS[match["stars"]], ledger)
    yield from _raised(words[position:], number, styles)


def _raised(words: str, number: int, styles: frozenset[Style]) -> Iterator[Run]:
    """Give words with figures of Unicode that stand above the line as raised runs."""
    position = 0
    for match in _RAISED.finditer(words):
        if match.start() > position:
            yield Run(words[position : match.start()], number, styles)
        yield Run(match[0].translate(_HIGH), number, styles | {"sup"})
        position = match.end()
    if position < len(words):
        yield Run(words[position:], number, styles)
