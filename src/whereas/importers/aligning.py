"""Two languages of one text beside each other: numbers that one lost are taken from the other.

Official files lose numbers, labels and the boundary of the preamble in single languages. Where
both languages have as many entries in a place, those in the same position are one; what then
differs is mended and reported. Where they have not, nothing is mended and the break is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whereas.importers.drafts import Loss
from whereas.model.paragraphs import flatten

Written = Mapping[str, Any]

_LISTS = ("operative", "items", "blocks", "then", "preamble", "annexes", "parts")
_NAMES = ("num", "section", "part", "division")
"""Keys from whose values addresses are made, in print alike in all languages."""
_COMMAS = (",", "،", "，")
_HELD = ("heading", "text", "items", "operative", "blocks", "table")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A translation that was laid beside its main text.

    `paragraphs` counts those of the main text, and `found` how many of them the translation has
    under the same address.
    """

    document: dict[str, Any]
    losses: tuple[Loss, ...]
    paragraphs: int
    found: int


@dataclass(slots=True)
class _Aligner:
    losses: list[Loss] = field(default_factory=list)

    def repaired(self, what: str, text: str, made: str) -> None:
        self.losses.append(Loss("repaired", what, 0, text, made))

    def fit(self, main: Any, own: Any) -> Any:
        """Give an entry of the translation with the numbers that the main text has there."""
        if isinstance(main, Mapping):
            own = self._reshaped(main, own)
        if not (isinstance(main, Mapping) and isinstance(own, Mapping)):
            return own
        made = dict(own)
        for name in _NAMES:
            if name in main and str(made.get(name, "")) != str(main[name]):
                self.repaired(f"{name} lost or misprinted", _show(own), str(main[name]))
                made = {name: main[name], **{k: v for k, v in made.items() if k != name}}
        for name in _LISTS:
            if name in made and name in main:
                made[name] = self.fit_all(main[name], made[name])
        if "embeds" in made and "embeds" in main:
            made["embeds"] = self.fit(main["embeds"], made["embeds"])
        return made

    def fit_all(self, main: Sequence[Any], own: Sequence[Any]) -> list[Any]:
        """Give the entries of a list; only where both have as many do they mean each other."""
        if len(main) != len(own):
            return list(own)
        return [self.fit(one, other) for one, other in zip(main, own, strict=True)]

    def _reshaped(self, main: Written, own: Any) -> Any:
        """Give what was printed as a paragraph as the heading or numbered paragraph it is."""
        words = own if isinstance(own, str) else own.get("text")
        bare = isinstance(own, str) or own.keys() == {"text"}
        if not bare or not words:
            return own
        if main.keys() <= {"heading", "num"} and "heading" in main:
            self.repaired("heading printed as a paragraph", words, "heading")
            return {"heading": words}
        return {"text": words} if "num" in main and "text" in main else own


def align(main: Written, own: Written) -> Aligned:
    """Lay a translation beside its main text, both documents of `resolution/1`."""
    aligner = _Aligner()
    made = dict(own)
    _move_preamble(main, made, aligner)
    for name in _LISTS:
        if name in main and name in made:
            made[name] = aligner.fit_all(main[name], made[name])
    if "parts" in main and "parts" in made:
        for one, other in zip(main["parts"], made["parts"], strict=False):
            _move_preamble(one, other, aligner)
    names = [paragraph.id for paragraph in flatten(main)]
    here = {paragraph.id for paragraph in flatten(made)}
    breaks = tuple(_iter_breaks(main, made))
    found = sum(name in here for name in names)
    return Aligned(made, (*aligner.losses, *breaks), len(names), found)


def _move_preamble(main: Written, own: dict[str, Any], aligner: _Aligner) -> None:
    """Move preambular paragraphs that stand at the head of the operative part to the preamble."""
    lacking = len(main.get("preamble", ())) - len(own.get("preamble", ()))
    operative = list(own.get("operative", ()))
    first = operative[: max(lacking, 0)]
    if not first or len(first) < lacking or not all(map(_is_preambular, first)):
        return
    for words in first:
        aligner.repaired("preambular paragraph in the operative part", words, "preamble")
    own["preamble"] = [*own.get("preamble", ()), *first]
    own["operative"] = operative[lacking:]


def _is_preambular(entry: Any) -> bool:
    return isinstance(entry, str) and entry.rstrip("*0123456789[]^ ").endswith(_COMMAS)


def _iter_breaks(main: Written, own: Written) -> Iterator[Loss]:
    """Report the addresses that one language has and the other has not, by where they stand."""
    kinds = {paragraph.id: paragraph.kind for paragraph in flatten(main)}
    others = {paragraph.id: paragraph.kind for paragraph in flatten(own)}
    for what, names in (
        ("paragraph of the main text without one here", kinds.keys() - others.keys()),
        ("paragraph without one in the main text", others.keys() - kinds.keys()),
    ):
        if names:
            listed = sorted(names)
            text = ", ".join(listed[:_SHOWN])
            more = len(listed) - _SHOWN
            yield Loss("doubtful", what, 0, f"{text} and {more} more" if more > 0 else text)


_SHOWN = 6
"""Addresses that a report names of one break."""


def _show(entry: Any) -> str:
    """Give the first words of an entry, by which it is found."""
    words = entry if isinstance(entry, str) else next((entry[k] for k in _HELD if k in entry), "")
    return words[:80] if isinstance(words, str) else ""
