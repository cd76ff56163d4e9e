"""The metadata of a text: names, dates, subjects, workflow, votes; and all else in `proprietary`.

What Akoma Ntoso has a place for stands there for every reader. The fields that it cannot hold
exactly (States of a vote, relations, emendations and more) stand in our own namespace too.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from whereas.exporters.akn_xml.elements import Element, make
from whereas.exporters.akn_xml.fields import write_value
from whereas.resources import data_file

_NATIVE = frozenset(
    "format symbol language title subtitle agenda topics sdgs enacting preamble resolving"
    " operative annexes parts notes".split()
)
"""Fields that have an element of their own, from which they are read again."""
_UNNAMED = re.compile(r"[^A-Za-z0-9]+")


def write_meta(document: Mapping[str, Any], marks: str) -> Element:
    """Give the metadata of the whole text; `marks` are those of its notes, in their order."""
    return make(
        "meta",
        _identification(document),
        *_classification(document),
        _workflow(document),
        *_analysis(document),
        _references(),
        _proprietary(document, marks),
    )


def write_component_meta(
    document: Mapping[str, Any], own: Mapping[str, Any] | None = None, marks: str | None = None
) -> Element:
    """Give the metadata of an annex or part: those that name the whole, and what it has alone."""
    held = None
    if own is not None:
        part = make("whereas:part", write_value(own), marks=marks)
        held = make("proprietary", part, source="#whereas")
    return make("meta", _identification(document), held)


def _identification(document: Mapping[str, Any]) -> Element:
    code = _codes().get(document["language"], document["language"])
    day = document["adoption"]["date"]
    issued = document.get("issued", {}).get("date", day)
    name = _UNNAMED.sub("-", document["symbol"]).strip("-").lower()
    work = f"/akn/un/statement/{document.get('type', 'resolution')}/{document['body']}/{day}/{name}"
    body = f"#{document['body']}"
    return make(
        "identification",
        make(
            "FRBRWork",
            *_names(work, ""),
            make("FRBRalias", value=document["symbol"], name="symbol"),
            make("FRBRdate", date=day, name="adoption"),
            make("FRBRauthor", href=body, _as="#author"),
            make("FRBRcountry", value="un"),
        ),
        make(
            "FRBRExpression",
            *_names(f"{work}/{code}", ""),
            make("FRBRdate", date=issued, name="publication"),
            make("FRBRauthor", href=body, _as="#issuer"),
            make("FRBRlanguage", language=code),
        ),
        make(
            "FRBRManifestation",
            *_names(f"{work}/{code}", ".xml"),
            make("FRBRdate", date=issued, name="publication"),
            make("FRBRauthor", href="#whereas", _as="#editor"),
        ),
        source="#whereas",
    )


@functools.cache
def _codes() -> Mapping[str, str]:
    """Give the codes of ISO 639-2 that the naming convention wants, by language."""
    file = data_file("exporters", "akn_xml", "languages.json")
    codes: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return codes


def _names(work: str, ending: str) -> Iterator[Element]:
    yield make("FRBRthis", value=f"{work}/!main{ending}")
    yield make("FRBRuri", value=f"{work}{ending}")


def _classification(document: Mapping[str, Any]) -> Iterator[Element]:
    keywords = [
        make("keyword", value=str(value), showAs=str(value), dictionary=dictionary)
        for key, dictionary in (("sdgs", "SDGO"), ("topics", "whereas"))
        for value in document.get(key, ())
    ]
    if keywords:
        yield make("classification", *keywords, source="#whereas")


def _workflow(document: Mapping[str, Any]) -> Element:
    adoption = document["adoption"]
    day = adoption["date"]
    drafts = [draft if isinstance(draft, str) else draft["symbol"] for draft in _drafts(document)]
    steps = [
        make("step", date=day, by="#author", outcome="#draftResolution", own_as=symbol)
        for symbol in drafts
    ]
    record = adoption.get("record")
    steps.append(make("step", date=day, by="#author", outcome="#adopted", own_as=record))
    return make("workflow", *steps, source="#whereas")


def _drafts(document: Mapping[str, Any]) -> list[Any]:
    return list(document.get("drafts", ()))


def _analysis(document: Mapping[str, Any]) -> Iterator[Element]:
    vote = document["adoption"].get("vote")
    if vote and "tally" in vote:
        counts = [
            make("count", value=str(count), refersTo=f"#{key}")
            for key, count in vote["tally"].items()
            if key != "members"
        ]
        voting = make("voting", *counts, outcome=f"#{vote['method']}")
        yield make("analysis", make("parliamentary", voting), source="#whereas")


def _references() -> Element:
    software = make(
        "TLCOrganization", eId="whereas", href="/ontology/organization/whereas", showAs="Whereas"
    )
    roles = (
        make("TLCRole", eId=role, href=f"/ontology/role/{role}", showAs=role)
        for role in ("author", "issuer", "editor")
    )
    return make("references", software, *roles, source="#whereas")


def _proprietary(document: Mapping[str, Any], marks: str) -> Element:
    held = {key: value for key, value in document.items() if key not in _NATIVE}
    adoption = {key: value for key, value in held["adoption"].items() if key != "basis"}
    fields = write_value({**held, "adoption": adoption})
    text = make("whereas:text", fields, language=document["language"], marks=marks)
    return make("proprietary", text, source="#whereas")
