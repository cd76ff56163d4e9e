"""Reads a finished page for the seal: ids, addresses, inline scripts, what must not be there.

It reads the strict HTML that we serialise and refuses everything a browser could take for
something else: outside scripts every `<` opens a tag, a comment or the doctype, and no comment
or attribute value holds one. So no tag can hide, whatever the mode a browser reads in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

ADDRESSES = frozenset(
    {"action", "background", "cite", "formaction", "href", "imagesrcset", "longdesc"}
    | {"manifest", "ping", "popovertarget", "poster", "src", "srcset", "xlink:href"}
)
"""Attributes that hold an address (HTML standard, index of attributes; SVG 2), and
`popovertarget`, which names an id of its page as a fragment does."""

_REFUSED = frozenset(
    {"applet", "base", "embed", "frame", "frameset", "iframe", "listing", "noembed"}
    | {"noframes", "object", "plaintext", "style", "xmp"}
)
"""Elements that we never use: they change how addresses or text are read, or run code."""

_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Scripts of these types hold data; browsers neither run them nor ask for a hash."""

_DOCTYPE = "!doctype html>"
_END_OF_SCRIPT = re.compile(r"/script[\s/>]", re.IGNORECASE)
_COMMENT = re.compile(r"!--(?!-?>).*?-->", re.DOTALL)
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")
_END_TAG = re.compile(r"/[A-Za-z][A-Za-z0-9:-]*\s*")
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?""")
_QUOTED = re.compile(r"""([^\s"'<>/=]+)=\"\"""")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: its element, and its attributes by lower-case name, entities decoded."""

    element: str
    attributes: Mapping[str, str]


@dataclass(slots=True)
class Markup:
    """What the seal needs of one page; `addresses` are (tag as written, attribute, value)."""

    ids: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """Texts of the inline scripts that a browser would run."""
    policies: list[str] = field(default_factory=list)
    late_policy: bool = False
    """True where something was loaded before the policy could forbid it."""
    faults: list[str] = field(default_factory=list)


def parse_markup(html: str) -> Markup:
    """Read a page; what is against the rules becomes a fault, never an exception."""
    markup = Markup()
    if "\r" in html or "\0" in html:
        markup.faults.append("a carriage return or NUL stands in the page")
    pieces = iter(html.split("<"))
    if next(pieces).strip():
        markup.faults.append("text stands before the doctype")
    inert: set[str] = set()
    for piece in pieces:
        tag, closed, text = piece.partition(">")
        if tag in inert and closed:
            continue
        if piece[:1] == "!":
            if not _is_declaration(piece):
                markup.faults.append(_unreadable(piece))
        elif not closed:
            markup.faults.append(_unreadable(piece))
        elif piece[:1] != "/":
            if _read_start_tag(tag, text, pieces, markup):
                inert.add(tag)
        elif _END_TAG.fullmatch(tag):
            inert.add(tag)
        else:
            markup.faults.append(_unreadable(piece))
    return markup


@lru_cache(maxsize=4096)
def parse_tag(tag: str) -> Tag | None:
    """Read a start tag without its angle brackets; None where it is not well formed.

    The result is shared: read it only.
    """
    name = _TAG_NAME.match(tag)
    if name is None:
        return None
    attributes: dict[str, str] = {}
    end = name.end()
    while match := _ATTRIBUTE.match(tag, end):
        attribute = match[1].lower()
        if attribute in attributes:
            return None
        attributes[attribute] = unescape(match[2] or match[3] or match[4] or "")
        end = match.end()
    if tag[end:].strip() not in ("", "/"):
        return None
    return Tag(name[0].lower(), attributes)


@dataclass(frozen=True, slots=True)
class _Form:
    """What all tags of one form share: the tag with its quoted values left out.

    A page has hundreds of tags but a site few forms, so each form is read once.
    """

    special: bool = False
    """True for tags whose values must be seen: scripts, meta, and all that is unusual."""
    picks: tuple[tuple[int, str], ...] = ()
    """Where an id or address stands in the tag split at `"`, and in which attribute."""


def _read_start_tag(tag: str, text: str, pieces: Iterator[str], markup: Markup) -> bool:
    """Note what a start tag holds; gives True where it holds nothing, so it may be skipped."""
    parts = tag.split('"')
    form = _form('""'.join(parts[::2]), len(parts) // 2)
    if form.special:
        _read_special(tag, text, pieces, markup)
        return False
    for place, name in form.picks:
        value = parts[place]
        if "&" in value:
            value = unescape(value)
        if name in ADDRESSES:
            markup.addresses.append((tag, name, value))
        else:
            markup.ids.append(value)
    return not form.picks


@lru_cache(maxsize=8192)
def _form(bare: str, values: int) -> _Form:
    """Read the form `a href="" class=""` of tags with that many quoted values."""
    tag = parse_tag(bare)
    names = [name.lower() for name in _QUOTED.findall(bare)]
    if tag is None or len(names) != values or _is_special(tag, bare):
        return _Form(special=True)
    picks = (
        (2 * place + 1, name)
        for place, name in enumerate(names)
        if name in ADDRESSES or _is_id(tag.element, name)
    )
    return _Form(picks=tuple(picks))


def _is_special(tag: Tag, bare: str) -> bool:
    """Tell whether one must see the values: also where one stands in `'` or in no quotes."""
    return (
        tag.element in ("meta", "script")
        or any(tag.attributes.values())
        or "'" in bare
        or any(True for _ in _iter_refused(tag))
    )


def _is_id(element: str, attribute: str) -> bool:
    """Tell whether a fragment may point to it: an id, or the `name` of an `a`."""
    return attribute == "id" or (element == "a" and attribute == "name")


def _iter_refused(tag: Tag) -> Iterator[str]:
    if tag.element in _REFUSED:
        yield f"<{tag.element}> is not used in our pages"
    for name in tag.attributes:
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield f"{name}= on <{tag.element}>"


def _read_special(written: str, text: str, pieces: Iterator[str], markup: Markup) -> None:
    tag = parse_tag(written)
    if tag is None:
        markup.faults.append(_unreadable(written))
        return
    markup.faults += _iter_refused(tag)
    if tag.element == "meta":
        _read_meta(written, tag, markup)
    for name, value in tag.attributes.items():
        if _is_id(tag.element, name):
            markup.ids.append(value)
        elif name in ADDRESSES:
            markup.addresses.append((written, name, value))
    if tag.element == "script":
        _read_script(written, tag, _raw_text(text, pieces), markup)


def _read_meta(written: str, tag: Tag, markup: Markup) -> None:
    pragma = tag.attributes.get("http-equiv", "").strip().lower()
    content = tag.attributes.get("content", "")
    if pragma == "content-security-policy":
        markup.policies.append(content)
        markup.late_policy |= bool(markup.scripts or markup.addresses)
    elif pragma == "refresh":
        address = content.partition("=")[2].strip(" \"'")
        markup.addresses.append((written, "content", address))
    elif pragma and pragma != "content-type":
        markup.faults.append(f"<meta http-equiv={pragma!r}> is not used in our pages")


def _raw_text(text: str, pieces: Iterator[str]) -> str | None:
    """Give the text of a script, up to its end tag; None where it has none."""
    parts = [text]
    for piece in pieces:
        if _END_OF_SCRIPT.match(piece):
            return "<".join(parts)
        parts.append(piece)
    return None


def _read_script(written: str, tag: Tag, text: str | None, markup: Markup) -> None:
    if text is None or written.endswith("/"):
        markup.faults.append("a script is not closed by an end tag")
    elif "<!--" in text:
        markup.faults.append("a script holds <!--, which changes where it ends")
    elif "src" in tag.attributes:
        if text.strip():
            markup.faults.append("a script with src= has text, which never runs")
    elif tag.attributes.get("type", "").lower() not in _DATA_TYPES:
        markup.scripts.append(text)


def _is_declaration(piece: str) -> bool:
    if piece[: len(_DOCTYPE)].lower() == _DOCTYPE:
        return True
    comment = _COMMENT.match(piece)
    return comment is not None and "--!>" not in comment[0]


def _unreadable(piece: str) -> str:
    return f"markup that a browser may read otherwise: {f'<{piece[:40]}'!r}"
