"""How texts point to places of documents, and to the paper on which they were adopted.

Both are data of the registers of languages and of bodies; finding them is the rules' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pointers:
    """How a language points to a paragraph, a section or an annex.

    `paragraph`, `section` and `annex` are patterns in which `{numbers}` and `{letters}` stand
    for the labels; `of` is a pattern of what stands between a place and what holds it. The
    others are words: after a place of the text itself that stands before (`above`) or after
    (`below`), after one anywhere in the text (`own`), and words that an annex alone can say
    (`annexed`). `joins` part labels.
    """

    paragraph: str
    section: str
    annex: str
    of: str
    joins: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    annexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """On what papers a body adopts its texts, and how its texts say so.

    `report` and `draft` are patterns of symbols in which `{session}` stands for the session,
    whose own pattern is `session`; `addendum` is the pattern of what a draft's symbol may have at
    its end without being another draft's. `forms` are patterns of the whole basis by language, with
    `{report}`, `{draft}` and `{committee}`; `committees` the names of committees by language.
    """

    session: str
    report: str
    draft: str
    addendum: str | None = None
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    committees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
