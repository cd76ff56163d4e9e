"""The basis of adoption: committees, reports and drafts (rules of the family REF)."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.pointers import Basis
from whereas.model.resolution import Adoption, Path
from whereas.model.sessions import canonical_session
from whereas.problems import Severity, quoted


@file_rule("REF10", Severity.WARNING, words=True)
def check_basis(judged: Judged) -> Iterator[Finding]:
    """The basis of adoption has a form of the body, and its papers are of the text's session.

    The forms, with the names of committees, stand in the register of bodies; the rule is silent
    where the register has none.
    Wrong: `on the report of the Third Committee (A/75/462)` in session 76. Right: `(A/76/462)`.
    Compare with the document, or add the form to content/registers/bodies.yaml.
    """
    resolution, body = judged.resolution, judged.body
    basis = body.basis if body else None
    if body is None or basis is None or resolution.language not in basis.forms:
        return
    suffix = judged.registers.citations.suffix
    for path, printed in _iter_bases(judged):
        if not _form(basis, suffix, resolution.language).fullmatch(printed):
            yield _unknown(basis, suffix, resolution.language, body.name, path, printed)
        for match in _papers(basis, suffix).finditer(printed):
            session = canonical_session(match["of_draft"] or match["of_report"])
            if resolution.session and session != canonical_session(resolution.session):
                message = f"{quoted(match[0])} is a paper of session {session}"
                hint = f"the text is of session {resolution.session}"
                yield Finding(path, message, hint, words=match[0])


@file_rule("REF11", Severity.WARNING)
def check_drafts(judged: Judged) -> Iterator[Finding]:
    """A draft that the basis names is listed under `drafts`.

    Readers and tables find drafts there; an addendum, which adds sponsors, goes with its draft.
    What a draft's symbol looks like stands in the register of bodies.
    Wrong: `(A/76/L.18/Rev.1)` with `drafts: [A/76/L.18]`. Right: `drafts: [A/76/L.18/Rev.1]`.
    Add the draft, or correct its symbol.
    """
    basis = judged.body.basis if judged.body else None
    if basis is None:
        return
    listed = {draft.symbol for draft in judged.resolution.drafts}
    for path, printed in _iter_bases(judged):
        for match in _papers(basis, judged.registers.citations.suffix).finditer(printed):
            draft = re.sub(f"(?:{basis.addendum})\\Z", "", match[0]) if basis.addendum else match[0]
            if match["draft"] and listed.isdisjoint((draft, match[0])):
                message = f"{quoted(match[0])} is not listed under drafts"
                yield Finding(path, message, "add it there", words=match[0])


def _iter_bases(judged: Judged) -> Iterator[tuple[Path, str]]:
    """Give the basis of the text, and of each part that was adopted by itself, with its place."""
    resolution = judged.resolution
    adoptions: list[tuple[Path, Adoption]] = [((), resolution.adoption)]
    adoptions += [(part.path, part.adoption) for part in resolution.parts if part.adoption]
    for holder, adoption in adoptions:
        if adoption.basis:
            where: Path = () if resolution.is_translation else ("adoption",)
            yield (*holder, *where, "basis"), adoption.basis


def _unknown(
    basis: Basis, suffix: str, language: str, body: str, path: Path, printed: str
) -> Finding:
    """Give the finding on a basis of no known form; of a committee where that is the fault."""
    match = _form(basis, suffix, language, any_committee=True).fullmatch(printed)
    committee = next((name for name in match.groups() if name), "") if match else ""
    if committee:
        near = difflib.get_close_matches(committee, basis.committees.get(language, ()), 1)
        hint = f"did you mean {near[0]}?" if near else "add it to content/registers/bodies.yaml"
        return Finding(path, f"the {body} has no {quoted(committee)}", hint, words=committee)
    message = f"{quoted(printed)} is no basis that the register of bodies knows"
    return Finding(path, message, "compare with the document, or add its form to the register")


def _form(
    basis: Basis, suffix: str, language: str, *, any_committee: bool = False
) -> re.Pattern[str]:
    names = () if any_committee else basis.committees.get(language, ())
    return _compile_form(
        basis.forms[language], basis.session, basis.report, basis.draft, suffix, names
    )


@functools.lru_cache(maxsize=256)
def _compile_form(
    forms: tuple[str, ...],
    session: str,
    report: str,
    draft: str,
    suffix: str,
    committees: tuple[str, ...],
) -> re.Pattern[str]:
    """Give the pattern of a whole basis; without names any committee fits, each in a group."""
    longest = sorted(committees, key=lambda name: (-len(name), name))
    committee = f"(?:{'|'.join(map(re.escape, longest))})" if longest else "(.+)"
    pattern = "|".join(f"(?:{form})" for form in forms)
    for name, value in (("report", report), ("draft", draft)):
        pattern = pattern.replace(f"{{{name}}}", f"{value}(?:{suffix})?")
    pattern = pattern.replace("{committee}", committee).replace("{session}", f"(?:{session})")
    return re.compile(pattern)


def _papers(basis: Basis, suffix: str) -> re.Pattern[str]:
    return _compile_papers(basis.session, basis.report, basis.draft, suffix)


@functools.lru_cache(maxsize=64)
def _compile_papers(session: str, report: str, draft: str, suffix: str) -> re.Pattern[str]:
    """Give the pattern of a report's or draft's symbol, with its session; a draft has its group."""
    of_draft = draft.replace("{session}", f"(?P<of_draft>{session})")
    of_report = report.replace("{session}", f"(?P<of_report>{session})")
    return re.compile(rf"(?:(?P<draft>{of_draft})|{of_report})(?:{suffix})?", re.ASCII)
