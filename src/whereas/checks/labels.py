"""Labels of lists and sections, and how deep and how long lists are (rules of the family NUM)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from whereas.checks.judged import Judged
from whereas.checks.numbering import is_counted, place_of_label
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import list_path
from whereas.model.resolution import Paragraph, Path
from whereas.problems import Severity, quoted

DEGREES = 4
"""Degrees of lists that the United Nations Editorial Manual has: (a), (i), a., i."""

_DIFFER = "labels of one list differ"
_OF_THE_PAGE = re.compile(
    "^(?:top|preamble|operative|annexes|notes|relations|corrigenda|defects|emendations|cites?|vote(?:-.+)?"
    "|(?:em|emendation|note|pop|ref)[0-9]+)$",
    re.MULTILINE,
)
"""Addresses that a page has beside those of its paragraphs."""
_LABEL = re.compile(
    r"(?P<before>(?:[0-9]+\.|[IVX]+\.)*)(?P<last>[0-9]+|[A-Za-z]+)(?: ?(?P<latin>bis|ter|quater))?",
    re.ASCII,
)
_ROMAN = re.compile("(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_USUAL = (
    list("abcdefghijklmnopqrstuvwxyz"),
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"],
)
"""Labels of nearly all lists, among which nothing need be looked for."""
_RANK = {None: 0, "bis": 1, "ter": 2, "quater": 3}


class _Count(NamedTuple):
    """What a label counts in one style: its number, and 1 to 3 for bis, ter and quater."""

    number: int
    latin: int

    def follows(self, before: _Count) -> bool:
        return self in ((before.number + 1, 0), (before.number, before.latin + 1))


@file_rule("NUM03", Severity.ERROR, words=True, by_document=True)
def check_labels(judged: Judged) -> Iterator[Finding]:
    """Labels of a list run a, b, c or i, ii, iii or 1, 2, 3 without a gap, and none repeats.

    Addresses are made from printed labels. A gap is a lost item, a repeated label or one of
    another style usually an error of scanning: 1 for i, 6 for b. After z comes aa. Some
    addresses are taken by the page: `top`, `notes`.
    Wrong: items `a`, `a`, `d`, `iii`. Right: `a`, `b`, `c`, `d`.
    Compare with the document; add what is lost or correct the label.
    """
    yield from _check_addresses(judged)
    items = (paragraph for paragraph in judged.resolution.paragraphs if paragraph.kind == "item")
    last: dict[str | None, str | None] = {}
    for listed in _lists(items):
        labels = [item.num for item in listed]
        holder = listed[0].parent
        # After words that part a list, its labels may run on; a quotation begins where it will.
        start = last.get(holder)
        free = judged.resolution.excerpt or _is_quoted(judged, listed[0])
        last[holder] = labels[-1]
        if fault := _find_fault(labels, start, free=free):
            position, message, hint = fault
            yield Finding(place_of_label(listed[position]), message, hint)


def _check_addresses(judged: Judged) -> Iterator[Finding]:
    resolution = judged.resolution
    addresses = [paragraph.id for paragraph in resolution.paragraphs]
    if len(set(addresses)) == len(addresses) and not _OF_THE_PAGE.search("\n".join(addresses)):
        return
    seen: dict[str, Paragraph] = {}
    for paragraph in resolution.paragraphs:
        first = seen.setdefault(paragraph.id, paragraph)
        if _OF_THE_PAGE.fullmatch(paragraph.id):
            message = f"the address {quoted(paragraph.id)} belongs to the page itself"
            hint = "write the label as printed, such as II"
            yield Finding(place_of_label(paragraph), message, hint, firm=True)
        elif first is not paragraph and not (is_counted(first) and is_counted(paragraph)):
            message = f"{quoted(paragraph.num or paragraph.id)} stands twice here"
            yield Finding(place_of_label(paragraph), message, _DIFFER, firm=True)
        elif first is not paragraph and resolution.excerpt:
            message = f"number {paragraph.num} stands twice here"
            yield Finding(place_of_label(paragraph), message, _DIFFER, firm=True)


@file_rule("NUM04", Severity.WARNING, words=True)
def check_single_items(judged: Judged) -> Iterator[Finding]:
    """A list has at least two items.

    A lone (a) is usually a list of which the rest is lost, or words that were split off.
    Wrong: a paragraph with the one item `a`. Right: items `a` and `b`, or no list.
    Compare with the document; add what is lost, or join the item to its paragraph.
    """
    if judged.resolution.excerpt:
        return
    items = (paragraph for paragraph in judged.resolution.paragraphs if paragraph.kind == "item")
    lists = list(_lists(items))
    times = Counter(listed[0].parent for listed in lists)
    for listed in lists:
        holder = listed[0].parent
        # A list that words part is one list; a quotation may have one item of many.
        if len(listed) > 1 or times[holder] > 1 or _is_quoted(judged, listed[0]):
            continue
        # A mark before a single line under a heading of its own is no list.
        beside = {paragraph.kind for paragraph in judged.children[holder or ""]}
        if listed[0].num is not None or "heading" not in beside:
            message = "the list has a single item"
            yield Finding(listed[0].path, message, "look for what was lost, or join it")


@file_rule("NUM06", Severity.WARNING, words=True)
def check_degrees(judged: Judged) -> Iterator[Finding]:
    """Lists stand at most four deep.

    The Editorial Manual of the United Nations has four degrees, (a), (i), a. and i.; a fifth is
    usually an item indented too far.
    Wrong: a list in a list in a list in a list in a list. Right: at most four.
    Compare with the document; a list that runs on stands beside the other, not in it.
    """
    degrees: dict[str, int] = {}
    told: set[Path] = set()
    for paragraph in judged.resolution.paragraphs:
        if paragraph.kind != "item":
            continue
        degree = degrees.get(paragraph.parent or "", 0) + 1
        degrees[paragraph.id] = degree
        if degree == DEGREES + 1 and list_path(paragraph) not in told:
            told.add(list_path(paragraph))
            message = f"the item stands {degree} lists deep"
            yield Finding(paragraph.path, message, f"house style has {DEGREES} degrees")


@file_rule("NUM07", Severity.ERROR, words=True, by_document=True)
def check_sections(judged: Judged) -> Iterator[Finding]:
    """Labels of sections run I, II, III or A, B, C without a gap, and so do those of divisions.

    A gap is a lost section, a repeated label gives two sections one address. Chapters and
    articles of an annex are counted too, unless they begin with another number than 1 or that
    which follows the last.
    Wrong: sections I, II, IV. Right: I, II, III.
    Compare with the document; add what is lost or correct the label.
    """
    if judged.resolution.excerpt:
        return
    last: dict[tuple[str, str], str | None] = {}
    kinds = ("section", "division")
    labelled = [p for p in judged.resolution.paragraphs if p.kind in kinds and p.num is not None]
    for run in _grouped(labelled, lambda p: (p.parent, p.kind, p.detail)):
        key = (_document(run[0]), run[0].detail)
        start = last.get(key) if run[0].kind == "division" else None
        last[key] = run[-1].num
        fault = _find_fault([paragraph.num for paragraph in run], start)
        # An annex may give single rules of another text: rules 41 and 44.
        if fault and (fault[0] or run[0].kind == "section"):
            position, message, hint = fault
            yield Finding(place_of_label(run[position]), message, hint)


def _find_fault(
    labels: list[str | None], start: str | None, *, free: bool = False
) -> tuple[int, str, str] | None:
    """Give the position of the first label that does not run on, what is wrong, and a hint.

    `start` is the label that a list may run on from; with `free` it may begin anywhere and skip.
    Labels that repeat are no business of this function.
    """
    known = [label for label in labels if label is not None]
    if not known or labels in [usual[: len(labels)] for usual in _USUAL]:
        return None
    if len(known) < len(labels):
        position = labels.index(None)
        return position, "an item without a label among others that have one", "add its label"
    runs = [_run(known, style, start, free=free) for style in sorted(_counts(known[0]))]
    position = max(runs, default=0)
    if position == len(known):
        return None
    printed = quoted(known[position])
    if position == 0:
        return 0, f"the first label is {printed}", "look for what was lost before it"
    message = f"label {printed} after {quoted(known[position - 1])}"
    before = _counts(known[position - 1]).keys()
    if before & _counts(known[position]).keys():
        return position, message, "look for what was lost between them"
    return position, message, "keep to one style"


def _run(labels: list[str], style: str, start: str | None, *, free: bool) -> int:
    """Give how many labels run on in a style from the first; a label that repeats is passed."""
    begins = [_Count(0, 0)]
    if start is not None and style in _counts(start):
        begins.append(_counts(start)[style])
    last: list[_Count] = []
    seen: set[_Count] = set()
    for position, label in enumerate(labels):
        count = _counts(label).get(style)
        if count is None:
            return position
        runs_on = any(count.follows(before) for before in (last or begins))
        if not (runs_on or free or count in seen):
            return position
        last = [count]
        seen.add(count)
    return len(labels)


def _counts(label: str) -> dict[str, _Count]:
    """Give what a label counts in each style in which it can be read: i is 1 and 9."""
    match = _LABEL.fullmatch(label)
    if match is None:
        return {}
    last, before, rank = match["last"], match["before"], _RANK[match["latin"]]
    if last.isdigit():
        return {f"{before}1": _Count(int(last), rank)}
    case = "A" if last.isupper() else "a"
    letters = last.lower()
    found = {f"{before}{case}": _Count(_alphabetic(letters), rank)}
    if len(letters) > 1 and len(set(letters)) == 1:
        number = 26 * (len(letters) - 1) + _alphabetic(letters[0])
        found[f"{before}{case}{case}"] = _Count(number, rank)
    elif len(letters) == 1:
        found[f"{before}{case}{case}"] = found[f"{before}{case}"]
    if _ROMAN.fullmatch(letters):
        found[f"{before}{'I' if case == 'A' else 'i'}"] = _Count(_roman(letters), rank)
    return found


def _alphabetic(letters: str) -> int:
    """Give the number of a, b … z, aa, ab."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _roman(letters: str) -> int:
    values = [_DIGITS[letter] for letter in letters]
    following = (*values[1:], 0)
    pairs = zip(values, following, strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _lists(items: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Give the items of each list, in the order in which lists begin."""
    return _grouped(items, list_path)


def _grouped(
    paragraphs: Iterable[Paragraph], key: Callable[[Paragraph], object]
) -> Iterator[list[Paragraph]]:
    groups: dict[object, list[Paragraph]] = {}
    for paragraph in paragraphs:
        groups.setdefault(key(paragraph), []).append(paragraph)
    yield from groups.values()


def _document(paragraph: Paragraph) -> str:
    """Give the place of the annex or part in whose text a division stands."""
    path = paragraph.path
    return "/".join(str(step) for step in path[: path.index("blocks") if "blocks" in path else 2])


def _is_quoted(judged: Judged, item: Paragraph) -> bool:
    """Tell whether an item begins a quotation, as in an amendment."""
    quotes = judged.language.quotes if judged.language else None
    return item.markup.lstrip("*").startswith(('"', *(quotes or ())))
