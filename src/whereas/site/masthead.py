"""The head of a record's page and how to cite it: words of the document, from metadata."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from whereas.analysis.texts import BASIS
from whereas.model.markup import parse_markup, plain
from whereas.site.adoption import adopted_by, kind_words
from whereas.site.labels import format_labels
from whereas.site.names import (
    isolate,
    isolate_body,
    isolate_organization,
    isolate_session,
)
from whereas.site.record import RecordRenderer
from whereas.site.view import View


def title_of(view: View) -> str:
    """Give the plain words of the title; the symbol where the body gives none."""
    return plain(parse_markup(view.resolution.title or "")) or view.resolution.symbol


def make_head(view: View, renderer: RecordRenderer) -> dict[str, Any]:
    """Give the words of the document's own head, in the text's language and reading order."""
    resolution, source = view.resolution, view.source
    language, basis = view.printed.language, resolution.adoption.basis
    session = resolution.session
    return {
        "organization": isolate_organization(source, resolution.body, language),
        "body": isolate_body(source, resolution.body, language),
        "session": isolate_session(source, resolution.body, session, language) if session else "",
        "agenda": [
            {
                "label": view.printed.fill("agenda_item", item=format_labels(item.item, language)),
                "title": item.title and renderer.line(item.title, f"agenda{number}"),
            }
            for number, item in enumerate(resolution.agenda, 1)
        ],
        "adopted": adopted_by(view),
        "basis": renderer.line(basis, BASIS) if basis else "",
        "number": view.printed.fill("numbered", number=resolution.number)
        if resolution.number
        else "",
        "title": renderer.line(resolution.title or resolution.symbol, "title"),
        "subtitle": renderer.line(resolution.subtitle or "", "subtitle"),
    }


def make_reference(view: View) -> Markup:
    """Give the reference as the United Nations writes it, with the address of this page."""
    resolution = view.resolution
    title = plain(parse_markup(resolution.title or ""))
    return Markup(view.words["reference_titled" if title else "reference"]).format(
        body=isolate_body(view.source, resolution.body, view.language),
        kind=kind_words(view),
        number=resolution.number or resolution.symbol,
        title=isolate(view.source, title, resolution.language, view.language),
        symbol=resolution.symbol,
        date=view.date(resolution.adoption.date),
        address=view.source.publication.url + view.path,
    )
