"""The records of one text: what a resolution says, frozen, exactly as written in the YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from whereas.model.markup import Node, iter_marks, parse_markup, plain, plain_words
from whereas.model.provenance import Source

Path = tuple[str | int, ...]

Kind = Literal[
    "formula",
    "preambular",
    "operative",
    "item",
    "continuation",
    "section",
    "heading",
    "part",
    "annex",
    "division",
    "text",
    "table",
]


FREE_TYPES = frozenset({"statement", "declaration", "decision"})
"""Types of text that need no formula, and are not one sentence from it to the last full stop."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs with inline markup, and how many cells it covers."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header rows, rows, and its own notes as pairs of mark and words."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()


class Paragraph(NamedTuple):
    """One addressable piece of the text.

    `id` is the local id (`pp4`, `op5.a`), safe as the fragment of a URL; `num` the printed
    number without its brackets; `parent` the id of the piece that holds it; `depth` how many
    lists it stands in; `markup` the words with inline markup; `path` its place in the YAML.
    `heading` is the heading on the paragraph's own line; `detail` what else the document
    calls it (annex, article); `table` is there where the kind is table, and `markup` its caption.
    """

    id: str
    kind: Kind
    num: str | None
    parent: str | None
    depth: int
    markup: str
    path: Path
    heading: str = ""
    detail: str = ""
    table: Table | None = None

    def nodes(self) -> tuple[Node, ...]:
        """Give the inline nodes of the words, without those of a table's cells."""
        return parse_markup(self.markup)

    def text(self) -> str:
        """Give the plain words; of a table its caption, then a line a row with tabs, its notes."""
        return "".join(map(plain_words, self.pieces()))

    def marks(self) -> Iterator[tuple[str, int]]:
        """Give each note mark with its offset in the plain words, in code points.

        A mark in the heading on the paragraph's line counts as at the beginning.
        """
        yield from ((mark, 0) for mark, _ in iter_marks(parse_markup(self.heading)))
        offset = 0
        for piece in self.pieces():
            nodes = parse_markup(piece)
            yield from ((mark, offset + at) for mark, at in iter_marks(nodes))
            offset += len(plain(nodes))

    def pieces(self) -> Iterator[str]:
        """Give the lines with markup that the words are made of, and what parts them."""
        yield self.markup
        if self.table is None:
            return
        parted = bool(self.markup)
        for row in (*self.table.head, *self.table.rows):
            yield "\n" if parted else ""
            parted = True
            for number, cell in enumerate(row):
                yield "\t" if number else ""
                for line, words in enumerate(cell.lines):
                    yield " " if line else ""
                    yield words
        for mark, words in self.table.notes:
            yield f"\n{mark} "
            yield words

    def lines(self) -> tuple[str, ...]:
        """Give every line with inline markup: heading, words, cells, notes of a table."""
        found = [self.heading, self.markup]
        if self.table:
            grid = (*self.table.head, *self.table.rows)
            found += [line for row in grid for cell in row for line in cell.lines]
            found += [words for _, words in self.table.notes]
        return tuple(line for line in found if line)


def note_id(mark: str, scope: str = "") -> str:
    """Give the id of a note: `note3`, `note~2` for two asterisks, `annexI.note3` in a scope."""
    name = f"note{mark}" if mark.isdigit() else f"note~{len(mark)}"
    return f"{scope}.{name}" if scope else name


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its mark and its words with inline markup.

    `scope` is the id of the annex in which marks start again, empty for the text's own.
    """

    mark: str
    markup: str
    path: Path
    scope: str = ""

    @property
    def id(self) -> str:
        """Give the local id; see `note_id`."""
        return note_id(self.mark, self.scope)

    def nodes(self) -> tuple[Node, ...]:
        """Give the inline nodes of the words."""
        return parse_markup(self.markup)

    def text(self) -> str:
        """Give the plain words."""
        return plain(self.nodes())


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An agenda item as printed (`74 (b)`) and its title, if given."""

    item: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of votes."""

    in_favour: int
    against: int
    abstaining: int
    not_voting: int | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Ballots:
    """Which States voted how, by code (ISO 3166-1 alpha-3)."""

    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    not_voting: tuple[str, ...] = ()

    def each(self) -> Iterator[tuple[str, str]]:
        """Give State and vote: Y, N, A, or X for not voting."""
        columns = (self.in_favour, self.against, self.abstaining, self.not_voting)
        for letter, states in zip("YNAX", columns, strict=True):
            for state in states:
                yield state, letter


@dataclass(frozen=True, slots=True)
class SeparateVote:
    """A vote on a paragraph or amendment; `on` is an id, or words that name it."""

    on: str
    result: str
    tally: Tally
    ballots: Ballots


@dataclass(frozen=True, slots=True)
class Vote:
    """How a text was adopted. `intended` pairs a State with the vote it had meant to cast."""

    method: str
    tally: Tally | None
    ballots: Ballots
    intended: tuple[tuple[str, str], ...] = ()
    separate: tuple[SeparateVote, ...] = ()


@dataclass(frozen=True, slots=True)
class Adoption:
    """When, where and on what basis the text was adopted. `date` is YYYY-MM-DD."""

    date: str
    meeting: int | None = None
    meeting_kind: str | None = None
    record: str | None = None
    place: str | None = None
    basis: str | None = None
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A lettered part with what it has of its own; `adoption` where it was adopted alone.

    `path` is its place in the YAML of the text's own file.
    """

    letter: str
    title: str | None
    adoption: Adoption | None
    numbering: str = "continuous"
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """How the document was issued. Days are YYYY-MM-DD; `job` is the job number."""

    date: str | None = None
    distribution: str | None = None
    job: str | None = None
    reissued: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of the text, and what the document says of it."""

    symbol: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A State (by code) or another sponsor (by name), and what part it had."""

    state: str | None
    name: str | None
    role: str | None
    on_behalf_of: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text is to another document."""

    kind: str
    to: str
    at: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """A correction that the body issued; the text has the corrected words."""

    date: str
    symbol: str | None
    languages: tuple[str, ...]
    at: str | None
    wrong: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """One text in one language. `file` is its YAML, relative to the project, with `/`.

    The main file's text has everything; a translation's has the words of its own file and,
    for the rest, what the main file says. `translated_by` is None for the main file's. `unplaced`
    are places in a translation's file for which the main file has nothing: titles of agenda
    items too many, the basis of a part that was not adopted alone.
    """

    file: str
    symbol: str
    aliases: tuple[str, ...]
    type: str
    status: str
    language: str
    original: str | None
    body: str
    session: str | None
    number: str | None
    title: str | None
    subtitle: str | None
    part_of: str | None
    agenda: tuple[AgendaItem, ...]
    adoption: Adoption
    issued: Issued
    drafts: tuple[Draft, ...]
    sponsors: tuple[Sponsor, ...]
    topics: tuple[str, ...]
    sdgs: tuple[str, ...]
    relations: tuple[Relation, ...]
    numbering: str
    parts: tuple[Part, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    corrigenda: tuple[Corrigendum, ...]
    excerpt: bool
    fictional: bool
    source: Source
    translated_by: str | None = None
    unplaced: tuple[Path, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Tell whether the words come from a translation's file."""
        return self.translated_by is not None

    def adoptions(self) -> Iterator[tuple[str, Adoption]]:
        """Give the adoption of the whole (part `""`), then of parts adopted alone."""
        yield "", self.adoption
        for part in self.parts:
            if part.adoption:
                yield part.letter, part.adoption

    def note_scope(self, paragraph: Paragraph) -> str:
        """Give the id of the innermost annex whose own notes a paragraph calls; else nothing."""
        scopes = (note.scope for note in self.notes if note.scope)
        here = f"{paragraph.id}."
        return max((scope for scope in scopes if here.startswith(f"{scope}.")), key=len, default="")

    def heads(self) -> Iterator[tuple[Path, str]]:
        """Give the lines with inline markup that stand above the text, each with its place."""
        yield ("title",), self.title or ""
        yield ("subtitle",), self.subtitle or ""
        for position, item in enumerate(self.agenda):
            yield ("agenda", position, "title"), item.title or ""
        basis: Path = ("basis",) if self.is_translation else ("adoption", "basis")
        yield basis, self.adoption.basis or ""

    def places(self) -> tuple[Paragraph | Note, ...]:
        """Give all that has words and an address: paragraphs, then notes."""
        return (*self.paragraphs, *self.notes)

    def of_kind(self, kind: Kind) -> tuple[Paragraph, ...]:
        """Give the paragraphs of one kind, in reading order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind == kind)
