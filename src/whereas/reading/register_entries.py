"""Records from the entries of registers. An entry is valid when it comes here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whereas.model.registers import (
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
from whereas.model.vocabularies import Absence, Addressee, FollowUp, State

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
        formula=entry.get("formula", {}),
        formula_place=entry.get("formula_place", "before"),
        endings={key: _endings(value) for key, value in entry.get("endings", {}).items()},
        all_states=entry.get("all_states", False),
        members=tuple(
            sorted(
                (Membership(held["from"], held["count"]) for held in entry.get("members", ())),
                key=lambda held: held.start,
            )
        ),
        url=entry.get("url"),
    )


def _form(body: Written, form: Written) -> SymbolForm:
    fields = tuple((name, form[name]) for name in FIELDS if name in form)
    return SymbolForm(
        form["form"], body["body"], form["kind"], form["print"], fields, body.get("official")
    )


def _endings(entry: Written) -> Endings:
    return Endings(*(tuple(entry.get(part, ())) for part in ("preamble", "operative", "last")))


def build_language(entry: Written) -> Language:
    """Give the record of a language."""
    dates = entry.get("dates")
    months = tuple(dates["months"]) if dates else ()
    quotes = entry.get("quotes")
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
        dates=DateStyle(dates["pattern"], months, dates.get("first")) if dates else None,
        session_names=entry.get("sessions", {}),
    )


def _prose(entry: Written, months: tuple[str, ...]) -> Prose:
    return Prose(
        nouns=tuple((noun["noun"], noun["kind"]) for noun in entry["nouns"]),
        own=tuple(entry.get("own", ())),
        joins=tuple(entry.get("joins", ())),
        dated=entry["dated"],
        months=months,
    )


def build_session(entry: Written, english: Mapping[str, str]) -> Session:
    """Give the record of a session; a name that is not written is formed in English."""
    key = str(entry["session"])
    name = entry.get("name") or format_session_name(key, english, "en") or key
    return Session(entry["body"], key, name, entry.get("opened"), entry.get("closed"))


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
    )


def build_topic(entry: Written) -> Topic:
    """Give the record of a subject."""
    return Topic(entry["topic"], entry["label"], entry.get("uri"))


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
            )
            for part in parts
            for form in entry.get(part, ())
        ),
        style=entry.get("style", "italic"),
        spaced=entry.get("spaced", True),
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
    )
