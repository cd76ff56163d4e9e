"""A newcomer adds an exporter, a kind of page and a body, each in one file.

Each test puts one file into a copy of the project and runs the command there, as one would.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "A/RES/76/159"

EXPORTER = '''\
"""The opening words of a text, one line a paragraph."""

from __future__ import annotations

from whereas.analysis.texts import Text
from whereas.exporters.formats import exporter
from whereas.model.registers import Registers


@exporter("openings", label="Opening words", ending="openings.txt")
def export_openings(text: Text, registers: Registers) -> bytes:
    """Give the id of each paragraph that opens with known words, and these words."""
    found = {place.id: place.text() for place in text.resolution.paragraphs}
    lines = (f"{at} {found[at][o.start:o.end]}\\n" for at, o in text.openings.items())
    return "".join(lines).encode()
'''

KIND = '''\
"""The list of all opening words that the publication uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from whereas.site.pages.kinds import Plan, SiteSource, page_kind
from whereas.site.shell import OutlineEntry, Page

PATH = "openings/index.html"


@page_kind("openings")
def plan_openings(source: SiteSource) -> Iterator[Plan]:
    """Plan the one page."""
    yield Plan(PATH, "openings", source.publication.language, partial(make_openings, source))


def make_openings(source: SiteSource) -> Page:
    """Give the page."""
    words = sorted({o.form.form for text in source.texts for o in text.openings.values()})
    entries = Markup("").join(Markup("<li>{}</li>").format(word) for word in words)
    body = Markup('<div class="w"><h1 id="top">Opening words</h1><ul>{}</ul></div>').format(entries)
    return Page(
        path=PATH,
        kind="openings",
        language=source.publication.language,
        title="Opening words",
        description="Words that open paragraphs.",
        body=body,
        outline=(OutlineEntry("top", "Opening words"),),
    )
'''

BODY = """\
format: register/bodies/1
bodies:
  - body: harbour-council
    name: Harbour Council
    organization: Harbour Town
    kind_name: Resolution
    requires: [title, number]
    meeting: meeting
    formula: {en: 'The Harbour Council,'}
    symbols:
      - form: hc-res
        kind: resolution
        print: 'HC/{year}-{number}'
        number: '[0-9]{3}'
        year: '[0-9]{4}'
"""


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Give a copy of program and project, as a newcomer has it after cloning."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in ("src", "schemas", "content"):
        shutil.copytree(root / name, tmp_path / name, ignore=unwanted)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    return tmp_path


def whereas(copy: Path, *arguments: str) -> str:
    """Run the copy's own command in the copy; give its output."""
    done = subprocess.run(
        [sys.executable, "-m", "whereas", *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_exporter(copy: Path) -> None:
    (copy / "src" / "whereas" / "exporters" / "openings.py").write_text(EXPORTER)
    printed = whereas(copy, "export", "openings", PAGE)
    assert "\npp2 Recalling\npp3 Recalling also\n" in printed
    settings = copy / "content" / "publication.yaml"
    chosen = settings.read_text().replace("  - json\n", "  - json\n  - openings\n", 1)
    settings.write_text(chosen)
    whereas(copy, "build")
    site = copy / "build" / "site"
    assert (site / f"{PAGE}.openings.txt").read_text() == printed
    assert 'href="159.openings.txt"' in (site / f"{PAGE}.html").read_text("utf-8")


def test_a_kind_of_page(copy: Path) -> None:
    (copy / "src" / "whereas" / "site" / "pages" / "openings.py").write_text(KIND)
    whereas(copy, "build")
    site = copy / "build" / "site"
    page = (site / "openings" / "index.html").read_text("utf-8")
    assert "<li>Recalling</li>" in page
    assert "<title>Opening words" in page
    assert "openings/index.html" in (site / "sitemap.xml").read_text("utf-8")
    whereas(copy, "verify", "build/site")


def test_a_body(copy: Path) -> None:
    registers = copy / "content" / "registers"
    registers.mkdir(exist_ok=True)
    (registers / "bodies.yaml").write_text(BODY)
    file = whereas(copy, "new", "hc/2044-017", "--date", "2044-05-14", "--title", "On tides")
    assert file == "content/resolutions/harbour-council/2044/HC_2044-017.yaml\n"
    text = copy / file.strip()
    words = (
        text.read_text().replace("____,", "Noting the tides,").replace("____", "Decides to wait")
    )
    text.write_text(f"{words}\nfictional: true\n")
    assert whereas(copy, "check", "--strict") == "0 errors and 0 warnings in 2 files\n"
    whereas(copy, "build")
    site = copy / "build" / "site"
    page = (site / "HC" / "2044-017.html").read_text("utf-8")
    assert "Harbour Council" in page
    assert "On tides" in page
    assert "HC/2044-017" in (site / "data" / "whereas" / "resolutions.csv").read_text("utf-8")
