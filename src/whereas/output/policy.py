"""The content security policy of a page: there, first, and for exactly its inline scripts.

Reads the policy that stands in the page; it trusts no one's word about what was put there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache

from whereas.output.markup import Markup

_SOURCES = frozenset({"'none'", "'self'"})
_DATA_ALLOWED = frozenset({"font-src", "img-src"})
_HASH = "'sha256-"


def check_policy(markup: Markup) -> Iterator[str]:
    """Give what is wrong with a page's policy.

    It stands there once, before anything is loaded, forbids what it does not name, names no
    other host and nothing unsafe, and allows the inline scripts of the page and no others.
    """
    if len(markup.policies) != 1:
        yield f"{len(markup.policies)} content security policies stand in the page, not one"
        return
    if markup.late_policy:
        yield "the content security policy stands after something it should have covered"
    hashes = tuple(sorted({hash_source(script) for script in markup.scripts}))
    yield from _check_sources(markup.policies[0], hashes)


@lru_cache(maxsize=1024)
def hash_source(script: str) -> str:
    """Give the source that allows an inline script (Content Security Policy 3, 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"{_HASH}{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=4096)
def _check_sources(policy: str, scripts: tuple[str, ...]) -> tuple[str, ...]:
    """Compare one policy with the hashes of one page's scripts; few pairs make a site."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name.lower() in directives:
            return (f"the content security policy names {name} twice",)
        directives[name.lower()] = sources
    directives.pop("", None)
    faults = []
    if directives.get("default-src") not in (["'none'"], ["'self'"]):
        faults.append("the content security policy has no default-src of 'none' or 'self'")
    for name, sources in directives.items():
        odd = [source for source in sources if not _is_allowed(name, source)]
        faults += [f"the content security policy allows {source} as {name}" for source in odd]
    allowed = {s for s in directives.get("script-src", []) if s.startswith(_HASH)}
    faults += [f"an inline script is not allowed: {h}" for h in scripts if h not in allowed]
    strange = sorted(allowed.difference(scripts))
    faults += [
        f"the content security policy allows a script that is not there: {h}" for h in strange
    ]
    return tuple(faults)


def _is_allowed(directive: str, source: str) -> bool:
    if source in _SOURCES:
        return True
    if source == "data:":
        return directive in _DATA_ALLOWED
    return directive == "script-src" and source.startswith(_HASH)
