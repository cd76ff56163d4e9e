"""The last look at a staged site: links, policies, sizes; then the list of its digests.

Looks at the finished bytes and trusts no part that made them. It repairs nothing: a fault
means that the site is not published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from whereas.errors import BrokenPromise, WhereasError
from whereas.output.digests import SUMS_PATH, format_sums
from whereas.output.scan import PageScan, scan_pages
from whereas.output.sizes import Kind, Limits, check_sizes, count_kinds
from whereas.output.staging import Stage

_SHOWN = 20


class SealError(WhereasError):
    """The site has faults of our own making; `faults` holds them all, sorted."""

    exit_code = 70

    def __init__(self, faults: Sequence[str]) -> None:
        """Say the first twenty faults and how many there are."""
        self.faults = tuple(faults)
        count = len(self.faults)
        lines = [f"the site is not published: {count} fault{'s' if count > 1 else ''}"]
        lines += [f"  {fault}" for fault in self.faults[:_SHOWN]]
        if count > _SHOWN:
            lines.append(f"  and {count - _SHOWN} more")
        super().__init__("\n".join(lines))


class OversizeError(WhereasError):
    """The site is larger than its publication allows; the message says what to switch off."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sealed: files and bytes by kind, and how many pages and links were checked."""

    kinds: tuple[Kind, ...]
    files: int
    bytes: int
    pages: int
    links: int


def seal(
    stage: Stage,
    limits: Limits,
    *,
    site_url: str = "",
    scans: Iterable[PageScan] | None = None,
) -> Seal:
    """Check the staged site and write its list of digests, `data/SHA256SUMS`.

    The list holds every file but itself, by its path from the root of the site, where
    `sha256sum -c data/SHA256SUMS` runs. `site_url` is where the site will stand, ending in
    `/`; `scans` are the results of `scan_pages` over `page_paths(stage)` where workers made
    them. Nothing may be written after. Raises `SealError`, `OversizeError`.
    """
    pages = page_paths(stage)
    if scans is None:
        scans = scan_pages(stage.folder, pages, site_url)
    faults, links = _check_site(scans, pages, stage.files.keys() | {SUMS_PATH})
    if faults:
        raise SealError(sorted(faults))
    sums = {path: written.sha256 for path, written in stage.files.items()}
    stage.write(SUMS_PATH, format_sums(sums).encode())
    sizes = {path: written.bytes for path, written in stage.files.items()}
    kinds = count_kinds(sizes)
    if too_large := check_sizes(sizes, kinds, limits):
        raise OversizeError("\n".join(too_large))
    return Seal(kinds, len(sizes), sum(sizes.values()), len(pages), links)


def page_paths(stage: Stage) -> tuple[str, ...]:
    """Give the paths of the staged HTML pages, sorted."""
    return tuple(sorted(path for path in stage.files if path.endswith(".html")))


def _check_site(
    scans: Iterable[PageScan], pages: Collection[str], files: Collection[str]
) -> tuple[list[str], int]:
    """Give the faults of all pages and the number of links between files."""
    scanned: dict[str, PageScan] = {}
    faults: list[str] = []
    places: dict[tuple[str, str], str] = {}
    links = 0
    for scan in scans:
        faults += scan.faults
        links += len(scan.links)
        for address, path, fragment in scan.links:
            where = f"{scan.path}: link {address}"
            if path not in files:
                faults.append(f"{where}: {_missing(path, files)}")
            elif fragment and path.endswith(".html"):
                places.setdefault((path, fragment), where)
        scanned[scan.path] = PageScan(scan.path, scan.ids, (), ())
    if scanned.keys() != set(pages):
        raise BrokenPromise("the seal did not get a scan of every page, and of nothing else")
    faults += [
        f"{where}: {path} has no such id"
        for (path, fragment), where in places.items()
        if not scanned[path].has_id(fragment)
    ]
    return faults, links


def _missing(path: str, files: Collection[str]) -> str:
    if f"{path}.html" in files:
        return f"the address has no extension; the page is {path}.html"
    return f"there is no {path} in the site"
