"""Citations in a text: symbols as printed, and prose such as "its resolution 70/1 of ...".

Rules (measured on 4,724 references of the Security Council): a number with a Roman session or
a year in brackets says its body itself; a bare `47/9` belongs to the organ named before it,
else to the body of the text, unless a list gives a day that is far from the session (45/8 of
2020 is the Human Rights Council's); a year-like `2000/22` without an organ stays unresolved.
What is unresolved an author links by hand.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from whereas.model.alternatives import one_of
from whereas.model.markup import iter_link_spans, parse_markup, plain_words
from whereas.model.registers import Prose, Registers
from whereas.model.sessions import parse_session
from whereas.model.symbols import SymbolForm, format_pattern, number_template

Via = Literal["prose", "symbol", "link"]

_KEPT = 20_000
"""Numbers in prose whose symbols are kept: texts cite the same documents again and again."""
_FAR = 10
"""Years between a session and a day beyond which a slip is unlikelier than another body.

The Assembly had the sessions of one number 20 years and more before the Human Rights Council,
11 years before the Council's commissions.
"""
_DAY = 60
"""Characters that a day in words has at most: of 26 September 2021."""
_DOUBLE = re.compile(r"[-\u2013](?=[A-Z]+/)")


class Citation(NamedTuple):
    """One citation: a span of the plain words of its line in code points, and what it names.

    The words of a table are those of `Paragraph.text()`, cells and notes included. `cited` is the
    symbol, None where the rules cannot tell; `date` the day that the text gives with it,
    YYYY-MM-DD; `via` how it was found.
    """

    start: int
    end: int
    printed: str
    cited: str | None
    date: str | None
    via: Via


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns of one language. `body` gives the body of an organ's name.

    A citation in prose is found by its noun: `cited` is the noun with its list, `before` what
    stands in front of the noun, in at most `reach` characters.
    """

    noun: re.Pattern[str]
    cited: re.Pattern[str]
    before: re.Pattern[str]
    reach: int
    item: re.Pattern[str]
    dated: re.Pattern[str]
    months: dict[str, int]
    kinds: dict[str, str]
    body: dict[str, str]

    def iter_prose(self, text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
        """Give each citation in prose: what stands before its noun, and noun with list."""
        position = 0
        lowered = text.lower()
        # A rare letter is longer in lower case: then places are those of the text itself.
        for noun in self.noun.finditer(lowered if len(lowered) == len(text) else text):
            start = noun.start()
            found = self.cited.match(text, start) if start >= position else None
            before = found and self.before.search(text, max(position, start - self.reach), start)
            if found and before:
                position = found.end()
                yield before, found


class CitationFinder:
    """Finds citations; its patterns are made once from the registers."""

    def __init__(self, registers: Registers) -> None:
        """Compile the patterns of symbols and of each language's prose."""
        self._resolve = functools.lru_cache(_KEPT)(self._find_symbol)
        self._opened = functools.lru_cache(_KEPT)(self._find_opening)
        self._registers = registers
        forms = registers.grammar.forms()
        self._numbers = tuple(_numbers(form) for form in forms)
        self._symbol = _symbol_pattern(forms, registers)
        self._starts = _other_starts(forms)
        self._grammars = {
            key: _grammar(language.prose, forms, registers)
            for key, language in registers.languages.items()
            if language.prose
        }

    def find(self, markup: str, body: str, language: str) -> tuple[Citation, ...]:
        """Give the citations of a piece of text of `body`, in reading order."""
        text = plain_words(markup)
        found = _merged(list(self._links(markup, text, language)), list(self._symbols(text)))
        return tuple(_merged(found, list(self._prose(text, body, language))))

    def _links(self, markup: str, text: str, language: str) -> Iterator[Citation]:
        if "](" in markup:
            for start, end, target in iter_link_spans(parse_markup(markup)):
                day = self._dated(text, end, language)
                yield Citation(start, end, text[start:end], target, day, "link")

    def _dated(self, text: str, end: int, language: str) -> str | None:
        """Give the day with which the words up to `end`, or those right after them, end."""
        grammar = self._grammars.get(language)
        if grammar is None:
            return None
        before = grammar.dated.finditer(text, max(0, end - _DAY), end)
        found = next((day for day in before if day.end() == end), grammar.dated.match(text, end))
        return _date(found, grammar.months) if found else None

    def _symbols(self, text: str) -> Iterator[Citation]:
        """Give symbols as printed; `A/67/828-S/2013/210` is two."""
        if not _ANY.search(text) and not any(start in text for start in self._starts):
            return
        for match in self._symbol.finditer(text):
            start = match.start()
            for printed in _DOUBLE.split(match[0]):
                symbol = printed.rstrip(".")
                # Every symbol has a number: "A/B" in prose is none.
                if any(character.isdigit() for character in symbol):
                    cited = self._registers.grammar.canonical(symbol)
                    yield Citation(start, start + len(symbol), symbol, cited, None, "symbol")
                start += len(printed) + 1

    def _prose(self, text: str, body: str, language: str) -> Iterator[Citation]:
        grammar = self._grammars.get(language)
        if grammar is None:
            return
        for before, match in grammar.iter_prose(text):
            organ = grammar.body.get(before["organ"] or "")
            kind = grammar.kinds[match["noun"].lower()]
            first = before.start("organ") if before["organ"] else match.start("noun")
            found = []
            for number, item in enumerate(grammar.item.finditer(match["list"])):
                offset = match.start("list")
                start, end = offset + item.start("number"), offset + item.end("number")
                cited = self._resolve(item["number"], kind, organ, body)
                begin = start if number else first
                date = _date(item, grammar.months)
                found.append(Citation(begin, end, text[begin:end], cited, date, "prose"))
            if organ is None and any(one.date and self._is_far(one) for one in found):
                found = [citation._replace(cited=None) for citation in found]
            yield from found

    def _is_far(self, citation: Citation) -> bool:
        """Tell whether a day is far from the session of the symbol with which it is given."""
        if not citation.cited or not citation.date:
            return False
        opened = self._opened(citation.cited)
        return opened is not None and abs(int(citation.date[:4]) - opened) > _FAR

    def _find_opening(self, name: str) -> int | None:
        """Give the year in which the session of a symbol opened; None if it may be resumed."""
        symbol = self._registers.grammar.parse_symbol(name)
        session = symbol and self._registers.find_session(symbol.body, symbol.session)
        if not session or not session.opened:
            return None
        key = parse_session(session.session)
        # A special session without a day of closing may be resumed at any time.
        is_over = session.closed or (key and key.kind == "regular")
        return int(session.opened[:4]) if is_over else None

    def _find_symbol(self, number: str, kind: str, organ: str | None, home: str) -> str | None:
        """Give the symbol that a number means beside an organ, or in a text of `home`."""
        for form, pattern, says_body in self._numbers:
            of_body = form.body == (organ or home) or (organ is None and says_body)
            if form.kind == kind and of_body and pattern.fullmatch(number):
                prefix = form.print_as.removesuffix(number_template(form))
                return self._registers.grammar.canonical(prefix + number)
        return None


def _merged(kept: list[Citation], further: list[Citation]) -> list[Citation]:
    """Give citations in reading order: of two that overlap, the one that is `kept`.

    Both are in reading order, and none of a list overlaps another of it.
    """
    if not (kept and further):
        return kept or further
    starts = [citation.start for citation in kept]
    for citation in further:
        last = bisect_left(starts, citation.end) - 1
        if last < 0 or kept[last].end <= citation.start:
            kept.append(citation)
    return sorted(kept, key=lambda citation: citation.start)


def _numbers(form: SymbolForm) -> tuple[SymbolForm, re.Pattern[str], bool]:
    """Give a form's number in prose, and whether the number itself says the body."""
    template = number_template(form)
    pattern = re.compile(format_pattern(form, template, loose=True), re.ASCII)
    return form, pattern, template.endswith(")")


def _symbol_pattern(forms: Iterable[SymbolForm], registers: Registers) -> re.Pattern[str]:
    own = "|".join(format_pattern(form, form.print_as, loose=True) for form in forms)
    suffix, document = registers.citations.suffix, registers.citations.document
    either = f"(?:{own}|{document})(?:{suffix})?"
    return re.compile(
        rf"(?<![A-Za-z0-9/.])(?:{either})(?:[-\u2013](?:{either}))*(?![A-Za-z0-9]|/[A-Za-z0-9])",
        re.ASCII,
    )


_ANY = re.compile("[0-9./(-](?:(?<=[A-Za-z].)(?:(?<=[0-9])|[./(-]*[0-9])|(?<=/)[A-Za-z])")
"""Where most symbols show: a figure at a letter, or a letter after a stroke.

It begins with what is rare in prose, so that it is found quickly.
"""


def _other_starts(forms: Iterable[SymbolForm]) -> tuple[str, ...]:
    """Give what symbols begin with that do not show so."""
    hidden = {
        form.print_as.partition("{")[0].strip()
        for form in forms
        if not _ANY.search(re.sub(r"\{[a-z ]+\}", "1", form.print_as))
    }
    return tuple(sorted(hidden))


def _grammar(prose: Prose, forms: tuple[SymbolForm, ...], registers: Registers) -> _Grammar:
    patterns = (format_pattern(form, number_template(form), loose=True) for form in forms)
    numbers = "|".join(dict.fromkeys(patterns))
    day = f"(?P<day>[0-9]{{1,2}}) (?P<month>{one_of(prose.months)}) (?P<year>[0-9]{{4}})"
    number = rf"(?:{numbers})(?![A-Za-z0-9]|/[0-9])"
    dated = f"(?: {re.escape(prose.dated)} {day})?"
    item = f"(?P<number>{number}){dated}"
    plain_item = re.sub(r"\?P<[a-z]+>", "?:", item)
    joined = rf"(?:, | {one_of(prose.joins)} |, {one_of(prose.joins)} )"
    body = {organ: b.key for b in registers.bodies.values() for organ in b.organs}
    organ = f"(?:(?P<organ>{one_of(body)}) )?"
    own = f"(?:{one_of(prose.own)} )?" if prose.own else ""
    nouns = one_of(noun for noun, _ in prose.nouns)
    cited = rf"(?P<noun>(?i:{nouns})) (?P<list>{plain_item}(?:{joined}{plain_item})*)"
    longest = max((len(name) for name in (*body, *prose.own)), default=0)
    return _Grammar(
        noun=re.compile(f"{nouns.lower()} ", re.ASCII),
        cited=re.compile(cited, re.ASCII),
        before=re.compile(rf"(?<!\w){organ}{own}\Z", re.ASCII),
        reach=2 * longest + 2,
        item=re.compile(item, re.ASCII),
        dated=re.compile(f" {re.escape(prose.dated)} {day}", re.ASCII),
        months={month: number for number, month in enumerate(prose.months, 1)},
        kinds={noun.lower(): kind for noun, kind in prose.nouns},
        body=body,
    )


def _date(item: re.Match[str], months: dict[str, int]) -> str | None:
    if not item["day"]:
        return None
    year, month, day = int(item["year"]), months[item["month"]], int(item["day"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 31 September: printed, and no day of the calendar
        return None
