"""The parts of a text that were read become one document of the format `resolution/1`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from whereas.importers.drafts import Source
from whereas.importers.plain_text.body import Piece, without_empty
from whereas.importers.plain_text.closings import Closing
from whereas.importers.plain_text.head import Head, check_session
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.lines import LineWriter
from whereas.importers.plain_text.notes import Note
from whereas.importers.plain_text.runs import Run, Runs, bare_of, cut, join_runs, squeeze
from whereas.importers.plain_text.settling import settle_text
from whereas.importers.plain_text.tools import Tools
from whereas.model.markup import iter_marks, parse_markup
from whereas.model.paragraphs import flatten
from whereas.model.symbols import Symbol, number_template

_MARKED = re.compile(r"\[\^")


@dataclass(frozen=True, slots=True)
class DocumentMaker:
    """Makes documents of a source, by `method` as the format names it."""

    body: str
    tools: Tools
    writer: LineWriter
    source: Source
    method: str
    ledger: Ledger

    def make(
        self, head: Head, pieces: Sequence[Piece], notes: Mapping[str, Note]
    ) -> dict[str, Any] | str:
        """Give the document of a text, or in one line why there can be none."""
        symbol = self.tools.registers.grammar.parse_symbol(head.symbol)
        if symbol is None:
            return "no symbol or number of a text was found above its formula"
        closing = _whole_closing(head, pieces, self.ledger)
        if closing.date is None:
            return f"no day of adoption was found for {head.symbol}"
        text = _text_of(pieces, closing, self.ledger)
        if text is None:
            return f"no paragraph was found for {head.symbol}"
        check_session(head, symbol.session, self.ledger)
        document: dict[str, Any] = without_empty({**self._head(head, symbol, closing), **text})
        _report_numbers(pieces, self.ledger)
        held = {mark: self._note(notes[mark]) for mark in sorted(notes, key=int)}
        document |= without_empty({"notes": held})
        _emend_labels(document, self.ledger)
        return {**document, "source": self._source(head, document)}

    def _head(self, head: Head, symbol: Symbol, closing: Closing) -> dict[str, Any]:
        """Give the metadata."""
        session = symbol.session
        return {
            "format": "resolution/1",
            "symbol": head.symbol,
            "type": symbol.kind,
            "language": self.tools.language.key,
            "original": head.original,
            "body": self.body,
            "session": int(session) if session.isdigit() else session,
            "number": _number(head, symbol, self.tools, self.ledger),
            "title": self.writer.write(join_runs(head.title)),
            "agenda": head.agenda_items(),
            "adoption": _adoption(head, closing),
            "issued": dict(head.issued),
            "drafts": _drafts(head, self.body, session, self.tools),
        }

    def _note(self, note: Note) -> str:
        """Give the line of a note; the title of a series gets the italics of its house."""
        runs = squeeze(note.runs)
        words = bare_of(runs)
        match = self.tools.phrases.series.search(words)
        if match is None or any("italic" in run.styles for run in runs):
            return self.writer.write(runs)
        _emend_series(note, words, match, self.ledger)
        return self.writer.write(_set_in_italics(runs, *match.span()))

    def _source(self, head: Head, document: Mapping[str, Any]) -> dict[str, Any]:
        """Give where the text was taken from, with its counts and emendations."""
        grammar = self.tools.registers.grammar
        url = grammar.official_url(head.symbol, self.tools.language.key)
        texts = document.get("parts", [document])
        found: dict[str, Any] = {
            "url": url,
            "file": PurePath(self.source.file).name,
            "sha256": hashlib.sha256(self.source.data).hexdigest(),
            "method": self.method,
            "paragraphs": {
                "preamble": sum(len(_paragraphs(text.get("preamble", ()))) for text in texts),
                "operative": sum(_count_operative(text.get("operative", ())) for text in texts),
                "notes": len(document.get("notes", ())),
            },
            "emendations": list(self.ledger.emendations),
        }
        return {key: value for key, value in found.items() if value}


def _emend_labels(document: Mapping[str, Any], ledger: Ledger) -> None:
    """Add an emendation for each label that was mended, at the item that has it now."""
    items = [one for one in flatten(document) if one.kind == "item"] if ledger.labels else []
    for read, text in ledger.labels:
        found = (one.id for one in items if f"({one.num}) {one.markup}".startswith(text))
        if at := next(found, None):
            why = "The label of the next item shows what was printed."
            ledger.emend(at, read, text, "corrected", why)


def iter_used(value: Any) -> Iterator[str]:
    """Give the marks of notes in all lines of a document, in reading order."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from iter_used(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from iter_used(inner)
    elif isinstance(value, str) and _MARKED.search(value):
        yield from (mark for mark, _ in iter_marks(parse_markup(value)))


def _whole_closing(head: Head, pieces: Sequence[Piece], ledger: Ledger) -> Closing:
    """Give the closing lines of the whole text, with what the masthead says of the adoption."""
    told = [piece.closing for piece in pieces if not piece.closing.is_empty]
    same = [closing for closing in told if closing.date == head.adopted]
    found = (same or told or [Closing()])[-1]
    date = head.adopted or found.date
    if found.date not in (None, date):
        what = "day of adoption in the closing lines"
        ledger.lose("doubtful", what, 0, found.date or "", date or "")
    return Closing(date, head.meeting or found.meeting, found.vote)


def _text_of(pieces: Sequence[Piece], whole: Closing, ledger: Ledger) -> dict[str, Any] | None:
    """Give the keys of the text itself: of the one that there is, or of its lettered parts."""
    settled = [(settle_text(piece.held, ledger), piece.closing) for piece in pieces]
    if any(held is None for held, _ in settled):
        return None
    texts = [(held, own) for held, own in settled if held is not None]
    if len(texts) == 1:
        return {key: value for key, value in texts[0][0].items() if key not in ("part", "title")}
    parts = []
    for held, own in texts:
        if own.date and (own.date, own.meeting) != (whole.date, whole.meeting):
            adoption = {"date": own.date, "meeting": own.meeting, "vote": own.vote}
            held["adoption"] = {key: value for key, value in adoption.items() if value}
        parts.append(held)
    return {"parts": parts}


def _number(head: Head, symbol: Symbol, tools: Tools, ledger: Ledger) -> str:
    """Give the number as the symbol has it, which a masthead may print in another form."""
    form = tools.registers.grammar.form(symbol)
    prefix = form.print_as.removesuffix(number_template(form))
    number = head.symbol.removeprefix(prefix)
    if head.number and number.replace(" ", "") != head.number.replace(" ", ""):
        what = "number printed otherwise than in the symbol"
        ledger.lose("repaired", what, 0, head.number, number)
    return number


def _drafts(head: Head, body: str, session: str, tools: Tools) -> list[str]:
    """Give the drafts that the basis names, by the forms that the register has for them."""
    basis = tools.registers.bodies[body].basis
    if basis is None or not session:
        return []
    draft = basis.draft.replace("{session}", re.escape(session))
    return list(dict.fromkeys(re.findall(draft, head.basis)))


def _report_numbers(pieces: Sequence[Piece], ledger: Ledger) -> None:
    """Report what a text lacks: all numbers of its operative paragraphs, or its formula."""
    for piece in pieces:
        entries = _paragraphs(piece.held.get("operative", ()))
        if len(entries) > 1 and not any(isinstance(one, dict) and "num" in one for one in entries):
            what = "operative paragraphs without numbers"
            ledger.lose("doubtful", what, 0, str(len(entries)))
        if not piece.held.keys() & {"enacting", "resolving"}:
            ledger.lose("doubtful", "text without a formula", 0, "")


def _adoption(head: Head, closing: Closing) -> dict[str, Any]:
    found = {"date": closing.date, "meeting": closing.meeting, "basis": head.basis}
    return {key: value for key, value in (*found.items(), ("vote", closing.vote)) if value}


def _emend_series(note: Note, words: str, match: re.Match[str], ledger: Ledger) -> None:
    """Add the emendation of the italics, at the end of the series where nothing is before it."""
    first, last = match[0].split(" ")[:2], match[0].split(" ")[-2:]
    before = words[: match.start()].rpartition(". ")[2].lstrip()
    after = words[match.end() :].split(" ")[:2]
    if before:
        read, text = f"{before}{' '.join(first)}", f"{before}*{' '.join(first)}"
    else:
        read, text = (f"{' '.join(last)}{end}{' '.join(after)}" for end in ("", "*"))
    why = "Italics of the series title lost; house style."
    ledger.emend(f"note{note.mark}", read, text, "restored", why)


def _set_in_italics(runs: Runs, start: int, end: int) -> Runs:
    styled = (Run(run.text, run.line, run.styles | {"italic"}) for run in cut(runs, start, end))
    return (*cut(runs, 0, start), *styled, *cut(runs, end))


def _paragraphs(entries: Sequence[Any]) -> list[Any]:
    """Give entries that are paragraphs: no headings, tables or sections."""
    return [
        entry for entry in entries if isinstance(entry, str) or "text" in entry or "items" in entry
    ]


def _count_operative(entries: Sequence[Any]) -> int:
    inner = (
        _count_operative(entry["operative"])
        for entry in entries
        if isinstance(entry, Mapping) and "operative" in entry
    )
    return len(_paragraphs(entries)) + sum(inner)
