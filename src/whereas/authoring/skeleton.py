"""A new text: what its symbol and its body tell, blanks for the rest, hints as comments.

Nothing is made up: the day of adoption is asked for, and words of the document are left blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whereas.authoring.canonical import FORMULAS, Words, format_block, is_long, join_blocks
from whereas.model.blanks import BLANK
from whereas.model.ordinals import GREATEST, format_ordinal_words
from whereas.model.registers import Body, Registers
from whereas.model.sessions import parse_session
from whereas.model.symbols import Symbol, SymbolForm, number_template, text_file
from whereas.reading.schema import load_schema

_HINTED = (
    ("agenda",),
    ("adoption", "meeting"),
    ("adoption", "basis"),
    ("issued", "date"),
    ("topics",),
    ("notes",),
)
"""Keys that many documents have: a comment shows each, with the example of the schema."""

_GUIDE = f"# For each {BLANK} write what the document has; `whereas check` lists those left."


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a text before its words: symbol, day of adoption, language.

    `session` and `title` are what the author gave; the symbol's own session needs no telling.
    """

    symbol: Symbol
    printed: str
    body: Body
    date: str
    language: str
    session: str | None = None
    title: str | None = None

    def form(self) -> SymbolForm:
        """Give the form of the symbol."""
        return next(form for form in self.body.symbols if form.name == self.symbol.form)

    def number(self) -> str:
        """Give the number as prose has it: `76/159` for A/RES/76/159."""
        form = self.form()
        return self.printed.removeprefix(form.print_as.removesuffix(number_template(form)))


def place_of(beginning: Beginning) -> str:
    """Give the path at which the text belongs (rule ID01)."""
    session = _session(beginning)
    return text_file(beginning.body.key, beginning.printed, session, beginning.date)


def render_skeleton(beginning: Beginning, registers: Registers, schema: str) -> str:
    """Give the YAML of a new text; `schema` is the address of its schema, for editors."""
    document, hints = dict(_iter_entries(beginning, registers)), _hints()
    blocks = []
    for key in load_schema("resolution")["properties"]:
        if key in document:
            block = format_block(key, document[key])
            if key in hints:
                block += _commented(hints[key], "  # ")
            blocks.append((block, is_long(document[key]) or key in FORMULAS))
        elif key in hints:
            blocks.append((_commented({key: hints[key]}, "# "), True))
    return f"# yaml-language-server: $schema={schema}\n{_GUIDE}\n{join_blocks(blocks)}"


def _iter_entries(beginning: Beginning, registers: Registers) -> Iterator[tuple[str, Any]]:
    body, symbol = beginning.body, beginning.symbol
    yield "format", "resolution/1"
    yield "symbol", beginning.printed
    yield "type", symbol.kind
    yield "language", beginning.language
    yield "body", body.key
    if session := _session(beginning):
        yield "session", session
    yield "number", beginning.number()
    if beginning.title or "title" in body.requires:
        yield "title", Words(beginning.title or BLANK)
    yield "adoption", {"date": beginning.date}
    endings = registers.endings(body.key, beginning.language)
    last = BLANK + (endings.last or (".",))[0]
    if symbol.kind == "resolution":
        place = "enacting" if body.formula_place == "before" else "resolving"
        yield place, _formula(beginning)
        yield "preamble", [BLANK + (endings.preamble or (",",))[0]]
        yield "operative", [{"num": "1", "text": last}]
    else:
        yield "operative", [last]
    official = registers.official_url(beginning.printed, beginning.language)
    yield "source", {**({"url": official} if official else {}), "method": "hand"}


def _formula(beginning: Beginning) -> str:
    """Give the formula as the register has it, with the session in words where it is named."""
    formula = beginning.body.formula.get(beginning.language, BLANK)
    if "{ordinal}" not in formula:
        return formula
    session = parse_session(_session(beginning) or "")
    if session is None or session.number > GREATEST:
        return formula.replace("{ordinal}", BLANK)
    words = format_ordinal_words(session.number, beginning.language)
    return formula.replace("{ordinal}", words[0].upper() + words[1:])


def _session(beginning: Beginning) -> str | None:
    return beginning.symbol.session or beginning.session


def _hints() -> dict[str, Any]:
    """Give an example for each hinted key; for keys of a mapping, a mapping of them."""
    hints: dict[str, Any] = {}
    for key, *inner in _HINTED:
        if inner:
            hints.setdefault(key, {})[inner[0]] = _example(key, inner[0])
        else:
            hints[key] = _example(key)
    return hints


def _example(*keys: str) -> Any:
    """Give the first example that the schema has for a key, or for a key of a mapping."""
    schema = load_schema("resolution")
    here: Mapping[str, Any] = schema
    for key in keys:
        here = here["properties"][key]
        if "examples" not in here:
            here = schema["$defs"][here["$ref"].removeprefix("#/$defs/")]
    return here["examples"][0]


def _commented(hints: Mapping[str, Any], mark: str) -> list[str]:
    return [mark + line for key, value in hints.items() for line in format_block(key, value)]
