"""An invented site for tests of the frame: one page of each kind, with a hand-made body.

The texts are fictional; the bodies (`tests/samples`) use the classes that real pages use.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whereas.site.frame import render_frame
from whereas.site.shell import Frame, Imprint, OutlineEntry, Page, ShellKey
from whereas.site.stamp import stamp

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"

IMPRINT = Imprint(
    title="Harbour papers & tides",
    description='Invented resolutions of a council that never met: "for tests".',
    url="https://harbour.example/papers",
)

KEYS: tuple[ShellKey, ...] = (
    ("en", "home", 0),
    ("en", "data", 1),
    ("en", "search", 1),
    ("en", "record", 3),
    ("en", "record", 4),
)

OUTLINE = (
    OutlineEntry("preamble", "Preamble"),
    OutlineEntry(
        "operative",
        "Operative part",
        (OutlineEntry("op1", "1. Requests"), OutlineEntry("op2", "2. Decides <& ends>")),
    ),
    OutlineEntry("notes", "Notes"),
    OutlineEntry("asks", "∴ Who is asked to do what"),
)


def load_body(kind: str) -> str:
    """Give the sample body of a kind of page."""
    return (_SAMPLES / f"{kind}.html").read_text("utf-8")


RECORD = Page(
    path="HC/RES/3/7.html",
    kind="record",
    language="en",
    title="HC/RES/3/7: Lanterns & lights of ferries <under oars>",
    description='Adopted on 9 May 1931: "hang a white lantern" & report.',
    body=load_body("record"),
    outline=OUTLINE,
    alternates=(("fr", "fr/HC/RES/3/7.html"),),
)

HOME = Page("index.html", "home", "en", "", "", load_body("home"))
SEARCH = Page("search/index.html", "search", "en", "Search", "All texts.", load_body("search"))
DATA = Page(
    "data/index.html",
    "data",
    "en",
    "Data",
    "Everything as tables.",
    load_body("data"),
    outline=(OutlineEntry("packages", "Packages"),),
)

PAGES = (HOME, RECORD, DATA, SEARCH)


def render_sample(root: Path, scratch: Path) -> Frame:
    """Give the frame of the invented site: mkdocs.yml and written pages of the checkout."""
    pages = root / "content" / "pages"
    return render_frame(root / "mkdocs.yml", pages, IMPRINT, KEYS, scratch)


def iter_files(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Give every file of the invented site as it would be published."""
    for page in PAGES:
        yield page.path, stamp(frame.shell_for(page), page).encode()
    for path, html in frame.pages.items():
        yield path, html.encode()
    yield from frame.assets.items()
