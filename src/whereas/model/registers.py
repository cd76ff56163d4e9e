"""The vocabularies of a run, as records: bodies, languages, sessions, topics, opening words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from whereas.model.symbols import SymbolForm, SymbolGrammar, format_address

Part = Literal["preamble", "operative"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts texts, and what each of its texts has.

    `requires` names the fields (`title`, `session`, `number`) that none of its texts lacks.
    """

    key: str
    name: str
    organization: str
    kind_name: str
    requires: tuple[str, ...]
    meeting_kind: str
    symbols: tuple[SymbolForm, ...]
    organs: tuple[str, ...]
    """Names by which prose calls the body, longest first."""


@dataclass(frozen=True, slots=True)
class Prose:
    """How running text in a language cites documents.

    `nouns` are pairs of a noun and the kind of document it means; `own` the words by which a
    body calls a text its own (its); `dated` the word before a date; `months` twelve names.
    """

    nouns: tuple[tuple[str, str], ...]
    own: tuple[str, ...]
    joins: tuple[str, ...]
    dated: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of texts: BCP 47 tag, names, direction of its script, and how it cites."""

    key: str
    name: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    prose: Prose | None


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body, with its printed name."""

    body: str
    session: str
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject under which texts are filed; `uri` is its address in the UNBIS Thesaurus."""

    key: str
    label: str
    uri: str | None


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """Words that open a paragraph. `italic` is what is set in italics, the whole if None.

    `force` is an editorial scale from 0 (recital) to 5 (decides, demands), not doctrine.
    """

    language: str
    part: Part
    form: str
    italic: str | None
    lemma: str
    category: str
    force: int


@dataclass(frozen=True, slots=True)
class OpeningGrammar:
    """What may stand around an opening form: connectors (also) and intensifiers (deeply)."""

    language: str
    connectors: tuple[str, ...]
    intensifiers: tuple[str, ...]
    forms: tuple[OpeningForm, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """How documents that are no body's own text are named and addressed."""

    document: str
    """Pattern of any document's symbol that is not one of a body's own forms."""
    suffix: str
    """Pattern of what may follow a symbol: `/Add.1`, `/Corr.2`."""
    official: str
    """Address of such a document, with `{symbol}` and `{language}`."""


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of a run, each by key."""

    bodies: Mapping[str, Body]
    languages: Mapping[str, Language]
    sessions: Mapping[tuple[str, str], Session]
    topics: Mapping[str, Topic]
    openings: Mapping[str, OpeningGrammar]
    citations: Citations
    grammar: SymbolGrammar

    def official_url(self, symbol: str, language: str) -> str | None:
        """Give the address of the official document, if documents of its kind have one."""
        if self.grammar.parse_symbol(symbol):
            return self.grammar.official_url(symbol, language)
        if re.fullmatch(
            self.citations.document + f"(?:{self.citations.suffix})?", symbol, re.ASCII
        ):
            return self.citations.official.format(symbol=format_address(symbol), language=language)
        return None
