"""The records of one text: what a resolution says, frozen, exactly as written in the YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whereas.model.markup import Node, parse_markup, plain

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable piece of the text.

    `id` is the local id (`pp4`, `op5.a`), safe as the fragment of a URL; `num` the printed
    number without its brackets; `parent` the id of the piece that holds it; `depth` how many
    lists it stands in; `markup` the words with inline markup; `path` its place in the YAML.
    """

    id: str
    kind: Kind
    num: str | None
    parent: str | None
    depth: int
    markup: str
    path: Path

    def nodes(self) -> tuple[Node, ...]:
        """Give the inline nodes of the words."""
        return parse_markup(self.markup)

    def text(self) -> str:
        """Give the plain words."""
        return plain(self.nodes())


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the text: its mark and its words with inline markup."""

    mark: str
    markup: str
    path: Path

    @property
    def id(self) -> str:
        """Give the local id, `note3`."""
        return f"note{self.mark}"

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
class Adoption:
    """When, where and on what basis the text was adopted. `date` is YYYY-MM-DD."""

    date: str
    meeting: int | None = None
    record: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """How the document was issued. `date` is YYYY-MM-DD; `job` is the job number."""

    date: str | None = None
    distribution: str | None = None
    job: str | None = None


@dataclass(frozen=True, slots=True)
class Emendation:
    """A place where the text departs from its source, and why.

    `status` is corrected, restored, doubtful or sic; `at` a local id; `read` what the source
    has; `text` what stands here.
    """

    at: str
    read: str
    text: str
    status: str
    suggest: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many paragraphs and notes the source has: a check sum against silent loss."""

    preamble: int | None = None
    operative: int | None = None
    notes: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text was taken from."""

    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    retrieved: str | None = None
    method: str | None = None
    note: str | None = None
    counts: SourceCounts = SourceCounts()
    emendations: tuple[Emendation, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """One text in one language. `file` is its YAML, relative to the project, with `/`."""

    file: str
    symbol: str
    aliases: tuple[str, ...]
    type: str
    status: str
    language: str
    body: str
    session: str | None
    number: str | None
    title: str | None
    agenda: tuple[AgendaItem, ...]
    adoption: Adoption
    issued: Issued
    topics: tuple[str, ...]
    numbering: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    source: Source
    fictional: bool

    def places(self) -> tuple[Paragraph | Note, ...]:
        """Give all that has words and an address: paragraphs, then notes."""
        return (*self.paragraphs, *self.notes)

    def of_kind(self, kind: Kind) -> tuple[Paragraph, ...]:
        """Give the paragraphs of one kind, in reading order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind == kind)
