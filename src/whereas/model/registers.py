"""The registers of a run: bodies, languages, topics, opening words, and all of them together.

Sessions stand in `sessions`, States, addressees and follow-up in `vocabularies`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from whereas.model.sessions import Session, format_session, format_session_name, parse_session
from whereas.model.symbols import SymbolForm, SymbolGrammar, format_address
from whereas.model.vocabularies import Addressee, FollowUp, State, count_members

Part = Literal["preamble", "operative"]


@dataclass(frozen=True, slots=True)
class Endings:
    """What a preambular, an operative and the last paragraph may end with."""

    preamble: tuple[str, ...] = ()
    operative: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """How many members a body has from a day on (YYYY-MM-DD)."""

    start: str
    count: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts texts, and what each of its texts has.

    `requires` names the fields (`title`, `session`, `number`) that none of its texts lacks.
    `names`, `formula` and `endings` are by language; `endings` has only what differs from the
    language's own. In a formula `{ordinal}` stands for the session in words. `all_states` is
    true where every Member State has a seat; else `members` tells numbers, the earliest first.
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
    names: Mapping[str, str] = field(default_factory=dict)
    formula: Mapping[str, str] = field(default_factory=dict)
    formula_place: Literal["before", "after"] = "before"
    endings: Mapping[str, Endings] = field(default_factory=dict)
    all_states: bool = False
    members: tuple[Membership, ...] = ()
    url: str | None = None

    def name_in(self, language: str) -> str:
        """Give the printed name in `language`, in English where the register lacks it."""
        return self.names.get(language, self.name)


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
class DateStyle:
    """How a language prints a day: a pattern with `{day}`, `{month}` and `{year}`.

    `months` are twelve names as they stand in a date; `first` is how the first day of a month
    is printed where that is no plain figure (1er).
    """

    pattern: str
    months: tuple[str, ...]
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A language of texts: BCP 47 tag, names, direction of its script, and how it cites.

    `labels` are the first label of each degree of a list, the outermost first, as printed;
    `quotes` the opening and closing mark; `note_mark` the side of a stop on which a note's mark
    stands; `session_names` patterns with `{ordinal}` by kind of session.
    """

    key: str
    name: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    prose: Prose | None
    endings: Endings = Endings()
    labels: tuple[str, ...] = ()
    quotes: tuple[str, str] | None = None
    note_mark: Literal["before", "after"] | None = None
    dates: DateStyle | None = None
    session_names: Mapping[str, str] = field(default_factory=dict)


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
    """What may stand around an opening form: connectors (also) and intensifiers (deeply).

    `style` is how the words are set. Where `spaced` is false, nothing parts a connector from
    the form and the form from what follows.
    """

    language: str
    connectors: tuple[str, ...]
    intensifiers: tuple[str, ...]
    forms: tuple[OpeningForm, ...]
    style: Literal["italic", "bold"] = "italic"
    spaced: bool = True


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
    """All registers of a run, each by key.

    `sessions` has the key (body, session as in the symbol). `due_sessions` are patterns by
    language for the session a clause is due at.
    """

    bodies: Mapping[str, Body]
    languages: Mapping[str, Language]
    sessions: Mapping[tuple[str, str], Session]
    topics: Mapping[str, Topic]
    openings: Mapping[str, OpeningGrammar]
    citations: Citations
    grammar: SymbolGrammar
    states: Mapping[str, State] = field(default_factory=dict)
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    follow_up: Mapping[str, FollowUp] = field(default_factory=dict)
    due_sessions: Mapping[str, str] = field(default_factory=dict)

    def find_session(self, body: str, session: str) -> Session | None:
        """Give a session by its key; `III` and `3` are the same."""
        key = parse_session(session)
        return self.sessions.get((body, session)) or (
            self.sessions.get((body, format_session(key))) if key else None
        )

    def session_name(self, body: str, session: str, language: str) -> str | None:
        """Give the printed name of a session: `Seventy-sixth session`.

        A name in the register holds for English; else the language's rule forms it. None for a
        session without a number, such as a year.
        """
        known = self.find_session(body, session)
        if known and language == "en":
            return known.name
        own = self.languages.get(language)
        return format_session_name(session, own.session_names, language) if own else None

    def endings(self, body: str, language: str) -> Endings:
        """Give what paragraphs of a body end with in a language: its own habit, else theirs."""
        own = self.languages.get(language)
        general = own.endings if own else Endings()
        special = self.bodies[body].endings.get(language) if body in self.bodies else None
        if special is None:
            return general
        named: dict[str, Any] = {
            part: getattr(special, part)
            for part in ("preamble", "operative", "last")
            if getattr(special, part)
        }
        return replace(general, **named)

    def count_members(self, body: str, day: str) -> int | None:
        """Give how many members a body had on `day` (YYYY-MM-DD); None if that is not known."""
        found = self.bodies.get(body)
        if found is None:
            return None
        if found.all_states:
            return count_members(self.states.values(), day)
        counts = [held.count for held in found.members if held.start <= day]
        return counts[-1] if counts else None

    def official_url(self, symbol: str, language: str) -> str | None:
        """Give the address of the official document, if documents of its kind have one."""
        if self.grammar.parse_symbol(symbol):
            return self.grammar.official_url(symbol, language)
        if re.fullmatch(
            self.citations.document + f"(?:{self.citations.suffix})?", symbol, re.ASCII
        ):
            return self.citations.official.format(symbol=format_address(symbol), language=language)
        return None
