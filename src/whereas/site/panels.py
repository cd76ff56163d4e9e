"""Panels of a record's page: emendations, corrigenda, votes, relations, citations, neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from whereas.analysis.texts import BASIS
from whereas.model.markup import parse_markup, plain
from whereas.model.resolution import Ballots, Tally, Vote
from whereas.site.inline import lay_out, render_line
from whereas.site.names import state_name
from whereas.site.view import View
from whereas.site.words import join_words, sort_key

_CAST = {
    "Y": ("y", "in_favour"),
    "N": ("n", "against"),
    "A": ("a", "abstaining"),
    "X": ("o", "not_voting"),
}
_LONE = str.maketrans("", "", "*^~")
_UNADDRESSED = frozenset({"title", "basis", "masthead", "agenda", "closing"})
"""Places of emendations that have no address of their own in the page."""


def iter_emendations(view: View) -> Iterator[dict[str, Any]]:
    """Give each emendation in words: place, standing, what was read and what stands here."""
    places = [place.id for place in view.resolution.places()]
    entries = enumerate(view.resolution.source.emendations, 1)
    order = {place: position for position, place in enumerate(places)}
    for number, entry in sorted(entries, key=lambda pair: order.get(pair[1].at, -1)):
        kept = entry.status in ("doubtful", "sic")
        name = "reads_changed" if not kept else "reads_kept" if entry.suggest else "reads_so"
        yield {
            "id": f"emendation{number}",
            "at": entry.at,
            "anchor": "top"
            if entry.at == "title"
            else ""
            if entry.at in _UNADDRESSED
            else entry.at,
            "status": view.words[f"status_{entry.status}"],
            "says": Markup(view.words[name]).format(
                read=_quotation(entry.read),
                text=_quotation(entry.text),
                suggest=_quotation(entry.suggest or ""),
            ),
            "why": entry.why,
        }


def iter_corrigenda(view: View) -> Iterator[dict[str, Any]]:
    """Give each corrigendum in words."""
    for entry in view.resolution.corrigenda:
        says: str | Markup = view.words["corrected_so"]
        if entry.wrong and entry.right:
            says = Markup(view.words["for_read"]).format(
                wrong=_quotation(entry.wrong), right=_quotation(entry.right)
            )
        yield {
            "symbol": entry.symbol,
            "date": view.date(entry.date),
            "at": entry.at,
            "says": says,
        }


def iter_votes(view: View) -> Iterator[dict[str, Any]]:
    """Give the vote on the text, and those on parts that were adopted alone."""
    for letter, adoption in view.resolution.adoptions():
        vote = adoption.vote
        if vote is None or vote.tally is None:
            continue
        heading = view.words.fill("vote_on_part", part=letter) if letter else view.words["vote"]
        yield {
            "id": f"vote-{letter}" if letter else "vote",
            "heading": heading,
            "says": _tally(view, vote.tally),
            "more": [*_separate(view, vote), *_intended(view, vote)],
            "ballots": list(_ballots(view, vote.ballots)),
        }


def iter_relations(view: View) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Give each relation: what the text does, to which document, its address, a remark."""
    for relation in view.resolution.relations:
        kind = view.words[f"relation_{relation.kind}"]
        yield kind, relation.to, view.address(relation.to), relation.note


def iter_cites(view: View) -> Iterator[tuple[str, str | None, str]]:
    """Give each cited document with its address and the places that cite it."""
    places: dict[str, list[str]] = {}
    for place, citation in view.text.iter_citations():
        if citation.cited:
            label = view.words["basis"] if place == BASIS else place
            where = places.setdefault(citation.cited, [])
            if label not in where:
                where.append(label)
    for symbol, where in places.items():
        yield symbol, view.address(symbol), join_words(where, view.language)


def iter_neighbours(view: View) -> Iterator[tuple[str, str, str, str]]:
    """Give the texts before and after in the same body and session."""
    here = view.source.corpus.find(view.resolution.symbol)
    mains = view.source.corpus.resolutions
    if here is None or here not in mains:
        return
    position = mains.index(here)
    for rel, at in (("prev", position - 1), ("next", position + 1)):
        other = mains[at] if 0 <= at < len(mains) else None
        if other is None or (other.body, other.session) != (here.body, here.session):
            continue
        found = view.source.page_of(other.symbol, view.resolution.language)
        address = view.address(other.symbol)
        if found and address:
            title = plain(parse_markup(found[0].title or ""))
            yield rel, other.symbol, title, address


def _tally(view: View, tally: Tally) -> str:
    counts = {
        name: view.words.number(getattr(tally, name) or 0)
        for name in ("in_favour", "against", "abstaining")
    }
    says = view.words.fill("tally", **counts)
    if tally.not_voting is not None:
        says += " " + view.words.fill(
            "tally_not_voting", number=view.words.number(tally.not_voting)
        )
    return says


def _separate(view: View, vote: Vote) -> Iterator[str]:
    for separate in vote.separate:
        result = view.words[f"result_{separate.result}"]
        tally = _tally(view, separate.tally)
        yield view.words.fill("separate", on=separate.on, result=result, tally=tally)


def _intended(view: View, vote: Vote) -> Iterator[str]:
    for state, meant in vote.intended:
        name = state_name(view.source, state, view.language)
        yield view.words.fill("intended", state=name, vote=view.words[f"cast_{meant}"])


def _ballots(view: View, ballots: Ballots) -> Iterator[dict[str, str]]:
    """Give the ballots by name of the State."""
    rows = []
    for state, letter in ballots.each():
        key, column = _CAST[letter]
        rows.append(
            {
                "name": state_name(view.source, state, view.language),
                "address": f"{view.home}states/{state}.html",
                "key": key,
                "cast": view.words[f"cast_{column}"],
            }
        )
    yield from sorted(rows, key=lambda row: (sort_key(row["name"]), row["address"]))


def _is_torn(markup: str) -> bool:
    """Tell whether words cut out of a line hold one half of a pair of marks."""
    return any(mark in plain(parse_markup(markup)) for mark in "*^~")


def _quotation(markup: str) -> Markup:
    # A style that begins here and ends beyond is no style of these words.
    line = lay_out(parse_markup(markup.translate(_LONE) if _is_torn(markup) else markup))
    html = render_line(line, (), lambda mark: Markup("<sup>{}</sup>").format(mark))
    return Markup('<q class="q">{}</q>').format(html)
