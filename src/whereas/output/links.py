"""Where an address in a page leads: to a file of the site, to another host, or nowhere.

Follows the URL standard as far as our addresses go, and refuses the rest, so that no browser
can understand an address otherwise than the seal did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes, urlsplit

from whereas.output.markup import Tag

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
"""Characters that browsers drop from an address or turn into others."""

_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_OUTWARD_RELATIONS = frozenset({"alternate", "canonical", "license"})
"""Relations of `link` that name another page but load nothing from it."""

_STATEMENTS = frozenset({"blockquote", "del", "ins", "q"})
"""Elements whose `cite` names a source and loads nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address within the site: the path of its file and the fragment, without `#`."""

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Outward:
    """An address on another host or of another scheme, as written."""

    address: str


@dataclass(frozen=True, slots=True)
class Dead:
    """An address that leads nowhere, with the reason."""

    reason: str


@lru_cache(maxsize=65536)
def resolve(address: str, folder: str, site_url: str) -> Link | Outward | Dead:
    """Follow `address` in a page of `folder` (`A/RES/76/`, or nothing at the root).

    `site_url` is where the site will stand, ending in `/`; addresses below it lead to the
    site's own files. Without it the site stands at the root of an unknown host. A link to the
    page itself has the path "".
    """
    if _ODD.search(address):
        return Dead("it holds a space, a backslash or a control character")
    if site_url and address.startswith(site_url):
        address = urlsplit(site_url).path + address.removeprefix(site_url)
    elif address.startswith("//") or _SCHEME.match(address):
        return Outward(address)
    before, _, fragment = address.partition("#")
    path = before.partition("?")[0]
    if not path:
        return Link("", fragment)
    base = urlsplit(site_url).path or "/"
    if path.startswith("/"):
        if not path.startswith(base):
            return Dead(f"it leaves the site, which stands at {base}")
        return _file_of(path.removeprefix(base), fragment)
    return _file_of(folder + path, fragment)


def check_outward(tag: Tag, attribute: str, address: str) -> str:
    """Tell why a page may not hold this outward address, or give an empty text.

    Links to other hosts are for readers to follow; nothing may be loaded from one, because
    no page asks another host for anything.
    """
    scheme = address.partition(":")[0].lower()
    if attribute == "href" and tag.element in ("a", "area"):
        known = scheme in ("http", "https", "mailto")
        return "" if known else "only http, https and mailto may be linked"
    if _names_only(tag, attribute) and scheme in ("http", "https"):
        return ""
    if tag.element == "img" and attribute == "src" and address.startswith("data:image/"):
        return ""
    return "the page would load or send something outside the site"


def _names_only(tag: Tag, attribute: str) -> bool:
    """Tell whether an address is only named: nothing is loaded from it."""
    if tag.element == "link" and attribute == "href":
        relations = set(tag.attributes.get("rel", "").lower().split())
        return bool(relations) and relations <= _OUTWARD_RELATIONS
    return tag.element in _STATEMENTS and attribute == "cite"


def split_addresses(attribute: str, value: str) -> list[str]:
    """Give the addresses in an attribute's value: several in `srcset` and `ping`.

    The id in `popovertarget` is a place of the page itself.
    """
    if attribute == "popovertarget":
        return [f"#{value}"]
    if attribute in ("srcset", "imagesrcset"):
        return [part.split()[0] for part in value.split(",") if part.strip()]
    if attribute == "ping":
        return value.split()
    return [value]


def find_fragment(fragment: str) -> tuple[str, ...]:
    """Give the ids that a browser looks for, or nothing where any page has the place.

    HTML standard, "find a potential indicated element": the empty fragment and `top` are the
    top of every page; else the fragment as written, then decoded. What follows `:~:` are
    directives to the browser.
    """
    fragment = fragment.partition(":~:")[0]
    if not fragment or fragment.lower() == "top":
        return ()
    decoded = unquote_to_bytes(fragment).decode(errors="replace")
    return (fragment, decoded)


def _file_of(path: str, fragment: str) -> Link | Dead:
    """Walk `path` from the root of the site; an address of a folder stands for its index."""
    if _ENCODED.search(path):
        return Dead("a % is not followed by two hexadecimal digits")
    walked: list[str] = []
    segments = path.split("/")
    for segment in segments:
        try:
            name = unquote_to_bytes(segment).decode()
        except UnicodeDecodeError:
            return Dead("its percent-encoding is not UTF-8")
        if name == ".." and not walked:
            return Dead("it leaves the site")
        if name == "..":
            walked.pop()
        elif "/" in name or (not name and segment is not segments[-1]):
            return Dead("a segment is empty or holds an encoded /")
        elif name not in ("", "."):
            walked.append(name)
    if unquote_to_bytes(segments[-1]) in (b"", b".", b".."):
        walked.append("index.html")
    return Link("/".join(walked), fragment)
