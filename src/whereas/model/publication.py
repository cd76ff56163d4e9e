"""The settings of a publication, as read from `content/publication.yaml`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRights:
    """Whose the texts are, on what terms, and the sentence shown with each."""

    source: str
    terms: str
    url: str | None
    acknowledgement: str


@dataclass(frozen=True, slots=True)
class DataRights:
    """Licence of structure and annotations: SPDX identifier, title, address."""

    license: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes over which the build stops."""

    site_bytes: int
    file_bytes: int


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication. `url` ends with `/`; `language` is that of pages without a prefix."""

    id: str
    title: str
    description: str
    url: str
    version: str | None
    publisher: str
    publisher_url: str | None
    contact: str | None
    language: str
    keywords: tuple[str, ...]
    texts: TextRights
    data: DataRights
    documents: tuple[str, ...]
    limits: Limits
