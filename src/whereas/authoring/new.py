"""`whereas new`: from a symbol in any spelling to a file at its place, never over another."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from whereas.authoring.skeleton import Beginning, place_of, render_skeleton
from whereas.errors import ConfigurationError
from whereas.model.publication import Publication
from whereas.model.registers import Registers
from whereas.model.symbols import Symbol, SymbolGrammar, number_template
from whereas.output.files import write_file
from whereas.problems import quoted
from whereas.reading.documents import read_document

_SCHEMA = "schemas/resolution.schema.json"
_SEPARATORS = re.compile(r"(?<![ /_-])[ /_-]+(?![ /_(-]|[A-Z](?:[ (]|\Z))")
"""What people write for `/`: spaces, hyphens and low lines, but not those before a part."""
_NEAR = 0.6
"""Likeness from which another spelling is worth a suggestion: A/RSE/ for A/RES/ has 0.83."""


def create_text(
    root: Path,
    settings: tuple[Publication, Registers],
    symbol: str,
    day: Callable[[], str],
    *,
    language: str | None = None,
    session: str | None = None,
    title: str | None = None,
) -> str:
    """Write the skeleton of a text into the project at `root`; give its path in the project.

    `settings` are the project's (`project.load_settings`).
    `day` is asked for the day of adoption, YYYY-MM-DD, once the symbol is known to be one;
    `language` is the publication's if not given; `session` is needed where the symbol has none
    and the body's texts have one. Raises ConfigurationError for what cannot be written so.
    """
    publication, registers = settings
    language = language or publication.language
    if language not in registers.languages:
        known = ", ".join(sorted(registers.languages))
        raise ConfigurationError(f"{quoted(language)} is not in the register of languages: {known}")
    found = find_symbol(symbol, registers)
    printed, body = registers.grammar.format_symbol(found), registers.bodies[found.body]
    if "session" in body.requires and not (found.session or session):
        raise ConfigurationError(f"{printed} does not tell its session; give --session")
    beginning = Beginning(found, printed, body, day(), language, session, title)
    file = place_of(beginning)
    data = render_skeleton(beginning, registers, _schema(root, file, publication)).encode()
    _check(data, file, printed)
    if (root / file).exists() or (root / file).is_symlink():
        raise ConfigurationError(f"{file} is there already; nothing was changed")
    write_file(root / file, data)
    return file


def find_symbol(text: str, registers: Registers) -> Symbol:
    """Give the symbol that `text` spells, whatever its case and spaces.

    Raises ConfigurationError, with what may have been meant, for what no body prints.
    """
    symbol = registers.grammar.parse_symbol(text) or registers.grammar.parse_spelling(text)
    if symbol is None:
        near = next(_iter_near(text, registers.grammar), None)
        known = ", ".join(sorted(registers.bodies))
        hint = f"did you mean {near}?" if near else f"bodies are {known}"
        raise ConfigurationError(f"{quoted(text)} is no symbol of a body here ({hint})")
    return symbol


def _iter_near(text: str, grammar: SymbolGrammar) -> Iterator[str]:
    """Give the symbols that `text` would be with another beginning, likeliest first."""
    text = _SEPARATORS.sub("/", text.strip())
    start = next((n for n, character in enumerate(text) if character.isdigit()), len(text))
    head, tail = text[:start].upper(), text[start:]
    found: list[tuple[float, str]] = []
    for form in grammar.forms():
        prefix = form.print_as.removesuffix(number_template(form))
        likeness = difflib.SequenceMatcher(None, head, prefix.upper()).ratio()
        symbol = grammar.parse_spelling(prefix + tail)
        # A bare number, 76/159, is of the first body that has one of its form.
        if symbol and (not head or likeness >= _NEAR):
            found.append((-likeness, grammar.format_symbol(symbol)))
    return (symbol for _, symbol in sorted(found, key=lambda entry: entry[0]))


def _schema(root: Path, file: str, publication: Publication) -> str:
    """Give the address of the schema: in a checkout the file there, else the published one."""
    if (root / _SCHEMA).is_file():
        return "../" * file.count("/") + _SCHEMA
    return publication.url + _SCHEMA


def _check(data: bytes, file: str, symbol: str) -> None:
    """Refuse what would not be a valid text: a wrong date, a title with a line break."""
    _, problems = read_document(data, file)
    if problems:
        said = problems[0]
        hint = f" ({said.hint})" if said.hint else ""
        raise ConfigurationError(f"no text can be begun for {symbol}: {said.message}{hint}")
