"""The list of States and a page a State: its votes and what it proposed."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from whereas.site.listing import Entry, Section, make_listing, text_entries
from whereas.site.names import state_name
from whereas.site.pages.kinds import Plan, SiteSource, page_kind, root_of
from whereas.site.shell import Page
from whereas.site.words import Phrases, join_words, sort_key

_COLUMNS = {"Y": "in_favour", "N": "against", "A": "abstaining", "X": "not_voting"}


@dataclass(slots=True)
class Record:
    """What a State did: symbols by vote cast, and symbols of what it proposed."""

    cast: dict[str, list[str]] = field(default_factory=dict)
    proposed: list[str] = field(default_factory=list)


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
        for _, adoption in resolution.adoptions():
            for state, letter in adoption.vote.ballots.each() if adoption.vote else ():
                record = records.setdefault(state, Record())
                record.cast.setdefault(letter, []).append(resolution.symbol)
        for sponsor in resolution.sponsors:
            if sponsor.state:
                records.setdefault(sponsor.state, Record()).proposed.append(resolution.symbol)
    return dict(sorted(records.items()))


def make_states(source: SiteSource, records: dict[str, Record], language: str) -> Page:
    """Give the list of States, by name."""
    words = Phrases(language, "lists")
    entries = sorted(
        (
            Entry(
                state_name(source, state, language),
                f"{state}.html",
                words.count("votes", sum(len(held) for held in record.cast.values())),
            )
            for state, record in records.items()
        ),
        key=lambda entry: (sort_key(entry.words), entry.address),
    )
    return make_listing(
        source,
        "state",
        language,
        "states/index.html",
        heading=words["states"],
        lead=words["states_lead"],
        sections=[Section("list", words["states"], tuple(entries))],
    )


def make_state(source: SiteSource, state: str, record: Record, language: str) -> Page:
    """Give the page of a State: a list for each way it voted, and what it proposed."""
    words = Phrases(language, "lists")
    path = f"states/{state}.html"
    root = root_of(source.prefix(language) + path)

    def section(name: str, heading: str, symbols: list[str]) -> Section:
        entries = tuple(text_entries(source, reversed(symbols), language, root))
        return Section(name, heading, entries)

    sections = [
        section(name, words[f"vote_{name}"], record.cast.get(letter, []))
        for letter, name in _COLUMNS.items()
    ]
    sections.append(section("proposed", words["proposed"], record.proposed))
    votes = sum(len(held) for held in record.cast.values())
    return make_listing(
        source,
        "state",
        language,
        path,
        heading=state_name(source, state, language),
        lead=join_words(
            (words.count("votes", votes), words.count("proposals", len(record.proposed))), language
        ),
        sections=sections,
        up=(words["states"], "states/index.html"),
    )
