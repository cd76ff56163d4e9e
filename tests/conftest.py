"""Fixtures for all tests: what the machine may lack, a visitor's browser, golden files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support import required
from support.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from support.browser import Visitor

ROOT = Path(__file__).resolve().parents[1]

# A slow machine is no fault; CI tries the same examples every time.
settings.register_profile("whereas", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("whereas")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch of the suite."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Give the folder of real texts: $WHEREAS_CORPUS, or the one beside the checkout."""
    beside = ROOT.parent / "shared" / "corpus"
    folder = Path(os.environ.get("WHEREAS_CORPUS") or beside)
    if not folder.is_dir():
        required.give_up("corpus", "there is no corpus of real texts; see WHEREAS_CORPUS")
    return folder


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Tell whether golden files are to be written anew."""
    return bool(pytestconfig.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, bytes | str], None]:
    """Give `golden(name, actual)`: compare with `tests/golden/<name>`, byte for byte."""

    def compare(name: str, actual: bytes | str) -> None:
        data = actual.encode() if isinstance(actual, str) else actual
        file = ROOT / "tests" / "golden" / name
        if update_golden:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.is_file(), f"{name} is missing; write it with --update-golden"
        expected = file.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode()
        assert data == expected

    return compare


@pytest.fixture
def serve_folder() -> Iterator[Callable[..., str]]:
    """Give `serve_folder(path, base="/")`: serve a folder until the test ends; its address."""
    with ExitStack() as stack:
        yield lambda folder, base="/": stack.enter_context(serving(folder, base))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the one browser of the run; most tests want `visitor` instead."""
    try:
        from support import browser as support
    except ModuleNotFoundError as missing:
        required.give_up("browser", f"{missing.name} is not installed")
    executable = support.find_chromium()
    if executable is None:
        required.give_up("browser", "no Chromium was found; see scripts/install-browser.sh")
    with support.chromium(executable) as running:
        yield running


@pytest.fixture
def new_visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Give `new_visitor(**options)`: a visitor whose context has Playwright's options.

    Such as `viewport`, `color_scheme`, `java_script_enabled`, `locale`.
    """
    from support.browser import visiting

    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visiting(browser, **options))


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Give a visitor with a clean context, who writes down every request."""
    return new_visitor()
