"""How large a site is, by kind of file, against the limits that its publication sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SUFFIXES = {
    "csv": "csv",
    "html": "html",
    "json": "json",
    "jsonld": "json",
    "ndjson": "json",
    "zip": "zip",
}
_FOLDERS = {"assets": "assets", "search": "search"}
_REMEDY = {
    "assets": "use fewer or smaller files beside the pages",
    "csv": "name fewer `packages:` in publication.yaml, or leave out csv of `documents:`",
    "html": "publish fewer languages or bodies, or raise the limit if the host allows it",
    "json": "leave out json of `documents:`, or name fewer `packages:` in publication.yaml",
    "other": "name fewer formats in `documents:` of publication.yaml",
    "search": "publish fewer languages or bodies",
    "zip": "name fewer `packages:` in publication.yaml",
}
"""What to switch off when a kind is too large."""

KINDS = ("html", "json", "csv", "zip", "search", "assets", "other")


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest site and the largest file that may be published, in bytes."""

    site_bytes: int = 950_000_000
    file_bytes: int = 90_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """How many files of a kind a site has, and how many bytes they take."""

    name: str
    files: int
    bytes: int


def kind_of(path: str) -> str:
    """Give the kind of a file: one of `KINDS`. Pages are html wherever they stand."""
    name = path.rpartition("/")[2]
    kind = _SUFFIXES.get(name.rpartition(".")[2].lower(), "other") if "." in name else "other"
    return kind if kind == "html" else _FOLDERS.get(path.partition("/")[0], kind)


def count_kinds(sizes: Mapping[str, int]) -> tuple[Kind, ...]:
    """Count files and bytes by kind, from the size of each path; every kind is named."""
    counts = {name: [0, 0] for name in KINDS}
    for path, size in sizes.items():
        count = counts[kind_of(path)]
        count[0] += 1
        count[1] += size
    return tuple(Kind(name, *count) for name, count in counts.items())


def check_sizes(sizes: Mapping[str, int], kinds: Iterable[Kind], limits: Limits) -> tuple[str, ...]:
    """Give what is too large and what to switch off, largest first, or nothing."""
    faults = []
    total = sum(sizes.values())
    if total > limits.site_bytes:
        largest = max(kinds, key=lambda kind: kind.bytes)
        faults += [
            f"the site has {format_bytes(total)}; its limit, limits.site_bytes, is "
            f"{format_bytes(limits.site_bytes)}",
            render_kinds(kinds),
            f"most of it is {largest.name}: {_REMEDY[largest.name]}",
        ]
    large = [path for path, size in sizes.items() if size > limits.file_bytes]
    for path in sorted(large, key=lambda path: (-sizes[path], path)):
        faults.append(
            f"{path} has {format_bytes(sizes[path])}; the limit of a file, limits.file_bytes, "
            f"is {format_bytes(limits.file_bytes)}: {_REMEDY[kind_of(path)]}"
        )
    return tuple(faults)


_FILES = {True: "file ", False: "files"}


def render_kinds(kinds: Iterable[Kind]) -> str:
    """Give a line for each kind that has files, with a total: name, files, bytes."""
    rows = [kind for kind in kinds if kind.files]
    rows.append(Kind("all", sum(k.files for k in rows), sum(k.bytes for k in rows)))
    return "\n".join(
        f"  {row.name:<7}{row.files:>10,} {_FILES[row.files == 1]}{format_bytes(row.bytes):>14}"
        for row in rows
    )


def format_bytes(number: int) -> str:
    """Give a size for people: `812 bytes`, `4.2 kB`, `950 MB`; 1 kB is 1,000 bytes."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= factor:
            return f"{number / factor:,.1f}".removesuffix(".0") + f" {unit}"
    return f"{number:,} bytes"
