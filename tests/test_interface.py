"""The six interface languages: the same strings everywhere, in forms that each language needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from support.judging import registers
from whereas.site.interface import load_interface, spoken_languages
from whereas.site.labels import format_label, format_labels
from whereas.site.names import agent_name
from whereas.site.plurals import CARDINALS, ORDINALS, cardinal, ordinal
from whereas.site.words import (
    Phrases,
    format_date,
    format_number,
    format_ordinal,
    format_size,
    join_words,
    sort_key,
)

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
OTHERS = [language for language in LANGUAGES if language != "en"]
BY_NAME = ("agents", "organizations")
"""Parts whose keys are names, as each language needs them."""

NUMBERS = (*range(0, 1200), 5_000, 12_111, 1_000_000, 2_000_000, 1_000_001)
_FORM = re.compile(r"(?P<phrase>.+)_(?:zero|one|two|few|many|other)")
_FIELD = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"</?\w+>")


def counted(part: str) -> set[str]:
    """Give the phrases of a part that English has in forms by number."""
    names = load_interface("en")[part]
    forms = (match["phrase"] for match in map(_FORM.fullmatch, names) if match)
    return {phrase for phrase in forms if {f"{phrase}_one", f"{phrase}_other"} <= set(names)}


def categories(language: str, *, ordinals: bool = False) -> set[str]:
    """Give the categories that whole numbers have in a language."""
    choose = ordinal if ordinals else cardinal
    return {choose(number, language) for number in NUMBERS}


def expected_names(part: str, language: str) -> set[str]:
    """Give the strings that a language needs, by those of English."""
    phrases = counted(part)
    names = {
        name
        for name in load_interface("en")[part]
        if not ((match := _FORM.fullmatch(name)) and match["phrase"] in phrases)
    }
    for phrase in phrases:
        for category in categories(language, ordinals=phrase == "ordinal"):
            names.add(f"{phrase}_{category}")
    return names


def iter_strings(language: str) -> Iterator[tuple[str, str, str]]:
    for part, strings in load_interface(language).items():
        for name, words in strings.items():
            yield part, name, words


def english(part: str, name: str) -> str:
    """Give the English string for one of another language; its plural for a form by number."""
    strings = load_interface("en")[part]
    match = _FORM.fullmatch(name)
    if match and match["phrase"] in counted(part):
        return strings[f"{match['phrase']}_other"]
    return strings[name]


def fields(words: str) -> set[str]:
    return set(_FIELD.findall(words))


def test_six_languages_are_spoken() -> None:
    assert spoken_languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_string_and_no_other(language: str) -> None:
    spoken = load_interface(language)
    assert list(spoken) == list(load_interface("en"))
    for part in spoken:
        if part not in BY_NAME:
            assert set(spoken[part]) == expected_names(part, language), part
    for part, name, words in iter_strings(language):
        assert words.strip() or words in {"\u00a0", " "}, (part, name)


@pytest.mark.parametrize("language", OTHERS)
def test_every_string_has_the_fields_of_the_english_one(language: str) -> None:
    for part, name, words in iter_strings(language):
        if part in BY_NAME or _is_form(part, name):
            continue
        assert fields(words) == fields(english(part, name)), (part, name)
        assert set(_TAG.findall(words)) <= set(_TAG.findall(english(part, name))), (part, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_names_its_number_unless_it_is_of_one_number_alone(language: str) -> None:
    for part, name, words in iter_strings(language):
        if part in BY_NAME or not _is_form(part, name):
            continue
        phrase, _, category = name.rpartition("_")
        choose = ordinal if phrase == "ordinal" else cardinal
        alone = [choose(number, language) for number in NUMBERS].count(category) == 1
        wanted = fields(english(part, name))
        assert fields(words) in ((wanted, set()) if alone else (wanted,)), (part, name)


def _is_form(part: str, name: str) -> bool:
    match = _FORM.fullmatch(name)
    return bool(match) and match["phrase"] in counted(part)  # type: ignore[index]  # just matched


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_chosen_as_the_cldr_says(language: str) -> None:
    locale = Locale.parse(language)
    for number in NUMBERS:
        assert cardinal(number, language) == locale.plural_form(number), number
        assert ordinal(number, language) == locale.ordinal_form(number), number
    assert language in CARDINALS
    assert language in ORDINALS


def test_a_language_without_rules_has_one_form() -> None:
    assert {cardinal(number, "tlh") for number in NUMBERS} == {"other"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interface_and_the_register_of_languages_agree(language: str) -> None:
    entry, frame = registers().languages[language], load_interface(language)["frame"]
    assert (frame["language"], frame["direction"]) == (entry.endonym, entry.direction)
    dates, style = load_interface(language)["dates"], entry.dates
    assert style is not None
    assert dates["long"] == style.pattern
    assert tuple(dates[f"month_{number}"] for number in range(1, 13)) == style.months
    assert dates["day_1"] == (style.first or "1")
    labels = [format_label("a", 1, language), format_label("i", 2, language)]
    assert labels == list(entry.labels[:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_show_what_eyes_cannot_tell_apart(root: Path, language: str) -> None:
    text = (root / "src/whereas/site/interface" / f"{language}.json").read_text("utf-8")
    assert re.findall(r"[\u00a0\u00ad\u200b-\u200f\u2011\u202f\u2066-\u2069\ufeff]", text) == []
    assert text.startswith('{\n  "frame": {\n')
    assert list(json.loads(text)) == list(load_interface("en"))


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("fr", r" [:;?!»]|« |[^\s\u00a0][;?!]|'"),
        ("ar", r"[,;?](?!\S)|[\u0660-\u0669]|'"),
        ("ru", r"[ёЁ]|'|\""),
        ("zh", r"[\u4e00-\u9fff](?:[,;:?!]|\.(?!html))|[,;:?!] "),
        ("es", r"'|\b[Ss]ólo\b"),
        ("en", r"'(?!s)|\""),
    ],
)
def test_strings_keep_to_the_marks_of_their_language(language: str, wrong: str) -> None:
    for part, name, words in iter_strings(language):
        if part not in {"numbers", *BY_NAME} and name != "find_example":
            assert re.findall(wrong, words) == [], (part, name, words)


# Lines of A/RES/76/159 in its six languages: what adopted it, its meeting, its agenda item.
SET_PHRASES = {
    "ar": (
        "قرار اتخذته الجمعية العامة في 16 كانون الأول/ديسمبر 2021",
        "الجلسة العامة 53",
        "البند 74 (ب) من جدول الأعمال",
        "الدورة السادسة والسبعون",
    ),
    "en": (
        "Resolution adopted by the General Assembly on 16 December 2021",
        "53rd plenary meeting",
        "Agenda item 74 (b)",
        "Seventy-sixth session",
    ),
    "es": (
        "Resolución aprobada por la Asamblea General el 16 de diciembre de 2021",
        "53ª sesión plenaria",
        "Tema 74 b) del programa",
        "Septuagésimo sexto período de sesiones",
    ),
    "fr": (
        "Résolution adoptée par l’Assemblée générale le 16 décembre 2021",
        "53e séance plénière",
        "Point 74 b) de l’ordre du jour",
        "Soixante-seizième session",
    ),
    "ru": (
        "Резолюция, принятая Генеральной Ассамблеей 16 декабря 2021 года",
        "53\u2011е пленарное заседание",
        "Пункт 74 b) повестки дня",
        "Семьдесят шестая сессия",
    ),
    "zh": (
        "2021年12月16日大会决议",
        "第53次全体会议",
        "议程项目74 (b)",
        "第七十六届会议",
    ),
}


def source() -> Any:
    """Give what names are read from, with the program's own registers."""
    return SimpleNamespace(corpus=SimpleNamespace(registers=registers()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_set_phrases_are_those_of_the_documents(language: str) -> None:
    words = Phrases(language, "record")
    body = agent_name(source(), "ga", language) or registers().bodies["ga"].name_in(language)
    found = (
        words.fill("adopted_resolution", body=body, date=format_date("2021-12-16", language)),
        words.fill("closing_plenary", ordinal=format_ordinal(53, language)),
        words.fill("agenda_item", item=format_labels("74 (b)", language)),
        registers().session_name("ga", "76", language),
    )
    assert found == SET_PHRASES[language]


@pytest.mark.parametrize(
    ("language", "body", "agent"),
    [
        ("fr", "sc", "le Conseil de sécurité"),
        ("fr", "chr", "la Commission des droits de l’homme"),
        ("es", "sc", "el Consejo de Seguridad"),
        ("ru", "sc", "Советом Безопасности"),
        ("ar", "sc", "اتخذه مجلس الأمن"),
        ("fr", "unesco", None),
        ("en", "ga", None),
        ("zh", "ga", None),
    ],
)
def test_a_body_is_named_in_the_form_that_the_line_needs(
    language: str, body: str, agent: str | None
) -> None:
    assert agent_name(source(), body, language) == agent


def test_names_are_those_of_the_registers() -> None:
    bodies = registers().bodies.values()
    organizations = {body.organization for body in bodies}
    articles = re.compile(r"L’|(?:La|Las|Le|Les|El|Los) ")
    for language in OTHERS:
        spoken = load_interface(language)
        assert set(spoken["organizations"]) <= organizations, language
        assert "United Nations" in spoken["organizations"]
        own = {body.names.get(language) for body in bodies}
        strange = [name for name in spoken["agents"] if name not in own]
        assert [name for name in strange if not articles.fullmatch(name)] == [], language


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-12-16", "16 كانون الأول/ديسمبر 2021|16 December 2021|16 de diciembre de 2021"
         "|16 décembre 2021|16 декабря 2021 года|2021年12月16日"),
        ("1993-08-01", "1 آب/أغسطس 1993|1 August 1993|1 de agosto de 1993"
         "|1er août 1993|1 августа 1993 года|1993年8月1日"),
    ],
)  # fmt: skip
def test_dates(day: str, expected: str) -> None:
    assert [format_date(day, language) for language in LANGUAGES] == expected.split("|")


@given(st.dates())
def test_a_date_keeps_its_day_and_year_in_every_language(day: Any) -> None:
    for language in LANGUAGES:
        numbers = re.findall(r"[0-9]+", format_date(day.isoformat(), language))
        month = [str(day.month)] if language == "zh" else []
        wanted = [str(day.day), *month, f"{day.year:04}"]
        assert sorted(numbers) == sorted(wanted), language


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1st"), ("en", 2, "2nd"), ("en", 3, "3rd"), ("en", 11, "11th"),
        ("en", 53, "53rd"), ("en", 112, "112th"), ("fr", 1, "1re"), ("fr", 2, "2e"),
        ("es", 53, "53ª"), ("ru", 1, "1\u2011е"), ("ar", 53, "53"), ("zh", 53, "53"),
    ],
)  # fmt: skip
def test_ordinals_of_meetings(language: str, number: int, expected: str) -> None:
    assert format_ordinal(number, language) == expected


@pytest.mark.parametrize(
    ("language", "thousands", "small", "large"),
    [
        ("ar", "1\u00a0234\u00a0567", "999 بايت", "5,7 ميغابايت"),
        ("en", "1,234,567", "999 B", "5.7 MB"),
        ("es", "1.234.567", "999 B", "5,7 MB"),
        ("fr", "1\u00a0234\u00a0567", "999\u00a0o", "5,7\u00a0Mo"),
        ("ru", "1\u00a0234\u00a0567", "999\u00a0Б", "5,7\u00a0МБ"),
        ("zh", "1\u00a0234\u00a0567", "999 B", "5.7 MB"),
    ],
)
def test_numbers_and_sizes(language: str, thousands: str, small: str, large: str) -> None:
    assert format_number(1_234_567, language) == thousands
    assert format_size(999, language) == small
    assert format_size(5_712_300, language) == large
    assert format_number(12, language) == "12"


def test_sizes_grow_by_the_thousand() -> None:
    sizes = (0, 999, 1_000, 57_123, 999_999, 1_000_000, 3_400_000_000)
    expected = ["0 B", "999 B", "1.0 kB", "57 kB", "1000 kB", "1.0 MB", "3.4 GB"]
    assert [format_size(size, "en") for size in sizes] == expected


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("ar", "لا نصوص|نص واحد|نصان|3 نصوص|11 نصا|100 نص"),
        ("en", "0 texts|1 text|2 texts|3 texts|11 texts|100 texts"),
        ("es", "0 textos|1 texto|2 textos|3 textos|11 textos|100 textos"),
        ("fr", "0 texte|1 texte|2 textes|3 textes|11 textes|100 textes"),
        ("ru", "0 текстов|1 текст|2 текста|3 текста|11 текстов|100 текстов"),
        ("zh", "0份文件|1份文件|2份文件|3份文件|11份文件|100份文件"),
    ],
)
def test_counts(language: str, counts: str) -> None:
    lists = Phrases(language, "lists")
    assert [lists.count("texts", n) for n in (0, 1, 2, 3, 11, 100)] == counts.split("|")


@pytest.mark.parametrize(
    ("num", "depth", "expected"),
    [
        ("a", 1, ["(أ)", "(a)", "a)", "a)", "a)", "(a)"]),
        ("ii", 2, ["’2‘", "(ii)", "ii)", "ii)", "ii)", "㈡"]),
        ("b", 3, ["b.", "b.", "b.", "b.", "b.", "b."]),
        ("ب", 1, ["(ب)", "(ب)", "ب)", "ب)", "ب)", "(ب)"]),
    ],
)
def test_labels_of_items(num: str, depth: int, expected: list[str]) -> None:
    assert [format_label(num, depth, language) for language in LANGUAGES] == expected


def test_two_letters_of_an_agenda_item() -> None:
    found = [format_labels("9 (a) and (c)", language) for language in LANGUAGES]
    assert found == ["9 (أ) و (ج)", "9 (a) and (c)", "9 a) y c)", "9 a) et c)", "9 a) и c)",
                     "9 (a)和(c)"]  # fmt: skip


def test_words_are_joined_by_the_comma_of_the_language() -> None:
    assert [join_words(("A", "B"), language) for language in LANGUAGES] == [
        "A، B", "A, B", "A, B", "A, B", "A, B", "A，B",
    ]  # fmt: skip


def test_names_are_sorted_without_regard_to_accents_and_capitals() -> None:
    names = ["Zambie", "États", "ethos", "Estonie", "Ésope", "İç", "Яна", "йод", "июль"]
    expected = ["Ésope", "Estonie", "États", "ethos", "İç", "Zambie", "июль", "йод", "Яна"]
    assert sorted(names, key=sort_key) == expected


def test_every_phrase_that_takes_numbers_is_asked_for_by_its_name(root: Path) -> None:
    """A phrase in forms is never looked up in one of them."""
    phrases = {phrase for part in load_interface("en") if part not in BY_NAME
               for phrase in counted(part)}  # fmt: skip
    sources = "".join(_sources(root / "src/whereas/site"))
    for phrase in cast("Iterable[str]", phrases):
        assert not re.search(rf"\b{phrase}_(?:one|other|many|few)\b", sources), phrase


def _sources(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".html"}:
            yield file.read_text("utf-8")
