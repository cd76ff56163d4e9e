"""`whereas explain`: every rule that the program can name has its help, and cases on the disk."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from whereas import rulebook
from whereas.checks.rules import iter_rules
from whereas.cli import run
from whereas.errors import BrokenPromise, ConfigurationError
from whereas.model.catalogue import RuleEntry
from whereas.problems import Severity
from whereas.reading import rules as table

Captured = pytest.CaptureFixture[str]

RULES = list(rulebook.iter_rule_help())
_ID = re.compile(r"[A-Z]{2,5}[0-9]{2}")
_IN_SOURCE = re.compile(r'"([A-Z]{2,5}[0-9]{2})"')
# What a text alone cannot break: tests build these projects in a folder of their own.
OF_PROJECTS = ("CFG", "FILE")
# Tests about the rules as such name them without showing what they find.
ABOUT = {"test_cases.py", Path(__file__).name}


def _ids_in_source(root: Path) -> set[str]:
    sources = sorted((root / "src" / "whereas").rglob("*.py"))
    return {name for file in sources for name in _IN_SOURCE.findall(file.read_text("utf-8"))}


def iter_asserted(tree: ast.AST) -> Iterator[str]:
    """Give the words that tests assert, also where a parameter that is asserted has them."""
    for test in ast.walk(tree):
        if not (isinstance(test, ast.FunctionDef) and test.name.startswith("test_")):
            continue
        inner = [node for node in ast.walk(test) if isinstance(node, ast.Assert)]
        names = {name.id for node in inner for name in ast.walk(node) if isinstance(name, ast.Name)}
        for decorator in test.decorator_list:
            parameters = decorator.args[:1] if isinstance(decorator, ast.Call) else ()
            if any(names & set(_words(parameter)) for parameter in parameters):
                yield from _words(decorator)
        for node in inner:
            yield from _words(node)


def _words(node: ast.AST) -> Iterator[str]:
    """Give the words of a piece of source: names of parameters too, one by one."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield from re.findall(r"\w+", inner.value)


def test_only_what_is_asserted_counts() -> None:
    tree = ast.parse(
        "HERE = {'FILE01'}\n"
        "@mark.parametrize(('make', 'rule'), [(a, 'FILE02')])\n"
        "def test_a(make, rule):\n    assert found(make) == [rule]\n"
        "@mark.parametrize('other', ['FILE03'])\n"
        "def test_b(other):\n    use(other, 'FILE04')\n    assert 'error FILE05 a' in said\n"
        "def helper():\n    assert 'FILE06'\n"
    )
    found = {word for word in iter_asserted(tree) if _ID.fullmatch(word)}
    assert found == {"FILE02", "FILE05"}


def test_every_rule_in_the_source_has_its_help(root: Path) -> None:
    assert {rule.id for rule in RULES} == _ids_in_source(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_parts_of_the_help(rule: RuleEntry) -> None:
    assert _ID.fullmatch(rule.id)
    assert rule.family == rule.id[:-2]
    assert Severity(rule.severity)
    for sentence in (rule.rule, rule.reason, rule.remedy):
        assert sentence[0].isupper() or sentence[0] in "`0123456789"
        assert sentence.endswith(".")
    assert rule.wrong != rule.right
    for words in (rule.rule, rule.reason, rule.wrong, rule.right, rule.remedy):
        assert words == " ".join(words.split())
        assert words.count("`") % 2 == 0
    assert not rule.right.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_cases_on_the_disk(root: Path, rule: RuleEntry) -> None:
    cases = root / "tests" / "cases" / rule.id
    if rule.family in OF_PROJECTS and not cases.exists():
        tests = sorted((root / "tests").glob("test_*.py"))
        trees = (ast.parse(file.read_text("utf-8")) for file in tests if file.name not in ABOUT)
        assert any(rule.id in words for tree in trees for words in iter_asserted(tree))
        return
    for kind in ("good", "bad"):
        found = [case for case in (cases / kind).iterdir() if case.suffix != ".txt"]
        assert found, f"{rule.id}/{kind} is empty"
    for report in (cases / "bad").glob("*.txt"):
        assert f" {rule.severity} {rule.id} " in report.read_text("utf-8")


def test_families_have_titles_and_their_rules_in_order() -> None:
    families = rulebook.load_rules()
    assert [family.key for family in families] == sorted({rule.family for rule in RULES})
    for family in families:
        assert family.title, f"{family.key}: name it in the first line of its module of checks"
        assert not family.title.endswith(".")
        assert {rule.family for rule in family.rules} == {family.key}
    assert [rule.id for family in families for rule in family.rules] == [r.id for r in RULES]
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_severities_are_those_of_the_checks() -> None:
    severities = {rule.id: rule.severity for rule in RULES}
    for rule in iter_rules():
        assert severities[rule.id] == rule.severity.value


HELP = """Rule of two
lines.

Reason one.

Reason two.
Wrong: `a: b`, or
c. Right: `a: "b"`.
Remedy one.
Remedy two.
"""


def test_the_form_of_a_docstring() -> None:
    assert rulebook.parse_help(HELP) == (
        "Rule of two lines.",
        "Reason one. Reason two.",
        "`a: b`, or c",
        '`a: "b"`',
        "Remedy one. Remedy two.",
    )


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "Rule.",
        "Rule.\n\nReason.\n",
        "Rule.\n\nReason.\nWrong: a.\nRemedy.",
        "Rule.\n\nReason.\nWrong: a. Right: b.",
        "Rule.\n\nWrong: a. Right: b.\nRemedy.",
        "Rule.\n\nReason.\nRight: b. Wrong: a.\nRemedy.",
    ],
)
def test_another_form_is_a_bug(broken: str) -> None:
    with pytest.raises(BrokenPromise, match="no help of the form"):
        rulebook.parse_help(broken)


def test_a_faulty_table_is_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("format: rules/1\nfamilies: []\n")
    monkeypatch.setattr(table, "data_file", lambda *parts: file)
    with pytest.raises(BrokenPromise, match=r"not valid: rules\.yaml:[12]"):
        table.read_machine_rules()


def test_one_rule(capsys: Captured) -> None:
    assert run(["explain", "num01"]) == 0
    assert capsys.readouterr().out == (
        "NUM01 (error)\n"
        "\n"
        "Operative paragraphs are numbered 1, 2, 3 without a gap; 5 bis may follow 5.\n"
        "\n"
        "Why     A missing number is a lost paragraph, and a number that stands twice gives two\n"
        "        paragraphs one address. A label among numbers that is none is usually a slip or\n"
        "        an item of a list. Numbers that start again in each section need `numbering:\n"
        "        by-section`; where no paragraph has a number, nothing is said.\n"
        "Wrong   1, 2, 4, or l for 1\n"
        "Right   1, 2, 3, 4\n"
        "Remedy  Compare with the document; add what is lost or correct the number.\n"
        "Rate    Found something in 27 of 1,881 real texts (1.44 %).\n"
    )


def test_rates_are_of_rules_and_within_their_texts() -> None:
    rates = table.read_rates()
    assert len(rates) > 80
    assert all(0 <= rate.found <= rate.texts for rate in rates.values())
    assert {rule.id: rule.rate for rule in RULES if rule.rate} == rates


def test_a_rule_has_a_rate_or_a_reason_why_not() -> None:
    """What could not fire on the measured texts has no rate, which would say that it was tried."""
    rates, left_out = table.read_rates(), table.read_left_out()
    assert not set(rates) & set(left_out)
    assert set(rates) | set(left_out) == {rule.id for rule in iter_rules()}
    assert all(left_out.values())


@pytest.mark.parametrize("identifier", ["CHR07", "CHR08", "COR02", "NUM05", "REF01", "TOP01"])
def test_nothing_is_said_of_a_rate_that_was_not_measured(capsys: Captured, identifier: str) -> None:
    assert run(["explain", identifier]) == 0
    assert "Rate" not in capsys.readouterr().out


def test_an_error_that_fires_often_says_why(root: Path) -> None:
    """Rules that stay errors although more than one text in five hundred breaks them."""
    loud = {rule.id for rule in RULES if rule.severity == "error" and rule.rate}
    loud = {
        rule.id for rule in RULES if rule.id in loud and rule.rate and rule.rate.share() > 0.002
    }
    header = (root / "src/whereas/reading/rates.yaml").read_text("utf-8").partition("format:")[0]
    assert loud == set(re.findall(r"^#   ([A-Z]+[0-9]+):", header, re.MULTILINE))


def test_all_rules_by_family(capsys: Captured) -> None:
    assert run(["explain"]) == 0
    out = capsys.readouterr().out
    assert re.findall(r"^  ([A-Z]+[0-9]{2}) ", out, re.MULTILINE) == [rule.id for rule in RULES]
    assert "\n\nNUM: printed numbers of paragraphs and items, and counts" in out
    assert "  NEW01   warning  No blank is left" in out
    assert all(len(line) <= 88 for line in out.splitlines())


@pytest.mark.parametrize("typed", ["VOT", "vot"])
def test_the_rules_of_a_family(capsys: Captured, typed: str) -> None:
    assert run(["explain", typed]) == 0
    out = capsys.readouterr().out
    assert out.startswith("VOT: ")
    listed = re.findall(r"^  ([A-Z]+[0-9]{2}) ", out, re.MULTILINE)
    assert listed == [rule.id for rule in RULES if rule.family == "VOT"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("NUM1", "did you mean NUM01?"), ("nmu01", "did you mean NUM01?"), ("x", "lists them")],
)
def test_an_unknown_rule(capsys: Captured, typed: str, words: str) -> None:
    assert run(["explain", typed]) == 2
    captured = capsys.readouterr()
    assert f"there is no rule {typed}" in captured.err
    assert words in captured.err
    assert captured.out == ""
    with pytest.raises(ConfigurationError):
        rulebook.find_rule(typed)
