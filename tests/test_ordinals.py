"""Ordinal words and names of sessions: pairs, and the mastheads of six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.judging import registers
from whereas.model.ordinals import GREATEST, format_ordinal_words, parse_ordinal_words
from whereas.model.sessions import SessionKey, format_session, parse_session

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@given(st.integers(1, GREATEST), st.sampled_from(LANGUAGES))
def test_format_is_the_inverse_of_parse(number: int, language: str) -> None:
    words = format_ordinal_words(number, language)
    assert parse_ordinal_words(words, language) == number
    assert parse_ordinal_words(f" {words.upper()} ", language) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_have_the_same_words(language: str) -> None:
    words = {format_ordinal_words(number, language) for number in range(1, GREATEST + 1)}
    assert len(words) == GREATEST


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (1, "en", "first"),
        (12, "en", "twelfth"),
        (40, "en", "fortieth"),
        (76, "en", "seventy-sixth"),
        (100, "en", "one hundredth"),
        (101, "en", "one hundred and first"),
        (1, "fr", "première"),
        (9, "fr", "neuvième"),
        (21, "fr", "vingt et unième"),
        (71, "fr", "soixante et onzième"),
        (75, "fr", "soixante-quinzième"),
        (80, "fr", "quatre-vingtième"),
        (81, "fr", "quatre-vingt-unième"),
        (91, "fr", "quatre-vingt-onzième"),
        (102, "fr", "cent deuxième"),
        (11, "es", "undécimo"),
        (71, "es", "septuagésimo primer"),
        (73, "es", "septuagésimo tercer"),
        (80, "es", "octogésimo"),
        (40, "ru", "сороковая"),
        (73, "ru", "семьдесят третья"),
        (90, "ru", "девяностая"),
        (200, "ru", "двухсотая"),
        (1, "ar", "الأولى"),
        (11, "ar", "الحادية عشرة"),
        (71, "ar", "الحادية والسبعون"),
        (102, "ar", "الثانية بعد المائة"),
        (10, "zh", "第十"),
        (76, "zh", "第七十六"),
        (101, "zh", "第一百零一"),
        (110, "zh", "第一百一十"),
    ],
)
def test_words(number: int, language: str, words: str) -> None:
    assert format_ordinal_words(number, language) == words


@pytest.mark.parametrize("text", ["", "seventy", "seventy-sixth session", "76", "zeroth"])
def test_what_is_no_ordinal(text: str) -> None:
    assert parse_ordinal_words(text, "en") is None
    assert parse_ordinal_words("seventy-sixth", "tlh") is None


def test_numbers_without_words() -> None:
    for number in (0, GREATEST + 1):
        with pytest.raises(ValueError, match=str(number)):
            format_ordinal_words(number, "en")


@given(
    st.builds(SessionKey, st.sampled_from(("regular", "special", "emergency")), st.integers(1, 999))
)
def test_keys_of_sessions(key: SessionKey) -> None:
    assert parse_session(format_session(key)) == key


@pytest.mark.parametrize(
    ("session", "key"),
    [
        ("76", SessionKey("regular", 76)),
        ("III", SessionKey("regular", 3)),
        ("XXX", SessionKey("regular", 30)),
        ("XLVIII", SessionKey("regular", 48)),
        ("S-VI", SessionKey("special", 6)),
        ("ES-11", SessionKey("emergency", 11)),
        ("2021", None),
        ("IIII", None),
        ("IC", None),
        ("076", None),
        ("ORG-75", None),
        ("", None),
        ("76\n", None),
    ],
)
def test_spellings_of_sessions(session: str, key: SessionKey | None) -> None:
    assert parse_session(session) == key


@pytest.mark.parametrize(
    ("session", "language", "name"),
    [
        ("76", "en", "Seventy-sixth session"),
        ("76", "fr", "Soixante-seizième session"),
        ("76", "es", "Septuagésimo sexto período de sesiones"),
        ("76", "ru", "Семьдесят шестая сессия"),
        ("76", "ar", "الدورة السادسة والسبعون"),
        ("76", "zh", "第七十六届会议"),
        ("III", "en", "Third session"),
        ("S-VI", "en", "Sixth special session"),
        ("ES-11", "en", "Eleventh emergency special session"),
        ("ES-11", "ru", "Одиннадцатая чрезвычайная специальная сессия"),
        ("ES-11", "ar", "الدورة الاستثنائية الطارئة الحادية عشرة"),
        ("119", "en", "One hundred and nineteenth session"),
        ("2021", "en", None),
        ("76", "tlh", None),
    ],
)
def test_names_of_sessions(session: str, language: str, name: str | None) -> None:
    assert registers().session_name("ga", session, language) == name
