"""Paragraphs that a page or a scan parted are joined again, each time with a line in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whereas.importers.drafts import Kind
from whereas.importers.plain_text.labels import read_item, read_number, read_section
from whereas.importers.plain_text.ledger import Ledger
from whereas.importers.plain_text.passages import Passage
from whereas.importers.plain_text.runs import Run, squeeze
from whereas.importers.plain_text.tools import Tools

_SHOWN = 40


def join_parted(passages: Sequence[Passage], tools: Tools, ledger: Ledger) -> Iterator[Passage]:
    """Give passages in which no paragraph goes on in the next."""
    held: Passage | None = None
    for passage in passages:
        if held is not None and _goes_on(held, passage, tools):
            printed = f"{held.text[-_SHOWN:]} | {passage.text[:_SHOWN]}"
            sure = passage.broken or passage.bare[:1].islower()
            what = "paragraph parted by a page" if passage.broken else "paragraph parted"
            kind: Kind = "repaired" if sure else "doubtful"
            ledger.lose(kind, what, passage.line, printed, printed.replace(" | ", " "))
            runs = squeeze((*held.runs, Run(" ", passage.line), *passage.runs))
            held = replace(held, runs=runs)
        else:
            if held is not None:
                yield held
            held = passage
    if held is not None:
        yield held


def _goes_on(held: Passage, passage: Passage, tools: Tools) -> bool:
    """Tell whether `passage` goes on with the paragraph that `held` begins."""
    if any(one.heading or one.rows or not one.bare for one in (held, passage)):
        return False
    if _stands_alone(held, tools) or _stands_alone(passage, tools) or _is_labelled(passage):
        return False
    lower = passage.bare[0].islower() or passage.bare[0].isdigit()
    if not held.is_ended:
        return lower or (passage.broken and not tools.is_opened(passage.bare))
    return passage.broken and lower and held.bare.endswith((",", " and", " or"))


def _stands_alone(passage: Passage, tools: Tools) -> bool:
    words = passage.bare
    found = tools.formulas.find(words) or tools.annex(words) or read_section(words)
    return bool(found) or tools.is_closing(words)


def _is_labelled(passage: Passage) -> bool:
    return bool(read_number(passage.text) or read_item(passage.text))
