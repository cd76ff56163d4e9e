"""What it costs to check many texts, beside check-jsonschema on the same files.

    PYTHONPATH=tests python tests/bench/bench_check.py [--texts 2000] [--words 2800]

Prints CPU seconds of `whereas check`, start-up included, milliseconds a file of each stage
measured apart, the dearest rules, and the ratio to check-jsonschema on a part of the same files.
Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support.invented import make_text, place_of_text
from support.projects import make_project
from whereas.analysis.texts import TextReader
from whereas.checks.judged import Judged
from whereas.checks.keys import Keys, make_key
from whereas.checks.rules import CORPUS_RULES, FILE_RULES, FileCheck, Rule, check_keys, check_text
from whereas.corpus import build_corpus
from whereas.project import load_project
from whereas.reading.characters import read_text
from whereas.reading.documents import read_document, read_texts
from whereas.reading.files import find_texts, read_bytes
from whereas.reading.schema import load_schema, validator
from whereas.reading.strict_yaml import parse_yaml

_DEAREST = 12


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--words", type=int, default=2800)
    parser.add_argument("--peer", type=int, default=100, help="files for check-jsonschema")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        root = make_project(Path(folder), texts=0)
        files = write_texts(root, options.texts, options.words)
        size = sum(path.stat().st_size for path in files)
        print(f"{len(files)} texts of {options.words} words, {size / 1e6:.1f} MB")
        ours, memory = cpu_of(sys.executable, "-m", "whereas", "-C", str(root), "check")
        print(f"whereas check: {ours:.2f} CPU s, {memory:.0f} MB in the largest process")
        each = ours / len(files)
        print(f"  {each * 1000:.2f} ms a file")
        peer = peer_of(files[: options.peer])
        print(f"check-jsonschema on {options.peer} of them: {peer * 1000:.1f} ms a file")
        print(f"  ratio {peer / each:.1f}")
        print_stages(root)


def write_texts(root: Path, texts: int, words: int) -> list[Path]:
    """Write invented texts into a project; give their files."""
    files = []
    for number in range(1, texts + 1):
        session, own = place_of_text(number)
        folder = root / "content" / "resolutions" / "ga" / str(session)
        folder.mkdir(parents=True, exist_ok=True)
        files.append(folder / f"A_RES_{session}_{own}.yaml")
        files[-1].write_text(make_text(number, words, seed=1), encoding="utf-8", newline="\n")
    return files


def cpu_of(*command: str) -> tuple[float, float]:
    """Give CPU seconds of a command that has to succeed, and its peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, after.ru_maxrss / 1024


def peer_of(files: Sequence[Path]) -> float:
    """Give CPU seconds a file of check-jsonschema with our schema, its start apart."""
    command = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    if command is None:
        raise SystemExit("check-jsonschema is not installed: make test sees to it")
    with TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.json"
        schema.write_text(json.dumps(load_schema("resolution")), encoding="utf-8")
        start, _ = cpu_of(command, "--version")
        used, _ = cpu_of(command, "--schemafile", str(schema), *map(str, files))
    return (used - start) / len(files)


def print_stages(root: Path) -> None:
    """Print milliseconds a file of each stage, run by itself."""
    project = load_project(root)
    names, _ = find_texts(root)
    count = len(names)
    texts = [read_text(read_bytes(root, name), name)[0] or "" for name in names]
    _show("characters", count, lambda: [read_text(read_bytes(root, n), n) for n in names])
    _show("YAML", count, lambda: [parse_yaml(text, "a.yaml") for text in texts])
    documents = [read_document(text.encode(), "a.yaml")[0] for text in texts]
    check = validator("resolution")
    _show("schema", count, lambda: [list(check(held.root)) for held in documents if held])
    records, _ = read_texts(root, names)
    _show("all reading", count, lambda: read_texts(root, names))
    corpus = build_corpus(records, project.registers)
    reader = TextReader(project.registers)
    _show("openings, citations", count, lambda: [reader.read(text) for text in corpus])
    _show("rules of a text", count, lambda: [list(check_text(Judged(t, reader))) for t in corpus])
    keys = Keys(tuple(make_key(Judged(t, reader)) for t in corpus), (), project.registers)
    _show("rules of all texts", count, lambda: list(check_keys(keys)))
    print_rules([Judged(text, reader) for text in corpus][:200], keys)


def print_rules(judged: Sequence[Judged], keys: Keys) -> None:
    """Print the dearest rules: microseconds a text, with what they share made before."""
    for text in judged:
        list(check_text(text))
    costs = []
    for name in FILE_RULES:
        costs.append((_seconds(partial(_run, FILE_RULES[name], judged)) / len(judged), name))
    for name in CORPUS_RULES:
        over = partial(CORPUS_RULES[name].check, keys)
        costs.append((_seconds(partial(_exhaust, over)) / len(keys.texts), name))
    costs.sort(reverse=True)
    print(f"dearest of {len(costs)} rules, microseconds a text:")
    print("  " + ", ".join(f"{name} {cost * 1e6:.0f}" for cost, name in costs[:_DEAREST]))


def _run(rule: Rule[FileCheck], texts: Sequence[Judged]) -> None:
    for text in texts:
        list(rule.check(text))


def _exhaust(check: Callable[[], Iterable[Any]]) -> None:
    list(check())


def _show(stage: str, count: int, run: Callable[[], Any]) -> None:
    print(f"  {stage:22}{_seconds(run) / count * 1000:8.3f} ms a file")


def _seconds(run: Callable[[], Any]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
