"""Words on how a text or a lettered part was decided: who, when, where, by what method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from whereas.analysis.lines import BASIS
from whereas.model.resolution import Adoption, Resolution
from whereas.site.labels import capitalize
from whereas.site.names import agent_name, body_name, isolate, isolate_body
from whereas.site.record import RecordRenderer
from whereas.site.view import View
from whereas.site.words import Phrases

_DOT = "\N{MIDDLE DOT}"
_UNADOPTED = {"rejected": "rejected", "draft": "dated"}
"""Statuses of texts that no body adopted, and what the day is called then."""


@dataclass(frozen=True, slots=True)
class PartAdoption:
    """What stands below the heading of a lettered part, and the lines that close it."""

    about: Markup
    closing: tuple[str, ...]


def is_divided(resolution: Resolution) -> bool:
    """Tell whether a lettered part was adopted alone, so that no adoption is of the whole."""
    return any(part.adoption for part in resolution.parts)


def adopted_by(view: View) -> Markup:
    """Give the line that says who adopted the text, or rejected it, in the text's language.

    Where the language inflects the names of bodies and ours is not known in that form, a line
    that needs the bare name alone.
    """
    resolution, language = view.resolution, view.printed.language
    fields = {"date": view.printed_date(resolution.adoption.date)}
    body: str | Markup = isolate_body(view.source, resolution.body, language)
    phrase = f"adopted_{resolution.type}"
    if resolution.status in _UNADOPTED:
        phrase = f"{resolution.status}_line"
        fields["kind"] = capitalize(view.printed[f"draft_{resolution.type}"])
    elif f"{phrase}_plain" in view.printed:
        agent = agent_name(view.source, resolution.body, language)
        phrase, body = (phrase, agent) if agent else (f"{phrase}_plain", body)
    line = Markup(view.printed[phrase]).format(body=body, **fields)
    return Markup(capitalize(line))


def description(view: View, title: str) -> str:
    """Give what search engines show of the page: who decided the text, when, and its title."""
    status = view.resolution.status
    phrase = f"description_{status}" if status in _UNADOPTED else "description"
    return view.words.fill(
        phrase,
        symbol=view.resolution.symbol,
        body=body_name(view.source, view.resolution.body, view.language),
        date=view.date(view.resolution.adoption.date),
        title=title,
    )


def kind_words(view: View) -> str:
    """Give the kind of the text as its reference names it; a draft where nobody adopted it."""
    begin = "draft" if view.resolution.status in _UNADOPTED else "kind"
    return view.words[f"{begin}_{view.resolution.type}"]


def decided(view: View) -> tuple[str, Markup]:
    """Give label and words of how the text was decided, by part where parts were alone."""
    resolution, words = view.resolution, view.words
    label = words[_UNADOPTED.get(resolution.status, "adopted")]
    if not is_divided(resolution):
        return label, _decision(view, resolution.adoption)
    lines = (
        Markup("{} {} {}").format(
            words.fill("division_part", num=part.letter),
            _DOT,
            _decision(view, part.adoption or resolution.adoption),
        )
        for part in resolution.parts
    )
    return label, Markup("<br>").join(lines)


def part_adoptions(view: View, renderer: RecordRenderer) -> Mapping[str, PartAdoption]:
    """Give how each lettered part was adopted, where one of them was adopted alone."""
    resolution = view.resolution
    return {
        part.letter: PartAdoption(
            _part_line(view, renderer, part.letter, part.adoption),
            closing_lines(view, part.adoption or resolution.adoption),
        )
        for part in resolution.parts
        if is_divided(resolution)
    }


def closing_lines(view: View, adoption: Adoption) -> tuple[str, ...]:
    """Give the closing lines, which a document has where its meeting is known."""
    if adoption.meeting is None:
        return ()
    usual = view.source.corpus.registers.bodies[view.resolution.body].meeting_kind
    kind = f"closing_{(adoption.meeting_kind or usual).partition(' ')[0]}"
    name = kind if kind in view.printed else "closing_meeting"
    meeting = view.printed.fill(name, ordinal=view.ordinal(adoption.meeting))
    return meeting, view.printed_date(adoption.date)


def _decision(view: View, adoption: Adoption) -> Markup:
    parts = [*_how(adoption, view.words), *_place(view, adoption, view.language)]
    parts.append(Markup.escape(view.date(adoption.date)))
    comma = Markup(Phrases(view.language, "numbers")["comma"])
    return Markup(capitalize(comma.join(parts)))


def _part_line(view: View, renderer: RecordRenderer, letter: str, own: Adoption | None) -> Markup:
    adoption, language = own or view.resolution.adoption, view.printed.language
    date: str = view.printed_date(adoption.date)
    if view.resolution.status not in _UNADOPTED:
        date = view.printed.fill("part_adopted", date=date)
    parts = [Markup.escape(date)]
    parts += [Markup(capitalize(words)) for words in reversed(_how(adoption, view.printed))]
    parts += _place(view, adoption, language)
    said = Markup(f" {_DOT} ").join(parts)
    if own is None or own.basis is None:
        return said
    return said + Markup(" <em>[{}]</em>").format(renderer.line(own.basis, f"{letter}.{BASIS}"))


def _how(adoption: Adoption, words: Phrases) -> list[Markup]:
    """Give method and meeting, as far as they are known."""
    found = [words[f"method_{adoption.vote.method}"]] if adoption.vote else []
    if adoption.meeting is not None:
        found.append(words.fill("meeting", number=adoption.meeting))
    return [Markup.escape(said) for said in found]


def _place(view: View, adoption: Adoption, language: str) -> Iterator[Markup]:
    if adoption.place:
        yield isolate(view.source, adoption.place, view.main_language, language)
