"""Sponsors of drafts: a sentence of names becomes States, others, and for whom they spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.tree import Element
from whereas.importers.vocabulary import sponsor_phrases
from whereas.model.markup import escape_markup
from whereas.model.vocabularies import fold_name

_ROLES = {"draftResolution": "main", "draftResolutionAdditionalSponsors": "additional"}
_PARTS = re.compile(r"[(),;]")
_AND = " and "


def read_sponsors(root: Element, context: Context) -> list[Any]:
    """Give the sponsors that the steps of the adoption name, each once, with their role."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for step in root.walk("step"):
        role = _ROLES.get(step.get("outcome"))
        sentence = " ".join(step.get("by").split())
        if role is None or not sentence:
            continue
        for sponsor in _iter_sponsors(sentence, role, step.line, context):
            key = (sponsor.get("state"), sponsor.get("name"))
            if key in found:
                context.lose("dropped", "sponsor named twice", step.line, str(key[0] or key[1]))
            else:
                found[key] = sponsor
    return list(found.values())


def _iter_sponsors(
    sentence: str, role: str, line: int, context: Context
) -> Iterator[dict[str, Any]]:
    """Give the sponsors of a sentence: of a list of States, or one whole phrase."""
    phrases = sponsor_phrases()
    if match := phrases.introduced.match(sentence):
        yield _sponsor(sentence[match.end() :].strip(" ."), "introduced", line, context)
        return
    if match := phrases.submitted.match(sentence):
        yield {"name": escape_markup(sentence[match.end() :].strip(" .")), "role": "introduced"}
        return
    for piece in _split(sentence):
        for name in _split_and(piece, context):
            yield _sponsor(name.removeprefix("and ").strip(" .;"), role, line, context)


def _sponsor(printed: str, role: str, line: int, context: Context) -> dict[str, Any]:
    name, behalf = _parted(printed)
    state = context.tools.states.get(fold_name(name))
    if state is None:
        context.lose("unknown", "sponsor that is no State of the register", line, printed)
        return {"name": escape_markup(printed), "role": role}
    made = {"state": state, "role": role}
    return {**made, "on_behalf_of": escape_markup(behalf)} if behalf else made


def _parted(printed: str) -> tuple[str, str]:
    """Give a name, and those on whose behalf it stands; `Cuba (on behalf of the Group of 77)`."""
    match = sponsor_phrases().behalf.search(printed)
    if match is None:
        return printed, ""
    behalf = printed[match.end() :].strip()
    unpaired = behalf.count(")") > behalf.count("(")
    return printed[: match.start()].strip(" ,("), behalf.removesuffix(")") if unpaired else behalf


def _split(sentence: str) -> Iterator[str]:
    """Give what stands between commas outside brackets."""
    start = depth = 0
    for match in _PARTS.finditer(sentence):
        sign = match[0]
        depth += (sign == "(") - (sign == ")")
        if sign in ",;" and depth <= 0:
            yield sentence[start : match.start()].strip()
            start = match.end()
    yield sentence[start:].strip()


def _split_and(piece: str, context: Context) -> list[str]:
    """Give the names that `and` joins; the one within a name, as in Trinidad and Tobago, stays."""
    if _is_state(piece, context):
        return [piece]
    position = piece.rfind(_AND)
    while position > 0:
        before, after = piece[:position], piece[position + len(_AND) :]
        outside = before.count("(") == before.count(")")
        if outside and _is_state(after, context):
            return [*_split_and(before, context), after]
        position = piece.rfind(_AND, 0, position)
    return [piece]


def _is_state(name: str, context: Context) -> bool:
    return fold_name(_parted(name.strip(" .;"))[0]) in context.tools.states
