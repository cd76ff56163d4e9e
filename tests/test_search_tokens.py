"""Words are cut the same in Python, which indexes, and in JavaScript, which looks up."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.search_site import SAMPLES
from whereas.site.search.tokens import find_runs, form_maker, iter_tokens
from whereas.site.theming import theme_folder

if TYPE_CHECKING:
    from support.browser import Visitor

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
CASES: list[dict[str, Any]] = json.loads((SAMPLES / "tokens.json").read_text("utf-8"))["cases"]

# Blocks of the scripts that the United Nations write, and of what their printers insert.
BLOCKS = (
    range(0x20, 0x700),  # Latin, Greek, Cyrillic, Arabic
    range(0x1E00, 0x2C00),  # Latin and Greek with accents, punctuation, number forms
    range(0x3000, 0x3400),  # punctuation, kana and compatibility signs of East Asia
    range(0x4E00, 0x4F00),  # Chinese
    range(0xF900, 0xFB50),  # compatibility forms of Chinese, ligatures
    range(0xFB50, 0x10000),  # forms of Arabic, full width
)


def words_in_browser(visitor: Visitor, address: str, cases: list[tuple[str, str]]) -> list[Any]:
    """Give what the script makes of (language, text) pairs."""
    page = visitor.open(f"{address}favicon.svg")
    result: list[Any] = page.evaluate(
        """async ([script, cases]) => {
          const { tokens } = await import(script);
          return cases.map(([language, text]) => tokens(text, language).map(({ word }) => word));
        }""",
        [f"{address}search/words.js", cases],
    )
    return result


@pytest.fixture
def address(serve_folder: Callable[..., str]) -> str:
    return serve_folder(theme_folder() / "assets")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['text']!r}")
def test_python_cuts_as_the_table_says(case: dict[str, Any]) -> None:
    assert list(iter_tokens(case["text"], case["language"])) == case["tokens"]


def test_the_browser_cuts_as_the_table_says(visitor: Visitor, address: str) -> None:
    pairs = [(case["language"], case["text"]) for case in CASES]
    assert words_in_browser(visitor, address, pairs) == [case["tokens"] for case in CASES]


def test_both_agree_on_every_character(visitor: Visitor, address: str) -> None:
    # Each alone and inside a word; what Unicode assigned later may differ and is left out.
    characters = [chr(point) for block in BLOCKS for point in block]
    assigned = [sign for sign in characters if unicodedata.category(sign) not in ("Cn", "Cs", "Co")]
    pairs = [("en", text) for sign in assigned for text in (sign, f"a{sign}b")]
    expected = [list(iter_tokens(text, language)) for language, text in pairs]
    found = words_in_browser(visitor, address, pairs)
    differing = [
        pair for pair, *both in zip(pairs, expected, found, strict=True) if both[0] != both[1]
    ]
    assert differing == []


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_words_are_never_empty_and_hold_no_separators(text: str, language: str) -> None:
    for word in iter_tokens(text, language):
        assert word
        assert not any(sign.isspace() or unicodedata.category(sign) == "Cc" for sign in word)


@given(text=st.text(st.characters(max_codepoint=0x6FF)), language=st.sampled_from(LANGUAGES))
def test_a_word_looked_up_is_the_word_that_was_indexed(text: str, language: str) -> None:
    words = list(iter_tokens(text, language))
    assert [list(iter_tokens(word, "es")) for word in words] == [[word] for word in words]


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_forms_are_the_words_in_order(text: str, language: str) -> None:
    forms_of = form_maker(language)
    forms = [form.word for run in find_runs(text, language) for form in forms_of(run)]
    assert forms == list(iter_tokens(text, language))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "resolution", "resolutions"),
        ("en", "Woman’s", "woman"),
        ("es", "resolución", "resoluciones"),
        ("fr", "égalité", "égales"),
        ("fr", "l’eau", "EAU"),
        ("ru", "резолюция", "резолюцией"),
        ("ar", "الأسلحة", "الاسلحه"),
    ],
)
def test_forms_of_a_word_share_their_stem(language: str, one: str, other: str) -> None:
    forms_of = form_maker(language)
    stems = [
        form.stem
        for text in (one, other)
        for run in find_runs(text, language)
        for form in forms_of(run)
    ]
    assert len(stems) == 2
    assert stems[0] == stems[1]


def test_arabic_and_chinese_words_are_their_own_stems() -> None:
    for language, text in (("ar", "القانون الدولي"), ("zh", "国际法")):
        forms_of = form_maker(language)
        for form in (form for run in find_runs(text, language) for form in forms_of(run)):
            assert form.stem == form.word
