"""Symbols: every form of the register parses and prints as one pair; slugs do not collide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.judging import registers
from whereas.model.symbols import format_address, format_slug

GRAMMAR = registers().grammar

PRINTED = {
    "A/RES/76/159": "ga-res",
    "A/RES/68/247 A": "ga-res",
    "A/RES/70/1/Corr.1": "ga-res",
    "A/RES/ES-11/1": "ga-res-special",
    "A/RES/S-13/2": "ga-res-special",
    "A/RES/217 A (III)": "ga-res-roman",
    "A/RES/2758 (XXVI)": "ga-res-roman",
    "A/RES/3201 (S-VI)": "ga-res-roman",
    "A/DEC/76/401": "ga-dec",
    "S/RES/242 (1967)": "sc-res",
    "S/PRST/2013/2": "sc-prst",
    "E/RES/2021/1": "ecosoc-res",
    "E/RES/1503 (XLVIII)": "ecosoc-res-roman",
    "A/HRC/RES/47/9": "hrc-res",
    "A/HRC/RES/S-33/1": "hrc-res",
    "E/CN.4/RES/2000/70": "chr-res",
    "E/CN.4/Sub.2/RES/2000/22": "chr-sub-res",
}


@pytest.mark.parametrize(("printed", "form"), PRINTED.items())
def test_forms(printed: str, form: str) -> None:
    symbol = GRAMMAR.parse_symbol(printed)
    assert symbol is not None
    assert symbol.form == form
    assert GRAMMAR.format_symbol(symbol) == printed


@given(
    st.sampled_from(GRAMMAR.forms()).flatmap(
        lambda form: st.tuples(
            st.just(form),
            st.fixed_dictionaries(
                {name: st.from_regex(pattern, fullmatch=True) for name, pattern in form.fields}
            ),
        )
    )
)
def test_format_is_the_inverse_of_parse(made: tuple[object, dict[str, str]]) -> None:
    form, fields = made
    printed = form.print_as  # type: ignore[attr-defined]  # a SymbolForm
    for name, value in fields.items():
        printed = printed.replace(f"{{ {name}}}", f" {value}").replace(f"{{{name}}}", value)
    symbol = GRAMMAR.parse_symbol(printed)
    assert symbol is not None
    assert GRAMMAR.format_symbol(symbol) == printed
    assert GRAMMAR.canonical(printed) == printed
    assert GRAMMAR.canonical(printed.replace(" ", "").lower()) == printed


@pytest.mark.parametrize(
    "text",
    [
        "A/RSE/76/159",
        "A/RES/76/159\n",
        "a/res/76/159",
        "А/RES/76/159",
        "A/RES/٧٦/159",
        "A/RES/",
        "",
    ],
)
def test_what_is_no_symbol(text: str) -> None:
    assert GRAMMAR.parse_symbol(text) is None


@pytest.mark.parametrize(
    ("spelling", "printed"),
    [
        ("a/res/76/159", "A/RES/76/159"),
        ("A/RES/2758(XXVI)", "A/RES/2758 (XXVI)"),
        ("A/RES/68/247B", "A/RES/68/247 B"),
        ("s/res/1325 (2000)", "S/RES/1325 (2000)"),
        ("E/CN.4/SUB.2/RES/2000/22", "E/CN.4/Sub.2/RES/2000/22"),
        ("A/RES/70/1/CORR.1", "A/RES/70/1/Corr.1"),
        ("A/76/462", "A/76/462"),
    ],
)
def test_spellings(spelling: str, printed: str) -> None:
    assert GRAMMAR.canonical(spelling) == printed


def test_addresses_of_official_documents() -> None:
    official = registers().official_url
    assert official("A/RES/217 A (III)", "en") == "https://docs.un.org/en/A/RES/217A(III)"
    assert official("A/CONF.157/24 (Part I)", "fr") == (
        "https://docs.un.org/fr/A/CONF.157/24(PartI)"
    )
    assert official("CC/2024-017", "en") is None


def test_slugs_and_addresses() -> None:
    assert format_slug("S/RES/242 (1967)") == "S_RES_242_1967"
    assert format_slug("A/RES/76/159") == "A_RES_76_159"
    assert format_address("A/RES/217 A (III)") == "A/RES/217A(III)"
    slugs = [format_slug(printed) for printed in PRINTED]
    assert len(set(slugs)) == len(PRINTED)
