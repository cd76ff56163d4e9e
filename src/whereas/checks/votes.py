"""VOT: tallies, ballots and sponsors, by arithmetic and by the register of States."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.model.resolution import Path, Sponsor
from whereas.model.vocabularies import State, find_membership, fold_name, former_codes
from whereas.model.votes import Counted, iter_votes
from whereas.problems import Severity, quoted

_COLUMNS = ("in_favour", "against", "abstaining", "not_voting")
_RECORD = "count again in the record of the meeting"
_COMPARE = "compare with the record of the meeting"
_Former = Mapping[str, tuple[tuple[str, str, str], ...]]
_ADDRESS = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9]+(?:[.~-][A-Za-z0-9]+)*", re.ASCII)
"""What a separate vote is on where it is no words: an address has a digit and no space."""


@file_rule("VOT01", Severity.ERROR)
def check_tally(judged: Judged) -> Iterator[Finding]:
    """The tally equals the number of States listed in each column that lists any.

    Totals and names are two copies of one fact; a difference is a lost or doubled State.
    Wrong: `in_favour: 3` beside two codes. Right: 3 beside three.
    Count again in the meeting's record.
    """
    for counted in iter_votes(judged.resolution):
        for column in _COLUMNS:
            listed = getattr(counted.ballots, column)
            stated = getattr(counted.tally, column) if counted.tally else None
            if listed and stated is not None and stated != len(listed):
                message = f"{column} lists {len(listed)}, the tally says {stated}"
                yield Finding((*counted.path, column), message, _RECORD)


@file_rule("VOT02", Severity.ERROR)
def check_columns(judged: Judged) -> Iterator[Finding]:
    """No State stands twice in one vote, under its own code or a former one.

    A State votes once, also where it had another code on that day.
    Wrong: BRA in favour and abstaining, SUN beside RUS. Right: each of them once.
    Look it up in the meeting's record.
    """
    states = judged.registers.states
    for counted in iter_votes(judged.resolution):
        seen: dict[str, str] = {}
        for path, code in _iter_listed(counted):
            first = seen.setdefault(find_membership(states, code, counted.date), code)
            if first != code:
                yield Finding(path, f"{first} and {code} are one State", "a State votes once")
        counts = Counter(state for state, _ in counted.ballots.each())
        for state in sorted(state for state, count in counts.items() if count > 1):
            yield Finding(counted.path, f"{state} stands in two columns", "a State votes once")


@file_rule("VOT03", Severity.ERROR)
def check_members(judged: Judged) -> Iterator[Finding]:
    """A tally with those not voting adds up to the members that the body had on that day.

    The members are known: a sum that differs is a wrong digit or a State left out. A tally that
    does not say how many did not vote may fall short of them and never exceed them.
    Wrong: 141, 5, 35 and 11 of 193 members. Right: 141, 5, 35 and 12.
    Count again in the meeting's record; members stand in the register of bodies.
    """
    for counted in iter_votes(judged.resolution):
        tally = counted.tally
        if tally is None:
            continue
        known = judged.registers.count_members(judged.resolution.body, counted.date)
        members = tally.members if known is None else known
        if members is None:
            continue
        path = (*counted.path, "tally")
        if tally.members not in (None, members):
            message = f"the tally says {tally.members} members, the body had {members} on that day"
            yield Finding((*path, "members"), message, "correct it, or the register of bodies")
            continue
        absent = tally.not_voting
        if absent is None:
            absent = len(counted.ballots.not_voting) or None
        total = tally.in_favour + tally.against + tally.abstaining + (absent or 0)
        if total > members or (absent is not None and total < members):
            message = f"the tally adds up to {total}, the body had {members} members"
            yield Finding(path, message, _RECORD)


@file_rule("VOT04", Severity.ERROR)
def check_states(judged: Judged) -> Iterator[Finding]:
    """Every State of a vote is in the register of States, and was a member on that day.

    A code nobody has, or that was no longer in use, is a typing error; one that was not yet in
    use is VOT10's. Who had a seat in a small body is not known; its members are Members of the
    Organization.
    Wrong: `ZAR` in a vote of 2021. Right: `COD`.
    Write the code of that day, or add the State to content/registers/states.yaml.
    """
    for counted in iter_votes(judged.resolution):
        for path, code in _codes(counted):
            if fault := _judge_state(judged, code, counted.date):
                yield Finding(path, *fault)


@file_rule("VOT05", Severity.ERROR)
def check_majority(judged: Judged) -> Iterator[Finding]:
    """What counts as adopted had the votes that the body needs.

    Two columns exchanged turn a result round. A majority of two thirds cannot be told from a
    text, so more votes for than against are enough but where the register says a number.
    Wrong: `status: adopted` with 12 votes for and 55 against. Right: 55 for and 12 against.
    Compare the columns with the meeting's record, or correct status or result.
    """
    body, resolution = judged.body, judged.resolution
    if body is None:
        return
    for counted in iter_votes(resolution):
        tally = counted.tally
        carried = counted.result or resolution.status
        if tally is None or carried in ("rejected", "draft"):
            continue
        path = (*counted.path, "tally")
        votes, held = tally.in_favour, body.membership(counted.date)
        if held and held.needed and votes < held.needed:
            message = f"{carried} with {votes} votes for, the body needs {held.needed}"
            yield Finding(path, message, _COMPARE)
        elif body.majority and votes <= tally.against:
            message = f"{carried} with {votes} votes for and {tally.against} against"
            yield Finding(path, message, _COMPARE)
        if resolution.symbol not in body.procedural:
            yield from _find_vetoes(judged, counted, body.permanent)


@file_rule("VOT06", Severity.WARNING)
def check_unanimity(judged: Judged) -> Iterator[Finding]:
    """A unanimous vote has no vote against and no abstention.

    Unanimous is said of votes cast, and an abstention with it is called so in the record.
    Wrong: `method: unanimous` with `abstaining: 2`. Right: `method: recorded`.
    Correct the method or the tally.
    """
    for counted in iter_votes(judged.resolution):
        tally = counted.tally
        if counted.method != "unanimous" or counted.on:
            continue
        for column in ("against", "abstaining"):
            count = getattr(tally, column) if tally else len(getattr(counted.ballots, column))
            if count:
                message = f"unanimous with {count} {column}"
                yield Finding((*counted.path, "method"), message, "correct the method or the tally")


@file_rule("VOT07", Severity.WARNING)
def check_separate(judged: Judged) -> Iterator[Finding]:
    """A separate vote names a paragraph that the text has.

    By its address the page shows the vote beside the paragraph. What was rejected may be gone
    from the text, and words instead of an address are left alone.
    Wrong: `on: op12` in a text of nine paragraphs. Right: `on: op9`.
    Write the address that the paragraph has on its page.
    """
    for counted in iter_votes(judged.resolution):
        if counted.result == "rejected" or not _ADDRESS.fullmatch(counted.on):
            continue
        ids = {place.id for place in judged.resolution.places()}
        if counted.on in ids:
            continue
        message = f"the text has no paragraph {quoted(counted.on)}"
        whole = f"{counted.part}.{counted.on}"
        near = [whole] if whole in ids else difflib.get_close_matches(counted.on, sorted(ids), 1)
        hint = f"did you mean {near[0]}?" if near else "write the address of the paragraph"
        yield Finding((*counted.path, "on"), message, hint)


@file_rule("VOT09", Severity.WARNING)
def check_sponsors(judged: Judged) -> Iterator[Finding]:
    """A sponsor is listed once, and a State that sponsors is one of that day.

    Long lists of sponsors are put together from several documents.
    Wrong: `sponsors: [BRA, NOR, BRA]`. Right: `sponsors: [BRA, NOR]`.
    Delete the second; write the code that the State had on that day.
    """
    day = judged.resolution.adoption.date
    seen: set[tuple[str, str | None]] = set()
    bounded = judged.resolution.sponsors and _is_bounded(judged)
    former = former_codes(judged.registers.states.values()) if bounded else {}
    for position, sponsor in enumerate(judged.resolution.sponsors):
        path: Path = ("sponsors", position)
        # One State may stand for itself and for a group.
        key = (sponsor.state or fold_name(sponsor.name or ""), sponsor.on_behalf_of)
        if key in seen:
            message = f"{_shown(sponsor)} is listed twice"
            yield Finding(path, message, "delete one of them")
        elif sponsor.state:
            fault = _judge_state(judged, sponsor.state, day, sponsor=True)
            if fault := fault or _judge_code(judged, former, sponsor.state, day):
                yield Finding(path, *fault)
        seen.add(key)


@file_rule("VOT10", Severity.WARNING)
def check_codes(judged: Judged) -> Iterator[Finding]:
    """A State of a vote has the code that it had on that day.

    The page names States by their codes: RUS in a vote of 1985 says Russian Federation where
    the record says USSR. Sets of data file old votes under the codes of today.
    Wrong: `RUS` in a vote of 1985. Right: `SUN`.
    Write the code of that day.
    """
    votes = [counted for counted in iter_votes(judged.resolution) if any(_codes(counted))]
    if not votes or not _is_bounded(judged):
        return
    former = former_codes(judged.registers.states.values())
    watched = {*former, *(code for held in former.values() for _, _, code in held)}
    for counted in votes:
        for path, code in _codes(counted):
            if code not in watched:
                continue
            if fault := _judge_code(judged, former, code, counted.date):
                yield Finding(path, *fault)


def _codes(counted: Counted) -> Iterator[tuple[Path, str]]:
    yield from _iter_listed(counted)
    for position, (code, _) in enumerate(counted.intended):
        yield (*counted.path, "intended", position, "state"), code


def _iter_listed(counted: Counted) -> Iterator[tuple[Path, str]]:
    for column in _COLUMNS:
        for position, code in enumerate(getattr(counted.ballots, column)):
            yield (*counted.path, column, position), code


def _judge_code(judged: Judged, former: _Former, code: str, day: str) -> tuple[str, str] | None:
    """Give message and hint for a code under which the State was not yet known on `day`."""
    states = judged.registers.states
    state, now = states.get(code), find_membership(states, code, day)
    proper = _code_on(former, now, day)
    if state is None or proper == code:
        return None
    if code != now and not (state.since and day < state.since):
        return None
    message = f"{state.name} had another code than {code} on {day}"
    return message, f"did you mean {proper}?"


def _code_on(former: _Former, code: str, day: str) -> str:
    """Give the code that the membership which goes on as `code` had on `day`."""
    held = former.get(code, ())
    return next((name for start, end, name in held if start <= day < end), code)


def _is_bounded(judged: Judged) -> bool:
    """Tell whether membership of the body is asked for: where the register of bodies tells it."""
    body = judged.body
    return body is not None and bool(body.all_states or body.members)


def _judge_state(
    judged: Judged, code: str, day: str, *, sponsor: bool = False
) -> tuple[str, str] | None:
    """Give message and hint for a code that no State has, or whose State was no member on `day`.

    Membership is asked for where the register of bodies tells it; a sponsor may be no Member.
    """
    states = judged.registers.states
    state = states.get(code)
    if state is None:
        return f"{quoted(code)} is not in the register of States", _suggest(code, states.values())
    if state.is_member(day) or not _is_bounded(judged):
        return None
    # A former code has the membership of the one that goes on, as long as it was in use.
    later, end = (state.again.now, state.again.end) if state.again else (state.now, state.left)
    if later and end and day >= end:
        message = f"{state.name} had another code than {code} on {day}"
        return message, f"did you mean {_code_on(former_codes(states.values()), later, day)}?"
    state = states.get(find_membership(states, code, day), state)
    bounded = state.admitted or (state.observer and not sponsor)
    if not bounded or state.is_member(day):
        return None
    return f"{state.name} ({code}) was no member on {day}", _COMPARE


def _suggest(code: str, states: Iterable[State]) -> str:
    """Give a hint at States whose name begins with `code`, or whose code is nearly that.

    Nearly that are two letters exchanged, else one letter that differs; those of today first.
    """
    held = sorted(states, key=lambda state: (bool(state.left), state.key))
    start = code.casefold()
    near = [state for state in held if fold_name(state.name).startswith(start)]
    near = near or [state for state in held if sorted(state.key) == sorted(code)]
    near = near or [state for state in held if sum(map(str.__eq__, state.key, code)) == 2]
    if not near:
        return "add it to content/registers/states.yaml"
    named = [f"{state.key} ({state.name})" for state in near[:3]]
    return f"did you mean {' or '.join(named)}?"


def _find_vetoes(judged: Judged, counted: Counted, permanent: Iterable[str]) -> Iterator[Finding]:
    states = judged.registers.states
    for position, code in enumerate(counted.ballots.against):
        if find_membership(states, code, counted.date) in permanent:
            message = f"{code} has a veto and stands among those against"
            yield Finding((*counted.path, "against", position), message, _COMPARE)


def _shown(sponsor: Sponsor) -> str:
    return sponsor.state or quoted(sponsor.name)
