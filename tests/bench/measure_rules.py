"""How often each rule fires on real texts: the table of src/whereas/reading/rates.yaml.

    PYTHONPATH=tests python tests/bench/measure_rules.py PROJECT

PROJECT is a folder with real texts, as an importer wrote them. Prints the table as YAML, then the
error rules that fire on more than one text in five hundred, with what they said first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from whereas.checks.rules import CORPUS_RULES, FILE_RULES, VERSION_RULES, check_corpus
from whereas.corpus import build_corpus
from whereas.problems import Problem, Severity
from whereas.project import load_project
from whereas.reading.documents import read_texts
from whereas.reading.files import find_texts

LOUD = 0.002
"""Share of texts from which an error rule is looked at again."""


def main() -> None:
    """Print the table."""
    root = Path(sys.argv[1])
    project = load_project(root)
    names, _ = find_texts(root)
    records, _ = read_texts(root, names)
    corpus = build_corpus(records, project.registers)
    versions = sum(1 for _ in corpus.iter_versions())
    texts = len(corpus.resolutions)
    counts = {"texts": texts, "files": versions, "translations": versions - texts}
    found: dict[str, dict[str, Problem]] = defaultdict(dict)
    for problem in check_corpus(corpus):
        found[problem.rule].setdefault(problem.file, problem)
    kinds = {name: "files" if FILE_RULES[name].words else "texts" for name in FILE_RULES.load()}
    kinds |= dict.fromkeys(VERSION_RULES.load(), "translations")
    kinds |= dict.fromkeys(CORPUS_RULES.load(), "texts")
    print("measured:")
    for kind, count in counts.items():
        print(f"  - {{of: {kind}, texts: {count}}}")
    print("\nrates:")
    for name, kind in sorted(kinds.items()):
        print(f"  - {{rule: {name}, found: {len(found[name])}, of: {kind}}}")
    print()
    for name, kind in sorted(kinds.items()):
        held = found[name]
        first = next(iter(held.values()), None)
        if first and first.severity is Severity.ERROR and len(held) / counts[kind] > LOUD:
            print(f"# {name}: {len(held)} of {counts[kind]}: {first.file}: {first.message}")


if __name__ == "__main__":
    main()
