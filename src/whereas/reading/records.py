"""A valid document becomes a frozen record; nothing is judged here and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from whereas.model.annexes import notes_of
from whereas.model.paragraphs import flatten
from whereas.model.provenance import Defect, Emendation, Source, SourceCounts
from whereas.model.resolution import (
    Adoption,
    AgendaItem,
    Ballots,
    Corrigendum,
    Draft,
    Issued,
    Part,
    Relation,
    Resolution,
    SeparateVote,
    Sponsor,
    Tally,
    Vote,
)
from whereas.model.translation import PartWords, Translation

Written = Mapping[str, Any]


def build_resolution(document: Written, file: str) -> Resolution:
    """Give the record of a `resolution/1` that its schema found valid."""
    paragraphs = flatten(document)
    return Resolution(
        file=file,
        symbol=document["symbol"],
        aliases=tuple(document.get("aliases", ())),
        type=document.get("type", "resolution"),
        status=document.get("status", "adopted"),
        language=document["language"],
        original=document.get("original"),
        body=document["body"],
        session=document.get("session"),
        number=document.get("number"),
        title=document.get("title"),
        subtitle=document.get("subtitle"),
        part_of=document.get("part_of"),
        agenda=tuple(AgendaItem(i["item"], i.get("title")) for i in document.get("agenda", ())),
        adoption=_adoption(document["adoption"]),
        issued=Issued(**document.get("issued", {})),
        drafts=tuple(_draft(entry) for entry in document.get("drafts", ())),
        sponsors=tuple(_sponsor(entry) for entry in document.get("sponsors", ())),
        topics=tuple(document.get("topics", ())),
        sdgs=tuple(document.get("sdgs", ())),
        relations=tuple(_relation(entry) for entry in document.get("relations", ())),
        numbering=document.get("numbering", "continuous"),
        parts=tuple(_part(entry, position) for position, entry in _parts(document)),
        paragraphs=paragraphs,
        notes=notes_of(document, paragraphs),
        corrigenda=tuple(_corrigendum(entry) for entry in document.get("corrigenda", ())),
        excerpt=document.get("excerpt", False),
        fictional=document.get("fictional", False),
        source=_source(document.get("source", {})),
    )


def build_translation(document: Written, file: str) -> Translation:
    """Give the record of a `resolution-translation/1` that its schema found valid."""
    paragraphs = flatten(document)
    return Translation(
        file=file,
        symbol=document["symbol"],
        language=document["language"],
        title=document.get("title"),
        subtitle=document.get("subtitle"),
        agenda=tuple(item["title"] for item in document.get("agenda", ())),
        basis=document.get("basis"),
        parts=tuple(_part_words(entry, position) for position, entry in _parts(document)),
        paragraphs=paragraphs,
        notes=notes_of(document, paragraphs),
        translated_by=document.get("translated_by", "official"),
        excerpt=document.get("excerpt", False),
        source=_source(document.get("source", {})),
    )


def _adoption(entry: Written) -> Adoption:
    plain = {key: value for key, value in entry.items() if key != "vote"}
    return Adoption(**plain, vote=_vote(entry["vote"]) if "vote" in entry else None)


def _vote(entry: Written) -> Vote:
    return Vote(
        method=entry["method"],
        tally=Tally(**entry["tally"]) if "tally" in entry else None,
        ballots=_ballots(entry),
        intended=tuple((said["state"], said["vote"]) for said in entry.get("intended", ())),
        separate=tuple(
            SeparateVote(vote["on"], vote["result"], Tally(**vote["tally"]), _ballots(vote))
            for vote in entry.get("separate", ())
        ),
    )


def _ballots(entry: Written) -> Ballots:
    columns = ("in_favour", "against", "abstaining", "not_voting")
    return Ballots(*(tuple(entry.get(column, ())) for column in columns))


def _parts(document: Written) -> Iterable[tuple[int, Written]]:
    return enumerate(document.get("parts", ()))


def _part(entry: Written, position: int) -> Part:
    return Part(
        letter=entry["part"],
        title=entry.get("title"),
        adoption=_adoption(entry["adoption"]) if "adoption" in entry else None,
        numbering=entry.get("numbering", "continuous"),
        path=("parts", position),
    )


def _part_words(entry: Written, position: int) -> PartWords:
    return PartWords(entry["part"], entry.get("title"), entry.get("basis"), ("parts", position))


def _draft(entry: str | Written) -> Draft:
    return Draft(entry, None) if isinstance(entry, str) else Draft(entry["symbol"], entry["note"])


def _sponsor(entry: str | Written) -> Sponsor:
    if isinstance(entry, str):
        return Sponsor(entry, None, None, None)
    names = ("state", "name", "role", "on_behalf_of")
    return Sponsor(*(entry.get(name) for name in names))


def _relation(entry: Written) -> Relation:
    return Relation(entry["kind"], entry["to"], entry.get("at"), entry.get("note"))


def _corrigendum(entry: Written) -> Corrigendum:
    return Corrigendum(
        date=entry["date"],
        symbol=entry.get("symbol"),
        languages=tuple(entry.get("languages", ())),
        at=entry.get("at"),
        wrong=entry.get("for"),
        right=entry.get("read"),
    )


def _source(source: Written) -> Source:
    return Source(
        url=source.get("url"),
        file=source.get("file"),
        sha256=source.get("sha256"),
        retrieved=source.get("retrieved"),
        method=source.get("method"),
        note=source.get("note"),
        counts=SourceCounts(**source.get("paragraphs", {})),
        emendations=tuple(_emendation(entry) for entry in source.get("emendations", ())),
        defects=tuple(Defect(**entry) for entry in source.get("defects", ())),
    )


def _emendation(entry: Written) -> Emendation:
    return Emendation(
        at=entry["at"],
        read=entry["read"],
        text=entry["text"],
        status=entry["status"],
        suggest=entry.get("suggest"),
        why=entry.get("why"),
    )
