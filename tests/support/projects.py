"""Projects for tests: an invented publication, built as its users build it."""

from __future__ import annotations

import shutil
from pathlib import Path

from whereas.cli import run

CHECKOUT = Path(__file__).resolve().parents[2]

SETTINGS = """\
format: publication/1
id: harbours
title: Harbours
description: Invented resolutions on harbours.
url: https://harbours.example/papers/
publisher: {name: The harbour masters}
language: en
rights:
  texts: {source: An invented assembly, terms: Free to use., acknowledgement: Invented copy.}
  data: {license: CC0-1.0, title: CC0, url: 'https://creativecommons.org/publicdomain/zero/1.0/'}
"""

TEXT = """\
format: resolution/1
symbol: A/RES/99/{number}
language: en
body: ga
session: 99
number: 99/{number}
title: {title}
adoption:
  date: 2044-12-{day:02}
  meeting: 61
enacting: The General Assembly,
preamble:
  - Recalling its resolution {cited},[^1]
operative:
  - num: 1
    text: "{words}"
    items:
      - {{num: a, text: To survey the *breakwaters*; and}}
      - {{num: b, text: To report thereon;}}
  - num: 2
    text: Decides to return to the question at its one hundredth session.
notes:
  1: See A/99/120.
fictional: true
"""


def write_text(root: Path, number: int, *, title: str = "Care of harbours", words: str) -> Path:
    """Write an invented text into a project; give its file."""
    path = root / "content" / "resolutions" / "ga" / "99" / f"A_RES_99_{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = f"99/{number - 1} of {_day(number - 1)} December 2044"
    cited = before if number > 1 else "98/1 of 2 December 2043"
    text = TEXT.format(number=number, title=title, words=words, day=_day(number), cited=cited)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _day(number: int) -> int:
    """Give the day of December 2044 on which a text was adopted: none is a Saturday or Sunday."""
    week, day = divmod(number - 1, 5)
    return 5 + 7 * (week % 3) + day


PAGES = (
    "index",
    "about",
    "cite",
    "documentation",
    "format",
    "commands",
    "editors",
    "importing",
)
"""Pages that the frame of the checkout leads to."""


def make_project(root: Path, texts: int = 3) -> Path:
    """Make a project with invented texts and the checkout's frame; give its folder."""
    pages = root / "content" / "pages"
    pages.mkdir(parents=True)
    (root / "content" / "publication.yaml").write_text(SETTINGS, encoding="utf-8")
    for name in (f"{name}.md" for name in PAGES):
        (pages / name).write_text(f"# {name}\n\n## More {{#derived}}\n\n## Rights {{#rights}}\n")
    shutil.copy(CHECKOUT / "mkdocs.yml", root / "mkdocs.yml")
    for number in range(1, texts + 1):
        write_text(root, number, words=f"Requests the {number} harbour masters:")
    return root


def build(root: Path, *options: str) -> Path:
    """Build a project that has to build; give its site."""
    assert run(["-C", str(root), "build", *options]) == 0
    return root / "build" / "site"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
