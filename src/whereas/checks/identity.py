"""ID: the symbol, and what must agree with it."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, TextKey
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.model.sessions import parse_session
from whereas.model.symbols import (
    Symbol,
    SymbolForm,
    format_address,
    is_reserved,
    number_template,
    text_file,
)
from whereas.problems import Severity, quoted

_YEAR = re.compile(r"[12][0-9]{3}")
_LETTERS = re.compile(" ?[A-Z](?:(?:[-\u2013]|, ?| and | to )[A-Z])+(?= [(]|$)")
"""Several parts in one symbol: A/RES/76/84 A-B, A/RES/217 A to C (III)."""


def expected_file(resolution: Resolution) -> str:
    """Give the path where a text belongs; a translation's has its language before the ending."""
    main = text_file(
        resolution.body, resolution.symbol, resolution.session, resolution.adoption.date
    )
    if resolution.is_translation:
        return f"{main.removesuffix('.yaml')}.{resolution.language}.yaml"
    return main


@file_rule("ID01", Severity.ERROR, words=True)
def check_place(judged: Judged) -> Iterator[Finding]:
    """File and folder follow from the symbol.

    One text has one place; a copied file with a stale symbol is caught.
    Wrong: `A/RES/76/159` in `ga/76/A_RES_76_160.yaml`. Right: in `ga/76/A_RES_76_159.yaml`.
    Rename the file, or correct the symbol.
    """
    resolution = judged.resolution
    expected = expected_file(resolution)
    # An unknown symbol or body is ID03's; a place for it would be wrong advice.
    known = judged.symbol is not None and judged.symbol.body == resolution.body
    if resolution.file != expected and known:
        message = f"{resolution.symbol} does not belong in this file"
        yield Finding(("symbol",), message, f"its place is {expected}")


@corpus_rule("ID02", Severity.ERROR)
def check_unique(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A symbol names one text, whatever its case, and is no other text's alias.

    The symbol is the key of every table and the address of the page.
    Wrong: two files with `symbol: A/RES/76/159`. Right: one.
    Delete the copy, or correct its symbol.
    """
    seen: dict[str, TextKey] = {}
    for text in keys:
        names = {format_address(name).lower() for name in (text.symbol, *text.aliases)}
        for name in sorted(names):
            other = seen.setdefault(name, text)
            if other is not text:
                message = f"{text.symbol} is named by another file too"
                yield text.file, Finding(("symbol",), message, f"see {other.file}")
                break


@file_rule("ID03", Severity.ERROR)
def check_symbol(judged: Judged) -> Iterator[Finding]:
    """The symbol has a form that the register of bodies knows for the body.

    A typing error in the key breaks every link to the text.
    Wrong: `A/RSE/76/159`. Right: `A/RES/76/159`.
    Write the symbol as the body prints it, or add the form to content/registers/bodies.yaml.
    """
    resolution = judged.resolution
    body = judged.registers.bodies.get(resolution.body)
    if body is None:
        near = difflib.get_close_matches(resolution.body, judged.registers.bodies, 1)
        hint = f"did you mean {near[0]}?" if near else "add it to content/registers/bodies.yaml"
        yield Finding(
            ("body",), f"{quoted(resolution.body)} is not in the register of bodies", hint
        )
        return
    if is_reserved(resolution.symbol):
        message = f"the address {resolution.symbol} belongs to the site itself"
        yield Finding(("symbol",), message, "give the text another symbol")
    symbol = judged.symbol
    if symbol is None or symbol.body != resolution.body:
        message = f"{quoted(resolution.symbol)} is no symbol of the {body.name}"
        yield Finding(("symbol",), message, _suggest(resolution, judged.registers))


@file_rule("ID04", Severity.ERROR)
def check_agreement(judged: Judged) -> Iterator[Finding]:
    """Session and number in the symbol are the text's session and number.

    Two places that must agree; `A/RES/76/159` has session 76 and number 76/159.
    Wrong: `session: 75` there. Right: `session: 76`.
    Correct whichever of them differs from the document.
    """
    resolution, symbol = judged.resolution, judged.symbol
    if symbol is None:
        return
    if resolution.session is not None and symbol.session not in ("", resolution.session):
        message = f"session {quoted(resolution.session)} is not the session of {resolution.symbol}"
        yield Finding(("session",), message, f"{resolution.symbol} has session {symbol.session}")
    form = judged.registers.grammar.form(symbol)
    printed = resolution.symbol.removeprefix(form.print_as.removesuffix(number_template(form)))
    if resolution.number not in (None, printed, symbol.number):
        message = f"number {quoted(resolution.number)} is not the number of {resolution.symbol}"
        yield Finding(("number",), message, f"{resolution.symbol} has number {printed}")


@file_rule("ID05", Severity.ERROR)
def check_form(judged: Judged) -> Iterator[Finding]:
    """The symbol has the form of its session: bodies have changed how they number.

    The Assembly counts sessions in Roman figures up to the thirtieth and numbers anew in each
    since the thirty-first; the register of bodies says from when to when a form holds.
    Wrong: `A/RES/83 (XXXI)`. Right: `A/RES/31/83`.
    Correct the session, or write the symbol in the form of that session.
    """
    symbol, grammar = judged.symbol, judged.registers.grammar
    if symbol is None or is_of_its_time(grammar.form(symbol), symbol) is not False:
        return
    right = (
        f"those of its time are {form.print_as}"
        for form in grammar.body_forms(symbol.body)
        if form.kind == symbol.kind and is_of_its_time(form, symbol)
    )
    when = f"session {symbol.session}" if symbol.session else symbol.year
    message = f"{judged.resolution.symbol} has a form that symbols of {when} do not have"
    yield Finding(("symbol",), message, next(right, ""))


@file_rule("ID06", Severity.ERROR)
def check_year(judged: Judged) -> Iterator[Finding]:
    """The year in the symbol is the year of adoption, or of the session where it means that.

    What the year means stands in the register of bodies. A session that is named by a year may
    open in the year before, as those of the Economic and Social Council do.
    Wrong: `S/RES/242 (1967)` with the date `1968-11-22`. Right: `1967-11-22`.
    Correct the date, or the symbol together with the name of the file.
    """
    symbol = judged.symbol
    meaning = judged.registers.grammar.form(symbol).year_of if symbol else None
    if symbol is None or meaning is None:
        return
    adopted = int(judged.resolution.adoption.date[:4])
    earliest = int(symbol.year) - (meaning == "session")
    if not earliest <= adopted <= int(symbol.year):
        message = f"adopted in {adopted}, and {judged.resolution.symbol} is of {symbol.year}"
        yield Finding(("adoption", "date"), message, "correct the date or the symbol")


@file_rule("ID09", Severity.ERROR)
def check_parts(judged: Judged) -> Iterator[Finding]:
    """A part names the text it is of, and the parts of one text are A, B, C without a gap.

    Several resolutions under one number are told apart by their letters alone.
    Wrong: `part_of: A/RES/76/246` for `A/RES/76/244 B`. Right: `part_of: A/RES/76/244`.
    Correct the letter; write as `part_of` the symbol without it.
    """
    resolution, symbol = judged.resolution, judged.symbol
    if resolution.part_of and symbol:
        whole = judged.registers.grammar.format_symbol(replace(symbol, part="", suffix=""))
        if not symbol.part:
            message = f"{resolution.symbol} has no letter and cannot be a part"
            yield Finding(("part_of",), message, "write the letter, or delete part_of")
        elif resolution.part_of != whole:
            message = f"{quoted(resolution.part_of)} is not the whole of {resolution.symbol}"
            yield Finding(("part_of",), message, f"the whole is {whole}")
    if not resolution.excerpt:
        for position, part in enumerate(resolution.parts):
            due = _letter(position)
            if part.letter != due:
                message = f"part {part.letter} stands where part {due} is due"
                yield Finding(("parts", position, "part"), message, "parts are A, B, C ...")
                break


@file_rule("ID10", Severity.WARNING, words=True)
def check_source(judged: Judged) -> Iterator[Finding]:
    """The address in `source` is that of the official document in the language of the text.

    A stale or copied address leads readers to another document.
    Wrong: `https://docs.un.org/en/A/RES/76/158` in A/RES/76/159. Right: ending in `159`.
    Write the address of this document; another place of its text belongs into `note`.
    """
    resolution = judged.resolution
    written = resolution.source.url
    if written is None or judged.symbol is None:
        return
    official = judged.registers.grammar.official_url(resolution.symbol, resolution.language)
    if official and _plain_address(written) != _plain_address(official):
        message = f"{quoted(written)} is not the address of {resolution.symbol}"
        yield Finding(("source", "url"), message, f"it is {official}")


@file_rule("ID12", Severity.ERROR, words=True)
def check_language(judged: Judged) -> Iterator[Finding]:
    """The language is in the register of languages.

    Its entry says how the language is called and in which direction it is written.
    Wrong: `language: eng`. Right: `language: en`.
    Write the tag of the register, or add the language to content/registers/languages.yaml.
    """
    resolution = judged.resolution
    if resolution.language not in judged.registers.languages:
        message = f"{quoted(resolution.language)} is not in the register of languages"
        near = difflib.get_close_matches(resolution.language, judged.registers.languages, 1)
        hint = f"did you mean {near[0]}?" if near else "add it to content/registers/languages.yaml"
        yield Finding(("language",), message, hint)


@file_rule("ID11", Severity.ERROR)
def check_required(judged: Judged) -> Iterator[Finding]:
    """A text has the title, session and number that all texts of its body have.

    What a body requires stands in the register of bodies; the Security Council has no titles.
    Wrong: a text of the General Assembly without `title`. Right: with its printed title.
    Add what the document prints.
    """
    resolution = judged.resolution
    body = judged.registers.bodies.get(resolution.body)
    for name in body.requires if body else ():
        if getattr(resolution, name) is None:
            message = f"the key {quoted(name)} is missing"
            yield Finding((), message, f"every text of this body has a {name}")


def is_of_its_time(form: SymbolForm, symbol: Symbol) -> bool | None:
    """Tell whether a form was in use in the session or year of a symbol; None if not known."""
    when = _series(symbol.session or symbol.year)
    first, last = (dict(filter(None, map(_series, bound))) for bound in (form.since, form.until))
    if when is None or when[0] not in {**first, **last}:
        return None
    kind, number = when
    return first.get(kind, number) <= number <= last.get(kind, number)


def _series(session: str) -> tuple[str, int] | None:
    """Give the kind of a session, or that it is a year, and its number; None for another key."""
    if _YEAR.fullmatch(session):
        return "year", int(session)
    key = parse_session(session)
    return (key.kind, key.number) if key else None


def _letter(position: int) -> str:
    """Give the letter of a part: A to Z, then AA, BB."""
    return string.ascii_uppercase[position % 26] * (position // 26 + 1)


def _plain_address(address: str) -> str:
    """Give an address without what makes no difference: scheme, escapes, a last slash."""
    return unquote(address).partition("://")[2].replace(" ", "").rstrip("/")


def _suggest(resolution: Resolution, registers: Registers) -> str:
    canonical = registers.grammar.canonical(resolution.symbol)
    if canonical != resolution.symbol:
        return f"did you mean {canonical}?"
    whole = _LETTERS.sub("", resolution.symbol)
    if whole != resolution.symbol and registers.grammar.parse_symbol(whole):
        return f"write {whole}, and what each letter has under `parts`"
    for form in registers.grammar.body_forms(resolution.body):
        prefix = form.print_as.removesuffix(number_template(form))
        guess = registers.grammar.parse_symbol(f"{prefix}{resolution.number}")
        if guess and guess.body == resolution.body:
            return f"did you mean {registers.grammar.format_symbol(guess)}?"
    forms = [form.print_as for form in registers.grammar.body_forms(resolution.body)]
    return f"its symbols are {', '.join(forms)}"
