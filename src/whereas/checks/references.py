"""REF and TOP: documents and subjects that a text names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.markup import iter_link_spans, parse_markup
from whereas.model.resolution import Note, Paragraph
from whereas.problems import Severity, quoted


@file_rule("REF01", Severity.ERROR, words=True)
def check_links(judged: Judged) -> Iterator[Finding]:
    """What a link names has the form of a document's symbol.

    A link that the program cannot follow is worse than none.
    Wrong: `[resolution 70/1](A/RSE/70/1)`. Right: `[resolution 70/1](A/RES/70/1)`.
    Correct the symbol, or add its body to content/registers/bodies.yaml.
    """
    resolution = judged.resolution
    suffix = judged.registers.citations.suffix
    document = re.compile(f"{judged.registers.citations.document}(?:{suffix})?", re.ASCII)
    lines = [(place.path, line) for place in resolution.places() for line in _lines(place)]
    for path, line in lines:
        for _, _, target in iter_link_spans(parse_markup(line)):
            if not judged.registers.grammar.parse_symbol(target) and not document.fullmatch(target):
                canonical = judged.registers.grammar.canonical(target)
                hint = f"did you mean {canonical}?" if canonical != target else ""
                yield Finding(path, f"{quoted(target)} is no symbol of a document", hint)


def _lines(place: Paragraph | Note) -> tuple[str, ...]:
    return place.lines() if isinstance(place, Paragraph) else (place.markup,)


@file_rule("TOP01", Severity.ERROR)
def check_topics(judged: Judged) -> Iterator[Finding]:
    """Topics are keys of the register of topics.

    A subject under two spellings is two subjects to a reader.
    Wrong: `human_rights`. Right: `human-rights`.
    Use a key of the register, or add one to content/registers/topics.yaml.
    """
    resolution = judged.resolution
    for position, topic in enumerate(resolution.topics):
        if topic not in judged.registers.topics:
            message = f"{quoted(topic)} is not in the register of topics"
            near = difflib.get_close_matches(topic, judged.registers.topics, 1)
            hint = f"did you mean {near[0]}?" if near else "add it to content/registers/topics.yaml"
            yield Finding(("topics", position), message, hint)
