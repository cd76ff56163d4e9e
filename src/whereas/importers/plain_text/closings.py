"""Closing lines: meeting and day of adoption, and the vote with its States."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.phrases import Phrases
from whereas.model.vocabularies import State, fold_name, index_names

_COMMA = re.compile(r",\s+")


@dataclass(slots=True)
class Closing:
    """What closing lines say of an adoption; `column` is the list of States that is open."""

    date: str | None = None
    meeting: int | None = None
    vote: dict[str, Any] = field(default_factory=dict)
    column: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was read yet."""
        return self.date is None and self.meeting is None and not self.vote


@dataclass(frozen=True, slots=True)
class ClosingReader:
    """Reads closing lines into a `Closing`."""

    phrases: Phrases
    states: Mapping[str, State]
    ledger: Ledger

    def read(self, words: str, line: int, closing: Closing) -> bool:
        """Read words as a closing line; tell whether they are one."""
        taken = self._meeting(words, closing) or self._vote(words, line, closing)
        taken = taken or self._column(words, line, closing)
        if taken:
            self.ledger.hold(words)
        return taken

    def _meeting(self, words: str, closing: Closing) -> bool:
        for pattern in self.phrases.closing:
            if match := pattern.fullmatch(words):
                self._take(match.groupdict(), closing)
                return True
        return False

    def _take(self, found: Mapping[str, str | None], closing: Closing) -> None:
        if found.get("date"):
            closing.date = self.phrases.parse_date(found["date"] or "")
        if found.get("meeting"):
            closing.meeting = int(found["meeting"] or 0)

    def _vote(self, words: str, line: int, closing: Closing) -> bool:
        for vote in self.phrases.votes:
            match = vote.pattern.fullmatch(words)
            if match is None:
                continue
            found = match.groupdict()
            self._take(found, closing)
            closing.vote = {"method": vote.method}
            if found.get("in_favour") and "abstaining" not in found:
                self.ledger.lose("doubtful", "vote that tells no abstentions", line, words, "0")
            if found.get("in_favour"):
                closing.vote["tally"] = {
                    name: self.phrases.parse_count(found.get(name) or "0")
                    for name in ("in_favour", "against", "abstaining")
                }
            if found.get("states"):
                closing.vote["abstaining"] = self._codes(found["states"] or "", line)
            return True
        return False

    def _column(self, words: str, line: int, closing: Closing) -> bool:
        """Read the head of a column of a vote, or the States below it."""
        if not closing.vote:
            return False
        if words in self.phrases.columns:
            closing.column = self.phrases.columns[words]
            return True
        if closing.column:
            closing.vote[closing.column] = self._codes(words.rstrip("].").strip(), line)
            closing.column = ""
            return True
        return False

    def _codes(self, words: str, line: int) -> list[str]:
        codes = []
        for name, code in self._iter_states(words):
            if code is None:
                self.ledger.lose("lost", "State that the register lacks", line, name)
            else:
                codes.append(code)
        return codes

    def _iter_states(self, words: str) -> Iterator[tuple[str, str | None]]:
        """Give printed names with their codes; the last two may be joined by a word."""
        known = index_names(self.states.values())
        for piece in _COMMA.split(words):
            for name in _parted(piece, known, self.phrases.joins):
                yield name, known.get(fold_name(name))


def _parted(piece: str, known: Mapping[str, str], joins: Iterable[str]) -> list[str]:
    """Give a name, or the two that a word joins where the whole is none."""
    if fold_name(piece) in known:
        return [piece]
    for join in joins:
        bare = piece.removeprefix(f"{join} ")
        if bare != piece and fold_name(bare) in known:
            return [bare]
        parts = piece.split(f" {join} ")
        for cut in range(1, len(parts)):
            pair = [f" {join} ".join(part) for part in (parts[:cut], parts[cut:])]
            if all(fold_name(name) in known for name in pair):
                return pair
    return [piece]
