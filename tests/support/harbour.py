"""The structures that the demonstration shows, by name: each a question put to one text.

The names are those of the table in tests/publications/harbour/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from whereas.model.markup import Link, Node, Styled, iter_marks, parse_markup
from whereas.model.resolution import Paragraph, Resolution

Holds = Callable[[Resolution], bool]

_NESTED = ("item", "item", "item")


def iter_lines(text: Resolution) -> Iterator[str]:
    """Give every line of the text with inline markup: of paragraphs, tables and notes."""
    for paragraph in text.paragraphs:
        yield from paragraph.lines()
    yield from (note.markup for note in text.notes)


def _iter_nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, (Styled, Link)):
            yield from _iter_nodes(node.nodes)


def _nodes(text: Resolution) -> list[Node]:
    return [node for line in iter_lines(text) for node in _iter_nodes(parse_markup(line))]


def _styled(style: str) -> Holds:
    return lambda text: any(isinstance(n, Styled) and n.style == style for n in _nodes(text))


def _any(asked: Callable[[Paragraph], object]) -> Holds:
    return lambda text: any(asked(paragraph) for paragraph in text.paragraphs)


def _kind(kind: str, detail: str | None = None) -> Holds:
    return _any(lambda p: p.kind == kind and detail in (None, p.detail))


def _says(pattern: str) -> Holds:
    asked = re.compile(pattern)
    return _any(lambda p: p.kind == "operative" and asked.search(p.text()))


def _voted(method: str) -> Holds:
    return lambda text: any(a.vote and a.vote.method == method for _, a in text.adoptions())


def _emended(status: str) -> Holds:
    return lambda text: any(e.status == status for e in text.source.emendations)


def _related(kind: str) -> Holds:
    return lambda text: any(relation.kind == kind for relation in text.relations)


def _by_id(text: Resolution) -> Mapping[str, Paragraph]:
    return {paragraph.id: paragraph for paragraph in text.paragraphs}


def _kinds_above(text: Resolution, paragraph: Paragraph) -> tuple[str, ...]:
    """Give the kinds of a paragraph and of what holds it, the innermost first."""
    held, found = _by_id(text), [paragraph.kind]
    while paragraph.parent:
        paragraph = held[paragraph.parent]
        found.append(paragraph.kind)
    return tuple(found)


def _held_by(inner: str, *outer: str) -> Holds:
    """Ask for a piece of one kind that stands in pieces of others, the innermost first."""
    wanted = (inner, *outer)
    return lambda text: any(
        _kinds_above(text, paragraph)[: len(wanted)] == wanted for paragraph in text.paragraphs
    )


def _has_two_lists(text: Resolution) -> bool:
    return any(re.search(r"~2\.[a-z0-9]+\Z", p.id) and p.kind == "item" for p in text.paragraphs)


def _numbers(text: Resolution) -> list[str]:
    return [p.num for p in text.of_kind("operative") if p.num]


def _has_heading(part: str) -> Holds:
    """Ask for a cross-heading right before a paragraph of the part."""
    return lambda text: any(
        first.kind == "heading" and second.kind == part
        for first, second in pairwise(text.paragraphs)
    )


def _cells(text: Resolution) -> Iterator[Any]:
    for paragraph in text.paragraphs:
        for row in (*paragraph.table.head, *paragraph.table.rows) if paragraph.table else ():
            yield from row


def _table(asked: Callable[[Any], object]) -> Holds:
    return _any(lambda p: p.table and asked(p.table))


def _marks_again(text: Resolution) -> bool:
    marks = [mark for line in iter_lines(text) for mark, _ in iter_marks(parse_markup(line))]
    return len(marks) > len(set(marks))


WHOLE: Mapping[str, Holds] = {
    "a decision": lambda t: t.type == "decision",
    "a statement without formula": lambda t: t.type == "statement" and not _kind("formula")(t),
    "a superseded text": lambda t: t.status == "superseded",
    "a rescinded text": lambda t: t.status == "rescinded",
    "a rejected text": lambda t: t.status == "rejected",
    "an excerpt": lambda t: t.excerpt,
    "a special session": lambda t: bool(t.session and t.session.startswith("S-")),
    "a long text": lambda t: len(t.of_kind("preambular")) + len(t.of_kind("operative")) >= 60,
    "a very short text": lambda t: len(t.paragraphs) <= 2,
    "an alias": lambda t: bool(t.aliases),
    "a subtitle": lambda t: bool(t.subtitle),
    "an original language": lambda t: bool(t.original),
    "a reissued document": lambda t: bool(t.issued.reissued),
    "a resumed meeting": lambda t: t.adoption.meeting_kind == "resumed",
    "the place of the meeting": lambda t: bool(t.adoption.place),
    "a lettered part issued alone": lambda t: bool(t.part_of),
    "two letters of an agenda item": lambda t: any(" and " in i.item for i in t.agenda),
    "a draft with a remark": lambda t: any(draft.note for draft in t.drafts),
    "sponsors with roles": lambda t: len({s.role for s in t.sponsors}) >= 3,
    "a sponsor for a group": lambda t: any(s.on_behalf_of for s in t.sponsors),
    "a sponsor that is no State": lambda t: any(s.name for s in t.sponsors),
    "topics": lambda t: len(t.topics) >= 2,
    "goals and targets": lambda t: {"." in goal for goal in t.sdgs} == {True, False},
    "a corrigendum": lambda t: bool(t.corrigenda),
}

ADOPTION: Mapping[str, Holds] = {
    "every ballot of a recorded vote": lambda t: bool(
        t.adoption.vote and t.adoption.vote.ballots.not_voting
    ),
    "a separate vote": lambda t: bool(t.adoption.vote and t.adoption.vote.separate),
    "an intended vote": lambda t: bool(t.adoption.vote and t.adoption.vote.intended),
    "a part adopted on a day of its own": lambda t: any(part.adoption for part in t.parts),
    **{
        f"vote: {method}": _voted(method)
        for method in (
            "without-vote",
            "consensus",
            "acclamation",
            "unanimous",
            "roll-call",
            "non-recorded",
            "show-of-hands",
        )
    },
}

RELATIONS: Mapping[str, Holds] = {
    f"relation: {kind}": _related(kind)
    for kind in (
        "follows",
        "supersedes",
        "amends",
        "repeals",
        "corrects",
        "implements",
        "endorses",
        "adopts",
        "part-of",
        "has-annex",
        "see-also",
    )
}

TEXT: Mapping[str, Holds] = {
    "a text without preamble": lambda t: not t.of_kind("preambular"),
    "one operative paragraph, not numbered": lambda t: (
        [p.num for p in t.of_kind("operative")] == [None]
    ),
    "a formula without a comma": _any(lambda p: p.id == "enacting" and p.markup[-1] not in ",،"),
    "a formula after the preamble": _any(lambda p: p.id == "resolving"),
    "paragraph 5 bis": lambda t: "5 bis" in _numbers(t),
    "a list in the preamble": _held_by("item", "preambular"),
    "lists three deep": _held_by(*_NESTED, "operative"),
    "items without labels": _any(lambda p: p.kind == "item" and p.num is None),
    "words after a list": _kind("continuation"),
    "two lists in one paragraph": _has_two_lists,
    "a heading after a list": _any(lambda p: p.kind == "heading" and p.id.endswith("~2.h")),
    "a table after a list": _held_by("table", "operative"),
    "a table in the operative part": lambda t: any(
        set(_kinds_above(t, p)) <= {"table", "section", "part"} for p in t.of_kind("table")
    ),
    "sections": _kind("section"),
    "a section without a label": _any(lambda p: p.kind == "section" and p.num is None),
    "a section in a section": _held_by("section", "section"),
    "a section with a preamble": _held_by("preambular", "section"),
    "numbers that start again in each section": lambda t: t.numbering == "by-section",
    "numbers that run on through sections": lambda t: (
        t.numbering == "continuous"
        and len({p.parent for p in t.of_kind("operative") if p.parent}) > 1
        and not t.parts
    ),
    "cross-headings in the preamble": _has_heading("preambular"),
    "cross-headings in the operative part": _has_heading("operative"),
    "a cross-heading with a label": _any(lambda p: p.kind == "heading" and p.num),
    "a run-in heading": _any(lambda p: p.kind == "operative" and p.heading),
    "lettered parts": _kind("part"),
    "a declaration within a paragraph": _any(
        lambda p: p.kind == "annex" and p.id.endswith(".embed") and p.detail == "declaration"
    ),
}

ANNEXES: Mapping[str, Holds] = {
    "annexes with numbers": lambda t: sum(bool(p.num) for p in t.of_kind("annex")) >= 2,
    "an annex without a number": _any(
        lambda p: p.kind == "annex" and p.detail == "annex" and not p.num
    ),
    "an annex of a part": _any(lambda p: p.kind == "annex" and p.id == "B.annex"),
    "an appendix": _kind("annex", "appendix"),
    "an addendum": _kind("annex", "addendum"),
    "an attachment": _kind("annex", "attachment"),
    "a subtitle of an annex": _any(lambda p: p.id == "annexII.subtitle"),
    "chapters and articles": lambda t: (
        _kind("division", "chapter")(t) and _kind("division", "article")(t)
    ),
    "rules": _kind("division", "rule"),
    "a division without a kind": _kind("division", ""),
    "a paragraph that is only a list": _any(lambda p: p.kind == "text" and not p.markup),
    "a run-in heading in an annex": _any(lambda p: p.kind == "text" and p.heading),
    "numbers that start again under headings": _any(lambda p: p.id == "annexII.h2.1"),
}

TABLES: Mapping[str, Holds] = {
    "one header row": _table(lambda table: len(table.head) == 1),
    "several header rows": _table(lambda table: len(table.head) > 1),
    "no header row": _table(lambda table: not table.head),
    "a cell over columns": lambda t: any(cell.columns > 1 for cell in _cells(t)),
    "a cell over rows": lambda t: any(cell.rows > 1 for cell in _cells(t)),
    "a cell of two paragraphs": lambda t: any(len(cell.lines) > 1 for cell in _cells(t)),
    "an empty cell": lambda t: any(not cell.lines for cell in _cells(t)),
    "notes of a table": _table(lambda table: table.notes),
}

NOTES: Mapping[str, Holds] = {
    "a mark used again": _marks_again,
    "notes with asterisks": lambda t: {"*", "**"} <= {note.mark for note in t.notes},
    "marks that start again in an annex": lambda t: any(note.scope for note in t.notes),
    "italics within a sentence": _styled("italic"),
    "bold": _styled("bold"),
    "superscript": _styled("sup"),
    "subscript": _styled("sub"),
    "a link by hand": lambda t: any(isinstance(node, Link) for node in _nodes(t)),
    "an escaped mark": lambda t: any(re.search(r"\\[*~\[\]]", line) for line in iter_lines(t)),
    **{
        f"emendation: {status}": _emended(status)
        for status in ("restored", "corrected", "doubtful", "sic")
    },
}

FOLLOW_UP: Mapping[str, Holds] = {
    "a report to a session": _says(r"report to the Assembly at its \S+ session"),
    "a report every year": _says(r"report annually"),
    "a report every two years": _says(r"every two years"),
    "a report every six months": _says(r"every six months"),
    "an item for a provisional agenda": _says(r"include in the provisional agenda of its"),
    "seized of the matter": _says(r"remain (?:actively )?seized"),
    "continued consideration": _says(r"continue its consideration"),
    "a day proclaimed": _says(r"International Day"),
    "a meeting convened": _says(r"convene in 20"),
    "a fund or group established": _says(r"^(?:Establishes|Decides to establish)"),
}

LANGUAGES: Mapping[str, Holds] = {
    "a French translation": lambda t: t.is_translation and t.language == "fr",
    "an Arabic translation": lambda t: t.is_translation and t.language == "ar",
    "an unofficial translation": lambda t: t.translated_by == "unofficial",
    "a translation of lettered parts": lambda t: t.is_translation and bool(t.parts),
    "a translation of annexes": lambda t: t.is_translation and bool(t.of_kind("annex")),
    "a translation of a table": lambda t: t.is_translation and bool(t.of_kind("table")),
}

STRUCTURES: Mapping[str, Holds] = {
    **WHOLE,
    **ADOPTION,
    **RELATIONS,
    **TEXT,
    **ANNEXES,
    **TABLES,
    **NOTES,
    **FOLLOW_UP,
    **LANGUAGES,
}
