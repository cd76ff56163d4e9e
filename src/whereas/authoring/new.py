"""`whereas new`: from a symbol in any spelling to a file at its place, never over another."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from whereas.authoring.skeleton import Beginning, place_of, render_skeleton
from whereas.corpus import Corpus, build_corpus
from whereas.errors import ConfigurationError
from whereas.model.publication import Publication
from whereas.model.registers import Body, Registers
from whereas.model.symbols import Symbol, SymbolGrammar, number_template
from whereas.output.files import create_file
from whereas.problems import Problem, Severity, quoted
from whereas.reading.documents import Document, build_text, read_document
from whereas.reading.files import find_texts, read_bytes

_SCHEMA = "schemas/resolution.schema.json"
_SEPARATORS = re.compile(r"(?<![ /_-])[ /_-]+(?![ /_(-]|[A-Z](?:[ (]|\Z))")
"""What people write for `/`: spaces, hyphens and low lines, but not those before a part."""
_SYMBOL = re.compile(rb"^symbol:[ \t]*[\"']?([^\"'#\r\n]+)", re.MULTILINE)
_TRANSLATION = re.compile(rb"^format:[ \t]*[\"']?resolution-translation/", re.MULTILINE)
_NEAR = 0.6
"""Likeness from which another spelling is worth a suggestion: A/RSE/ for A/RES/ has 0.83."""


def create_text(
    root: Path,
    settings: tuple[Publication, Registers],
    symbol: str,
    day: Callable[[], str],
    judge: Callable[[Corpus], Iterable[Problem]],
    *,
    language: str | None = None,
    session: str | None = None,
    title: str | None = None,
    year: str = "",
) -> str:
    """Write the skeleton of a text into the project at `root`; give its path in the project.

    `settings` are the project's (`project.load_settings`).
    `day` is asked for the day of adoption, YYYY-MM-DD, once the symbol is known to be one;
    `judge` gives the problems of a corpus (`checks.rules.check_corpus`);
    `language` is the publication's if not given; `session` is needed where the symbol has none
    and the body's texts have one; `year` helps to guess what a wrong symbol should be. Raises
    ConfigurationError for what cannot be written so, and where the text has a file already.
    """
    publication, registers = settings
    _refuse_bytes(symbol=symbol, language=language, session=session, title=title)
    _refuse_empty(language=language, session=session, title=title)
    language = language or publication.language
    if language not in registers.languages:
        known = ", ".join(sorted(registers.languages))
        raise ConfigurationError(f"{quoted(language)} is not in the register of languages: {known}")
    found = find_symbol(symbol, registers, year)
    printed, body = registers.grammar.format_symbol(found), registers.bodies[found.body]
    _check_session(found, printed, body, session)
    date = day()
    _refuse_bytes(date=date)
    _refuse_empty(date=date)
    beginning = Beginning(found, printed, body, date, language, session, title)
    file = place_of(beginning)
    data = render_skeleton(beginning, registers, _schema(root, file, publication)).encode()
    document = _check(data, file, printed)
    _check_year(found, printed, date)
    corpus = build_corpus([build_text(document, file)], registers)
    _refuse_errors(judge(corpus), printed)
    there = _find_text(root, file) or _find_symbol(root, printed, registers)
    if there or not create_file(root / file, data):
        raise ConfigurationError(f"{there or file} is there already; nothing was changed")
    return file


def find_symbol(text: str, registers: Registers, year: str = "") -> Symbol:
    """Give the symbol that `text` spells, whatever its case and spaces.

    `year` is that of the text, for symbols that end with one. Raises ConfigurationError, with
    what may have been meant, for what no body prints.
    """
    symbol = registers.grammar.parse_symbol(text) or registers.grammar.parse_spelling(text)
    if symbol is None:
        near = next(_iter_near(text, registers.grammar, year), None)
        known = ", ".join(sorted(registers.bodies))
        hint = f"did you mean {near}?" if near else f"bodies are {known}"
        raise ConfigurationError(f"{quoted(text)} is no symbol of a body here ({hint})")
    return symbol


def _iter_near(text: str, grammar: SymbolGrammar, year: str) -> Iterator[str]:
    """Give the symbols that `text` would be with another beginning, likeliest first.

    One that ends with the year is as likely when only that is missing.
    """
    text = _SEPARATORS.sub("/", text.strip())
    start = next((n for n, character in enumerate(text) if character.isdigit()), len(text))
    head, tail = text[:start].upper(), text[start:]
    found: list[tuple[float, str]] = []
    for form in grammar.forms():
        prefix = form.print_as.removesuffix(number_template(form))
        likeness = difflib.SequenceMatcher(None, head, prefix.upper()).ratio()
        spelt = (prefix + tail, f"{prefix}{tail} ({year})")
        symbol = next(filter(None, map(grammar.parse_spelling, spelt)), None)
        # A bare number, 76/159, is of the first body that has one of its form.
        if symbol and (not head or likeness >= _NEAR):
            found.append((-likeness, grammar.format_symbol(symbol)))
    return (symbol for _, symbol in sorted(found, key=lambda entry: entry[0]))


def _schema(root: Path, file: str, publication: Publication) -> str:
    """Give the address of the schema: in a checkout the file there, else the published one."""
    if (root / _SCHEMA).is_file():
        return "../" * file.count("/") + _SCHEMA
    return publication.url + _SCHEMA


def _check(data: bytes, file: str, symbol: str) -> Document:
    """Refuse what would not be a valid text: a wrong date, a title with a line break."""
    document, problems = read_document(data, file)
    if document is None:
        raise _refusal(problems[0], symbol)
    return document


def _refuse_errors(problems: Iterable[Problem], symbol: str) -> None:
    """Refuse what `whereas check` would refuse in the text alone, such as a day of no session."""
    error = next((found for found in problems if found.severity is Severity.ERROR), None)
    if error is not None:
        raise _refusal(error, symbol)


def _refusal(problem: Problem, symbol: str) -> ConfigurationError:
    hint = f" ({problem.hint})" if problem.hint else ""
    return ConfigurationError(f"no text can be begun for {symbol}: {problem.message}{hint}")


def _refuse_bytes(**options: str | None) -> None:
    """Refuse what came from the command line in another encoding than UTF-8."""
    for name, value in options.items():
        try:
            (value or "").encode()
        except UnicodeEncodeError as error:
            named = name if name == "symbol" else f"--{name}"
            raise ConfigurationError(f"{named} is not UTF-8") from error


def _refuse_empty(**options: str | None) -> None:
    """Refuse what was given and says nothing, lest something else stand in for it."""
    for name, value in options.items():
        if value == "":
            raise ConfigurationError(f"--{name} is empty")


def _check_session(symbol: Symbol, printed: str, body: Body, session: str | None) -> None:
    """Refuse a session that the symbol contradicts, and none where one is needed."""
    if symbol.session and session not in (None, symbol.session):
        told = f"{printed} is of session {symbol.session}"
        raise ConfigurationError(f"{told}, not {quoted(session)}; leave out --session")
    if "session" in body.requires and not (symbol.session or session):
        raise ConfigurationError(f"{printed} does not tell its session; give --session")


def _check_year(symbol: Symbol, printed: str, date: str) -> None:
    """Refuse a day that lies more than a year from the year in the symbol, which may be `94`.

    That year is the session's: the Economic and Social Council's begins in July of the year
    before, and the World Conservation Congress of 2020 met in 2021.
    """
    if not symbol.year:
        return
    century = 10 ** len(symbol.year)
    apart = (int(date[:4]) - int(symbol.year)) % century
    if min(apart, century - apart) > 1:
        told = f"{printed} is of the year {symbol.year}"
        raise ConfigurationError(f"{told}, but the day of adoption is {date}; correct one of them")


def _find_text(root: Path, file: str) -> str | None:
    """Give the file that has the name of `file`, in whatever folder and case, or None."""
    files, strays = find_texts(root)
    for other in (*files, *(stray.file for stray in strays)):
        if PurePath(other).name.casefold() == PurePath(file).name.casefold():
            return other
    return None


def _find_symbol(root: Path, symbol: str, registers: Registers) -> str | None:
    """Give the file of the text that has the symbol, whatever the file's name, or None.

    Files are looked at, not read as YAML: thousands take a moment, and a faulty one counts.
    """
    for file in find_texts(root)[0]:
        data = read_bytes(root, file)
        match = _SYMBOL.search(data)
        if match is None or _TRANSLATION.search(data):
            continue
        if registers.grammar.canonical(match[1].decode("utf-8", "replace").strip()) == symbol:
            return file
    return None
