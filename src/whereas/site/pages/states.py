"""The list of States and a page a State: its votes and what it proposed."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from whereas.model.resolution import Resolution
from whereas.model.votes import iter_votes
from whereas.site.listing import Entry, Section, make_listing, text_entries
from whereas.site.names import isolate_state, state_name
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.places import name_places
from whereas.site.record import iter_separate, vote_id
from whereas.site.shell import Page
from whereas.site.words import Phrases, join_words, sort_key

_COLUMNS = {"Y": "in_favour", "N": "against", "A": "abstaining", "X": "not_voting"}
_VOTES = ("in_favour", "against", "abstaining")
"""What counts as a vote: who was not there or did not vote cast none."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a State did in one count: the text, the id of a separate vote, what that was on.

    `part` is the letter of a part adopted alone; `meant` the vote that it had meant to cast.
    """

    symbol: str
    separate: str = ""
    on: str = ""
    part: str = ""
    meant: str = ""


@dataclass(slots=True)
class Record:
    """What a State did: ballots by vote cast, votes meant, and symbols of what it proposed."""

    cast: dict[str, list[Ballot]] = field(default_factory=dict)
    intended: list[Ballot] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)

    def votes(self) -> int:
        """Give how many votes it cast, separate votes among them."""
        return sum(len(self.cast.get(name, ())) for name in _VOTES)


@page_kind("state")
def plan_states(source: SiteSource) -> Iterator[Plan]:
    """Plan the list of States and a page a State, where any voted or proposed."""
    records = collect_records(source)
    for language in source.languages() if records else ():
        prefix = source.prefix(language)
        make = functools.partial(make_states, source, records, language)
        yield Plan(f"{prefix}states/index.html", "state", language, make)
        for state, record in records.items():
            make = functools.partial(make_state, source, state, record, language)
            yield Plan(f"{prefix}states/{state}.html", "state", language, make)


def collect_records(source: SiteSource) -> dict[str, Record]:
    """Give what each State did, by code; texts in the order of the corpus."""
    records: dict[str, Record] = {}
    for resolution in source.corpus:
        _collect_votes(resolution, records)
        for sponsor in resolution.sponsors:
            if sponsor.state:
                records.setdefault(sponsor.state, Record()).proposed.append(resolution.symbol)
    return dict(sorted(records.items()))


def _collect_votes(resolution: Resolution, records: dict[str, Record]) -> None:
    ids = {counted.path: name for name, counted in iter_separate(resolution)}
    for counted in iter_votes(resolution):
        ballot = Ballot(resolution.symbol, ids.get(counted.path, ""), counted.on, part=counted.part)
        for state, letter in counted.ballots.each():
            record = records.setdefault(state, Record())
            record.cast.setdefault(_COLUMNS[letter], []).append(ballot)
        for state, meant in counted.intended:
            record = records.setdefault(state, Record())
            record.intended.append(replace(ballot, meant=meant))


def make_states(source: SiteSource, records: dict[str, Record], language: str) -> Page:
    """Give the list of States, by name."""
    words = Phrases(language, "lists")

    def order(state: str) -> tuple[str, str]:
        return sort_key(state_name(source, state, language)), state

    entries = tuple(
        Entry(
            isolate_state(source, state, language),
            f"{state}.html",
            _counts(records[state], words),
        )
        for state in sorted(records, key=order)
    )
    return make_listing(
        source,
        "state",
        language,
        "states/index.html",
        heading=words["states"],
        lead=words["states_lead"],
        sections=[Section("list", words["states"], entries)],
    )


def make_state(source: SiteSource, state: str, record: Record, language: str) -> Page:
    """Give the page of a State: a list for each way it voted, and what it proposed."""
    words = Phrases(language, "lists")
    path = f"states/{state}.html"
    root = root_of(source.prefix(language) + path)
    held = {**{name: record.cast.get(name, []) for name in _COLUMNS.values()}}
    held["intended"] = record.intended
    sections = [
        Section(
            name,
            words[f"vote_{name}"],
            tuple(_ballot_entries(source, reversed(ballots), language, root)),
        )
        for name, ballots in held.items()
    ]
    proposed = tuple(text_entries(source, reversed(record.proposed), language, root))
    sections.append(Section("proposed", words["proposed"], proposed))
    return make_listing(
        source,
        "state",
        language,
        path,
        heading=isolate_state(source, state, language),
        lead=_counts(record, words),
        sections=sections,
        up=(words["states"], "states/index.html"),
    )


def _counts(record: Record, words: Phrases) -> str:
    said = (
        words.count("votes", record.votes()),
        words.count("proposals", len(record.proposed)),
    )
    return join_words(said, words.language)


def _ballot_entries(
    source: SiteSource, ballots: Iterator[Ballot], language: str, root: str
) -> Iterator[Entry]:
    """Give a line for each ballot: the text, and what a separate vote was on or what was meant."""
    words = Phrases(language, "record")
    for ballot in ballots:
        for entry in text_entries(source, [ballot.symbol], language, root):
            if ballot.separate:
                said = words.fill("separate", on=_subject(source, ballot, language))
                place = (said, f"{entry.address}#{ballot.separate}")
                yield replace(entry, places=(place,))
            elif ballot.meant:
                place = (words[f"cast_{ballot.meant}"], f"{entry.address}#{vote_id(ballot.part)}")
                yield replace(entry, places=(place,))
            else:
                yield entry


def _subject(source: SiteSource, ballot: Ballot, language: str) -> str:
    """Give what a separate vote was on, in words of the page."""
    found = source.page_of(ballot.symbol, language)
    if found is None:
        return ballot.on
    places = name_places(found[0], language)
    return places.name(places.within(ballot.on, ballot.part))
