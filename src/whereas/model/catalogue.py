"""What a run made: tables, files, packages, formats. The site learns of the data only from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the site: path from its root, what it is called, size in bytes, SHA-256."""

    path: str
    label: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of a table, as its Table Schema describes it; `allowed` are its only values."""

    name: str
    title: str
    description: str
    type: str
    example: str
    required: bool
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A foreign key: a field of this table that names a row of another."""

    field: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: its dictionary, size, first rows and files."""

    name: str
    title: str
    description: str
    fields: tuple[FieldEntry, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[KeyEntry, ...]
    rows: int
    first_rows: tuple[tuple[str, ...], ...]
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """A data package: its name, what it holds, rows of all tables, and its files."""

    name: str
    title: str
    rows: int
    descriptor: FileEntry
    archive: FileEntry


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """A format in which each text is offered beside its page."""

    key: str
    label: str
    ending: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a rule found something in real texts: in `found` of `texts`."""

    found: int
    texts: int

    def share(self) -> float:
        """Give the share of texts, from 0 to 1."""
        return self.found / self.texts


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule and its help. What stands between backticks is shown as it is typed."""

    id: str
    family: str
    severity: str
    rule: str
    """What holds: one sentence."""
    reason: str
    wrong: str
    right: str
    remedy: str
    rate: Rate | None = None
    """How often it fires on the texts that rules were measured on; None where it was not."""


@dataclass(frozen=True, slots=True)
class RuleFamily:
    """The rules whose ids begin with the same letters, and what they are about."""

    key: str
    title: str
    rules: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that was made from the texts besides pages, and the rules they obey."""

    packages: tuple[PackageEntry, ...]
    tables: tuple[TableEntry, ...]
    formats: tuple[FormatEntry, ...]
    rules: tuple[RuleFamily, ...] = ()
