"""`whereas new`: a valid skeleton at the right path, and YAML that reads back as it was meant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from support.judging import judge, registers
from support.projects import SETTINGS, make_project
from whereas.authoring.canonical import WIDTH, format_yaml
from whereas.authoring.new import create_text, find_symbol
from whereas.authoring.skeleton import Beginning, place_of, render_skeleton
from whereas.checks.rules import check_corpus
from whereas.cli import run
from whereas.model.symbols import Symbol, SymbolForm
from whereas.problems import Severity
from whereas.project import load_settings
from whereas.reading.documents import read_document
from whereas.reading.strict_yaml import parse_yaml

# Sessions whose days are known have none in 2044.
DAYS = {
    "A/RES/68/247 A": "2013-12-27",
    "A/DEC/76/401": "2021-12-16",
    "A/RES/217 A (III)": "1948-12-10",
    "A/RES/3201 (S-VI)": "1974-05-01",
    "P9_TA(2043)0010": "2043-12-10",
}

Captured = pytest.CaptureFixture[str]

DAY = "2044-12-20"
SYMBOLS = {
    "A/RES/99/7": "ga/99/A_RES_99_7",
    "A/RES/68/247 A": "ga/68/A_RES_68_247_A",
    "A/RES/ES-11/1": "ga/ES-11/A_RES_ES-11_1",
    "A/RES/217 A (III)": "ga/III/A_RES_217_A_III",
    "A/RES/3201 (S-VI)": "ga/S-VI/A_RES_3201_S-VI",
    "A/RES/99/7/Corr.1": "ga/99/A_RES_99_7_Corr.1",
    "A/DEC/76/401": "ga/76/A_DEC_76_401",
    "S/RES/2900 (2044)": "sc/2044/S_RES_2900_2044",
    "S/PRST/2044/2": "sc/2044/S_PRST_2044_2",
    "E/RES/2044/1": "ecosoc/2044/E_RES_2044_1",
    "E/RES/1503 (XLVIII)": "ecosoc/XLVIII/E_RES_1503_XLVIII",
    "A/HRC/RES/47/9": "hrc/47/A_HRC_RES_47_9",
    "A/HRC/RES/S-33/1": "hrc/S-33/A_HRC_RES_S-33_1",
    "A/HRC/DEC/47/101": "hrc/47/A_HRC_DEC_47_101",
    "E/CN.4/RES/2044/70": "chr/2044/E_CN.4_RES_2044_70",
    "E/CN.4/Sub.2/RES/2044/22": "chr-sub/2044/E_CN.4_Sub.2_RES_2044_22",
    "T/RES/2 (XLV)": "tc/XLV/T_RES_2_XLV",
    "UNEP/EA.5/Res.14": "unea/5/UNEP_EA.5_Res.14",
    "HSP/HA.2/Res.1": "unhabitat/2/HSP_HA.2_Res.1",
    "WHA75.1": "wha/75/WHA75.1",
    "EB150.R3": "who-eb/150/EB150.R3",
    "41 C/Resolution 2": "unesco/41/41_C_Resolution_2",
    "A.1100(29)": "imo/29/A.1100_29",
    "A41-2": "icao/41/A41-2",
    "GC(66)/RES/1": "iaea/66/GC_66_RES_1",
    "1/CP.26": "unfccc/26/1_CP.26",
    "ACHPR/Res.5 (XV) 44": "achpr/XV/ACHPR_Res.5_XV_44",
    "P9_TA(2043)0010": "ep/9/P9_TA_2043_0010",
    "WCC-2044-Res-001": "iucn/2044/WCC-2044-Res-001",
    "AG/RES. 2929 (XLVIII-O/44)": "oas/XLVIII-O_44/AG_RES._2929_XLVIII-O_44",
    "A/HRC/DEC/OM/7/1": "hrc/OM_7/A_HRC_DEC_OM_7_1",
    "ACHPR/Res.90 (EXT.OS/VII) 44": "achpr/EXT.OS_VII/ACHPR_Res.90_EXT.OS_VII_44",
    "UNEP/EA.SS.1/Res.4": "unea/SS.1/UNEP_EA.SS.1_Res.4",
}
FORMS = registers().grammar.forms()

BODY = """\
format: register/bodies/1
bodies:
  - body: harbour-council
    name: Harbour Council
    organization: Harbour Town
    kind_name: Resolution
    requires: [title, session]
    meeting: meeting
    formula: {en: 'The {ordinal} Harbour Council resolves:'}
    formula_place: after
    endings: {en: {preamble: [;], last: [;]}}
    symbols:
      - {form: hc-res, kind: resolution, print: 'HC/{number}', number: '[0-9]{1,4}'}
"""


def create(root: Path, symbol: str, day: Callable[[], str], **options: str) -> str:
    """Begin a text in the project at `root`, with its own settings."""
    return create_text(root, load_settings(root), symbol, day, check_corpus, **options)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project that holds no text yet."""
    return make_project(tmp_path, texts=0)


def new(project: Path, *arguments: str) -> int:
    return run(["-C", str(project), "new", *arguments])


def check(project: Path, capsys: Captured) -> list[str]:
    capsys.readouterr()
    assert run(["-C", str(project), "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if " | " not in line]


@pytest.mark.parametrize(("symbol", "place"), SYMBOLS.items())
def test_a_skeleton_is_valid_and_at_its_place(
    project: Path, capsys: Captured, symbol: str, place: str
) -> None:
    assert new(project, symbol, "--date", DAYS.get(symbol, DAY)) == 0
    captured = capsys.readouterr()
    assert captured.out == f"content/resolutions/{place}.yaml\n"
    assert "whereas check" in captured.err
    data = (project / captured.out.strip()).read_bytes()
    assert all(len(line) <= 2 * WIDTH for line in data.decode().splitlines())
    *warnings, summary = check(project, capsys)
    assert {re.sub(r".*: (\w+ \w+) .*", r"\1", line) for line in warnings} == {"warning NEW01"}
    assert summary.startswith("0 errors and ")
    blanks = [
        n for n, line in enumerate(data.decode().splitlines(), 1) if re.search(": _|- _", line)
    ]
    assert [int(line.split(":")[1]) for line in warnings] == blanks


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("title", [None, "2021", "Care: a *plan*", "words " * 30 + "end", "yes"])
def test_a_skeleton_is_in_the_canonical_form(
    project: Path, capsys: Captured, symbol: str, title: str | None
) -> None:
    options = {"title": title} if title else {}
    create(project, symbol, lambda: DAYS.get(symbol, DAY), **options)
    assert run(["-C", str(project), "fmt", "--check"]) == 0, capsys.readouterr().err


def test_every_form_of_the_registers_has_a_skeleton() -> None:
    forms = {find_symbol(symbol, registers()).form for symbol in SYMBOLS}
    assert forms >= {form.name for form in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@given(data=st.data())
@settings(max_examples=30)
def test_a_symbol_of_every_form_can_be_begun(form: SymbolForm, data: st.DataObject) -> None:
    drawn = {
        name: data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
        for name, pattern in form.fields
    }
    assume(not any(value.startswith("0") for value in drawn.values()))
    # No body has a session S-0.
    assume(not re.search("[-./]0", drawn.get("session", "")))
    printed = registers().grammar.format_symbol(Symbol(form.name, form.body, form.kind, **drawn))
    symbol = find_symbol(printed, registers())
    beginning = Beginning(symbol, printed, registers().bodies[symbol.body], DAY, "en")
    text = render_skeleton(beginning, registers(), "schema.json")
    document, problems = read_document(text.encode(), place_of(beginning))
    assert document is not None, problems
    assert place_of(beginning).count("/") == 4


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("a/res/99/7", "A/RES/99/7"),
        ("A/RES/217A(III)", "A/RES/217 A (III)"),
        ("s/res/2900(2044)", "S/RES/2900 (2044)"),
        ("A/RES/99/7/corr.1", "A/RES/99/7/Corr.1"),
    ],
)
def test_spellings_become_the_printed_symbol(project: Path, typed: str, symbol: str) -> None:
    file = create(project, typed, lambda: DAYS.get(symbol, DAY))
    document, _ = read_document((project / file).read_bytes(), file)
    assert document is not None
    assert document.root["symbol"] == symbol


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["A/RSE/99/7"], "did you mean A/RES/99/7?"),
        (["99/7"], "did you mean A/RES/99/7?"),
        (["a res 99 7"], "did you mean A/RES/99/7?"),
        (["A_RES_99_7"], "did you mean A/RES/99/7?"),
        (["A RES 217 A (III)"], "did you mean A/RES/217 A (III)?"),
        (["242 (1967)"], "did you mean S/RES/242 (1967)?"),
        (["S/RES/2900", "--date", DAY], "did you mean S/RES/2900 (2044)?"),
        (["s res 2900", "--date", DAY], "did you mean S/RES/2900 (2044)?"),
        (["S/RES/2900"], "bodies are achpr, chr, "),
        (["A/HRC/RSE/47/9"], "did you mean A/HRC/RES/47/9?"),
        (["HARBOUR/1"], "bodies are achpr, chr, "),
        ([""], "bodies are achpr, chr, "),
        (["A/RES/99/7"], "give --date YYYY-MM-DD"),
        (["A/RES/99/7", "--date", "20/12/2044"], 'adoption.date: "20/12/2044"'),
        (["A/RES/99/7", "--date", "2044-02-30"], '"2044-02-30" is no day of the calendar'),
        (["A/RES/99/7", "--date", DAY, "--title", " x"], "title begins or ends with a space"),
        (["A/RES/99/7", "--date", DAY, "--language", "tlh"], '"tlh" is not in the register'),
        (["A/RES/77/5", "--date", "1900-01-01"], "1900-01-01 is before the General Assembly first"),
        (["A/RES/76/5", "--date", "2022-12-16"], "2022-12-16 is no day of session 76 (it has days"),
        (["A/RES/99/7", "--date", DAY, "--title", "\udcff"], "--title is not UTF-8"),
        (["A/RES/99/7", "--date", "\udcff"], "--date is not UTF-8"),
        (["A/RES/99/7", "--date", DAY, "--language", "\udcff"], "--language is not UTF-8"),
        (["A/RES/99/7", "--date", DAY, "--session", "\udcff"], "--session is not UTF-8"),
        (["A/RES/99/\udcff", "--date", DAY], "symbol is not UTF-8"),
        (["A/RES/99/7", "--date", ""], "--date is empty"),
        (["A/RES/99/7", "--date", DAY, "--title", ""], "--title is empty"),
        (["A/RES/99/7", "--date", DAY, "--session", ""], "--session is empty"),
        (["A/RES/99/7", "--date", DAY, "--language", ""], "--language is empty"),
        (["A/RES/99/7", "--session", "98"], 'A/RES/99/7 is of session 99, not "98"'),
        (["S/RES/2900 (2042)", "--date", DAY], "is of the year 2042, but the day of adoption is"),
        (["E/RES/2046/1", "--date", DAY], "is of the year 2046, but the day of adoption is"),
        (["ACHPR/Res.5 (XV) 94", "--date", DAY], "is of the year 94, but the day of adoption is"),
    ],
)
def test_what_cannot_be_begun(
    project: Path, capsys: Captured, arguments: list[str], words: str
) -> None:
    assert new(project, *arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert not (project / "content" / "resolutions").exists()


def test_a_file_that_is_there_stays(project: Path, capsys: Captured) -> None:
    file = project / create(project, "A/RES/99/7", lambda: DAY)
    file.write_text("mine")
    assert new(project, "a/res/99/7", "--date", DAY) == 2
    assert "A_RES_99_7.yaml is there already" in capsys.readouterr().err
    assert file.read_text() == "mine"
    file.unlink()
    file.symlink_to(project / "nowhere")
    assert new(project, "A/RES/99/7", "--date", DAY) == 2
    assert file.is_symlink()
    assert not (project / "nowhere").exists()


@pytest.mark.parametrize("name", ["A_RES_99_7.yaml", "a_res_99_7.YAML"])
def test_a_text_that_has_a_file_elsewhere(project: Path, capsys: Captured, name: str) -> None:
    other = project / "content" / "resolutions" / "ga" / "98" / name
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    assert new(project, "A/RES/99/7", "--date", DAY) == 2
    assert f"content/resolutions/ga/98/{name} is there already" in capsys.readouterr().err
    assert not (other.parents[1] / "99").exists()


@pytest.mark.parametrize(
    ("line", "is_there"),
    [
        ("symbol: A/RES/99/7", True),
        ("symbol:  'A/RES/99/7'  # as printed", True),
        ("symbol: a/res/99/7", True),
        ("symbol: A/RES/99/71", False),
        ("  symbol: A/RES/99/7", False),
        ("format: resolution-translation/1\nsymbol: A/RES/99/7", False),
    ],
)
def test_a_text_in_a_file_of_another_name(
    project: Path, capsys: Captured, line: str, is_there: bool
) -> None:
    other = project / "content" / "resolutions" / "drafts" / "harbours.yaml"
    other.parent.mkdir(parents=True)
    other.write_text(f"# mine\n{line}\n")
    assert new(project, "A/RES/99/7", "--date", DAY) == (2 if is_there else 0)
    told = "content/resolutions/drafts/harbours.yaml is there already"
    assert (told in capsys.readouterr().err) is is_there


def test_a_file_that_comes_meanwhile_stays(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project / "content" / "resolutions" / "ga" / "99" / "A_RES_99_7.yaml"

    def look(*arguments: object) -> None:
        file.parent.mkdir(parents=True)
        file.write_text("of another")

    monkeypatch.setattr("whereas.authoring.new._find_text", look)
    assert new(project, "A/RES/99/7", "--date", DAY) == 2
    assert "A_RES_99_7.yaml is there already; nothing was changed" in capsys.readouterr().err
    assert file.read_text() == "of another"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    "symbol", ["E/RES/2045/1", "WCC-2043-Res-001", "ACHPR/Res.5 (XV) 45", "S/RES/2900 (2044)"]
)
def test_a_session_may_reach_into_another_year(project: Path, symbol: str) -> None:
    assert new(project, symbol, "--date", DAY) == 0
    assert new(project, "A/RES/99/7", "--date", DAY, "--session", "99") == 0


def test_faulty_settings_and_no_project(tmp_path: Path, capsys: Captured) -> None:
    assert new(tmp_path, "A/RES/99/7", "--date", DAY) == 2
    assert "publication.yaml" in capsys.readouterr().err
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "publication.yaml").write_text(SETTINGS.replace("id:", "idd:"))
    assert new(tmp_path, "A/RES/99/7", "--date", DAY) == 2
    assert "SCH01" in capsys.readouterr().err


def test_a_body_of_the_project(project: Path, capsys: Captured) -> None:
    (project / "content" / "registers").mkdir()
    (project / "content" / "registers" / "bodies.yaml").write_text(BODY)
    assert new(project, "hc/12", "--date", DAY) == 2
    assert "HC/12 does not tell its session; give --session" in capsys.readouterr().err
    assert (
        new(project, "hc/12", "--date", DAY, "--session", "3", "--title", "On tides: a plan") == 0
    )
    file = project / "content" / "resolutions" / "harbour-council" / "3" / "HC_12.yaml"
    document, _ = read_document(file.read_bytes(), "x")
    assert document is not None
    assert document.root["number"] == "12"
    assert document.root["title"] == "On tides: a plan"
    assert document.root["resolving"] == "The Third Harbour Council resolves:"
    assert "enacting" not in document.root
    assert document.root["preamble"] == ["____;"]
    assert document.root["operative"] == [{"num": "1", "text": "____;"}]
    assert "url" not in document.root["source"]
    assert len(check(project, capsys)) == 3


def test_an_editor_finds_the_schema(project: Path, root: Path) -> None:
    first = (project / create(project, "A/RES/99/7", lambda: DAY)).read_text()
    assert first.startswith(
        "# yaml-language-server: "
        "$schema=https://harbours.example/papers/schemas/resolution.schema.json\n"
    )
    shutil.copytree(root / "schemas", project / "schemas")
    second = project / create(project, "A/RES/99/8", lambda: DAY)
    line = second.read_text().splitlines()[0]
    schema = second.parent / line.partition("$schema=")[2]
    assert schema.resolve() == (project / "schemas" / "resolution.schema.json").resolve()


def test_another_language_has_its_own_form(project: Path) -> None:
    file = create(project, "A/RES/99/7", lambda: DAY, language="fr", title="Du port")
    text = (project / file).read_text()
    assert "enacting: L’Assemblée générale,\n" in text
    assert "title: Du port\n" in text
    assert "https://docs.un.org/fr/A/RES/99/7" in text
    file = create(project, "WHA74.1", lambda: DAY)
    assert "enacting: The Seventy-fourth World Health Assembly,\n" in (project / file).read_text()
    text = (project / create(project, "WHA75.1", lambda: DAY, language="ar")).read_text()
    assert "enacting: ____\n" in text, "no register says how the formula goes in Arabic"
    assert "  - ____،\n" in text


def test_hints_are_valid_when_they_are_taken(project: Path) -> None:
    text = (project / create(project, "A/RES/99/7", lambda: DAY)).read_text()
    _, _, rest = text.partition("\nformat:")
    taken = "format:" + re.sub(r"^( *)# ", r"\1", rest, flags=re.MULTILINE)
    document, problems = read_document(taken.encode(), "x")
    assert document is not None, problems
    assert {"agenda", "issued", "topics", "notes"} <= document.root.keys()
    assert {"date", "meeting", "basis"} == document.root["adoption"].keys()


def test_the_rule_ends_when_the_blanks_do(project: Path) -> None:
    text = (project / create(project, "A/RES/99/7", lambda: DAY)).read_text()
    report = judge([text.encode()])
    assert report.count(Severity.WARNING) == 3
    words = "Notes the tides;\n  - num: 2\n    text: Decides to wait."
    filled = text.replace("____,", "Noting the tides,").replace("____.", words)
    filled = filled.replace(f"date: {DAY}\n", f"date: {DAY}\n  meeting: 61\n")
    assert not judge([filled.replace("title: ____", "title: Tides").encode()]).problems


def test_the_skeleton_has_the_order_of_the_schema_and_stays(golden: Any) -> None:
    symbol = registers().grammar.parse_symbol("A/RES/99/7")
    assert symbol is not None
    beginning = Beginning(symbol, "A/RES/99/7", registers().bodies["ga"], DAY, "en")
    assert place_of(beginning) == "content/resolutions/ga/99/A_RES_99_7.yaml"
    golden("new/A_RES_99_7.yaml", render_skeleton(beginning, registers(), "resolution.schema.json"))


def test_the_day_is_asked_for_on_a_terminal(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda words, err: DAY)
    assert new(project, "A/RES/99/7") == 0
    assert f"date: {DAY}\n" in (project / capsys.readouterr().out.strip()).read_text()


def test_the_canonical_form_is_that_of_the_first_text(root: Path) -> None:
    file = root / "content" / "resolutions" / "ga" / "76" / "A_RES_76_159.yaml"
    document, _ = read_document(file.read_bytes(), "x")
    assert document is not None
    _, _, written = file.read_text(encoding="utf-8").partition("\n")
    until = "\nsource:\n"  # emendations were wrapped by hand, some lines wider
    assert format_yaml(document.root).partition(until)[0] == written.partition(until)[0]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=300
)
LINES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.sampled_from(["", "~", "null", "true", "- a", "a: b", "a #b", "*a* b", "1.5", "0x1f", "a:"]),
)
KEYS = st.one_of(
    st.sampled_from(["title", "1", "*", "**"]), st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LINES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_what_is_formatted_is_parsed_the_same(document: dict[str, Any]) -> None:
    text = format_yaml(document)
    parsed, problems = parse_yaml(text, "x")
    assert parsed is not None, (problems, text)
    assert parsed == document


@given(st.lists(st.from_regex(r"[A-Z]{3}", fullmatch=True), max_size=200))
def test_codes_of_states_stand_side_by_side(codes: list[str]) -> None:
    text = format_yaml({"vote": {"in_favour": codes}})
    parsed, _ = parse_yaml(text, "x")
    assert parsed is not None
    assert parsed == {"vote": {"in_favour": codes}}
    assert text.count("\n") <= 3 + len(codes) // 16
    assert all(len(line) <= WIDTH for line in text.splitlines())
