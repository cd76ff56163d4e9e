"""Digests: the list is what sha256sum reads, and every difference is found."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import required
from whereas.errors import BrokenPromise
from whereas.output.digests import (
    SUMS_PATH,
    check_sums,
    format_sums,
    parse_sums,
    sha256_of,
    sha256_of_file,
)

SEGMENTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="/\\"),
    min_size=1,
    max_size=20,
).filter(lambda segment: segment not in (".", ".."))
PATHS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)
DIGESTS = st.binary(max_size=20).map(sha256_of)

ZEROS = "0" * 64
FILES = {"index.html": b"home", "A/1 (b).html": b"one", "data/x.csv": b""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    sums = {path: sha256_of(data) for path, data in FILES.items()}
    (tmp_path / SUMS_PATH).write_text(format_sums(sums))
    return tmp_path


@given(st.dictionaries(PATHS, DIGESTS))
def test_sums_come_back_sorted(sums: dict[str, str]) -> None:
    text = format_sums(sums)
    assert parse_sums(text) == sums
    assert list(parse_sums(text)) == sorted(sums)
    assert format_sums(dict(reversed(sums.items()))) == text


@pytest.mark.parametrize(
    "text",
    [
        *("x", "\n", f"{ZEROS}  a", f"{ZEROS[1:]}  a\n", f"{ZEROS} a\n"),
        *(f"{'G' * 64}  a\n", f"{ZEROS}  a\n" * 2),
    ],
)
def test_refuses_a_list_that_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_sums(text)


def test_refuses_a_path_that_needs_escaping() -> None:
    with pytest.raises(BrokenPromise):
        format_sums({"a\nb": "0" * 64})


def test_digests_of_parts_and_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(b"abc") == sha256_of([b"a", b"bc"]) == sha256_of_file(tmp_path / "a")


def test_a_whole_site_has_no_faults(site: Path) -> None:
    assert check_sums(site) == ()


def test_sha256sum_agrees(site: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        required.give_up("sha256sum", "sha256sum is not installed")
    subprocess.run([program, "--strict", "-c", SUMS_PATH], cwd=site, check=True)


def test_finds_each_difference(site: Path) -> None:
    (site / "index.html").write_bytes(b"Home")
    (site / "A/1 (b).html").unlink()
    (site / "data/y.csv").write_bytes(b"")
    (site / "data/x.csv").unlink()
    (site / "data/x.csv").symlink_to(site / "data/y.csv")
    (site / "loop").symlink_to(site)
    assert check_sums(site) == (
        "A/1 (b).html: missing",
        "data/x.csv: not a plain file",
        "data/y.csv: not in the list",
        "index.html: changed",
        "loop: not a plain file",
    )


def test_says_when_there_is_no_list(site: Path) -> None:
    (site / SUMS_PATH).write_bytes(b"\xff")
    assert check_sums(site)[0].startswith(f"{SUMS_PATH}: cannot be read")
    (site / SUMS_PATH).unlink()
    assert check_sums(site) == (f"{SUMS_PATH}: missing",)
