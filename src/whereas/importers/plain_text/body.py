"""Passages become a text: formula, preamble, operative part, sections, lettered parts, annexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from whereas.importers.plain_text import labels
from whereas.importers.plain_text.closings import Closing, ClosingReader
from whereas.importers.plain_text.entries import Entries, Entry, table_of
from whereas.importers.plain_text.labels import Label
from whereas.importers.plain_text.lines import LineWriter
from whereas.importers.plain_text.passages import Passage
from whereas.importers.plain_text.runs import Runs, cut
from whereas.importers.plain_text.settling import PRINTED
from whereas.importers.plain_text.tools import Tools
from whereas.importers.vocabulary import Numbered
from whereas.model.registers import Part

Phase = Literal["start", "preamble", "operative", "closed", "annex"]

_NEAR = 3
"""Passages within which a formula follows the letter of a part."""
_PARTS: dict[Phase, Part] = {"preamble": "preamble", "operative": "operative"}


@dataclass(slots=True)
class Piece:
    """A whole text or a lettered part, in the keys of the format, with its closing lines."""

    held: Entry
    closing: Closing = field(default_factory=Closing)


@dataclass(slots=True)
class BodyReader:
    """Reads passages from `at` on. `entries` are those of what is being read."""

    passages: Sequence[Passage]
    tools: Tools
    writer: LineWriter
    closings: ClosingReader
    pieces: list[Piece] = field(default_factory=list)
    entries: Entries = field(init=False)
    phase: Phase = "start"
    at: int = 0
    sections: list[Entry] = field(default_factory=list)
    divisions: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with an empty text; one without a formula begins with recitals, or has none."""
        self.entries = Entries(self.writer.ledger)
        self.pieces.append(Piece({}))
        if self.phase == "preamble" or self.phase == "operative":
            self.enter(self.phase, self.piece.held, self.phase)

    @property
    def piece(self) -> Piece:
        """Give the text or part that is being read."""
        return self.pieces[-1]

    def read(self) -> list[Piece]:
        """Read all passages; give the whole text, or its lettered parts."""
        while self.at < len(self.passages):
            passage = self.passages[self.at]
            self.at += 1
            next(taken for reading in _READINGS if (taken := reading(self, passage)))
        return self.pieces

    def next(self, offset: int = 0) -> Passage | None:
        """Give the passage that comes next, or one after it."""
        index = self.at + offset
        return self.passages[index] if index < len(self.passages) else None

    def line(self, runs: Runs, *, opens: bool = False) -> str:
        """Give a line of markup; where a paragraph `opens`, its opening words lose their look."""
        return self.writer.write(runs, _PARTS.get(self.phase) if opens else None)

    def lose_unknown(self, passage: Passage) -> None:
        """Report a passage that has no place in the text."""
        what = "text outside of the resolution"
        self.writer.ledger.lose("unknown", what, passage.line, passage.text)

    def enter(self, phase: Phase, holder: Entry, key: str) -> None:
        """Go on reading into the list `key` of `holder`."""
        last = self.entries.last if phase == self.phase == "operative" else 0
        self.phase = phase
        self.entries = Entries(self.writer.ledger, holder.setdefault(key, []), last)


def _read_formula(reader: BodyReader, passage: Passage) -> bool:
    if reader.phase != "start" or not reader.tools.formulas.find(passage.bare):
        return False
    reader.piece.held["enacting"] = reader.line(passage.runs)
    reader.enter("preamble", reader.piece.held, "preamble")
    return True


def _read_part(reader: BodyReader, passage: Passage) -> bool:
    """Read the letter of a part, which a formula follows, and its title."""
    words = passage.bare.rstrip(".")
    if len(words) != 1 or not ("A" <= words <= "Z"):
        return False
    near = [reader.next(offset) for offset in range(_NEAR)]
    if not any(one and reader.tools.formulas.find(one.bare) for one in near):
        return False
    held: Entry = {"part": words}
    reader.writer.ledger.hold(words)
    titles = []
    while (one := reader.next()) and not reader.tools.formulas.find(one.bare):
        titles.append(reader.line(one.runs))
        reader.at += 1
    if titles:
        held["title"] = " ".join(titles)
    if reader.phase == "start":
        reader.pieces.clear()
    reader.pieces.append(Piece(held))
    reader.sections, reader.divisions, reader.phase = [], [], "start"
    return True


def _read_closing(reader: BodyReader, passage: Passage) -> bool:
    """Read closing lines, which end the operative part; an annex may have come first."""
    closing = reader.piece.closing
    started = reader.phase != "start" and (reader.phase != "preamble" or reader.entries.held)
    if not started or not reader.closings.read(passage.bare, passage.line, closing):
        return False
    reader.phase = "closed"
    return True


def _read_annex(reader: BodyReader, passage: Passage) -> bool:
    """Read the name of an annex on a line of its own, with the title below it."""
    found = reader.tools.annex(passage.bare)
    if found is None or found.rest or reader.phase == "start":
        return False
    reader.writer.ledger.hold(found.printed.removesuffix(found.label))
    annex: Entry = {} if found.kind == "annex" else {"kind": found.kind}
    if found.label:
        annex["num"] = int(found.label) if found.label.isdigit() else found.label
    _take_titles(reader, annex, 1)
    reader.piece.held.setdefault("annexes", []).append(annex)
    reader.divisions = []
    reader.enter("annex", annex, "blocks")
    return True


def _take_titles(reader: BodyReader, holder: Entry, most: int) -> None:
    """Take headings that come next as title and subtitle."""
    for name in ("title", "subtitle")[:most]:
        one = reader.next()
        if one and reader.tools.is_heading(one) and not reader.tools.division(one.bare):
            holder[name] = reader.line(one.runs)
            reader.at += 1


def _read_strays(reader: BodyReader, passage: Passage) -> bool:
    """Report what stands behind the closing lines and is no annex."""
    if reader.phase not in ("closed", "start"):
        return False
    reader.lose_unknown(passage)
    return True


def _read_table(reader: BodyReader, passage: Passage) -> bool:
    if not passage.rows:
        return False
    rows = [[reader.line(cell) for cell in row] for row in passage.rows]
    _begin_operative(reader)
    reader.entries.table(table_of(rows))
    return True


def _read_section(reader: BodyReader, passage: Passage) -> bool:
    """Read the label of a section: alone, or before its heading or first paragraph."""
    if reader.phase == "annex":
        return False
    label = labels.read_section(passage.bare)
    leading = None if label else labels.read_leading_section(passage.text)
    if label is None and (leading is None or not _is_next_section(reader, leading)):
        return False
    found = label or leading
    assert found is not None
    section: Entry = {"section": found.text}
    rest = cut(passage.runs, found.end) if leading else ()
    if label:
        one = reader.next()
        if one and reader.tools.is_heading(one):
            section["heading"] = reader.line(one.runs)
            reader.at += 1
    elif passage.heading:
        section["heading"], rest = reader.line(rest), ()
    _begin_section(reader, section)
    if rest:
        _begin_operative(reader)
        reader.entries.add(reader.line(rest, opens=True))
    return True


def _is_next_section(reader: BodyReader, label: Label) -> bool:
    """Tell whether a label before words is that of the next section, or of a first one."""
    place = dict(label.places).get("roman")
    return place == len(reader.sections) + 1


def _begin_section(reader: BodyReader, section: Entry) -> None:
    reader.sections.append(section)
    held = reader.piece.held.setdefault("operative", [])
    held.append(section)
    last = reader.entries.last
    section["preamble"], section["operative"] = [], []
    reader.entries = Entries(reader.writer.ledger, section["preamble"], last)
    reader.phase = "preamble"


def _begin_operative(reader: BodyReader) -> None:
    """Go over from a preamble to the operative part, of the text or of its section."""
    if reader.phase != "preamble":
        return
    last = reader.entries.last
    holder = reader.sections[-1] if reader.sections else reader.piece.held
    reader.enter("operative", holder, "operative")
    reader.entries.last = last


def _read_number(reader: BodyReader, passage: Passage) -> bool:
    """Read a numbered paragraph; the first one ends the preamble."""
    label = labels.read_number(passage.text)
    if label is None:
        label = labels.read_misread_number(passage.text, reader.entries.last + 1)
        if label:
            what = "number that the scan misread"
            reader.writer.ledger.lose(
                "repaired", what, passage.line, label.printed, f"{label.text}."
            )
    if label is None:
        return False
    _begin_operative(reader)
    if label.places[0][1] == 1 and reader.entries.last > 1 and reader.sections:
        reader.piece.held["numbering"] = "by-section"
        reader.entries.last = 0
    text = reader.line(cut(passage.runs, label.end), opens=True)
    reader.entries.add(text, label, passage.line)
    return True


def _read_council_section(reader: BodyReader, passage: Passage) -> bool:
    """Read a paragraph that a council numbers as its section: Section 1. Policy adopted."""
    if reader.phase != "operative":
        return False
    found = reader.tools.division(passage.bare)
    if found is None or found.kind != "section" or not found.label.isdigit() or not found.rest:
        return False
    rest = cut(passage.runs, len(passage.text) - len(found.rest))
    reader.writer.ledger.hold(found.printed.removesuffix(".").removesuffix(found.label))
    number = Label(found.printed, found.label, 0, (("figure", int(found.label)),))
    reader.entries.add(reader.line(rest), number, passage.line)
    return True


def _read_item(reader: BodyReader, passage: Passage) -> bool:
    label = labels.read_item(passage.text)
    if label is None or not reader.entries.held:
        return False
    following = next(filter(None, map(_item_label, reader.passages[reader.at :])), None)
    text = reader.line(cut(passage.runs, label.end))
    reader.entries.item(label, following, text, passage.line)
    return True


def _item_label(passage: Passage) -> Label | None:
    return labels.read_item(passage.text)


def _read_resolving(reader: BodyReader, passage: Passage) -> bool:
    """Read the words by which a council resolves; alone they are a formula of their own."""
    phrases = reader.tools.phrases
    if reader.phase != "preamble" or not phrases.resolving.match(passage.bare):
        return False
    _begin_operative(reader)
    if passage.bare.endswith((":", ",")):
        reader.piece.held["resolving"] = reader.line(passage.runs)
    else:
        reader.entries.add(reader.line(passage.runs))
    return True


def _read_instrument(reader: BodyReader, passage: Passage) -> bool:
    """Read the title of an instrument that the only paragraph, ending with a colon, adopts."""
    held = reader.entries.held
    if reader.phase != "operative" or len(held) != 1 or reader.sections:
        return False
    words = held[0] if isinstance(held[0], str) else ""
    if not words.endswith(":") or not reader.tools.is_heading(passage):
        return False
    cases = reader.tools.phrases.embedded
    kind = next((kind for word, kind in cases.items() if word in passage.bare.casefold()), "")
    embedded: Entry = {"kind": kind or "instrument", "title": reader.line(passage.runs)}
    if (one := reader.next()) and reader.tools.is_heading(one):
        embedded["subtitle"] = reader.line(one.runs)
        reader.at += 1
    held[0] = {"text": words, "embeds": embedded}
    reader.enter("annex", embedded, "blocks")
    return True


def _read_heading(reader: BodyReader, passage: Passage) -> bool:
    if not reader.tools.is_heading(passage) or not _is_above(reader, passage):
        return False
    division = reader.tools.division(passage.bare) if reader.phase == "annex" else None
    if division:
        _begin_division(reader, division, passage)
    else:
        reader.entries.append({"heading": reader.line(passage.runs)})
    return True


def _is_above(reader: BodyReader, passage: Passage) -> bool:
    """Tell whether a heading stands above what has one: And to this end, Declares is prose."""
    if passage.heading or reader.phase == "annex":
        return True
    one = reader.next()
    return one is not None and bool(
        labels.read_number(one.text) or one.heading or one.rows or reader.phase == "preamble"
    )


def _begin_division(reader: BodyReader, found: Numbered, passage: Passage) -> None:
    """Begin a division within those of other kinds that are open."""
    held: Entry = {"division": found.kind, PRINTED: found.printed}
    if found.label:
        held["num"] = int(found.label) if found.label.isdigit() else found.label
    if found.rest:
        held["title"] = reader.line(cut(passage.runs, len(passage.text) - len(found.rest)))
    else:
        _take_titles(reader, held, 1)
    kinds = [one["division"] for one in reader.divisions]
    del reader.divisions[kinds.index(found.kind) if found.kind in kinds else len(kinds) :]
    annexes = reader.piece.held.get("annexes")
    outer = reader.divisions[-1] if reader.divisions else annexes[-1] if annexes else None
    if outer is None:
        reader.entries.append({"heading": reader.line(passage.runs)})
        return
    outer["blocks"].append(held)
    reader.divisions.append(held)
    reader.enter("annex", held, "blocks")


def _read_plain(reader: BodyReader, passage: Passage) -> bool:
    """Read a paragraph without a label."""
    words = passage.bare
    if reader.phase == "preamble" and _is_first_operative(reader, words):
        _begin_operative(reader)
    entries = reader.entries
    is_aside = words[:1].islower() and entries.has_list
    if is_aside:
        entries.go_on(reader.line(passage.runs))
    else:
        entries.add(reader.line(passage.runs, opens=True))
    return True


def _is_first_operative(reader: BodyReader, words: str) -> bool:
    """Tell whether words open the operative part: with a verb, after a comma or the formula."""
    if reader.tools.is_operative(words):
        return True
    recital = reader.tools.phrases.recital
    held = reader.entries.held
    first = held[0] if held and isinstance(held[0], str) else ""
    return bool(recital.match(first)) and not recital.match(words)


_Reading = Callable[[BodyReader, Passage], bool]
_READINGS: tuple[_Reading, ...] = (
    _read_formula,
    _read_part,
    _read_closing,
    _read_annex,
    _read_strays,
    _read_table,
    _read_section,
    _read_number,
    _read_council_section,
    _read_item,
    _read_resolving,
    _read_instrument,
    _read_heading,
    _read_plain,
)


def without_empty(entry: Any) -> Any:
    """Give an entry without lists and texts that nothing was put into."""
    if isinstance(entry, dict):
        made = {key: without_empty(value) for key, value in entry.items()}
        return {key: value for key, value in made.items() if value not in ([], {}, "")}
    return [without_empty(one) for one in entry] if isinstance(entry, list) else entry
