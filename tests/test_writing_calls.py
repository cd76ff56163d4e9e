"""Only the room `output/` writes to the disk, and the finder of writing calls is no sham."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.writing_calls import find_writing_calls

WRITING = [
    'open("a", "w")',
    'open("a", mode="ab")',
    'open("a", "r+")',
    'open("a", mode)',
    'open(file="a", mode="x")',
    'import io\nio.open("a", "w")',
    'import gzip\ngzip.open("a.gz", "wb")',
    'import gzip\ngzip.GzipFile(path, "w")',
    'import codecs\ncodecs.open("a", "w", "utf-8")',
    'import os\nos.fdopen(number, "wb")',
    'import os\nos.open("a", os.O_WRONLY | os.O_CREAT)',
    'import os\nos.open("a", os.O_RDONLY | os.O_TRUNC)',
    'import os\nos.open("a", flags)',
    'import os\nos.open("a", flags=os.O_RDWR)',
    'path.open("w")',
    'path.open(mode="a")',
    "path.open(mode)",
    'path.open("r+", encoding="utf-8")',
    'archive.open("member.csv", "w")',
    'path.write_text("a")',
    'path.write_bytes(b"a")',
    "path.mkdir(parents=True)",
    "path.touch()",
    "path.unlink(missing_ok=True)",
    "path.rmdir()",
    "path.rename(other)",
    "path.replace(other)",
    "(folder / name).replace(target)",
    "path.symlink_to(other)",
    "path.hardlink_to(other)",
    "path.chmod(0o644)",
    "array.tofile(name)",
    "archive.extractall(folder)",
    "list(map(Path.unlink, paths))",
    "import os\nos.replace(a, b)",
    "import os\nos.rename(a, b)",
    "import os\nos.link(a, b)",
    "from os import link\nlink(a, b)",
    "import os\nos.remove(a)",
    "import os\nos.makedirs(a)",
    "import os\nos.write(1, data)",
    "import os\nos.utime(a)",
    "import os\ncallback = os.remove",
    "import os as system\nsystem.symlink(a, b)",
    "from os import replace\nreplace(a, b)",
    "from os import remove as away\naway(a)",
    "from os import *\nremove(a)",
    "import shutil\nshutil.rmtree(a)",
    "import shutil\nshutil.copytree(a, b)",
    "import shutil as sh\nsh.copyfile(a, b)",
    "from shutil import move\nmove(a, b)",
    "def write():\n    from shutil import copy2 as c\n    c(a, b)",
    "import tempfile\ntempfile.mkdtemp()",
    "from tempfile import TemporaryDirectory\nTemporaryDirectory()",
    "from tempfile import NamedTemporaryFile as T\nwith T() as file:\n    pass",
    'import sqlite3\nsqlite3.connect("a.sqlite")',
    "import sqlite3\nsqlite3.connect(database=path)",
    "from sqlite3 import connect\nconnect(path)",
    'import duckdb\nduckdb.connect("a.duckdb")',
    'import zipfile\nzipfile.ZipFile("a.zip", "w")',
    'from zipfile import ZipFile\nZipFile(path, mode="a")',
    "from zipfile import ZipFile\nZipFile(path, mode=mode)",
    'import tarfile\ntarfile.open("a.tar", "w:gz")',
    'import logging\nlogging.FileHandler("a.log")',
    "import numpy as np\nnp.save(name, array)",
]

READING = [
    'open("a")',
    'open("a", "rb")',
    'open("a", mode="r", encoding="utf-8")',
    'import gzip\ngzip.open("a.gz")',
    'import os\nos.open("a", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)',
    'import os\nos.open("a", os.O_RDONLY | getattr(os, "O_BINARY", 0))',
    'import os\nos.fdopen(number, "rb")',
    "import os\nos.stat(a)",
    'os = make()\nname = os.path.join("a", "b")',
    "path.open()",
    'path.open("rb")',
    'path.open(encoding="utf-8")',
    'archive.open("member.csv")',
    "path.read_text()",
    'text.replace("a", "b")',
    'text.replace("a", "b", 1)',
    "from dataclasses import replace\nreplace(problem, line=1)",
    "import dataclasses\ndataclasses.replace(problem, line=1)",
    "moment.replace(tzinfo=None)",
    "names.remove(name)",
    "names.copy()",
    'def rename(a):\n    return a\nrename("a")',
    'stage.write("a.html", data)',
    "import sys\nsys.stdout.write(text)",
    'import sqlite3\nsqlite3.connect(":memory:")',
    "import duckdb\nduckdb.connect()",
    'import io, zipfile\nbuffer = io.BytesIO()\nzipfile.ZipFile(buffer, "w")',
    'import io, zipfile\nzipfile.ZipFile(io.BytesIO(), "w")',
    'import io, zipfile\ndef pack(file: io.BytesIO):\n    zipfile.ZipFile(file, "w")',
    'import gzip, io\nwith io.BytesIO() as raw:\n    gzip.GzipFile(fileobj=raw, mode="wb")',
    "import numpy as np\nnp.asarray(values).tobytes()",
]


@pytest.mark.parametrize("source", WRITING)
def test_finds_a_writing_call(source: str) -> None:
    assert find_writing_calls(source)


@pytest.mark.parametrize("source", READING)
def test_leaves_other_calls_alone(source: str) -> None:
    assert find_writing_calls(source) == []


def test_says_where_and_what() -> None:
    (finding,) = find_writing_calls('import os\n\nos.open("a", os.O_RDWR)\n')
    assert (finding.line, finding.call) == (3, "os.open('a', os.O_RDWR)")


def test_only_the_output_room_writes(root: Path) -> None:
    package = root / "src" / "whereas"
    findings = [
        f"{file.relative_to(root)}:{finding.line}: {finding.call}"
        for file in sorted(package.rglob("*.py"))
        if package / "output" not in file.parents
        for finding in find_writing_calls(file.read_text(encoding="utf-8"))
    ]
    assert findings == []


def test_the_output_room_does_write(root: Path) -> None:
    room = root / "src" / "whereas" / "output"
    sources = [file.read_text(encoding="utf-8") for file in sorted(room.rglob("*.py"))]
    assert any(find_writing_calls(source) for source in sources)
