"""The way of one file of text: lines, furniture, notes, texts, and the proof over them all.

Other readers of files (PDF, DOCX) give lines as well, and go on with `read_lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whereas.analysis.citations import CitationFinder
from whereas.analysis.openings import OpeningFinder
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.importers.plain_text.body import BodyReader
from whereas.importers.plain_text.characters import MAX_BYTES, MAX_LINES, decode_text
from whereas.importers.plain_text.closings import ClosingReader
from whereas.importers.plain_text.document import DocumentMaker, iter_used
from whereas.importers.plain_text.formulas import FormulaFinder
from whereas.importers.plain_text.furniture import clear_furniture
from whereas.importers.plain_text.head import read_head
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.lines import LineWriter
from whereas.importers.plain_text.links import LinkWriter
from whereas.importers.plain_text.markdown import is_scanned, iter_lines
from whereas.importers.plain_text.noted import COUNTED, NotedText, note_texts
from whereas.importers.plain_text.notes import lift_notes
from whereas.importers.plain_text.numbers import NumberFinder
from whereas.importers.plain_text.passages import known_words
from whereas.importers.plain_text.phrases import load_phrases
from whereas.importers.plain_text.proof import compare
from whereas.importers.plain_text.runs import Block, Line, iter_blocks
from whereas.importers.plain_text.texts import (
    Sheet,
    isolate_formulas,
    part_texts,
    sheet_without_formula,
)
from whereas.importers.plain_text.tools import Tools
from whereas.importers.words import Path, iter_words
from whereas.model.markup import plain_words
from whereas.model.registers import Registers


@dataclass(frozen=True, slots=True)
class Shared:
    """What reading needs of the registers, whatever the language of a text."""

    registers: Registers
    openings: OpeningFinder
    formulas: FormulaFinder
    numbers: NumberFinder
    citations: CitationFinder

    @staticmethod
    def of(registers: Registers) -> Shared:
        """Make it from registers, which takes a tenth of a second."""
        return Shared(
            registers,
            OpeningFinder(registers),
            FormulaFinder(registers),
            NumberFinder(registers),
            CitationFinder(registers),
        )

    def tools(self, language: str) -> Tools | None:
        """Give the tools for a language; None if its phrases are not known."""
        phrases = load_phrases(language, self.registers)
        if phrases is None:
            return None
        return Tools(
            self.registers,
            self.registers.languages[language],
            phrases,
            self.openings,
            self.formulas,
            self.numbers,
            self.citations,
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """A draft without its proof, and the text that it was made of."""

    draft: Draft
    text: NotedText


def read_file(source: Source, shared: Shared) -> tuple[Draft, ...] | Refusal:
    """Give the texts of a file in order, or why there are none."""
    if len(source.data) > MAX_BYTES:
        return Refusal(source.file, 0, f"larger than {MAX_BYTES} bytes")
    text = decode_text(source.data)
    if text is None:
        return Refusal(source.file, 0, "not UTF-8 text, or with control characters")
    if text.count("\n") > MAX_LINES:
        return Refusal(source.file, MAX_LINES, f"more than {MAX_LINES} lines")
    ledger = Ledger()
    lines = list(iter_lines(text, ledger))
    method = "ocr-import" if is_scanned(text) else "text-import"
    return read_lines(source, text, lines, method, shared, ledger)


def read_lines(
    source: Source,
    text: str,
    lines: Sequence[Line],
    method: str,
    shared: Shared,
    ledger: Ledger,
) -> tuple[Draft, ...] | Refusal:
    """Give the texts that lines hold, in order.

    `text` are all words of the source as it stood, for the proof; `method` is that of the format,
    by which the lines were read; `ledger` has what was lost on the way to them.
    """
    found = next(filter(None, (shared.formulas.find(line.text) for line in lines)), None)
    language = found.language if found else _DEFAULT
    tools = shared.tools(language)
    if tools is None:
        named = shared.registers.languages[language].name
        return Refusal(source.file, 1, f"texts in {named} are read from XML only")
    texts = _part(source, lines, tools, ledger)
    if not texts:
        return Refusal(source.file, 1, "no formula of a body that the registers know")
    made, refused = _make_all(texts, tools, source, method, ledger)
    return _proved(text, made, ledger) if made else Refusal(source.file, 1, refused)


_DEFAULT = "en"
"""Language of a text without a formula."""


def _part(source: Source, lines: Sequence[Line], tools: Tools, ledger: Ledger) -> list[NotedText]:
    """Give the texts of a source, each with its notes; furniture is taken out."""
    cleared = clear_furniture(lines, tools.phrases, tools.registers.grammar, ledger)
    lifted = lift_notes(cleared.lines, tools.phrases, ledger)
    known = known_words(lifted.lines, tools.language.hanging)
    taken = cleared.taken | lifted.taken
    blocks = list(isolate_formulas(iter_blocks(lifted.lines, taken), tools.formulas))
    sheets = part_texts(blocks, tools.formulas, tools.numbers, tools.phrases, ledger)
    sheets = sheets or _without_formula(source, blocks, tools)
    sheets[:1] = [replace(sheet, job=cleared.job) for sheet in sheets[:1]]
    return note_texts(sheets, known, lifted.notes, tools, ledger)


def _without_formula(source: Source, blocks: Sequence[Block], tools: Tools) -> list[Sheet]:
    """Give the text of a source without a formula, whose symbol is in the file's name."""
    named = tools.numbers.find_in_name(source.file)
    symbol = tools.registers.grammar.parse_symbol(named) if named else None
    if symbol is None or named is None:
        return []
    sheet = sheet_without_formula(blocks, symbol.body, named, tools.phrases)
    return [sheet] if sheet.text else []


def _make_all(
    texts: Sequence[NotedText], tools: Tools, source: Source, method: str, ledger: Ledger
) -> tuple[list[_Made], str]:
    """Give drafts of texts, and why the first of those failed that no document is made of."""
    made: list[_Made] = []
    refused = ""
    for one in texts:
        own = Ledger()
        document = _make(one, tools, source, method, own)
        if isinstance(document, str):
            refused = refused or document
            _report(one, document, ledger)
            continue
        ledger.held += own.held
        symbol, language = document["symbol"], tools.language.key
        draft = Draft(source.file, symbol, language, document, tuple(own.losses), 0)
        made.append(_Made(draft, one))
    return made, refused


def _make(
    text: NotedText, tools: Tools, source: Source, method: str, ledger: Ledger
) -> dict[str, Any] | str:
    """Give the document of a text, or in one line why there can be none."""
    sheet = text.sheet
    head = read_head(sheet, tools.phrases, tools.numbers, tools.registers, ledger)
    links = LinkWriter(tools.registers, tools.language, tools.citations, tools.numbers, ledger)
    language, phrases, openings = tools.language.key, tools.phrases, tools.openings
    writer = LineWriter(sheet.body, language, phrases, openings, links, text.notes, ledger)
    closings = ClosingReader(phrases, tools.registers.states, ledger)
    pieces = BodyReader(text.passages, tools, writer, closings, phase=sheet.begins).read()
    maker = DocumentMaker(sheet.body, tools, writer, source, method, ledger)
    return maker.make(head, pieces, text.notes)


def _report(text: NotedText, why: str, ledger: Ledger) -> None:
    """Report all words of a text that no document could be made of."""
    for block in text.sheet.head:
        ledger.lose("unknown", why, block.line, block.text)
    for one in text.passages:
        ledger.lose("unknown", why, one.line, one.text)
    for note in text.notes.values():
        words = "".join(run.text for run in note.runs)
        ledger.lose("unknown", why, note.line, f"{int(note.mark) + text.shift} {words}")


def _proved(text: str, made: Sequence[_Made], ledger: Ledger) -> tuple[Draft, ...]:
    """Give drafts with the proof, and with what was lost within their lines."""
    documents = [one.draft.document for one in made]
    printed = [line for document in documents for line in _iter_lines(document)]
    notes, marks = [], []
    for one, document in zip(made, documents, strict=True):
        for mark, words in document.get("notes", {}).items():
            notes.append(f"{int(mark) + one.text.shift} {plain_words(words)}")
        marks += [str(int(mark) + one.text.shift) for mark in iter_used(_text_alone(document))]
    own = (loss for one in made for loss in one.draft.losses)
    told = [loss for loss in (*ledger.losses, *own) if loss.what != COUNTED]
    count, lost = compare(text, [*notes, *printed], marks, told, ledger.held)
    starts = [0, *(one.text.start for one in made[1:]), len(text) + 1]
    drafts = []
    for index, one in enumerate(made):
        lines = range(starts[index], starts[index + 1])
        here = [loss for loss in (*ledger.losses, *lost) if loss.line in lines]
        losses = sorted((*here, *one.draft.losses), key=lambda loss: loss.line)
        words = 0 if index else count
        drafts.append(replace(one.draft, losses=tuple(losses), words=words))
    return tuple(drafts)


def _iter_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of a document but its notes, the labels of divisions as printed."""
    labels = dict(_iter_divisions(document, ()))
    return iter_words({**document, "notes": {}}, labels)


def _iter_divisions(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Give the labels of all divisions by their path: Article 1."""
    if isinstance(value, dict):
        if "division" in value:
            yield path, f"{value['division']} {value.get('num', '')}"
        for key, inner in value.items():
            yield from _iter_divisions(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _iter_divisions(inner, (*path, index))


def _text_alone(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document without its source, whose emendations repeat words and marks."""
    return {key: value for key, value in document.items() if key != "source"}
