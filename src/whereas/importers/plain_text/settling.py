"""What a text lacks that the format asks for: a section without paragraphs becomes a heading.

Torn pages and misread labels leave holders with nothing in them. Their words are kept in another
place, and each such place is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whereas.importers.plain_text.entries import Entry
from whereas.importers.plain_text.ledger import Ledger

PRINTED = "printed"
"""Key of the printed name of a division, which no document has."""


def settle_text(text: Entry, ledger: Ledger) -> Entry | None:
    """Give a text, or lettered part, in which all holders hold something; None if none does."""
    made = dict(text)
    operative = settle_entries(text.get("operative", []), ledger)
    preamble = list(text.get("preamble", []))
    if not operative and preamble:
        ledger.lose("doubtful", "text without an operative part", 0, _first(preamble))
        operative, preamble = preamble, []
    made["operative"], made["preamble"] = operative, preamble
    annexes = (_settle_annex(annex, ledger) for annex in text.get("annexes", []))
    made["annexes"] = [annex for annex in annexes if annex]
    return made if operative else None


def settle_entries(entries: Sequence[Any], ledger: Ledger) -> list[Any]:
    """Give entries in which sections, divisions and instruments hold something."""
    settled = (_settle(entry, ledger) if isinstance(entry, dict) else entry for entry in entries)
    return [entry for entry in settled if entry]


def _settle(entry: Entry, ledger: Ledger) -> Entry:
    if "section" in entry:
        return _settle_section(entry, ledger)
    if "blocks" in entry:
        return _settle_division(entry, ledger)
    if "embeds" in entry:
        annex = _settle_annex(entry["embeds"], ledger)
        rest = {key: value for key, value in entry.items() if key != "embeds"}
        return {**rest, "embeds": annex} if annex else rest
    return entry if entry.keys() != {"num"} else _unknown(f"{entry['num']}", ledger)


def _settle_section(entry: Entry, ledger: Ledger) -> Entry:
    operative = settle_entries(entry.get("operative", []), ledger)
    preamble = list(entry.get("preamble", []))
    if operative:
        return {**entry, "operative": operative}
    ledger.lose("doubtful", "section without paragraphs", 0, entry["section"])
    if preamble:
        return {**entry, "preamble": [], "operative": preamble}
    if "heading" not in entry:
        return {"heading": entry["section"]}
    return {"num": entry["section"], "heading": entry["heading"]}


def _settle_division(entry: Entry, ledger: Ledger) -> Entry:
    blocks = settle_entries(entry["blocks"], ledger)
    printed = entry[PRINTED]
    rest = {key: value for key, value in entry.items() if key != PRINTED}
    if blocks:
        return {**rest, "blocks": blocks}
    ledger.lose("doubtful", "division without paragraphs", 0, printed)
    title = entry.get("title", "")
    return {"heading": f"{printed} {title}".strip()}


def _settle_annex(annex: Entry, ledger: Ledger) -> Entry | None:
    """Give an annex; one that is nothing but its title keeps that as its only paragraph."""
    blocks = settle_entries(annex["blocks"], ledger)
    if blocks:
        return {**annex, "blocks": blocks}
    title = annex.get("title", "")
    words = f"{annex.get('num', '')} {title}".strip()
    ledger.lose("doubtful" if title else "unknown", "annex without paragraphs", 0, words)
    rest = {key: value for key, value in annex.items() if key not in ("title", "blocks")}
    return {**rest, "blocks": [title]} if title else None


def _unknown(words: str, ledger: Ledger) -> Entry:
    ledger.lose("unknown", "number without words", 0, words)
    return {}


def _first(entries: Sequence[Any]) -> str:
    entry = entries[0]
    return entry if isinstance(entry, str) else str(entry.get("text", entry.get("heading", "")))
