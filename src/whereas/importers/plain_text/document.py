"""The parts of a text that were read become one document of the format `resolution/1`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from whereas.importers.drafts import Source
from whereas.importers.plain_text.body import Piece, without_empty
from whereas.importers.plain_text.closings import Closing
from whereas.importers.plain_text.head import Head, check_session
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.lines import LineWriter, join_runs
from whereas.importers.plain_text.notes import Note
from whereas.importers.plain_text.runs import Run, Runs, bare_of, cut, squeeze
from whereas.importers.plain_text.tools import Tools
from whereas.model.markup import iter_marks, parse_markup
from whereas.model.paragraphs import flatten
from whereas.model.symbols import Symbol, number_template

_MARKED = re.compile(r"\[\^")


def make_document(
    body: str,
    head: Head,
    pieces: Sequence[Piece],
    notes: Mapping[str, Note],
    writer: LineWriter,
    tools: Tools,
    source: Source,
    method: str,
    ledger: Ledger,
) -> dict[str, Any] | str:
    """Give the document of a text, or in one line why there can be none."""
    symbol = tools.registers.grammar.parse_symbol(head.symbol)
    if symbol is None:
        return "no symbol or number of a text was found above its formula"
    closing = _whole_closing(head, pieces, ledger)
    if closing.date is None:
        return f"no day of adoption was found for {head.symbol}"
    text = _text_of(pieces, closing)
    session = symbol.session
    check_session(head, session, ledger)
    title = writer.write(join_runs(head.title))
    written = {
        "format": "resolution/1",
        "symbol": head.symbol,
        "type": symbol.kind,
        "language": tools.language.key,
        "original": head.original,
        "body": body,
        "session": int(session) if session.isdigit() else session,
        "number": _number(head, symbol, tools, ledger),
        "title": title,
        "agenda": head.agenda_items(),
        "adoption": _adoption(head, closing),
        "issued": dict(head.issued),
        "drafts": _drafts(head, body, session, tools),
        **text,
    }
    document: dict[str, Any] = without_empty(written)
    _report_numbers(pieces, ledger)
    held = {mark: _write_note(note, writer, tools, ledger) for mark, note in notes.items()}
    document |= without_empty({"notes": {mark: held[mark] for mark in sorted(held, key=int)}})
    _emend_labels(document, ledger)
    document["source"] = _source(head, document, tools, source, method, ledger)
    return document


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


def _text_of(pieces: Sequence[Piece], whole: Closing) -> dict[str, Any]:
    """Give the keys of the text itself: of the one that there is, or of its lettered parts."""
    if len(pieces) == 1 and "part" not in pieces[0].held:
        return dict(pieces[0].held)
    parts = []
    for piece in pieces:
        own = piece.closing
        held = dict(piece.held)
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
    if number.replace(" ", "") != head.number.replace(" ", "") and head.number:
        ledger.lose(
            "repaired", "number printed otherwise than in the symbol", 0, head.number, number
        )
    return number


def _drafts(head: Head, body: str, session: str, tools: Tools) -> list[str]:
    """Give the drafts that the basis names, by the forms that the register has for them."""
    basis = tools.registers.bodies[body].basis
    if basis is None or not session:
        return []
    draft = basis.draft.replace("{session}", re.escape(session))
    return list(dict.fromkeys(re.findall(draft, head.basis)))


def _report_numbers(pieces: Sequence[Piece], ledger: Ledger) -> None:
    """Report several operative paragraphs none of which has a number, as lost in the source."""
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


def _write_note(note: Note, writer: LineWriter, tools: Tools, ledger: Ledger) -> str:
    """Give the line of a note; the title of a series gets the italics that its house gives it."""
    runs = squeeze(note.runs)
    words = bare_of(runs)
    match = tools.phrases.series.search(words)
    if match is None or any("italic" in run.styles for run in runs):
        return writer.write(runs)
    _emend_series(note, words, match, ledger)
    return writer.write(_set_in_italics(runs, *match.span()))


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


def _source(
    head: Head,
    document: Mapping[str, Any],
    tools: Tools,
    source: Source,
    method: str,
    ledger: Ledger,
) -> dict[str, Any]:
    url = tools.registers.grammar.official_url(head.symbol, tools.language.key)
    texts = document.get("parts", [document])
    found: dict[str, Any] = {
        **({"url": url} if url else {}),
        "file": PurePath(source.file).name,
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "method": method,
        "paragraphs": {
            "preamble": sum(len(_paragraphs(text.get("preamble", ()))) for text in texts),
            "operative": sum(_count_operative(text.get("operative", ())) for text in texts),
            "notes": len(document.get("notes", ())),
        },
    }
    return found | ({"emendations": list(ledger.emendations)} if ledger.emendations else {})


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
