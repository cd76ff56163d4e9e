"""PUN: stops, brackets and quotation marks."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import Piece, entry_path, list_path, part_path
from whereas.model.resolution import FREE_TYPES, Paragraph, Path
from whereas.problems import Severity, quoted

_COLONS = (":", "：")
_SEMICOLONS = (";", "；", "؛")
_BREAKS = (*_SEMICOLONS, ".", "。")
"""Stops that part a paragraph from what follows; a comma before a list does not."""
_CLOSING = '"”“’»」)'
_AFTER_STOPS = _CLOSING + " \u00a0\u202f"
"""What may stand after the stop of a quotation or an aside."""
_TAIL = 60
"""Characters that the last three words may have; more are words that no space parts."""
_NAMES = {"item": "item", "formula": "formula"}
_STOP = re.compile(r"(?P<stop>[;；؛,،，.。])(?:[ \u00a0]\w{1,6})?\Z")
"""The stop that ends an item, and the word that may stand after it: `; and`."""
_STOP_REACH = 8
"""Characters at the end of an item in which the stop stands."""


@file_rule("PUN01", Severity.WARNING, words=True)
def check_preamble(judged: Judged) -> Iterator[Finding]:
    """Preambular paragraphs end as their body ends them, with a comma as a rule, the last too.

    The preamble is part of one sentence that goes on to the operative part. A full stop there
    is a misprint, or a paragraph cut short. A paragraph with a list ends with its list.
    Wrong: `Recalling its resolution 98/7.` Right: `Recalling its resolution 98/7,`.
    Correct the stop; what a body uses stands in the register of bodies or of languages.
    """
    endings = judged.endings.preamble
    if not endings or not _is_sentence(judged):
        return
    for paragraph, words in judged.of_kind("preambular"):
        if words.endswith(endings) or not words or paragraph.id in judged.children:
            continue
        if not _ends(words, endings):
            yield _wrong_end(paragraph, words, endings)


@file_rule("PUN02", Severity.WARNING, words=True)
def check_operative(judged: Judged) -> Iterator[Finding]:
    """Operative paragraphs but the last end as their body ends them, with a semicolon as a rule.

    A full stop in the middle ends the sentence: two texts run together, or a misprint. The last
    paragraph of a section, and one before a heading, may end with a full stop.
    Wrong: `Takes note of the report.` before another paragraph. Right: `Takes note of the report;`.
    Correct the stop; what a body uses stands in the register of bodies or of languages.
    """
    endings = judged.endings
    if not endings.operative or not _is_sentence(judged):
        return
    lasts = judged.lasts
    usual = _any_space(endings.operative)
    quoting: set[Path] = set()
    for paragraph, words in judged.of_kind("operative"):
        if words.endswith(usual) or paragraph in lasts or not words:
            continue
        if paragraph.id in judged.children or _ends(words, endings.operative):
            continue
        part = part_path(paragraph)
        if words.endswith(_COLONS) and _ends_run(judged, paragraph, numbered=True):
            quoting.add(part)  # a document follows, with stops of its own
        # Resolves that: 1. ... 2. ...
        introduces = words.endswith(_COLONS) and paragraph.num is None
        if part in quoting or introduces:
            continue
        quotes = words.endswith(tuple(_CLOSING))
        if not (_ends(words, endings.last) and (quotes or _ends_run(judged, paragraph))):
            yield _wrong_end(paragraph, words, endings.operative)


@file_rule("PUN03", Severity.ERROR, words=True, by_document=True)
def check_last(judged: Judged) -> Iterator[Finding]:
    """The last operative paragraph of a text, or of a lettered part, ends with a full stop.

    After it nothing follows but closing lines. Another stop shows that the end is lost. Where
    the paragraph has a list, the last item ends so.
    Wrong: `Decides to remain seized of the matter;` at the end. Right: the same with `.`.
    Look for what is lost, or correct the stop.
    """
    endings = judged.endings.last
    if not endings or not _is_sentence(judged) or judged.resolution.excerpt:
        return
    for paragraph in judged.lasts:
        final, words = _final(judged, paragraph)
        if not words or _ends(words, endings):
            continue
        if words.endswith(_COLONS) and judged.resolution.of_kind("annex"):
            continue  # Adopts the following declaration:
        yield _wrong_end(final, words, endings)


@file_rule("PUN04", Severity.ERROR, words=True)
def check_before_lists(judged: Judged) -> Iterator[Finding]:
    """A paragraph that has a list ends with a colon or without a stop before it.

    A semicolon there means that the list belongs to another paragraph.
    Wrong: `Requests the Secretary-General;` before items. Right: `Requests the Secretary-General:`.
    Compare with the document; move the list, or correct the stop.
    """
    for tree in judged.trees:
        for (paragraph, words), (first, _) in pairwise((tree.root, *tree.pieces)):
            # Only what stands right before its list: labels that repeat tell nothing here.
            if first.kind != "item" or list_path(first) != (*entry_path(paragraph), "items"):
                continue
            if words.rstrip(_AFTER_STOPS).endswith(_BREAKS):
                message = f"the paragraph ends with {quoted(_tail(words))} before its list"
                hint = "end it with a colon, or move the list"
                yield Finding(paragraph.path, message, hint, words=_tail(words), occurrence=-1)


@file_rule("PUN05", Severity.WARNING, words=True)
def check_items(judged: Judged) -> Iterator[Finding]:
    """Items of a list end alike, with a semicolon as a rule, and the last as its paragraph does.

    Before the last item `; and` or `; or` may stand. An item with another stop is a misprint,
    or belongs to the paragraph after the list.
    Wrong: `to survey;`, `to report.`, `to build;`. Right: `to survey;`, `to report;`, `to build.`.
    Correct the stop, or move what does not belong to the list.
    """
    if not judged.endings.operative:
        return
    lasts = judged.lasts
    operative = judged.endings.operative
    usual = _any_space(operative) if len(operative) == 1 else ()
    for tree in judged.trees:
        for listed in tree.lists():
            if not _ends_alike(listed, usual):
                yield from _check_list(judged, listed)
        final, words = tree.final
        if tree.root[0].kind == "operative" and words.endswith(usual):
            continue
        # The end of the last paragraph is a matter of PUN03.
        if final.kind == "item" and words and tree.root[0] not in lasts:
            own = judged.endings.operative + judged.endings.last
            endings = judged.endings.preamble if tree.root[0].kind == "preambular" else own
            if endings and not _ends(words, endings):
                yield _wrong_end(final, words, endings)


def _ends_alike(listed: list[Piece], usual: tuple[str, ...]) -> bool:
    """Tell of most lists by a quick look that their items end alike: two never differ."""
    if len(listed) < 3:
        return True
    *others, (_, before_last), _ = listed
    return all(words.endswith(usual) for _, words in others) and _stop(before_last) in usual


def _check_list(judged: Judged, listed: list[Piece]) -> Iterator[Finding]:
    """Find items but the last that do not end as most of them; those with lists are left out."""
    ends = [
        (item, words, _stop(words))
        for item, words in listed[:-1]
        if words and item.id not in judged.children
    ]
    counts = Counter(stop for _, _, stop in ends)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda stop: (counts[stop], stop in _SEMICOLONS))
    for item, words, stop in ends:
        if stop != usual:
            hint = f"the others end with {quoted(usual)}" if usual else "the others have no stop"
            message = f"the item ends with {quoted(_tail(words))}"
            yield Finding(item.path, message, hint, words=_tail(words), occurrence=-1)


@file_rule("PUN09", Severity.WARNING, words=True)
def check_formula_end(judged: Judged) -> Iterator[Finding]:
    """The formula ends as its body ends it, with a comma as a rule, where a preamble follows.

    The formula opens the sentence that the preamble continues. Where operative paragraphs
    follow at once, it may stand without a stop: The General Assembly / Decides.
    Wrong: `enacting: The General Assembly`. Right: `enacting: The General Assembly,`.
    Correct the stop; the formula stands in the register of bodies.
    """
    if judged.body is None:
        return
    own = judged.body.formula.get(judged.resolution.language, "")
    if not own or own[-1].isalnum():
        return
    after = judged.body.formula_place == "after"
    for paragraph, words in judged.of_kind("formula"):
        # In the Declaration of Human Rights the name of the Assembly stands again after a preamble.
        if paragraph.path[-1] != ("resolving" if after else "enacting"):
            continue
        opens = after or any(
            other.parent == paragraph.parent for other in judged.resolution.of_kind("preambular")
        )
        if opens and not words.endswith(own[-1]):
            yield _wrong_end(paragraph, words, own[-1:])


def _is_sentence(judged: Judged) -> bool:
    """Tell whether the text is of a known body, and of a kind that is one long sentence."""
    return judged.body is not None and judged.resolution.type not in FREE_TYPES


def _ends(words: str, endings: tuple[str, ...]) -> bool:
    """Tell whether words end with one of `endings`, a quotation's or an aside's end apart."""
    if words.endswith(endings):
        return True
    found = _any_space(endings)
    return words.endswith(found) or words.rstrip(_AFTER_STOPS).endswith(found)


@functools.cache
def _any_space(endings: tuple[str, ...]) -> tuple[str, ...]:
    """Give endings with each space before the stop, or none: spaces are a matter of PUN07."""
    spaces = ("\u00a0", "\u202f", " ", "")
    return tuple(ending.replace("\u00a0", space) for ending in endings for space in spaces)


def _final(judged: Judged, paragraph: Paragraph) -> Piece:
    """Give the piece in which a paragraph ends; without words where that is no sentence's end."""
    for tree in judged.trees:
        if tree.root[0] is paragraph:
            ends = not tree.embeds and tree.final[0].kind not in ("table", "heading")
            return tree.final if ends else (paragraph, "")
    return paragraph, paragraph.text()


def _ends_run(judged: Judged, paragraph: Paragraph, *, numbered: bool = False) -> bool:
    """Tell whether a section ends with a paragraph, or a heading follows it.

    With `numbered` a paragraph without a number ends the run too.
    """
    position = judged.positions[id(paragraph)] + 1
    after = next(iter(judged.resolution.paragraphs[position : position + 1]), None)
    if after is None or after.kind != "operative" or after.parent != paragraph.parent:
        return True
    return numbered and after.num is None


def _stop(words: str) -> str:
    """Give the stop that an item ends with, before `and` too; empty where there is none."""
    end, bare = words[-_STOP_REACH:], words.rstrip(_AFTER_STOPS)[-_STOP_REACH:]
    match = _STOP.search(end) or _STOP.search(bare)
    return match["stop"] if match else ""


def _tail(words: str) -> str:
    """Give the last words, by which the end of a long paragraph is found."""
    tail = " ".join(words.split(" ")[-3:])
    return tail if len(tail) <= _TAIL else words[-_TAIL // 3 :]


def _wrong_end(paragraph: Paragraph, words: str, endings: tuple[str, ...] | str) -> Finding:
    wanted = endings[0].replace("\u00a0", " ")
    message = f"the {_NAMES.get(paragraph.kind, 'paragraph')} ends with {quoted(_tail(words))}"
    return Finding(
        paragraph.path, message, f"end it with {quoted(wanted)}", words=_tail(words), occurrence=-1
    )
