"""How numbers run through a session: that none is missing, and that dates rise with them."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whereas.checks.keys import Keys, TextKey
from whereas.checks.rules import Finding, corpus_rule
from whereas.model.sessions import canonical_session, parse_session
from whereas.model.symbols import Symbol, SymbolForm
from whereas.problems import Severity

_NOT_ADOPTED = ("draft", "rejected")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A text with its number and the letter of its part, which is A where there is none."""

    number: int
    letter: str
    text: TextKey
    form: SymbolForm


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts of one kind and session whose numbers run on, in their order.

    `start` is the number with which they begin; None where the register does not tell.
    """

    body: str
    session: str
    form: SymbolForm
    start: int | None
    texts: tuple[_Numbered, ...]


@corpus_rule("ID07", Severity.WARNING)
def check_gaps(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """Numbers run without a gap through a session that is marked as complete.

    A gap means a missing file. A project says `complete: true` of a session, or of a year where
    texts are filed by year, in content/registers/sessions.yaml.
    Wrong: 76/1, 76/2, 76/4. Right: 76/1, 76/2, 76/3, 76/4.
    Add the file that is missing, or correct the symbol of the one that follows.
    """
    for run in _iter_runs(keys):
        session = keys.registers.find_session(run.body, run.session)
        if session is None or not session.complete:
            continue
        due = run.texts[0].number if run.start is None else run.start
        for position, text in enumerate(run.texts):
            if text.number > due:
                yield _missing(text, run, _say_numbers(due, text.number - 1))
            yield from _find_lost_letters(run, position)
            due = text.number + 1


@corpus_rule("ID08", Severity.WARNING)
def check_order(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """In a session, the day of adoption does not fall as numbers rise.

    Bodies of which the register says so number in the order of adoption; a fall is often a
    wrong date. Parts B and later may be adopted long after part A.
    Wrong: 76/9 of `2021-11-30`, 76/10 of `2012-12-01`. Right: 76/10 of `2021-12-01`.
    Compare the date with the document; numbers were now and then given out of order.
    """
    for run in _iter_runs(keys):
        if not run.form.in_order:
            continue
        texts = [
            numbered.text
            for numbered in run.texts
            if numbered.letter == "A" and numbered.text.status not in _NOT_ADOPTED
        ]
        kept = _longest_rise([text.date for text in texts])
        for position in sorted(set(range(len(texts))) - set(kept)):
            text = texts[position]
            after = bisect_right(kept, position)
            before = texts[kept[after - 1]] if after else None
            other = before if before and before.date > text.date else texts[kept[after]]
            message = f"{text.symbol} is of {text.date}, out of order among its neighbours"
            hint = f"{other.symbol} is of {other.date}"
            yield text.file, Finding(("adoption", "date"), message, hint)


def _iter_runs(keys: Keys) -> Iterator[_Run]:
    """Give the runs of numbers of all bodies, sessions and kinds of text, sorted."""
    groups: dict[tuple[str, str, str], list[_Numbered]] = {}
    for text in keys:
        symbol = text.parsed
        if symbol is not None and symbol.number.isdigit():
            key = (symbol.body, _session(text, symbol), symbol.kind)
            form = keys.registers.grammar.form(symbol)
            numbered = _Numbered(int(symbol.number), symbol.part or "A", text, form)
            groups.setdefault(key, []).append(numbered)
    for (body, session, _), texts in sorted(groups.items()):
        texts.sort(key=lambda numbered: (numbered.number, numbered.letter, numbered.text.symbol))
        form = texts[0].form
        blocks: dict[int, list[_Numbered]] = {}
        for numbered in texts:
            blocks.setdefault(bisect_right(form.starts, numbered.number), []).append(numbered)
        for block, held in blocks.items():
            start = form.starts[block - 1] if block else None
            yield _Run(body, session, form, start, tuple(held))


def _session(text: TextKey, symbol: Symbol) -> str:
    """Give the session in one spelling, or the year where a text has no session."""
    session = symbol.session or text.session
    return canonical_session(session) if session else symbol.year or text.date[:4]


def _find_lost_letters(run: _Run, position: int) -> Iterator[tuple[str, Finding]]:
    """Report letters that are missing between a part and the one before it."""
    text, before = run.texts[position], run.texts[position - 1] if position else None
    letters = string.ascii_uppercase
    due = letters.find(before.letter) + 1 if before and before.number == text.number else 0
    lost = letters[due : letters.find(text.letter)] if len(text.letter) == 1 else ""
    if lost:
        yield _missing(text, run, f"number {text.number} {' or '.join(lost)}")


def _missing(text: _Numbered, run: _Run, what: str) -> tuple[str, Finding]:
    name = f"session {run.session}" if parse_session(run.session) else run.session
    hint = f"{name} is marked as complete in content/registers/sessions.yaml"
    return text.text.file, Finding(("symbol",), f"no {run.form.kind} has {what}", hint)


def _say_numbers(first: int, last: int) -> str:
    return f"number {first}" if first == last else f"the numbers {first} to {last}"


def _longest_rise(dates: Sequence[str]) -> list[int]:
    """Give the positions of the longest row of dates that do not fall.

    What is left out of it is the least that is out of order, so that one wrong date is one
    finding and not one for each text after it.
    """
    ends: list[int] = []
    before: list[int] = []
    for position, day in enumerate(dates):
        place = bisect_right(ends, day, key=dates.__getitem__)
        before.append(ends[place - 1] if place else -1)
        ends[place : place + 1] = [position]
    kept = []
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return kept[::-1]
