"""Records from the entries of registers. An entry is valid when it comes here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from whereas.model.pointers import Basis, Pointers
from whereas.model.registers import (
    AnnexWords,
    Asides,
    Body,
    DateStyle,
    Endings,
    Language,
    Membership,
    OpeningForm,
    OpeningGrammar,
    Part,
    Prose,
    Topic,
)
from whereas.model.sessions import Session, format_session_name
from whereas.model.symbols import SymbolForm
from whereas.model.vocabularies import Absence, Addressee, Again, FollowUp, State

Written = Mapping[str, Any]

FIELDS = ("session", "number", "part", "year")
"""Fields of a form of symbol, each with its pattern."""


def build_body(entry: Written) -> Body:
    """Give the record of a body with the forms of its symbols."""
    return Body(
        key=entry["body"],
        name=entry["name"],
        organization=entry["organization"],
        kind_name=entry["kind_name"],
        requires=tuple(entry.get("requires", ())),
        meeting_kind=entry["meeting"],
        symbols=tuple(_form(entry, form) for form in entry["symbols"]),
        organs=tuple(sorted(entry.get("organs", ()), key=lambda name: (-len(name), name))),
        names=entry.get("names", {}),
        organization_names=entry.get("organization_names", {}),
        formula=entry.get("formula", {}),
        formula_place=entry.get("formula_place", "before"),
        endings={key: _endings(value) for key, value in entry.get("endings", {}).items()},
        spelling=entry.get("spelling"),
        single_unnumbered=entry.get("single_unnumbered", False),
        all_states=entry.get("all_states", False),
        members=tuple(
            sorted(
                (
                    Membership(held["from"], held["count"], held.get("needed"))
                    for held in entry.get("members", ())
                ),
                key=lambda held: held.start,
            )
        ),
        majority=entry.get("majority"),
        permanent=tuple(entry.get("permanent", ())),
        procedural=tuple(entry.get("procedural", ())),
        url=entry.get("url"),
        first_meeting=entry.get("first_meeting"),
        rest_days=tuple(entry.get("rest_days", ())),
        dates=entry.get("dates", {}),
        basis=_basis(entry["basis"]) if "basis" in entry else None,
    )


def _form(body: Written, form: Written) -> SymbolForm:
    fields = tuple((name, form[name]) for name in FIELDS if name in form)
    return SymbolForm(
        name=form["form"],
        body=body["body"],
        kind=form["kind"],
        print_as=form["print"],
        fields=fields,
        official=body.get("official"),
        since=tuple(form.get("since", ())),
        until=tuple(form.get("until", ())),
        year_of=form.get("year_of"),
        starts=tuple(sorted(map(int, form.get("starts", ())))),
        in_order=form.get("in_order", False),
    )


def _basis(entry: Written) -> Basis:
    return Basis(
        session=entry["session"],
        report=entry["report"],
        draft=entry["draft"],
        addendum=entry.get("addendum"),
        forms={language: tuple(forms) for language, forms in entry["forms"].items()},
        committees={key: tuple(names) for key, names in entry.get("committees", {}).items()},
    )


def _endings(entry: Written) -> Endings:
    return Endings(*(tuple(entry.get(part, ())) for part in ("preamble", "operative", "last")))


def build_language(entry: Written) -> Language:
    """Give the record of a language."""
    dates = entry.get("dates")
    months = tuple(dates["months"]) if dates else ()
    quotes, length = entry.get("quotes"), entry.get("length")
    return Language(
        key=entry["language"],
        name=entry["name"],
        endonym=entry["endonym"],
        direction=entry["direction"],
        prose=_prose(entry["prose"], months) if "prose" in entry else None,
        endings=_endings(entry.get("endings", {})),
        labels=tuple(entry.get("labels", ())),
        quotes=(quotes[0], quotes[1]) if quotes else None,
        note_mark=entry.get("note_mark"),
        ibid=tuple(entry.get("ibid", ())),
        hanging=tuple(entry.get("hanging", ())),
        doubled=tuple(entry["doubled"]) if "doubled" in entry else None,
        misread=tuple((printed, read) for printed, read in entry.get("misread", ())),
        spellings=_spellings(entry.get("spellings", ())),
        annex=_annex(entry["annex"]) if "annex" in entry else None,
        totals=tuple(entry.get("totals", ())),
        asides=_asides(entry["asides"]) if "asides" in entry else None,
        dates=_dates(dates) if dates else None,
        session_names=entry.get("sessions", {}),
        script=entry.get("script"),
        length=(length["least"] / 100, length["most"] / 100) if length else None,
        pointers=_pointers(entry["pointers"]) if "pointers" in entry else None,
    )


def build_letters(ranges: Sequence[str]) -> str:
    """Give ranges of code points (`0041-005A`) as they stand in a character class."""
    ends = (sorted(int(end, 16) for end in written.split("-")) for written in ranges)
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ends)


def _annex(entry: Written) -> AnnexWords:
    return AnnexWords(tuple(entry["stems"]), entry["own"])


def _pointers(entry: Written) -> Pointers:
    patterns = (entry[key] for key in ("paragraph", "section", "annex", "of"))
    words = (tuple(entry.get(key, ())) for key in ("joins", "above", "below", "own", "annexed"))
    return Pointers(*patterns, *words)


def _asides(entry: Written) -> Asides:
    return Asides(tuple(entry["after"]), tuple(entry["unless"]))


def _spellings(entries: Sequence[Written]) -> dict[str, dict[str, str]]:
    """Give the words of each spelling: every stem with every ending."""
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        words = found.setdefault(entry["spelling"], {})
        for ending in entry["endings"]:
            words.update((f"{o}{ending}", f"{own}{ending}") for o, own in entry["stems"].items())
    return found


def _dates(entry: Written) -> DateStyle:
    return DateStyle(
        pattern=entry["pattern"],
        months=tuple(entry["months"]),
        first=entry.get("first"),
        avoid=tuple(entry.get("avoid", ())),
    )


def _prose(entry: Written, months: tuple[str, ...]) -> Prose:
    return Prose(
        nouns=tuple((noun["noun"], noun["kind"]) for noun in entry["nouns"]),
        own=tuple(entry.get("own", ())),
        joins=tuple(entry.get("joins", ())),
        dated=entry["dated"],
        months=months,
        titled=tuple(entry.get("titled", ())),
    )


def build_session(entry: Written, english: Mapping[str, str]) -> Session:
    """Give the record of a session; a name that is not written is formed in English."""
    key = str(entry["session"])
    name = entry.get("name") or format_session_name(key, english, "en") or key
    return Session(
        entry["body"],
        key,
        name,
        entry.get("opened"),
        entry.get("closed"),
        entry.get("complete", False),
    )


def build_state(entry: Written) -> State:
    """Give the record of a State."""
    return State(
        key=entry["state"],
        name=entry["name"],
        names=entry.get("names", {}),
        printed=tuple(entry.get("printed", ())),
        m49=entry.get("m49"),
        group=entry.get("group"),
        admitted=entry.get("admitted"),
        left=entry.get("left"),
        absent=tuple(Absence(away["start"], away["end"]) for away in entry.get("absent", ())),
        observer=entry.get("observer"),
        now=entry.get("now"),
        since=entry.get("since"),
        again=Again(**entry["again"]) if "again" in entry else None,
    )


def build_topic(entry: Written) -> Topic:
    """Give the record of a subject."""
    return Topic(
        key=entry["topic"],
        label=entry["label"],
        uri=entry.get("uri"),
        labels=entry.get("labels", {}),
        also=tuple(entry.get("also", ())),
        eurovoc=entry.get("eurovoc"),
        printed=tuple(entry.get("printed", ())),
        goals=tuple(entry.get("goals", ())),
    )


def build_openings(entry: Written) -> OpeningGrammar:
    """Give the opening words of a language."""
    language = entry["language"]
    parts: tuple[Part, ...] = ("preamble", "operative")
    return OpeningGrammar(
        language=language,
        connectors=tuple(entry.get("connectors", ())),
        intensifiers=tuple(entry.get("intensifiers", ())),
        forms=tuple(
            OpeningForm(
                language=language,
                part=part,
                form=form["form"],
                italic=form.get("italic"),
                lemma=form["lemma"],
                category=form["category"],
                force=form["force"],
                only=tuple(form.get("only", ())),
                repeated=form.get("repeated", False),
            )
            for part in parts
            for form in entry.get(part, ())
        ),
        style=entry.get("style", "italic"),
        spaced=entry.get("spaced", True),
        series=tuple(map(tuple, entry.get("series", ()))),
        placing=entry.get("placing", {}),
    )


def build_addressee(entry: Written) -> Addressee:
    """Give the record of an addressee."""
    return Addressee(entry["addressee"], entry["kind"], entry["name"], entry["patterns"])


def build_follow_up(entry: Written) -> FollowUp:
    """Give the record of a kind of follow-up clause."""
    return FollowUp(
        key=entry["clause"],
        name=entry["name"],
        patterns=entry["patterns"],
        unless=entry.get("unless", {}),
        yields=tuple(entry["yields"]),
        example=entry["example"],
        needs={language: tuple(words) for language, words in entry.get("needs", {}).items()},
    )
