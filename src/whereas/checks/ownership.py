"""Whether a citation that a text calls the body's own is of that body. Holds no rule."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from whereas.analysis.citations import Citation
from whereas.checks.judged import Cited, Judged
from whereas.model.alternatives import one_of
from whereas.model.registers import Prose, Registers
from whereas.model.symbols import SymbolGrammar, number_template


def is_wrongly_own(judged: Judged, position: int) -> bool:
    """Tell whether a citation is called the body's own, and is not of that body (rule REF05)."""
    line, citation = judged.cited[position]
    prose = judged.language.prose if judged.language else None
    prefixes = own_prefixes(judged.registers.grammar, judged.resolution.body)
    if prose is None or citation.via == "symbol" or (citation.cited or "").startswith(prefixes):
        return False
    own = tuple(f" {word} " for word in prose.own)
    if citation.printed[:1].isdecimal():
        return _is_listed_as_own(judged, position, prose, prefixes)
    return line.words.endswith(own, 0, citation.start) and _is_said(judged, position, prose)


def _is_listed_as_own(
    judged: Judged, position: int, prose: Prose, prefixes: tuple[str, ...]
) -> bool:
    """Tell whether a bare number stands in a list of numbers that `its` opens.

    A list that begins with a number of another body, or names one after the number, is not.
    """
    line, citation = judged.cited[position]
    head = _standings(judged)[position].head
    first = judged.cited[head].citation if head is not None else None
    if head is None or first is None or first.via != "prose":
        return False
    own = tuple(f" {word} " for word in prose.own)
    after = line.words[citation.end : citation.end + _NEAR].partition(",")[0]
    return (
        (first.cited or "").startswith(prefixes)
        and line.words.endswith(own, 0, first.start)
        and _is_said(judged, head, prose)
        and not named_bodies(judged.registers).search(after)
    )


_NEAR = 80
"""Characters after a number within which the body is named whose it is."""


class _Standing(NamedTuple):
    """Where a citation stands in its line: what goes before it there.

    `head` is the position of the last citation before it that has a noun or is a symbol;
    `follows` tells that any goes before, `own` that all of those are of the text's own body.
    """

    head: int | None
    follows: bool
    own: bool


@functools.lru_cache(maxsize=1)
def _standings(judged: Judged) -> tuple[_Standing, ...]:
    """Give the standing of every citation of a text, in one pass."""
    prefixes = own_prefixes(judged.registers.grammar, judged.resolution.body)
    found: list[_Standing] = []
    before: Cited | None = None
    standing = first = _Standing(None, follows=False, own=True)
    for position, cited in enumerate(judged.cited):
        if before is None or before.line is not cited.line:
            standing = first
        else:
            head = standing.head if _is_bare(before.citation) else position - 1
            own = standing.own and (before.citation.cited or "").startswith(prefixes)
            standing = _Standing(head, follows=True, own=own)
        found.append(standing)
        before = cited
    return tuple(found)


@functools.lru_cache(maxsize=64)
def _first_named(pattern: re.Pattern[str], words: str) -> int:
    """Give where the first name of a body ends in words; behind them if none stands there."""
    match = pattern.search(words)
    return match.end() if match else len(words) + 1


def _is_bare(citation: Citation) -> bool:
    """Tell whether a citation is a further number of a list, without a noun of its own."""
    return citation.via == "prose" and citation.printed[:1].isdecimal()


def _is_said(judged: Judged, position: int, prose: Prose) -> bool:
    """Tell whether `its` before a citation means the body whose text it is.

    It does right after the opening words, and in a list in which nothing before is another's;
    what a word such as `and` joins to no citation is none.
    """
    line, citation = judged.cited[position]
    before = line.words[: citation.start].rstrip().rpartition(" ")[0]
    opening = judged.text.openings.get(line.place)
    if opening and len(before) == opening.end:
        return True
    joins = tuple(f" {join}" for join in prose.joins)
    standing = _standings(judged)[position]
    return (
        before.endswith((",", *joins) if standing.follows else ",")
        and standing.own
        and _first_named(named_bodies(judged.registers), line.words) > len(before)
    )


@functools.lru_cache(maxsize=64)
def own_prefixes(grammar: SymbolGrammar, body: str) -> tuple[str, ...]:
    """Give what the symbols of a body begin with."""
    forms = grammar.body_forms(body)
    return tuple(form.print_as.removesuffix(number_template(form)) for form in forms)


def named_bodies(registers: Registers) -> re.Pattern[str]:
    """Give the pattern of the names by which prose calls bodies."""
    return _any_of(tuple(name for body in registers.bodies.values() for name in body.organs))


@functools.cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(one_of(words))
