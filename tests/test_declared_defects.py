"""A defect that a text declares is no error, except where the site cannot bear it."""

from __future__ import annotations

from support.judging import judge
from whereas.problems import Problem, Severity

TEXT = """\
format: resolution/1
symbol: A/RES/99/7
language: en
body: ga
session: 99
number: 99/7
title: Care of harbours
adoption:
  date: 2044-12-20
enacting: The General Assembly,
operative:
  - num: 1
    text: Takes note of the report of the Secretary-General;
  - num: 2
    text: "Requests the Secretary-General:"
    items:
      - {num: a, text: "To survey the breakwaters;"}
      - {num: %s, text: To report thereon.}
source:
  defects:
    - {rule: NUM03, why: The document has no item %s.}
fictional: true
"""


def found(label: str, rule: str = "NUM03") -> list[Problem]:
    report = judge([(TEXT % (label, "b")).encode()])
    return [problem for problem in report.problems if problem.rule == rule]


def test_a_gap_is_said_with_the_reason() -> None:
    (problem,) = found("c")
    assert problem.severity is Severity.INFO
    assert problem.hint == "declared: The document has no item b."


def test_without_its_declaration_it_is_an_error() -> None:
    text = (TEXT % ("c", "b")).replace("rule: NUM03", "rule: NUM01").encode()
    assert [p.severity for p in judge([text]).problems if p.rule == "NUM03"] == [Severity.ERROR]


def test_an_address_that_stands_twice_cannot_be_declared() -> None:
    assert Severity.ERROR in {problem.severity for problem in found("a")}


def test_what_is_not_found_is_stale() -> None:
    assert not found("b")
    assert len(found("b", "SRC05")) == 1
