"""Numbers and symbols that lost a mark or changed one (rule REF13)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from whereas.analysis.citations import Citation
from whereas.analysis.lines import Line
from whereas.checks.identity import is_of_its_time
from whereas.checks.judged import Judged, Words
from whereas.checks.rules import Finding, file_rule
from whereas.model.alternatives import one_of
from whereas.model.registers import Prose
from whereas.model.symbols import Symbol, SymbolGrammar, format_pattern, number_template
from whereas.problems import Severity, count_before, quoted

_ANCHORS = (
    (b"/", re.compile(rb"/(?<=[0-9]/)(?:(?![0-9A-Za-z(])|(?=[0-9]{4}))")),
    (b"-", re.compile(rb"-(?<=[0-9]-)(?=[0-9])")),
    (b"\xe2", re.compile(b"\xe2(?=(?:\x80[\x90-\x94]|\x88\x92)[0-9])")),
)
"""Where numbers may be broken, with the byte that each begins with, which is found quickly."""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_ANY_DASH = re.escape(_DASHES)
_CUT = re.compile(rf"[{_ANY_DASH}]([0-9]{{1,4}})(?![0-9/])")
_FIRST_ONLY = re.compile(r"[A-Z]+/[0-9]{1,3}")
_YEAR = re.compile(r"/(?:19|20)[0-9]{2}\Z")
_PART = re.compile(r"[A-Za-z]{2,}")
_LOST = "something is lost after the stroke"


@file_rule("REF13", Severity.WARNING, words=True)
def check_marks(judged: Judged) -> Iterator[Finding]:
    """What looks like the number of a resolution or the symbol of a document is a whole one.

    A dash for a stroke, a lost point or figure, two letters that changed places: readers and
    programs cannot follow what is left. The rule looks at figures after words such as
    resolution, and at symbols that are one slip away from a known one; a number stands in the
    form of its session. Where another body may count so, it is silent.
    Wrong: `resolution 75–180`, `E/CN4/2001/2`. Right: `resolution 75/180`, `E/CN.4/2001/2`.
    Compare with the document; where it has the slip, keep it and say so in `emendations`.
    """
    grammar, pointed = judged.registers.grammar, judged.registers.citations.pointed
    for line, citation in judged.cited:
        if citation.via == "symbol":
            yield from _judge_symbol(grammar, pointed, line, citation)
        right = _other_form(grammar, citation.cited)
        if right and _is_of_body(judged, line, citation):
            message = f"{quoted(citation.printed)} has a form that its session does not have"
            before = count_before(citation.printed, line.words, citation.start)
            yield Finding(line.path, message, right, citation.printed, before)
    prose = judged.language.prose if judged.language else None
    if prose and any(
        first in judged.encoded and anchor.search(judged.encoded) for first, anchor in _ANCHORS
    ):
        yield from _find_numbers(judged, prose)


def _find_numbers(judged: Judged, prose: Prose) -> Iterator[Finding]:
    """Report broken numbers after a noun, or in a list after one."""
    for words, match in judged.search(_broken(prose.nouns, prose.joins)):
        printed = match["printed"]
        if _is_cited(judged, words, printed):
            continue
        if match["dash"]:
            number = "/".join((match["before"], match["after"]))
            if _is_number(judged.registers.grammar, number) and not _is_range(match, prose):
                message = f"{quoted(printed)} has a dash and no stroke"
                yield Finding(words.path, message, f"write {number}", words=printed)
        elif printed.endswith("/"):
            message = f"{quoted(printed)} ends with a stroke"
            yield Finding(words.path, message, _LOST, words=printed)
        elif not _YEAR.search(printed):
            message = f"{quoted(printed)} has too many figures"
            yield Finding(words.path, message, "compare with the cited document", words=printed)


@functools.cache
def _broken(nouns: tuple[tuple[str, str], ...], joins: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of a noun, numbers in a list, and one that may be broken."""
    noun = one_of(word for word, _ in nouns)
    whole = r"[0-9]{1,4}(?:/[0-9]{1,4})+(?: [A-Z])?(?: [^\W\d]+ [0-9]{1,2} [^\W\d]+ [0-9]{4})?"
    join = f"(?:, | {one_of(joins)} |, {one_of(joins)} )"
    pair = rf"(?P<before>[0-9]{{1,4}})[{_ANY_DASH}](?P<after>[0-9]{{1,4}})"
    dash = rf"(?P<dash>{pair})(?![0-9/{_ANY_DASH}])"
    cut = "[0-9]{1,4}(?:/[0-9]{1,4})*/(?![0-9A-Za-z(])"
    long = "[0-9]{1,4}/[0-9]{4,}(?![0-9/A-Za-z])"
    return re.compile(
        rf"(?<!\w)(?P<noun>(?i:{noun})) (?:{whole}{join})*(?P<printed>{dash}|{cut}|{long})"
    )


def _is_cited(judged: Judged, words: Words, printed: str) -> bool:
    """Tell whether what looks broken is a number that a known body prints so."""
    return any(
        line.path == words.path and citation.cited and citation.printed.endswith(printed)
        for line, citation in judged.cited
    )


@functools.lru_cache(maxsize=4096)
def _is_number(grammar: SymbolGrammar, number: str) -> bool:
    """Tell whether a body that the register knows has such a number."""
    return any(
        re.fullmatch(format_pattern(form, number_template(form)), number, re.ASCII)
        for form in grammar.forms()
    )


def _is_range(match: re.Match[str], prose: Prose) -> bool:
    """Tell whether two figures after the plural of a noun are the first and last of a row."""
    noun = match["noun"].lower()
    plural = any(noun != word.lower() and noun.startswith(word.lower()) for word, _ in prose.nouns)
    day = match.string[match.end() :].removeprefix(f" {prose.dated} ")
    dated = day[:1].isdecimal()
    return plural and int(match["before"]) < int(match["after"]) and not dated


def _judge_symbol(
    grammar: SymbolGrammar, pointed: tuple[str, ...], line: Line, citation: Citation
) -> Iterator[Finding]:
    """Report a symbol that ends too early, and one that is a slip away from a known one."""
    printed, end = citation.printed, citation.end
    after = line.words[end : end + 1]
    if after == "/":
        message = f"{quoted(printed + after)} ends with a stroke"
        yield Finding(line.path, message, _LOST, words=printed + after)
    elif after and after in _DASHES and (cut := _CUT.match(line.words, end)):
        wrong, right = printed + cut[0], f"{printed}/{cut[1]}"
        known = grammar.parse_symbol
        if _FIRST_ONLY.fullmatch(printed) or (known(right) and not known(printed)):
            message = f"{quoted(wrong)} has a dash and no stroke"
            yield Finding(line.path, message, f"did you mean {right}?", words=wrong)
    elif mended := _mend(grammar, pointed, printed):
        message = f"{quoted(printed)} is no known symbol"
        yield Finding(line.path, message, f"did you mean {mended}?", words=printed)


@functools.lru_cache(maxsize=20_000)
def _mend(grammar: SymbolGrammar, pointed: tuple[str, ...], printed: str) -> str | None:
    """Give what a symbol is when a lost point or a slip in one of its words is mended."""
    mended = _lost_points(pointed).sub(r"\1.", printed)
    if mended != printed:
        return mended
    known = _known_words(grammar, pointed)
    for match in _PART.finditer(printed):
        if match[0] in known:
            continue
        for word in known:
            right = printed[: match.start()] + word + printed[match.end() :]
            if _is_swapped(match[0], word) or (
                _is_shorter(match[0], word) and grammar.parse_symbol(right)
            ):
                return right
    return None


@functools.cache
def _lost_points(pointed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?<=/)({one_of(pointed)})(?=[0-9])")


@functools.lru_cache(maxsize=8)
def _known_words(grammar: SymbolGrammar, pointed: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words that stand in symbols of known forms, sorted."""
    printed = (re.sub(r"\{[a-z ]+\}", "1", form.print_as) for form in grammar.forms())
    words = {word for form in printed for word in _PART.findall(form)}
    return tuple(sorted(words.union(word for word in pointed if len(word) > 2)))


def _is_swapped(word: str, other: str) -> bool:
    """Tell whether two neighbouring letters of one word have changed places in the other."""
    unlike = [n for n, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(word) == len(other) > 2
        and len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and word[unlike[0] : unlike[1] + 1] == other[unlike[0] : unlike[1] + 1][::-1]
    )


def _is_shorter(word: str, other: str) -> bool:
    """Tell whether one word is the other without one of its letters."""
    long, short = (word, other) if len(word) > len(other) else (other, word)
    return len(long) == len(short) + 1 and any(
        long[:n] + long[n + 1 :] == short for n in range(len(long))
    )


def _is_of_body(judged: Judged, line: Line, citation: Citation) -> bool:
    """Tell whether the body of a cited text is said, and not only guessed from its number.

    It is where a link or a whole symbol stands, after the body's name, and where its follows the
    opening words.
    """
    prose = judged.language.prose if judged.language else None
    if citation.via != "prose" or prose is None:
        return True
    if citation.printed[:1].isdecimal():
        return False
    if not citation.printed.lower().startswith(tuple(word.lower() for word, _ in prose.nouns)):
        return True
    opening = judged.text.openings.get(line.place)
    between = line.words[opening.end : citation.start] if opening else ""
    return between.strip() in prose.own


@functools.lru_cache(maxsize=20_000)
def _other_form(grammar: SymbolGrammar, name: str | None) -> str | None:
    """Give what the symbols of the session of `name` are like; None where they are as it is."""
    symbol = grammar.parse_symbol(name) if name else None
    if symbol is None or is_of_its_time(grammar.form(symbol), symbol) is not False:
        return None
    return next(_forms_of_its_time(grammar, symbol), "compare with the cited document")


def _forms_of_its_time(grammar: SymbolGrammar, symbol: Symbol) -> Iterator[str]:
    for form in grammar.body_forms(symbol.body):
        if form.kind == symbol.kind and is_of_its_time(form, symbol):
            yield f"those of its time are {form.print_as}"
