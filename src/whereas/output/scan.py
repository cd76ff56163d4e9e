"""Checks of one page at a time, for the seal: markup, policy, ids, addresses.

Pure over its bytes, so that workers can do it; what needs the other pages is left to the seal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from whereas.output.faults import os_faults
from whereas.output.links import (
    Dead,
    Link,
    Outward,
    check_outward,
    find_fragment,
    resolve,
    split_addresses,
)
from whereas.output.markup import Markup, parse_markup, parse_tag
from whereas.output.policy import check_policy

_Links = dict[tuple[str, str], str]
"""Path (nothing for the page itself) and fragment, with the address first written for it."""


@dataclass(frozen=True, slots=True)
class PageScan:
    """What one page says about itself and points to; small, so that workers can return it."""

    path: str
    ids: str
    """The page's ids, each with a space before and after it."""
    links: tuple[tuple[str, str, str], ...]
    """Links to other files of the site: address as written, path, fragment."""
    faults: tuple[str, ...]

    def has_id(self, fragment: str) -> bool:
        """Tell whether a browser finds the place that `fragment` (without `#`) names."""
        if f" {fragment} " in self.ids:  # nearly always; an address holds no space
            return True
        names = find_fragment(fragment)
        return not names or any(f" {name} " in self.ids for name in names if " " not in name)


def scan_pages(folder: Path, paths: Iterable[str], site_url: str = "") -> tuple[PageScan, ...]:
    """Read and scan the pages `paths` below `folder`.

    Raises `EnvironmentFault` when a page cannot be read.
    """
    scans = []
    for path in paths:
        with os_faults(f"cannot read {path} for the seal"):
            data = (folder / path).read_bytes()
        scans.append(scan_page(path, data, site_url))
    return tuple(scans)


def scan_page(path: str, data: bytes, site_url: str = "") -> PageScan:
    """Check all of a page that can be checked without the others.

    `site_url` is where the site will stand, ending in `/`, or nothing.
    """
    try:
        markup = parse_markup(data.decode())
    except UnicodeDecodeError:
        return PageScan(path, "", (), (f"{path}: the page is not UTF-8",))
    links: _Links = {}
    faults = [*markup.faults, *check_policy(markup), *_check_ids(markup.ids)]
    faults += _follow(path, markup, site_url, links)
    outgoing = tuple((address, *place) for place, address in links.items() if place[0])
    scan = PageScan(path, f" {' '.join(markup.ids)} ", outgoing, ())
    faults += _check_own_places(scan, links)
    return replace(scan, faults=tuple(f"{path}: {fault}" for fault in faults))


def _check_own_places(scan: PageScan, links: _Links) -> Iterator[str]:
    for (path, fragment), address in links.items():
        if not path and not scan.has_id(fragment):
            yield f"link {address}: the page has no such id"


def _check_ids(ids: list[str]) -> Iterator[str]:
    if len(set(ids)) != len(ids):
        for name, times in Counter(ids).items():
            if times > 1:
                yield f"the id {name!r} stands {times} times"
    if any(not name or name.split() != [name] for name in ids):
        yield "an id is empty or holds a space"


def _follow(path: str, markup: Markup, site_url: str, links: _Links) -> Iterator[str]:
    """Add where the addresses of a page lead to `links`; give those that it may not hold."""
    folder = path[: path.rfind("/") + 1]
    for written, attribute, value in dict.fromkeys(markup.addresses):
        for address in split_addresses(attribute, value):
            target = resolve(address, folder, site_url)
            if isinstance(target, Link):
                inside = "" if target.path == path else target.path
                links.setdefault((inside, target.fragment), address)
            elif reason := _refuse(target, written, attribute):
                yield f"{attribute}={address!r}: {reason}"


def _refuse(target: Outward | Dead, written: str, attribute: str) -> str:
    if isinstance(target, Dead):
        return target.reason
    tag = parse_tag(written)
    return check_outward(tag, attribute, target.address) if tag else "the tag cannot be read"
