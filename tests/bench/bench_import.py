"""Import all official XML of the corpus, and print what became of it, and what it cost.

Run with `PYTHONPATH=tests python -m bench.bench_import [FOLDER] [--all]`; the folder is
$WHEREAS_CORPUS or the one beside the checkout. `--all` lists every file that is at fault.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from support.judging import registers
from whereas.authoring.canonical import format_yaml
from whereas.authoring.order import ordered
from whereas.importers.akn import read_akn
from whereas.importers.drafts import Draft, Refusal, Source
from whereas.model.paragraphs import flatten
from whereas.reading.documents import read_document

_BATCH = 60
_EXAMPLES = 3
_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@dataclass
class Figures:
    """What became of some files."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    memory: int = 0

    def add(self, other: Figures) -> None:
        """Add the figures of other files."""
        self.counts += other.counts
        self.losses += other.losses
        for case, places in other.examples.items():
            self.examples.setdefault(case, []).extend(places)
        self.faults += other.faults
        self.seconds += other.seconds
        self.memory = max(self.memory, other.memory)


def measure(files: Iterable[Path]) -> Figures:
    """Import some files, check what they became, and count."""
    figures = Figures()
    for file in files:
        start = time.process_time()
        result = read_akn(Source(file.as_posix(), file.read_bytes()), registers())
        figures.seconds += time.process_time() - start
        figures.counts["files"] += 1
        name = f"{file.parent.name}/{file.name}"
        if isinstance(result, Refusal):
            figures.counts["refused"] += 1
            figures.faults.append(f"{name}:{result.line}: refused: {result.message}")
            continue
        for draft in result:
            _judge(draft, name, figures)
            _count(draft, name, figures)
    figures.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _judge(draft: Draft, name: str, figures: Figures) -> None:
    """Find whether a document is valid, and whether each of its paragraphs has its own address."""
    document = ordered(draft.document, "resolution")
    _, problems = read_document(format_yaml(document).encode(), name, "resolution")
    figures.counts["invalid"] += bool(problems)
    figures.faults += [f"{name}: {problem.rule} {problem.message}" for problem in problems[:2]]
    ids = Counter(paragraph.id for paragraph in flatten(document)) if not problems else {}
    doubled = [address for address, count in ids.items() if count > 1]
    figures.counts["with addresses twice"] += bool(doubled)
    figures.faults += [f"{name}: twice {' '.join(doubled[:5])}"] if doubled else []


def _count(draft: Draft, name: str, figures: Figures) -> None:
    """Count words and losses."""
    figures.counts["words"] += draft.words
    lost = [loss for loss in draft.losses if loss.kind == "lost"]
    figures.counts["with words unequal"] += bool(lost)
    for loss in lost[:3]:
        figures.faults.append(f"{name}:{loss.line}: lost {loss.text[:80]!r} / {loss.made[:80]!r}")
    for loss in draft.losses:
        case = (str(loss.kind), loss.what)
        figures.losses[case] += 1
        examples = figures.examples.setdefault(case, [])
        if len(examples) < _EXAMPLES:
            examples.append(f"{name}:{loss.line} {loss.text[:60]!r} -> {loss.made[:40]!r}")


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    for start in range(0, len(files), _BATCH):
        yield files[start : start + _BATCH]


def main() -> None:
    """Print the figures."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    corpus = Path(folders[0] if folders else os.environ.get("WHEREAS_CORPUS") or _BESIDE)
    files = sorted(corpus.rglob("*.xml"))
    figures = Figures()
    with ProcessPoolExecutor() as pool:
        for part in pool.map(measure, _batches(files)):
            figures.add(part)
    faults = figures.faults if "--all" in sys.argv else figures.faults[:40]
    print("\n".join(faults))
    for case, count in sorted(figures.losses.items()):
        print(count, *case, "|", "; ".join(figures.examples[case][:3]))
    for name, count in sorted(figures.counts.items()):
        print(f"{name}: {count}")
    print(
        f"{figures.seconds:.1f} CPU s in the importer, {figures.memory} MB in the largest process"
    )


if __name__ == "__main__":
    main()
