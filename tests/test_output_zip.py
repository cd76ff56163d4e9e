"""The same members give the same zip, and other programs read it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import required
from whereas.errors import BrokenPromise
from whereas.output.staging import staged
from whereas.output.zip import zip_bytes

NAMES = st.lists(
    st.text("ab/é文", min_size=1, max_size=6).filter(
        lambda name: all(name.split("/")) and not name.startswith("/")
    ),
    unique_by=str.casefold,
    max_size=4,
)


def is_tree(names: list[str]) -> bool:
    return not any(one.startswith(f"{other}/") for one in names for other in names)


def pack(members: list[tuple[str, bytes]]) -> bytes:
    return b"".join(zip_bytes(members))


@given(NAMES.filter(is_tree), st.data())
def test_order_does_not_matter_and_all_comes_back(names: list[str], data: st.DataObject) -> None:
    members = [(name, data.draw(st.binary(max_size=200))) for name in names]
    packed = pack(members)
    assert pack(data.draw(st.permutations(members))) == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(names)
        assert {name: archive.read(name) for name in names} == dict(members)


def test_every_member_has_the_same_head() -> None:
    packed = pack([("b.csv", b"id\n1\n"), ("a/é.json", b"{}")])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert info.compress_type == zipfile.ZIP_DEFLATED


def test_parts_are_the_same_as_the_whole_and_come_one_by_one() -> None:
    asked: list[str] = []

    def rows(name: str) -> Iterator[bytes]:
        for number in range(3):
            asked.append(f"{name}{number}")
            yield b"row %d\n" % number * 50_000

    packed = zip_bytes([("b", rows("b")), ("a", rows("a"))])
    first = next(packed)
    assert first and asked == ["a0"]
    whole = b"".join(b"row %d\n" % number * 50_000 for number in range(3))
    assert first + b"".join(packed) == pack([("a", whole), ("b", whole)])
    assert asked == ["a0", "a1", "a2", "b0", "b1", "b2"]


@pytest.mark.parametrize(
    "names", [["/a"], ["../a"], ["a\\b"], ["a", "a"], ["a", "A"], ["a", "a/b"]]
)
def test_refuses_names(names: list[str]) -> None:
    with pytest.raises(BrokenPromise):
        pack([(name, b"") for name in names])


def test_unzip_reads_it(tmp_path: Path) -> None:
    program = shutil.which("unzip")
    if program is None:
        required.give_up("unzip", "unzip is not installed")
    with staged(tmp_path / "site") as stage:
        written = stage.write_zip("data/x.zip", [("a.csv", [b"id\n", b"1\n"]), ("é.txt", b"")])
        stage.publish()
    file = tmp_path / "site" / "data" / "x.zip"
    assert file.stat().st_size == written.bytes
    result = subprocess.run([program, "-t", file], capture_output=True, text=True, check=True)
    assert "No errors detected" in result.stdout
