"""REF: documents that a text names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from whereas.checks.judged import Judged
from whereas.checks.keys import CitedKey, Keys, TextKey
from whereas.checks.ownership import is_wrongly_own, named_bodies
from whereas.checks.precedence import is_later
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.model.alternatives import one_of
from whereas.model.markup import iter_link_spans, parse_markup
from whereas.model.registers import Language, Registers
from whereas.model.resolution import Note, Paragraph
from whereas.model.sessions import canonical_session
from whereas.model.symbols import Symbol
from whereas.problems import Severity, count_before, quoted

_YEARLY = re.compile(r"[12][0-9]{3}/[0-9]{1,4}(?![0-9/])")
"""A number in its year, which many bodies have."""
_LINK = "]("
_NOTE = "note"
_TYPOGRAPHY = str.maketrans("\u00a0\u202f\u2011\u2013\u2014\u2018\u2019", "  ---''")
"""Marks that printers exchange in a title."""
_STOPS = ",.;:\u060c\u3002\uff0c"


@file_rule("REF01", Severity.ERROR, words=True)
def check_links(judged: Judged) -> Iterator[Finding]:
    """What a link names has the form of a document's symbol.

    A link that the program cannot follow is worse than none.
    Wrong: `[resolution 70/1](RES/70/1)`. Right: `[resolution 70/1](A/RES/70/1)`.
    Correct the symbol, or add its body to content/registers/bodies.yaml.
    """
    if not judged.has_links:
        return
    grammar, citations = judged.registers.grammar, judged.registers.citations
    document = _document(citations.document, citations.suffix)
    places = judged.resolution.places()
    lines = ((place.path, line) for place in places for line in _lines(place) if _LINK in line)
    for path, line in lines:
        for _, _, target in iter_link_spans(parse_markup(line)):
            if not grammar.parse_symbol(target) and not document.fullmatch(target):
                canonical = grammar.canonical(target)
                hint = f"did you mean {canonical}?" if canonical != target else ""
                yield Finding(path, f"{quoted(target)} is no symbol of a document", hint)


@corpus_rule("REF02", Severity.WARNING)
def check_existence(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A cited text of a session that the project holds whole is one of its texts.

    Where nothing is missing, a citation that leads nowhere is a wrong one. A project says
    `complete: true` of a session in content/registers/sessions.yaml.
    Wrong: `resolution 76/951` where session 76 is complete. Right: `resolution 76/159`.
    Compare the number with the document; add the text if it is missing.
    """
    held = {_series(text.parsed) for text in keys if text.parsed}
    for text, cited, symbol in _iter_cited(keys):
        if _series(symbol) not in held or _is_held(keys, symbol):
            continue
        body, when, _ = _series(symbol)
        session = keys.registers.find_session(body, when)
        if session is not None and session.complete:
            message = f"no text has the symbol {cited.cited}"
            name = f"session {when}" if symbol.session else when
            hint = f"{name} is marked as complete in content/registers/sessions.yaml"
            yield text.file, Finding(cited.path, message, hint, words=cited.printed)


@corpus_rule("REF03", Severity.WARNING)
def check_dates(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """The day that is given with a cited text is the day on which that text was adopted.

    A wrong day, or a right one beside a wrong number, sends readers to another text. Among
    1,712 citations of the Security Council 21 days differ, and most are errors of a scan.
    Wrong: `resolution 98/7 of 9 December 2043`. Right: `of 19 December 2043`.
    Compare both texts with their documents; correct the one that differs from its own.
    """
    for text, cited, _ in _iter_cited(keys):
        other = keys.by_name.get(cited.cited or "")
        if other is None or other.dated_parts or cited.date in (None, other.date):
            continue
        message = f"{other.symbol} is cited as of {cited.date} and was adopted on {other.date}"
        hint = "correct whichever differs from its document"
        yield text.file, Finding(cited.path, message, hint, words=cited.printed)


@corpus_rule("REF04", Severity.ERROR)
def check_precedence(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A text cites neither itself nor a text that was adopted later.

    Nothing can be recalled before it exists. Notes are left out, since editors write them when
    later texts are known; so are texts of one session that are not in the project. Where a body
    without sessions numbers in the order of adoption, the higher number is the later text.
    Wrong: `Recalling its resolution 77/1` in A/RES/76/159. Right: `its resolution 75/1`.
    Correct the number or the target of the link.
    """
    for text, cited, symbol in _iter_cited(keys):
        if cited.place.rpartition(".")[2].startswith(_NOTE):
            continue
        name = cited.cited or ""
        if name in (text.symbol, *text.aliases):
            yield text.file, Finding(cited.path, f"{text.symbol} cites itself", words=cited.printed)
        elif is_later(keys, text, name, symbol):
            message = f"{text.symbol} cites {name}, which is later"
            hint = f"{text.symbol} was adopted on {text.date}"
            yield text.file, Finding(cited.path, message, hint, words=cited.printed)


@file_rule("REF05", Severity.WARNING)
def check_own(judged: Judged) -> Iterator[Finding]:
    """What a body calls its own resolution has a number of that body.

    The Assembly's own are 75/180, the Economic and Social Council's 2020/18. The rule looks at
    what stands right after the opening words, or in one list with such a text, its numbers
    included: elsewhere `its` may mean another body.
    Wrong: `Recalling its resolution 2020/18` in a text of the Assembly. Right: `75/180`.
    Correct the number, or name the body.
    """
    body, symbol = judged.body, judged.symbol
    if body is None or symbol is None or symbol.body != body.key:
        return  # rule ID03
    for position, (line, citation) in enumerate(judged.cited):
        if is_wrongly_own(judged, position):
            message = f"{quoted(citation.printed)} is no number of the {body.name}"
            hint = "correct the number, or name the body"
            before = count_before(citation.printed, line.words, citation.start)
            yield Finding(line.path, message, hint, citation.printed, before)


@corpus_rule("REF06", Severity.WARNING)
def check_titles(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A title that is quoted after a cited text is the title of that text.

    Titles are retyped, and numbers near one another exchanged. Words that announce a title
    stand in the register of languages. Capitals and the kind of dash do not matter.
    Wrong: `resolution 98/7, entitled “Care of harbors”`. Right: `“Care of harbours”`.
    Compare with the document; correct the title or the number.
    """
    for text, cited, _ in _iter_cited(keys):
        other = keys.by_name.get(cited.cited or "")
        language = keys.registers.languages.get(text.language)
        if other is None or language is None or other.title is None or cited.cited != other.symbol:
            continue
        pattern = _titled(language) if other.language == text.language else None
        match = pattern.match(cited.after) if pattern else None
        if match and _plain_title(match["title"]) != _plain_title(other.title):
            message = f"{quoted(match['title'])} is not the title of {other.symbol}"
            hint = f"it is {quoted(other.title)}"
            yield text.file, Finding(cited.path, message, hint, words=match["title"])


@file_rule("REF08", Severity.INFO)
def check_resolved(judged: Judged) -> Iterator[Finding]:
    """A number that can be of several bodies is linked, or stands after the body's name.

    Readers follow a link; `resolution 2000/22` alone may be a text of the Economic and Social
    Council, of one of its commissions or of a subcommission. One finding a text names the first.
    Wrong: `resolution 2000/22`. Right: `[resolution 2000/22](E/CN.4/Sub.2/RES/2000/22)`.
    Write a link with the symbol of the document.
    """
    known = named_bodies(judged.registers)
    open_ones = [
        (line, citation)
        for position, (line, citation) in enumerate(judged.cited)
        if citation.cited is None
        and _YEARLY.search(citation.printed)
        and not known.match(citation.printed)
        and not is_wrongly_own(judged, position)
    ]
    if open_ones:
        line, citation = open_ones[0]
        more = f" and of {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        message = f"the body of {quoted(citation.printed)}{more} cannot be told"
        before = count_before(citation.printed, line.words, citation.start)
        yield Finding(line.path, message, "write a link with its symbol", citation.printed, before)


@corpus_rule("REF09", Severity.INFO)
def check_recalled(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A text that follows another names it: the one of the session before under its title.

    A body that takes a question up every year recalls what it decided last; where it does not,
    the number is often lost or misprinted. What a text follows is told by its relation
    `follows`, or by the title.
    Wrong: 99/7 without `its resolution 98/7`, of the same title. Right: with it.
    Compare with the document; nothing is to be mended where it does not recall the text either.
    """
    titled = {
        (text.body, text.type, _plain_title(text.title), when): text
        for text in keys
        if text.title and (when := _count(text)) is not None
    }
    for text in keys:
        if text.excerpt:
            continue
        followed = [keys.by_name.get(r.to) for r in text.relations if r.kind == "follows"]
        when = _count(text)
        if text.title and when is not None and not followed:
            key = (text.body, text.type, _plain_title(text.title), when - 1)
            followed.append(titled.get(key))
        cited = {citation.cited for citation in text.citations}
        for other in followed:
            if other and cited.isdisjoint((other.symbol, *other.aliases, other.part_of)):
                message = f"{text.symbol} follows {other.symbol} and does not cite it"
                yield text.file, Finding(("symbol",), message, "look whether the citation is lost")


@file_rule("REF14", Severity.WARNING, words=True)
def check_given_days(judged: Judged) -> Iterator[Finding]:
    """The day that is given with a cited text is one on which its number can have been given.

    It lies in the session of the cited symbol, or in the year that the symbol names, whether
    the cited text is in the project or not. Days of sessions stand in the register of sessions;
    where they are not known, the rule is silent. A day after the text's own is rule DAT05's.
    Wrong: `resolution 75/180 of 16 December 2019`. Right: `of 16 December 2020`.
    Compare number and day with the cited document; link a text that is of another body.
    """
    own = max(adoption.date for _, adoption in judged.resolution.adoptions())
    for line, citation in judged.cited:
        day, name = citation.date, citation.cited
        if day is None or name is None or day > own:
            continue
        first, last, which = _possible_days(judged.registers, name)
        if (first and day < first) or (last and day > last):
            message = f"{quoted(citation.printed)} is given the day {day}, which is not of {which}"
            before = count_before(citation.printed, line.words, citation.start)
            yield Finding(line.path, message, _say_days(first, last), citation.printed, before)


def _possible_days(registers: Registers, name: str) -> tuple[str | None, str | None, str]:
    """Give the first and last day that a symbol leaves open, None if not known, and of what."""
    symbol = registers.grammar.parse_symbol(name)
    if symbol is None or symbol.suffix:
        return None, None, ""
    meaning = registers.grammar.form(symbol).year_of
    if meaning is None:
        return *registers.session_days(symbol.body, symbol.session), f"session {symbol.session}"
    # A session that is named by a year may open in the year before.
    first = int(symbol.year) - (meaning == "session")
    return f"{first}-01-01", f"{symbol.year}-12-31", symbol.year


def _say_days(first: str | None, last: str | None) -> str:
    if first and last:
        days = f"it has days from {first} to {last}"
    else:
        days = f"it has none before {first}" if first else f"it has none after {last}"
    return f"{days}; if the text is another body's, link it"


@functools.lru_cache(maxsize=8)
def _document(document: str, suffix: str) -> re.Pattern[str]:
    return re.compile(f"{document}(?:{suffix})?", re.ASCII)


def _lines(place: Paragraph | Note) -> tuple[str, ...]:
    return place.lines() if isinstance(place, Paragraph) else (place.markup,)


def _iter_cited(keys: Keys) -> Iterator[tuple[TextKey, CitedKey, Symbol]]:
    """Give every citation of a text whose symbol has a form that a body knows."""
    for text in keys:
        for cited in text.citations:
            symbol = keys.symbols.get(cited.cited or "")
            if symbol is not None:
                yield text, cited, symbol


def _series(symbol: Symbol) -> tuple[str, str, str]:
    """Give body, session or year, and kind of a text."""
    session = canonical_session(symbol.session) if symbol.session else symbol.year
    return symbol.body, session, symbol.kind


def _is_held(keys: Keys, symbol: Symbol) -> bool:
    """Tell whether the project has a text, or the text of which it is a part."""
    names = (symbol, replace(symbol, suffix=""), replace(symbol, suffix="", part=""))
    return any(keys.registers.grammar.format_symbol(name) in keys.by_name for name in names)


def _count(text: TextKey) -> int | None:
    """Give the number of a text's session, or the year of a text without one."""
    session = canonical_session(text.session) if text.session else text.date[:4]
    return int(session) if session.isdigit() else None


def _plain_title(title: str) -> str:
    words = title.translate(_TYPOGRAPHY).casefold().strip(_STOPS)
    return " ".join(words.split())


def _titled(language: Language) -> re.Pattern[str] | None:
    """Give the pattern of a title in quotation marks, as it follows what is cited."""
    if language.prose is None or not language.prose.titled:
        return None
    quotes = language.quotes or ('"', '"')
    return _announced(language.prose.titled, language.prose.dated, quotes)


@functools.cache
def _announced(words: tuple[str, ...], dated: str, quotes: tuple[str, str]) -> re.Pattern[str]:
    opening, closing = (re.escape(f'{quote}"') for quote in quotes)
    title = f"[{opening}](?P<title>[^{opening}{closing}]+)[{closing}]"
    day = rf"(?: {re.escape(dated)} [^,;]{{1,30}})?"
    return re.compile(f"{day},? {one_of(words)} {title}")
