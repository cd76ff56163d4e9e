"""How often each rule fires on real texts: the table of src/whereas/reading/rates.yaml.

    PYTHONPATH=tests python tests/bench/measure_rules.py PROJECT

PROJECT is a folder with real texts, as an importer wrote them. Prints the whole table as YAML but
its comment; the rules left out, and why, are taken over from the table as it stands. Says beside
it, on the error stream, which error rules fire on more than one text in five hundred, with what
they said first, and which rule that is left out did find something.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from whereas.checks.rules import CORPUS_RULES, FILE_RULES, VERSION_RULES, check_corpus
from whereas.corpus import Corpus, build_corpus
from whereas.problems import Problem, Severity
from whereas.project import load_project
from whereas.reading.documents import read_texts
from whereas.reading.files import find_texts
from whereas.resources import data_file

LOUD = 0.002
"""Share of texts from which an error rule is looked at again."""

Found = Mapping[str, Mapping[str, Problem]]
"""By rule, the first problem in each file that has any."""


def main() -> None:
    """Print the table."""
    root = Path(sys.argv[1])
    project = load_project(root)
    names, _ = find_texts(root)
    records, _ = read_texts(root, names)
    corpus = build_corpus(records, project.registers)
    counts, found = count_texts(corpus), find_problems(corpus)
    own = yaml.safe_load(data_file("reading", "rates.yaml").read_text(encoding="utf-8"))
    print("\n".join(iter_lines(counts, found, own)))
    print("\n".join(iter_remarks(counts, found, own)), file=sys.stderr)


def count_texts(corpus: Corpus) -> dict[str, int]:
    """Give how many main texts, files of texts and translations there are."""
    files, texts = sum(1 for _ in corpus.iter_versions()), len(corpus.resolutions)
    return {"texts": texts, "files": files, "translations": files - texts}


def find_problems(corpus: Corpus) -> Found:
    """Give what the rules found, by rule and file."""
    found: dict[str, dict[str, Problem]] = defaultdict(dict)
    for problem in check_corpus(corpus):
        found[problem.rule].setdefault(problem.file, problem)
    return found


def kinds_of_rules() -> dict[str, str]:
    """Give which texts each rule looks at, in the order of their ids."""
    kinds = {name: "files" if FILE_RULES[name].words else "texts" for name in FILE_RULES.load()}
    kinds |= dict.fromkeys(VERSION_RULES.load(), "translations")
    kinds |= dict.fromkeys(CORPUS_RULES.load(), "texts")
    return dict(sorted(kinds.items()))


def iter_lines(counts: Mapping[str, int], found: Found, own: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of the table; `own` is the table as it stands."""
    yield f"format: {own['format']}"
    yield "\nmeasured:"
    yield from (f"  - {{of: {kind}, texts: {count}}}" for kind, count in counts.items())
    yield "\nleft_out:"
    for group in own["left_out"]:
        yield f"  - why: {group['why']}\n    rules: [{', '.join(group['rules'])}]"
    yield "\nrates:"
    for name, kind in kinds_of_rules().items():
        if name not in left_out(own):
            yield f"  - {{rule: {name}, found: {len(found.get(name, ()))}, of: {kind}}}"


def iter_remarks(counts: Mapping[str, int], found: Found, own: Mapping[str, Any]) -> Iterator[str]:
    """Give what to look at again before the table is believed."""
    for name, kind in kinds_of_rules().items():
        held = found.get(name, {})
        first = next(iter(held.values()), None)
        if first is None:
            continue
        said = f"{name}: {len(held)} of {counts[kind]}: {first.file}: {first.message}"
        if name in left_out(own):
            yield f"left out, but {said}"
        elif first.severity is Severity.ERROR and len(held) / counts[kind] > LOUD:
            yield said


def left_out(own: Mapping[str, Any]) -> frozenset[str]:
    """Give the rules that the table leaves out."""
    return frozenset(rule for group in own["left_out"] for rule in group["rules"])


if __name__ == "__main__":
    main()
