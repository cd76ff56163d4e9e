"""COR: corrections, and texts that replace others."""

from __future__ import annotations

from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, TextKey
from whereas.checks.precedence import is_later
from whereas.checks.provenance import FORMED, printed_words
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.model.markup import plain_line
from whereas.model.resolution import Corrigendum
from whereas.problems import Path, Severity, quoted

_BACKWARD = ("supersedes", "repeals", "amends", "corrects", "follows")
"""Kinds of relation that an earlier text alone can be the end of."""
_REPLACING = frozenset({"supersedes", "repeals"})
_REPLACED = frozenset({"superseded", "rescinded"})
_SOUGHT = 50
"""Corrigenda without a place whose words are sought in the whole text, which takes its time."""


@file_rule("COR01", Severity.WARNING)
def check_corrigenda(judged: Judged) -> Iterator[Finding]:
    """The text has the words after a corrigendum, and not those before it.

    A corrigendum tells readers what was mended; the text that they read must be the mended one.
    Where it names no place, its words are sought in the whole text, for fifty of them.
    Wrong: `for: P-2`, `read: P-3` at op2, which says P-2. Right: op2 says P-3.
    Correct the text, or the words of the corrigendum.
    """
    resolution = judged.resolution
    if not resolution.corrigenda:
        return
    printed = printed_words(resolution)
    words: dict[str | None, str] = {None: "\n".join(printed.values())}
    words.update(printed)
    plain: dict[str | None, str] = {}
    of_whole = 0
    for position, entry in enumerate(resolution.corrigenda):
        if entry.languages and resolution.language not in entry.languages:
            continue
        if entry.at not in words:
            continue  # a matter of COR04
        of_whole += entry.at is None
        if entry.at is None and of_whole > _SOUGHT:
            message = f"more than {_SOUGHT} corrigenda name no place; this one is not looked at"
            yield Finding(("corrigenda", position), message, "write its place, as at: op2")
            continue
        if entry.at not in plain:
            plain[entry.at] = plain_line(words[entry.at]) or ""
        path = ("corrigenda", position)
        yield from _check_words(entry, words[entry.at], plain[entry.at], path)


@corpus_rule("COR02", Severity.ERROR)
def check_direction(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """What a text replaces, amends, corrects or follows is another, earlier text.

    Texts that replace one another in a circle leave none in force. A text follows one text and
    is followed by one, so that a series can be read from year to year.
    Wrong: `{kind: supersedes, to: A/RES/77/1}` in A/RES/76/1. Right: in A/RES/77/1, to 76/1.
    Turn the relation round, or correct its symbol.
    """
    followed: dict[str, TextKey] = {}
    for text in keys:
        series = 0
        for position, relation in enumerate(text.relations):
            if relation.kind not in _BACKWARD:
                continue
            message, hint = _misdirected(keys, text, relation.to), ""
            if relation.kind == "follows" and not message:
                series += 1
                first = followed.setdefault(relation.to, text)
                if series > 1:
                    message = f"{text.symbol} follows more than one text"
                elif first is not text:
                    message, hint = f"{relation.to} is followed by another text too", first.symbol
            if message:
                path = ("relations", position, "to")
                yield text.file, Finding(path, message, hint and f"see {hint}")


@corpus_rule("COR03", Severity.WARNING)
def check_replaced(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A text that is superseded or rescinded is tied to the text that did it.

    Who finds a text that no longer holds wants the one that does. The other text says so with
    `supersedes` or `repeals`; where the project lacks it, the text itself with `see-also`.
    Wrong: `status: superseded` alone. Right: with `{kind: see-also, to: A/RES/77/1}`.
    Add the relation to either text, or correct the status.
    """
    replaced = {
        relation.to for text in keys for relation in text.relations if relation.kind in _REPLACING
    }
    for text in keys:
        names = {text.symbol, *text.aliases}
        told = any(relation.kind == "see-also" for relation in text.relations)
        if text.status in _REPLACED and not told and replaced.isdisjoint(names):
            message = f"{text.symbol} is {text.status}, and no relation tells by what"
            yield text.file, Finding(("status",), message, "add see-also here, or supersedes there")


@file_rule("COR04", Severity.ERROR)
def check_at(judged: Judged) -> Iterator[Finding]:
    """The place that a corrigendum or a relation names is a place of the text.

    The page leads readers there.
    Wrong: `at: op99`, or `at: paragraph 2`. Right: `at: op2`.
    Write the id of the paragraph or note, or what stands above the text: title, agenda, basis.
    """
    resolution = judged.resolution
    if not resolution.corrigenda and not resolution.relations:
        return
    places = FORMED.union(printed_words(resolution))
    for key in ("corrigenda", "relations"):
        for position, entry in enumerate(getattr(resolution, key)):
            if entry.at is not None and entry.at not in places:
                message = f"{quoted(entry.at)} is no place of the text"
                hint = "write an id such as pp1, op5.a or note3"
                yield Finding((key, position, "at"), message, hint)


def _check_words(entry: Corrigendum, whole: str, plain: str, path: Path) -> Iterator[Finding]:
    where = entry.at or "the text"
    if entry.right and entry.right not in whole and entry.right not in plain:
        message = f"the new words {quoted(entry.right)} are not in {where}"
        yield Finding((*path, "read"), message, "correct the text as the corrigendum says")
    # "inter" is no old wording where it is a part of the new one.
    rest = plain.replace(entry.right, "") if entry.right else plain
    if entry.wrong and entry.wrong in rest:
        message = f"the old words {quoted(entry.wrong)} are still in {where}"
        yield Finding((*path, "for"), message, "correct the text as the corrigendum says")


def _misdirected(keys: Keys, text: TextKey, name: str) -> str:
    """Give what is wrong with the direction in which a relation points, empty if nothing is."""
    if name in (text.symbol, *text.aliases):
        return f"{text.symbol} points to itself"
    symbol = keys.registers.grammar.parse_symbol(name)
    if symbol and is_later(keys, text, name, symbol):
        return f"{name} is later than {text.symbol}"
    if _leads(keys, name, text):
        return f"{name} leads back to {text.symbol}"
    return ""


def _leads(keys: Keys, name: str, text: TextKey) -> bool:
    """Tell whether relations lead from what `name` names to a text."""
    waiting, seen = [keys.by_name.get(name)], set[str]()
    while waiting:
        here = waiting.pop()
        if here is text:
            return True
        if here is not None and here.symbol not in seen:
            seen.add(here.symbol)
            waiting += [keys.by_name.get(r.to) for r in here.relations if r.kind in _BACKWARD]
    return False
