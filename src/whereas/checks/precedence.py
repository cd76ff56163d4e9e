"""Which of two texts is the later one, as far as symbols, sessions and days of adoption tell."""

from __future__ import annotations

from whereas.checks.keys import Keys, TextKey
from whereas.model.sessions import parse_session
from whereas.model.symbols import Symbol


def is_later(keys: Keys, text: TextKey, name: str, symbol: Symbol) -> bool:
    """Tell whether what `name` names, `symbol` taken apart, was adopted after `text`.

    A text that the project holds has its day, but one of parts that were adopted by themselves
    has none. Of others the session or year tells, and the number where a body without sessions
    counts in the order of adoption: texts of one session may name each other.
    """
    held = keys.by_name.get(name)
    if held is not None and not held.dated_parts:
        return held.date > text.date
    return (
        _is_of_later_session(keys, text, symbol)
        or _is_of_later_year(keys, text, symbol)
        or _is_of_higher_number(keys, text, symbol)
    )


def _is_of_later_session(keys: Keys, text: TextKey, symbol: Symbol) -> bool:
    if text.parsed is not None and text.parsed.body == symbol.body:
        own, other = parse_session(text.parsed.session), parse_session(symbol.session)
        if own and other and own.kind == other.kind:
            return other.number > own.number
    session = keys.registers.find_session(symbol.body, symbol.session)
    return session is not None and session.opened is not None and session.opened > text.date


def _is_of_later_year(keys: Keys, text: TextKey, symbol: Symbol) -> bool:
    if not (symbol.year.isdigit() and len(symbol.year) == 4):
        return False
    # A session that is named by a year may open in the year before.
    early = keys.registers.grammar.form(symbol).year_of == "session"
    return int(symbol.year) > int(text.date[:4]) + early


def _is_of_higher_number(keys: Keys, text: TextKey, symbol: Symbol) -> bool:
    """Tell whether two texts are of one series without sessions, `symbol` the later in it."""
    own, form = text.parsed, keys.registers.grammar.form(symbol)
    if own is None or own.form != symbol.form or not form.in_order or form.year_of != "adoption":
        return False
    # Numbers that begin anew each year tell nothing of another year's.
    same = not form.starts or own.year == symbol.year
    return same and int(symbol.number) > int(own.number)
