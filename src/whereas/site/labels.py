"""Labels as a language prints them: (a), 5 bis., Annex II, Article 4."""

from __future__ import annotations

import re

from whereas.model.resolution import Paragraph
from whereas.site.words import Phrases

_DEGREES = 3
_OUTLINED = 40
"""Characters of a line by which an outline may name a place."""

_STOPS = " ,:;.\u060c\u061b\uff0c\uff1b\uff1a"
"""Stops that words cut from a line do not end in; the Arabic and Chinese ones among them."""
_LABEL = re.compile(r"\(([a-z]{1,2})\)")
_NAMED = frozenset({"part", "annex", "division", "section"})


def format_label(num: str, depth: int, language: str) -> str:
    """Give the label of an item as the language prints it at that depth of lists.

    In English (a), then (i), then a., then i.; in Arabic the letters and numbers are its own.
    """
    numbers, degree = Phrases(language, "numbers"), min(max(depth, 1), _DEGREES)
    series = f"series_{degree}"
    if series in numbers and language != "en":
        known = Phrases("en", "numbers")[series].split()
        own = numbers[series].split()
        if num in known[: len(own)]:
            num = own[known.index(num)]
    return numbers.fill(f"item_{degree}", num=num)


def format_labels(item: str, language: str) -> str:
    """Give the number of an agenda item, with its labels as the language prints them: 74 b)."""
    said = item.replace(" and ", Phrases(language, "numbers")["and"])
    return _LABEL.sub(lambda match: format_label(match[1], 1, language), said)


def is_embedded(paragraph: Paragraph) -> bool:
    """Tell whether a piece is an instrument that a paragraph embeds."""
    return paragraph.kind == "annex" and paragraph.id.endswith(".embed")


def heading_label(paragraph: Paragraph, phrases: Phrases) -> str:
    """Give what the document prints before a heading: Annex II, Article 1, III.

    Nothing for an embedded instrument that has no number, since its title says what it is.
    """
    if paragraph.kind == "heading" and paragraph.num:
        return Phrases(phrases.language, "numbers").fill("paragraph", num=paragraph.num)
    if paragraph.kind not in _NAMED or (is_embedded(paragraph) and not paragraph.num):
        return ""
    return kind_label(paragraph, phrases)


def kind_label(paragraph: Paragraph, phrases: Phrases) -> str:
    """Give the kind and number of a piece, Annex II; its number where the kind has no name."""
    name = f"{paragraph.kind}_{paragraph.detail}" if paragraph.detail else paragraph.kind
    if name not in phrases:
        return paragraph.num or ""
    return phrases.fill(name, num=paragraph.num or "").strip()


def shorten(words: str, length: int = _OUTLINED) -> str:
    """Give the first words of a line, cut between words to about `length` characters."""
    if len(words) <= length:
        return words
    cut = words[: length + 1]
    return (cut.rpartition(" ")[0] or words[:length]).rstrip(_STOPS) + "…"


def capitalize(words: str) -> str:
    """Give words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]
