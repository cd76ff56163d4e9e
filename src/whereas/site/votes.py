"""Panels of votes: on the text, on parts adopted alone, and separate votes with their ballots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from whereas.model.resolution import Ballots, Resolution, Tally
from whereas.model.votes import Counted, iter_votes
from whereas.site.adoption import is_divided
from whereas.site.labels import capitalize
from whereas.site.names import isolate_state, state_name
from whereas.site.record import iter_separate, vote_id
from whereas.site.view import View
from whereas.site.words import join_words, sort_key

_CAST = {
    "Y": ("y", "in_favour"),
    "N": ("n", "against"),
    "A": ("a", "abstaining"),
    "X": ("o", "not_voting"),
}


@dataclass(frozen=True, slots=True)
class BallotRow:
    """How one State voted: its name and page, the key of the vote, the vote in words."""

    name: Markup
    address: str
    key: str
    cast: str


@dataclass(frozen=True, slots=True)
class Count:
    """One count: its id and heading, what it gave, and the ballots by name of the State.

    `title` is the heading in plain words; `more` holds later statements.
    """

    id: str
    title: str
    heading: Markup
    says: str
    more: tuple[Markup, ...]
    ballots: tuple[BallotRow, ...]


@dataclass(frozen=True, slots=True)
class VotePanel:
    """The count on a text or a part, and the separate votes that went before it."""

    whole: Count
    separate: tuple[Count, ...]


def iter_vote_panels(view: View) -> Iterator[VotePanel]:
    """Give a panel for each adoption of which more is known than that there was no vote.

    Of parts adopted alone each has its panel, with or without figures.
    """
    ids = {counted.path: name for name, counted in iter_separate(view.resolution)}
    for part, counts in groupby(iter_votes(view.resolution), key=lambda counted: counted.part):
        whole, *separate = counts
        if is_divided(view.resolution) or separate or _has_figures(whole):
            yield VotePanel(
                _whole(view, part, whole),
                tuple(_separate(view, ids[counted.path], counted) for counted in separate),
            )


def _has_figures(counted: Counted) -> bool:
    return bool(counted.tally or counted.intended or any(counted.ballots.each()))


def _whole(view: View, part: str, counted: Counted) -> Count:
    title = _title(view, part)
    return Count(
        vote_id(part),
        title,
        Markup.escape(title),
        _says(view, view.words[f"method_{counted.method}"], counted.tally),
        tuple(_intended(view, counted)),
        tuple(_ballots(view, counted.ballots)),
    )


def _title(view: View, part: str) -> str:
    """Name the panel: where parts were adopted alone, the vote on the text is on the others."""
    letters = part or join_words(_rest(view.resolution), view.language)
    return view.words.fill("vote_on_part", part=letters) if letters else view.words["vote"]


def _rest(resolution: Resolution) -> list[str]:
    if not is_divided(resolution):
        return []
    return [part.letter for part in resolution.parts if part.adoption is None]


def _separate(view: View, name: str, counted: Counted) -> Count:
    place = view.places.within(counted.on, counted.part)
    anchor, called = view.places.anchor(place), view.places.name(place)
    link = Markup('<a href="#{}">{}</a>').format(anchor, called) if anchor else called
    return Count(
        name,
        view.words.fill("separate", on=called),
        Markup(view.words["separate"]).format(on=link),
        _says(view, capitalize(view.words[f"result_{counted.result}"]), counted.tally),
        (),
        tuple(_ballots(view, counted.ballots)),
    )


def _says(view: View, method: str, tally: Tally | None) -> str:
    """Give method or result, and the figures where there are any."""
    if tally is None:
        return method
    return view.words.fill("voted", method=method, tally=_tally(view, tally))


def _tally(view: View, tally: Tally) -> str:
    """Give the figures; without those of nobody, which few documents print."""
    words = view.words
    counts = {
        name: words.number(getattr(tally, name)) for name in ("in_favour", "against", "abstaining")
    }
    said = [words.fill("tally" if tally.abstaining else "tally_two", **counts)]
    if tally.not_voting:
        said.append(words.fill("tally_not_voting", number=words.number(tally.not_voting)))
    if tally.members:
        said.append(words.fill("tally_members", number=words.number(tally.members)))
    return " ".join(said)


def _intended(view: View, counted: Counted) -> Iterator[Markup]:
    for state, meant in counted.intended:
        name = isolate_state(view.source, state, view.language)
        cast = view.words[f"cast_{meant}"]
        yield Markup(view.words["intended"]).format(state=name, vote=cast)


def _ballots(view: View, ballots: Ballots) -> list[BallotRow]:
    """Give the ballots by name of the State."""

    def order(ballot: tuple[str, str]) -> tuple[str, str]:
        return sort_key(state_name(view.source, ballot[0], view.language)), ballot[0]

    rows = []
    for state, letter in sorted(ballots.each(), key=order):
        key, column = _CAST[letter]
        name = isolate_state(view.source, state, view.language)
        address = f"{view.home}states/{state}.html"
        rows.append(BallotRow(name, address, key, view.words[f"cast_{column}"]))
    return rows
