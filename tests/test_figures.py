"""Figures as languages print them are found equal, and a wrong digit is not."""

from __future__ import annotations

import pytest

from whereas.analysis.figures import FIGURE, figure_key, figure_keys


@pytest.mark.parametrize(
    ("printed", "elsewhere"),
    [
        ("76/159", "القرار ٧٦/١٥٩"),
        ("2043", "٢٠٤٣"),
        ("1,200", "1\u00a0200 mètres"),
        ("1,200", "1.200 metros"),
        ("2,060,476", "476 060 2 دولارا"),
        ("902,000", "000 902 شخص"),
        ("2.5", "2,5 millions"),
        ("4.5", "4.500 millones"),
        ("5.6", "560多万"),
        ("16.4", "الغاية 16-4"),
        ("2014", "(2014–2023)"),
    ],
)
def test_same_figure(printed: str, elsewhere: str) -> None:
    assert FIGURE.fullmatch(printed)
    assert figure_key(printed) in figure_keys(elsewhere)


@pytest.mark.parametrize(
    ("printed", "elsewhere"),
    [
        ("74/157", "74/175"),
        ("70/1", "70/10"),
        ("2021", "2019"),
        ("1,200", "1\u00a0500"),
        ("109", "107 pays"),
        ("2043", "quarante-trois"),
    ],
)
def test_other_figure(printed: str, elsewhere: str) -> None:
    assert figure_key(printed) not in figure_keys(elsewhere)


def test_what_counts_as_a_figure() -> None:
    text = "In the 1990s, 12 of 193 States spent 1,200,000.50 dollars under resolution 76/159."
    assert FIGURE.findall(text) == ["193", "1,200,000.50", "76/159"]
