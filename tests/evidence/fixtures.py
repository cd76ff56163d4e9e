"""Fixtures: the publications, built once a run for all tests that look at whole sites.

A test module takes them with `pytest_plugins = ("evidence.fixtures",)`.
"""

from __future__ import annotations

import pytest

from evidence.sites import (
    BuiltSite,
    build_checkout,
    build_harbour,
    build_small,
    is_harbour_there,
)


@pytest.fixture(scope="session")
def checkout_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of the checkout's own content."""
    return build_checkout(tmp_path_factory.mktemp("evidence") / "checkout")


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give the site of the demonstration."""
    if not is_harbour_there():
        pytest.skip("tests/publications/harbour has no publication.yaml")
    return build_harbour(tmp_path_factory.mktemp("evidence") / "harbour")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Give a site of three invented texts that stands under a path of its host."""
    return build_small(tmp_path_factory.mktemp("evidence") / "small")


@pytest.fixture(params=["checkout", "harbour"])
def built_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Give each of the two sites in turn."""
    site = request.getfixturevalue(f"{request.param}_site")
    assert isinstance(site, BuiltSite)
    return site
