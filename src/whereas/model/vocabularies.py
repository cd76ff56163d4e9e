"""Records of the vocabularies about people and duties: States, addressees, follow-up clauses.

They hold facts and patterns; finding them in a text is the business of the analysis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a Member had no seat of its own: from `start`, and again from `end`."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Again:
    """Days on which a former code stood once more, for the membership that has the code `now`."""

    start: str
    end: str
    now: str


@dataclass(frozen=True, slots=True)
class State:
    """A State as votes and sponsors name it. `key` is its ISO 3166 code of three letters.

    `names` are short names by language, English apart. `printed` are other printed names in
    English, former ones among them. `admitted` and `left` bound its membership of the United
    Nations (YYYY-MM-DD, `left` the first day without); a State that is no Member has neither.
    `now` is the code under which the same membership goes on today, from `left` on; `since` the
    day from which it had this former code, None for its first; `again` when the code stood for
    another membership; `observer` the day since which it takes part as an observer State.
    """

    key: str
    name: str
    names: Mapping[str, str]
    printed: tuple[str, ...]
    m49: str | None = None
    group: str | None = None
    admitted: str | None = None
    left: str | None = None
    absent: tuple[Absence, ...] = ()
    observer: str | None = None
    now: str | None = None
    since: str | None = None
    again: Again | None = None

    def name_in(self, language: str) -> str:
        """Give the short name in `language`, in English where the register lacks it."""
        return self.names.get(language, self.name)

    def is_member(self, day: str) -> bool:
        """Tell whether the State was a Member of the United Nations on `day` (YYYY-MM-DD)."""
        if self.admitted is None or day < self.admitted or (self.left and day >= self.left):
            return False
        return not any(absence.start <= day < absence.end for absence in self.absent)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom paragraphs address. `patterns` are by language, on plain text, case as written.

    Where several addressees match at one place, the longest match holds.
    """

    key: str
    kind: str
    name: str
    patterns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A kind of clause that asks for something later: a report, an item of the next agenda.

    `patterns` are by language, on the plain text of one operative paragraph, without regard to
    case; `unless` are patterns of words inside which a match does not count. `needs` are words,
    in small letters, of which each match has one: a quick look spares most texts the pattern.
    `yields` names what the clause says, such as `due_session`.
    """

    key: str
    name: str
    patterns: Mapping[str, str]
    unless: Mapping[str, str]
    yields: tuple[str, ...]
    example: str
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fold_name(printed: str) -> str:
    """Give a printed name for comparing: case, accents, kinds of apostrophe drop out.

    Votes print TÜRKİYE and TURKIYE, CÔTE D'IVOIRE and COTE D'IVOIRE.
    """
    letters = unicodedata.normalize("NFKD", printed.translate(_TYPOGRAPHY).casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())


def index_names(states: Iterable[State]) -> Mapping[str, str]:
    """Give the code of every printed English name, folded by `fold_name`.

    Where two States share a name, the one that stands first in `states` has it.
    """
    found: dict[str, str] = {}
    for state in states:
        for name in (state.name, *state.printed):
            found.setdefault(fold_name(name), state.key)
    return found


def find_membership(states: Mapping[str, State], code: str, day: str) -> str:
    """Give the code of today of the membership that `code` meant on `day` (YYYY-MM-DD).

    A code that goes on under no other, or is not registered, is its own.
    """
    state = states.get(code)
    if state is None:
        return code
    if state.again and state.again.start <= day < state.again.end:
        return state.again.now
    return state.now or code


def former_codes(states: Iterable[State]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Give the former codes of each membership that had any, by its code of today.

    Each is first day (empty where it had none before), first day of the next code, and code.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for state in states:
        if state.now and state.left:
            found.setdefault(state.now, []).append((state.since or "", state.left, state.key))
        if state.again:
            again = state.again
            found.setdefault(again.now, []).append((again.start, again.end, state.key))
    return {code: tuple(sorted(held)) for code, held in found.items()}


def count_members(states: Iterable[State], day: str) -> int:
    """Give how many Members the United Nations had on `day` (YYYY-MM-DD).

    A code that went out of use counts under the one that goes on.
    """
    return sum(state.is_member(day) for state in states if state.now is None)
