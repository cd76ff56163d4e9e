"""What a command does with a published site: verify it."""

from __future__ import annotations

from pathlib import Path

from whereas.errors import ConfigurationError
from whereas.output.digests import SUMS_PATH, check_sums
from whereas.tables.validation import validate_package


def verify(site: Path) -> tuple[str, ...]:
    """Give what is wrong with a published site: digests of files, then data packages."""
    if not (site / SUMS_PATH).is_file():
        raise ConfigurationError(f"{site} is no published site: it has no {SUMS_PATH}")
    packages = sorted((*site.glob("data/*/datapackage.json"), *site.glob("data/*.zip")))
    faults = (
        f"{path.relative_to(site).as_posix()}: {fault}"
        for path in packages
        for fault in validate_package(path)
    )
    return (*check_sums(site), *faults)
