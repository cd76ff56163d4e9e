"""The registers of a run: bodies, languages, topics, opening words, and all of them together.

Sessions stand in `sessions`, States, addressees and follow-up in `vocabularies`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from whereas.model.pointers import Basis, Pointers
from whereas.model.sessions import (
    Session,
    SessionKey,
    format_session,
    format_session_name,
    parse_session,
)
from whereas.model.symbols import SymbolForm, SymbolGrammar, format_address
from whereas.model.vocabularies import Addressee, FollowUp, State, count_members

Part = Literal["preamble", "operative"]
_Days = tuple[str | None, str | None]
"""A first and a last day, None where it is not known."""


@dataclass(frozen=True, slots=True)
class Endings:
    """What a preambular, an operative and the last paragraph may end with."""

    preamble: tuple[str, ...] = ()
    operative: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """How many members a body has from a day on (YYYY-MM-DD), and how many adopt a text."""

    start: str
    count: int
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts texts, and what each of its texts has.

    `requires` names the fields (`title`, `session`, `number`) that none of its texts lacks.
    `names`, `organization_names`, `formula` and `endings` are by language; `endings` has only
    what differs from the language's own. In a formula `{ordinal}` stands for the session in
    words. `all_states` is true where every Member State has a seat; else `members` tells numbers,
    the earliest first. Where `majority` is `voting`, more votes for than against adopt a text;
    where one of the `permanent` members (codes of today) votes against, only a `procedural` text
    is adopted. `first_meeting` is a day (YYYY-MM-DD), `rest_days` are names of days of the week
    (sunday), `dates` patterns by language of the one way in which its texts write a day.
    `basis` is on what papers it adopts texts.
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
    organization_names: Mapping[str, str] = field(default_factory=dict)
    formula: Mapping[str, str] = field(default_factory=dict)
    formula_place: Literal["before", "after"] = "before"
    endings: Mapping[str, Endings] = field(default_factory=dict)
    spelling: str | None = None
    """Key of the spelling it follows, in the languages that have it."""
    single_unnumbered: bool = False
    """True where an operative paragraph that is the only one has no number."""
    all_states: bool = False
    members: tuple[Membership, ...] = ()
    majority: Literal["voting"] | None = None
    permanent: tuple[str, ...] = ()
    procedural: tuple[str, ...] = ()
    url: str | None = None
    first_meeting: str | None = None
    rest_days: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    basis: Basis | None = None

    def name_in(self, language: str) -> str:
        """Give the printed name in `language`, in English where the register lacks it."""
        return self.names.get(language, self.name)

    def organization_in(self, language: str) -> str:
        """Give the name of its organization, in English where the register lacks it."""
        return self.organization_names.get(language, self.organization)

    def membership(self, day: str) -> Membership | None:
        """Give the number of members that held on `day` (YYYY-MM-DD); None if not known."""
        held = [membership for membership in self.members if membership.start <= day]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Prose:
    """How running text in a language cites documents.

    `nouns` are pairs of a noun and the kind of document it means; `own` the words by which a
    body calls a text its own (its); `dated` the word before a date; `months` twelve names;
    `titled` the words before a title in quotation marks (entitled).
    """

    nouns: tuple[tuple[str, str], ...]
    own: tuple[str, ...]
    joins: tuple[str, ...]
    dated: str
    months: tuple[str, ...]
    titled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a language prints a day: a pattern with `{day}`, `{month}` and `{year}`.

    `months` are twelve names as they stand in a date; `first` is how the first day of a month
    is printed where that is no plain figure (1er). `avoid` are patterns of other forms,
    which its texts do not use.
    """

    pattern: str
    months: tuple[str, ...]
    first: str | None = None
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexWords:
    """How a language speaks of annexes.

    `stems` are beginnings of the word, in small letters; `own` is the pattern, in any case of
    letters, of words that name an annex of the text itself, its label in a group.
    """

    stems: tuple[str, ...]
    own: str


@dataclass(frozen=True, slots=True)
class Asides:
    """Words after which a comma opens an aside (through), and first words of one (inter alia)."""

    after: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of texts: BCP 47 tag, names, direction of its script, and how it cites.

    `labels` are the first label of each degree of a list, the outermost first, as printed;
    `quotes` the opening and closing mark; `note_mark` the side of a stop on which a note's mark
    stands; `session_names` patterns with `{ordinal}` by kind of session. `script` is its code of
    ISO 15924; `length` how long a paragraph is as a rule, as least and most parts of its length
    in English; `pointers` how it names places of documents.
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
    ibid: tuple[str, ...] = ()
    """Words by which a note means what the note before it names."""
    hanging: tuple[str, ...] = ()
    """Words that may follow a hyphen at the end of a word."""
    doubled: tuple[str, ...] | None = None
    """Words that may stand twice in a row; None where that is not known."""
    misread: tuple[tuple[str, str], ...] = ()
    """Letters, and what a scan takes them for."""
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By spelling, words of other spellings with the form that it writes."""
    annex: AnnexWords | None = None
    totals: tuple[str, ...] = ()
    """First cells of a row of sums."""
    asides: Asides | None = None
    dates: DateStyle | None = None
    session_names: Mapping[str, str] = field(default_factory=dict)
    script: str | None = None
    length: tuple[float, float] | None = None
    pointers: Pointers | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject under which texts are filed; `uri` is its address in the UNBIS Thesaurus.

    `label` is in English, `labels` are those in other languages. `also` are other addresses in
    that Thesaurus, `eurovoc` is the address in EuroVoc; `printed` are other words, in English,
    by which a library files under it. Every text of one of the `goals` (Sustainable Development
    Goals, 1 to 17) is filed under it too.
    """

    key: str
    label: str
    uri: str | None
    labels: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    eurovoc: str | None = None
    printed: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()

    def label_in(self, language: str) -> str:
        """Give the label in `language`, in English where the register lacks it."""
        return self.labels.get(language, self.label)


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """Words that open a paragraph. `italic` is what is set in italics, the whole if None.

    `force` is an editorial scale from 0 (recital) to 5 (decides, demands), not doctrine. `only`
    are the bodies whose words these are; empty for words of all. `repeated` is true for words
    that stand before each of several paragraphs, such as whereas.
    """

    language: str
    part: Part
    form: str
    italic: str | None
    lemma: str
    category: str
    force: int
    only: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class OpeningGrammar:
    """What may stand around an opening form: connectors (also) and intensifiers (deeply).

    `style` is how the words are set. Where `spaced` is false, nothing parts a connector from
    the form and the form from what follows. `series` are the connectors of neighbours that open
    with one verb, in their order, each with its spellings; `placing` the side of the form on
    which they stand, by part.
    """

    language: str
    connectors: tuple[str, ...]
    intensifiers: tuple[str, ...]
    forms: tuple[OpeningForm, ...]
    style: Literal["italic", "bold"] = "italic"
    spaced: bool = True
    series: tuple[tuple[str, ...], ...] = ()
    placing: Mapping[Part, Literal["before", "after"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citations:
    """How documents that are no body's own text are named and addressed."""

    document: str
    """Pattern of any document's symbol that is not one of a body's own forms."""
    suffix: str
    """Pattern of what may follow a symbol: `/Add.1`, `/Corr.2`."""
    official: str
    """Address of such a document, with `{symbol}` and `{language}`."""
    pointed: tuple[str, ...] = ()
    """Words of symbols that have a point before the figure that follows them: CN, Add."""


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of a run, each by key.

    `sessions` has the key (body, session as in the symbol). `due_sessions` are patterns by
    language for the session a clause is due at. `scripts` are the letters of a script, by its
    code, as they stand in a character class of a regular expression.
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
    scripts: Mapping[str, str] = field(default_factory=dict)
    _days: dict[tuple[str, str], _Days] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def find_session(self, body: str, session: str) -> Session | None:
        """Give a session by its key; `III` and `3` are the same."""
        key = parse_session(session)
        return self.sessions.get((body, session)) or (
            self.sessions.get((body, format_session(key))) if key else None
        )

    def session_days(self, body: str, session: str) -> _Days:
        """Give the first and the last day that a session can have had; None where not known.

        A regular session lasts until the next one opens, and does not open before an earlier
        one did; special sessions may be adjourned and resumed.
        """
        days = self._days.get((body, session))
        if days is None:
            days = self._days[body, session] = self._find_days(body, session)
        return days

    def _find_days(self, body: str, session: str) -> _Days:
        own, key = self.find_session(body, session), parse_session(session)
        opened, closed = (own.opened, own.closed) if own else (None, None)
        if key is None:
            return opened, closed
        before = (replace(key, number=number) for number in range(key.number - 1, 0, -1))
        opened = opened or next(filter(None, map(partial(self._opened, body), before)), None)
        if closed is None and key.kind == "regular":
            closed = self._opened(body, replace(key, number=key.number + 1))
        return opened, closed

    def _opened(self, body: str, key: SessionKey) -> str | None:
        found = self.sessions.get((body, format_session(key)))
        return found.opened if found else None

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
        held = found.membership(day)
        return held.count if held else None

    def official_url(self, symbol: str, language: str) -> str | None:
        """Give the address of the official document, if documents of its kind have one."""
        if self.grammar.parse_symbol(symbol):
            return self.grammar.official_url(symbol, language)
        if re.fullmatch(
            self.citations.document + f"(?:{self.citations.suffix})?", symbol, re.ASCII
        ):
            return self.citations.official.format(symbol=format_address(symbol), language=language)
        return None
