"""The evidence in words: what one reads first, and copies figures from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whereas.output.sizes import Kind, format_bytes, render_kinds

Json = dict[str, Any]


def render_summary(evidence: Json) -> str:
    """Give the evidence as text, a line a fact."""
    return "\n".join(_iter_lines(evidence)) + "\n"


def _iter_lines(evidence: Json) -> Iterator[str]:
    source = evidence["source"]
    state = "clean" if source["clean"] else f"{source['changed_files']} files differ from it"
    yield f"commit {source['commit']} of {source['committed']}, work tree: {state}"
    yield "made with " + ", ".join(f"{k} {v}" for k, v in sorted(evidence["versions"].items()))
    yield f"load of the machine: {evidence['load_average']}; where it is high, times are too"
    yield from (f"left out: {reason}" for reason in evidence["left_out"])
    for name, site in sorted(evidence["sites"].items()):
        yield from ("", f"== {name}")
        yield from _iter_site(site)
    yield from ("", "== tests and code")
    yield from _iter_tests(evidence)


def _iter_site(site: Json) -> Iterator[str]:
    counts, sizes = site["counts"], site["sizes"]
    yield "texts: " + _pairs(counts["texts"])
    yield "pages: " + _pairs(counts["pages"])
    for package, tables in sorted(site["rows"].items()):
        yield f"rows of {package}: " + _pairs(tables)
    links = site["links"]
    yield f"links: {links['links']} followed, {len(links['dead'])} dead"
    yield from (f"  dead: {link}" for link in links["dead"])
    if site["markup"] is not None:
        yield f"Nu Html Checker: {len(site['markup'])} messages"
        yield from (f"  {message}" for message in site["markup"])
    kinds = (Kind(name, **held) for name, held in sizes["by_kind_of_file"].items())
    yield from ("files:", render_kinds(kinds), "one page of each kind:")
    yield from _iter_pages(sizes["one_page_of_each_kind"], site["vitals"])
    for language, kinds_seen in sorted(site["visits"].items()):
        yield _describe_visits(language, kinds_seen)
        yield from _iter_faults(language, kinds_seen)


def _iter_pages(pages: Json, vitals: Json) -> Iterator[str]:
    yield (
        f"  {'kind':<9}{'bytes':>10}{'gzip':>10}{'beyond its text':>18}{'gzip':>10}"
        f"{'LCP desktop':>13}{'phone':>9}{'CLS':>8}"
    )
    for kind, page in sorted(pages.items()):
        yield (
            f"  {kind:<9}{format_bytes(page['bytes']):>10}{format_bytes(page['gzip']):>10}"
            f"{format_bytes(page['bytes_beyond_text']):>18}"
            f"{format_bytes(page['gzip_beyond_text']):>10}" + _describe_vitals(vitals.get(kind))
        )


def _describe_vitals(vitals: Json | None) -> str:
    if vitals is None:
        return ""
    shift = max(way["cls"] for way in vitals.values())
    desktop, phone = (f"{vitals[way]['lcp_ms']} ms" for way in ("desktop", "phone"))
    return f"{desktop:>13}{phone:>9}{shift:>8}"


def _describe_visits(language: str, kinds: Json) -> str:
    looks = [look for kind in kinds.values() for look in kind["looks"].values()]
    totals = {
        "axe violations": sum(len(look["axe"]) for look in looks),
        "complaints": sum(len(look["complaints"]) for look in looks),
        "foreign hosts": sum(len(look["foreign"]) for look in looks),
        "sideways": sum(look["sideways"] for look in looks),
    }
    return f"visits in {language}: {len(looks)} of {len(kinds)} kinds; {_pairs(totals)}"


def _iter_faults(language: str, kinds: Json) -> Iterator[str]:
    """Give a line for each visit that found a fault."""
    for kind, visit in sorted(kinds.items()):
        for name, look in sorted(visit["looks"].items()):
            faults = [*look["axe"], *look["complaints"]]
            faults += [f"asks {host}" for host in look["foreign"]]
            faults += ["it scrolls sideways"] if look["sideways"] else []
            yield from (f"  {language} {kind} {name}: {fault[:200]}" for fault in faults)


def _iter_tests(evidence: Json) -> Iterator[str]:
    tests, code = evidence["tests"], evidence["figures"]["code"]
    yield f"tests: {tests['tests']} in {len(tests['by_file'])} files"
    yield from (f"  not collected: {name}" for name in tests["not_collected"])
    coverage = evidence["coverage"]
    if coverage is None:
        yield "coverage: `make coverage` has not run"
    else:
        yield "coverage: " + _pairs(coverage)
    fuzz = evidence["fuzz"]
    yield "fuzz: " + (_pairs(fuzz) if fuzz else "`make fuzz` has not run")
    for name in ("source", "tests"):
        yield f"{name}: {_pairs(code[name])}"
    functions = code["functions"]
    yield (
        f"functions: {functions['count']}, median {functions['median_lines']} lines, longest "
        f"{functions['longest']['lines']} ({functions['longest']['name']})"
    )
    speed = evidence["figures"]["speed"]
    for name in ("build", "check"):
        figures = speed[name]
        yield (
            f"{name} of the checkout: {figures['cpu_s']} CPU s, {figures['s']} s; "
            f"{figures['x_import']} x the engine's import"
        )


def _pairs(counts: Json) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
