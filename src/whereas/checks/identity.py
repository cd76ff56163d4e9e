"""ID: the symbol, and what must agree with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, TextKey
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.model.registers import Registers
from whereas.model.resolution import Resolution
from whereas.model.symbols import format_address, is_reserved, number_template, text_file
from whereas.problems import Severity, quoted


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
    # An unknown symbol is ID03's; a place for it would be wrong advice.
    if resolution.file != expected and judged.registers.grammar.parse_symbol(resolution.symbol):
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
        yield Finding(("symbol",), f"the address {resolution.symbol} belongs to the site itself")
    symbol = judged.registers.grammar.parse_symbol(resolution.symbol)
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
    resolution = judged.resolution
    symbol = judged.registers.grammar.parse_symbol(resolution.symbol)
    if symbol is None:
        return
    if resolution.session is not None and symbol.session not in ("", resolution.session):
        message = f"session {quoted(resolution.session)} is not the session of {resolution.symbol}"
        yield Finding(("session",), message, f"{resolution.symbol} has session {symbol.session}")
    form = next(form for form in judged.registers.grammar.forms() if form.name == symbol.form)
    printed = resolution.symbol.removeprefix(form.print_as.removesuffix(number_template(form)))
    if resolution.number not in (None, printed, symbol.number):
        message = f"number {quoted(resolution.number)} is not the number of {resolution.symbol}"
        yield Finding(("number",), message, f"{resolution.symbol} has number {printed}")


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


def _suggest(resolution: Resolution, registers: Registers) -> str:
    canonical = registers.grammar.canonical(resolution.symbol)
    if canonical != resolution.symbol:
        return f"did you mean {canonical}?"
    for form in registers.grammar.body_forms(resolution.body):
        prefix = form.print_as.removesuffix(number_template(form))
        guess = registers.grammar.parse_symbol(f"{prefix}{resolution.number}")
        if guess and guess.body == resolution.body:
            return f"did you mean {registers.grammar.format_symbol(guess)}?"
    forms = [form.print_as for form in registers.grammar.body_forms(resolution.body)]
    return f"its symbols are {', '.join(forms)}"
