"""Which files of the engine's output are published: ours, the author's, and what pages use."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from pathlib import Path

_REFERENCE = re.compile(r'\b(?:href|src)="([^"#?]+)')
_STYLE_REFERENCE = re.compile(r"""url\(["']?([^)"'#?]+)""")


def find_references(html: str, path: str) -> set[str]:
    """Give the paths that the page at `path` refers to; an address elsewhere comes out as junk."""
    return {_resolve(address, path) for address in _REFERENCE.findall(html)}


def choose_assets(
    folder: Path, copied: Mapping[str, bool], references: Collection[str]
) -> dict[str, bytes]:
    """Give the files below `folder` to publish, by path.

    `copied` tells of each file whether it is the author's or ours, which are all published;
    of the theme's own only what a page in `references` or a style sheet uses.
    """
    wanted = {path for path, ours in copied.items() if ours or path in references}
    for path in sorted(wanted):
        if path.endswith(".css"):
            sheet = (folder / path).read_text("utf-8")
            wanted |= {_resolve(name, path) for name in _STYLE_REFERENCE.findall(sheet)}
    return {path: (folder / path).read_bytes() for path in sorted(wanted & copied.keys())}


def _resolve(address: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
