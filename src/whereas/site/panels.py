"""Panels of a record's page: emendations, corrigenda, relations, citations, neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from whereas.model.markup import parse_markup, plain
from whereas.site.inline import lay_out, render_line
from whereas.site.listing import language_marks
from whereas.site.names import isolate
from whereas.site.record import RecordRenderer
from whereas.site.view import View
from whereas.site.words import Phrases

_LONE = str.maketrans("", "", "*^~")


def iter_emendations(view: View, renderer: RecordRenderer) -> Iterator[dict[str, Any]]:
    """Give each emendation in words: place, standing, what was read and what stands here."""
    places = [place.id for place in view.resolution.places()]
    entries = enumerate(view.resolution.source.emendations, 1)
    order = {place: position for position, place in enumerate(places)}
    for number, entry in sorted(entries, key=lambda pair: order.get(pair[1].at, -1)):
        kept = entry.status in ("doubtful", "sic")
        name = "reads_changed" if not kept else "reads_kept" if entry.suggest else "reads_so"
        yield {
            "id": f"emendation{number}",
            "at": _place(view, entry.at),
            "status": view.words[f"status_{entry.status}"],
            "says": Markup(view.words[name]).format(
                read=_quotation(view, entry.read),
                text=_quotation(view, entry.text),
                suggest=_quotation(view, entry.suggest or ""),
            ),
            "why": _remark(view, renderer, entry.why),
        }


def iter_defects(view: View, renderer: RecordRenderer) -> Iterator[dict[str, Any]]:
    """Give each defect of the document: what it has, and the rule that it breaks."""
    for defect in view.resolution.source.defects:
        yield {
            "rule": defect.rule,
            "address": f"{view.root}rules/{defect.rule}.html",
            "why": _remark(view, renderer, defect.why),
        }


def iter_corrigenda(view: View) -> Iterator[dict[str, Any]]:
    """Give each corrigendum in words."""
    for entry in view.resolution.corrigenda:
        name = {
            (True, True): "for_read",
            (True, False): "for_only",
            (False, True): "read_only",
            (False, False): "corrected_so",
        }[bool(entry.wrong), bool(entry.right)]
        yield {
            "symbol": entry.symbol,
            "address": entry.symbol and view.address(entry.symbol),
            "date": view.date(entry.date),
            "at": _place(view, entry.at) if entry.at else "",
            "says": Markup(view.words[name]).format(
                wrong=_quotation(view, entry.wrong or ""), right=_quotation(view, entry.right or "")
            ),
        }


def iter_relations(view: View, renderer: RecordRenderer) -> Iterator[dict[str, Any]]:
    """Give each relation: what the text does, where, to which document, and a remark."""
    for relation in view.resolution.relations:
        yield {
            "kind": view.words[f"relation_{relation.kind}"],
            "at": relation.at
            and Markup(view.words["relation_at"]).format(place=_place(view, relation.at)),
            "symbol": relation.to,
            "address": view.address(relation.to),
            "note": _remark(view, renderer, relation.note),
        }


def iter_cites(view: View) -> Iterator[tuple[str, str | None, Markup]]:
    """Give each cited document with its address and the places that cite it."""
    places: dict[str, dict[str, None]] = {}
    for line, citation in view.text.iter_cited():
        if citation.cited:
            name = view.places.name(line.place)
            places.setdefault(citation.cited, {})[name] = None
    comma = Markup(Phrases(view.language, "numbers")["comma"])
    for symbol, where in places.items():
        names = (Markup("<bdi>{}</bdi>").format(name) for name in where)
        yield symbol, view.address(symbol), comma.join(names)


def iter_neighbours(view: View) -> Iterator[tuple[str, str, Markup, str]]:
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
            words = isolate(view.source, title, found[0].language, view.language)
            yield rel, other.symbol, words, address


def _place(view: View, place: str) -> Markup:
    """Give the name of a place, as a link where the page has it."""
    anchor, name = view.places.anchor(place), view.places.name(place)
    if not anchor:
        return Markup("<bdi>{}</bdi>").format(name)
    return Markup('<a href="#{}"><bdi>{}</bdi></a>').format(anchor, name)


def _remark(view: View, renderer: RecordRenderer, line: str | None) -> Markup:
    """Give a remark of the main file's in its language; nothing where there is none."""
    if line is None:
        return Markup("")
    return isolate(view.source, renderer.line(line), view.main_language, view.language)


def _is_torn(markup: str) -> bool:
    """Tell whether words cut out of a line hold one half of a pair of marks."""
    return any(mark in plain(parse_markup(markup)) for mark in "*^~")


def _quotation(view: View, markup: str) -> Markup:
    # A style that begins here and ends beyond is no style of these words.
    line = lay_out(parse_markup(markup.translate(_LONE) if _is_torn(markup) else markup))
    html = render_line(line, (), lambda mark: Markup("<sup>{}</sup>").format(mark))
    marks = language_marks(view.source, view.resolution.language, view.language)
    return Markup('<q class="q"{}>{}</q>').format(marks, html)
