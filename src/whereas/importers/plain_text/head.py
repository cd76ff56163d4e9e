"""The masthead of a text: symbol, session, agenda, adoption, basis, number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.importers.plain_text.phrases import Phrases
from whereas.importers.plain_text.runs import Line, Run, Runs, cut, squeeze
from whereas.importers.plain_text.texts import Sheet
from whereas.model.ordinals import parse_ordinal_words
from whereas.model.registers import Registers
from whereas.model.sessions import SessionKey, SessionKind, parse_session

_SPAN = 3
"""Lines over which a phrase of a masthead runs at most."""
_AGENDA = re.compile(r"[1-9][0-9]{0,2}(?: ?\([a-z]{1,2}\)(?:(?:, | and | to )\([a-z]{1,2}\))*)?")
_SESSION_KINDS: tuple[SessionKind, ...] = ("emergency", "special", "regular")


@dataclass(slots=True)
class Head:
    """What a masthead says; `title` in runs, since a note may hang on it."""

    symbol: str = ""
    number: str = ""
    title: list[Runs] = field(default_factory=list)
    agenda: str = ""
    agenda_title: list[str] = field(default_factory=list)
    adopted: str | None = None
    meeting: int | None = None
    basis: str = ""
    issued: dict[str, str] = field(default_factory=dict)
    original: str = ""
    session: SessionKey | None = None
    printed_session: tuple[int, str] = (0, "")

    def agenda_items(self) -> list[dict[str, Any]]:
        """Give the items of the agenda; a title stands with the last of several."""
        items: list[dict[str, Any]] = [
            {"item": int(item) if item.isdigit() else item} for item in _AGENDA.findall(self.agenda)
        ]
        if items and self.agenda_title:
            items[-1]["title"] = " ".join(self.agenda_title)
        return items


@dataclass(slots=True)
class _Reader:
    """Reads lines from `at` on; `open` is the field that a line without a sign goes on with."""

    sheet: Sheet
    lines: Sequence[Line]
    phrases: Phrases
    numbers: NumberFinder
    registers: Registers
    ledger: Ledger
    head: Head = field(default_factory=Head)
    at: int = 0
    open: str = ""

    def joined(self, span: int) -> str:
        """Give the words of the next lines on one line."""
        return " ".join(line.text for line in self.lines[self.at : self.at + span])

    def spans(self) -> Sequence[int]:
        """Give how many lines may be read as one, the most first."""
        return range(min(_SPAN, len(self.lines) - self.at), 0, -1)


def read_head(
    sheet: Sheet,
    phrases: Phrases,
    numbers: NumberFinder,
    registers: Registers,
    ledger: Ledger,
) -> Head:
    """Read the blocks above a formula; lines that mean nothing are reported."""
    lines = [line for block in sheet.head for line in block.lines]
    head = Head(sheet.symbol, issued={"job": sheet.job} if sheet.job else {})
    reader = _Reader(sheet, lines, phrases, numbers, registers, ledger, head)
    while reader.at < len(lines):
        step = next((taken for read in _READERS if (taken := read(reader))), 0)
        if not step:
            step = _go_on(reader)
        reader.at += step
    return reader.head


def _read_basis(reader: _Reader) -> int:
    """Read what stands in square brackets, over as many lines as it takes."""
    if not reader.lines[reader.at].text.startswith("["):
        return 0
    for span in range(1, len(reader.lines) - reader.at + 1):
        words = reader.joined(span)
        if words.endswith("]"):
            reader.head.basis, reader.open = words[1:-1].strip(), ""
            return span
    return 0


def _read_adopted(reader: _Reader) -> int:
    for span in reader.spans():
        words = reader.joined(span)
        for pattern in reader.phrases.adopted:
            if match := pattern.fullmatch(words):
                found = match.groupdict()
                reader.head.adopted = reader.phrases.parse_date(found.get("date") or "")
                if found.get("meeting"):
                    reader.head.meeting = int(found["meeting"] or 0)
                reader.ledger.hold(words)
                reader.open = ""
                return span
    return 0


def _read_distribution(reader: _Reader) -> int:
    for span in (2, 1):
        match = reader.phrases.distributed.fullmatch(reader.joined(span))
        if match:
            kinds = reader.phrases.distributions
            reader.head.issued["distribution"] = kinds[match["distribution"].casefold()]
            if day := reader.phrases.parse_date(match["date"] or ""):
                reader.head.issued["date"] = day
            reader.ledger.hold(reader.joined(span))
            return min(span, len(reader.lines) - reader.at)
    return 0


def _read_date(reader: _Reader) -> int:
    """Read a day on a line of its own: of issue, or below the heading of a text, of adoption."""
    words = reader.lines[reader.at].text
    if match := reader.phrases.dated.fullmatch(words):
        reader.head.adopted = reader.phrases.parse_date(match["date"])
    elif reader.phrases.day.fullmatch(words) and "date" not in reader.head.issued:
        reader.head.issued["date"] = reader.phrases.parse_date(words) or ""
    else:
        return 0
    reader.ledger.hold(words)
    return 1


def _read_original(reader: _Reader) -> int:
    words = reader.lines[reader.at].text
    match = reader.phrases.original.fullmatch(words)
    if match is None:
        return 0
    named = {known.name.casefold(): key for key, known in reader.registers.languages.items()}
    reader.head.original = named[match["language"].casefold()]
    reader.ledger.hold(words)
    return 1


def _read_session(reader: _Reader) -> int:
    line = reader.lines[reader.at]
    match = reader.phrases.session.fullmatch(line.text)
    if match is None:
        if not reader.phrases.yearly.fullmatch(line.text):
            return 0
    else:
        kind = next(kind for kind in _SESSION_KINDS if match.groupdict().get(kind))
        number = parse_ordinal_words(match[kind], reader.phrases.language)
        if number is None:
            return 0
        reader.head.session = SessionKey(kind, number)
    reader.head.printed_session = (line.number, line.text)
    reader.ledger.hold(line.text)
    reader.open = "session"
    return 1


def _read_agenda(reader: _Reader) -> int:
    words = reader.lines[reader.at].text
    match = reader.phrases.agenda.fullmatch(words)
    if match is None or not _AGENDA.match(match["item"]):
        return 0
    reader.head.agenda, reader.open = match["item"], "agenda"
    reader.ledger.hold(words)
    return 1


def _read_title(reader: _Reader) -> int:
    """Read a number with its title, or the heading of a text that has no title."""
    line = reader.lines[reader.at]
    titled = reader.phrases.titled.fullmatch(line.text)
    found = reader.numbers.find(titled["number"] if titled else line.text, reader.sheet.body)
    if found is None and titled and reader.head.symbol and not reader.head.number:
        reader.head.number, reader.open = line.text, "title"
        reader.ledger.hold(line.text)
        return 1
    if found is None:
        return 0
    if titled and reader.sheet.begins != "start":
        reader.open = "title"
    if titled is None:
        if line.text[found.end : found.end + 1] != ".":
            return 0
        reader.open = "title"
        reader.head.title = [squeeze(cut(line.runs, found.end + 1))]
    reader.head.symbol, reader.head.number = found.symbol, found.number
    reader.ledger.hold(line.text if titled else found.number)
    return 1


def _read_names(reader: _Reader) -> int:
    """Read a line that names the organization, the body or the symbol, or two of them."""
    words = reader.lines[reader.at].text
    body = reader.registers.bodies[reader.sheet.body]
    language = reader.phrases.language
    names = {
        body.name_in(language),
        body.organization_in(language),
        body.organization,
        *body.organs,
    }
    rest = words
    for name in sorted(names, key=len, reverse=True):
        if rest.casefold().startswith(name.casefold()):
            rest = rest[len(name) :].strip()
    symbol = reader.registers.grammar.parse_spelling(rest.rstrip("*"))
    if rest and symbol is None and not _is_organ(words, names):
        return 0
    if symbol and symbol.body == reader.sheet.body:
        reader.head.symbol = reader.registers.grammar.format_symbol(symbol)
    reader.ledger.hold(words)
    return 1


def _is_organ(words: str, names: set[str]) -> bool:
    """Tell whether words are a name of the body with what it is part of: Assembly of the ..."""
    return any(words.startswith(f"{name} of the ") for name in names) and words[-1].isalpha()


_READERS = (
    _read_basis,
    _read_adopted,
    _read_distribution,
    _read_title,
    _read_agenda,
    _read_session,
    _read_original,
    _read_date,
    _read_names,
)


def _go_on(reader: _Reader) -> int:
    """Take a line that begins nothing into what is open; report it if it means nothing."""
    line = reader.lines[reader.at]
    if reader.open == "agenda":
        reader.head.agenda_title.append(line.text)
    elif reader.open == "title":
        reader.head.title.append((Run(" ", line.number), *line.runs))
    elif reader.open == "session":
        what = "place and days of the session"
        reader.ledger.lose("dropped", what, line.number, line.text)
    else:
        reader.ledger.lose("unknown", "line of the masthead", line.number, line.text)
    return 1


def check_session(head: Head, session: str, ledger: Ledger) -> None:
    """Report a session in words that is not that of the symbol."""
    line, words = head.printed_session
    if head.session and parse_session(session) not in (None, head.session):
        ledger.lose("doubtful", "session in words is not that of the symbol", line, words, session)
