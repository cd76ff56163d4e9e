"""The words of ordinal numbers in six languages, and how each language joins them.

Only `ordinals` uses this module. Forms agree with the word for session: French, Russian and
Arabic have the feminine, Spanish the shortened masculine (septuagésimo primer período).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


def _english(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"{_EN_CARDINALS[hundreds]} hundredth"
    before = f"{_EN_CARDINALS[hundreds]} hundred and " if hundreds else ""
    if rest < 20:
        return before + _EN_ORDINALS[rest]
    tens, units = divmod(rest, 10)
    if not units:
        return before + _EN_TENS[tens].removesuffix("y") + "ieth"
    return f"{before}{_EN_TENS[tens]}-{_EN_ORDINALS[units]}"


def _french(number: int) -> str:
    if number == 1:
        return "première"
    cardinal = _french_cardinal(number)
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal.removesuffix('f')}vième"
    return f"{cardinal.removesuffix('e')}ième"


def _french_cardinal(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("cent" if hundreds == 1 else f"{_FR_UNITS[hundreds]} cent")
    if rest:
        words.append(_french_tens(rest))
    return " ".join(words)


def _french_tens(number: int) -> str:
    """Give 1 to 99; 71 is soixante et onze, 81 and 91 have no et."""
    if number < 20:
        return _FR_UNITS[number]
    tens, units = divmod(number, 10)
    if tens in (7, 9):
        tens, units = tens - 1, units + 10
    ten = _FR_TENS[tens]
    if not units:
        return ten
    return (
        f"{ten} et {_FR_UNITS[units]}"
        if units in (1, 11) and tens < 8
        else (f"{ten}-{_FR_UNITS[units]}")
    )


def _spanish(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_ES_HUNDREDS[hundreds]] if hundreds else []
    if rest in _ES_TEENS:
        words.append(_ES_TEENS[rest])
    else:
        tens, units = divmod(rest, 10)
        words += [_ES_TENS[tens]] if tens else []
        words += [_ES_UNITS[units]] if units else []
    return " ".join(words)


def _russian(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"{_RU_BEFORE_HUNDREDTH[hundreds]}сотая"
    words = [_RU_HUNDREDS[hundreds]] if hundreds else []
    tens, units = divmod(rest, 10)
    if rest < 20:
        words.append(_RU_ORDINALS[rest])
    elif not units:
        words.append(_RU_TENTHS[tens])
    else:
        words += [_RU_TENS[tens], _RU_ORDINALS[units]]
    return " ".join(words)


def _arabic(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"ال{_AR_HUNDREDS[hundreds][0]}"
    words = _arabic_tens(rest)
    return f"{words} بعد ال{_AR_HUNDREDS[hundreds][1]}" if hundreds else words


def _arabic_tens(number: int) -> str:
    """Give 1 to 99, feminine and with the article."""
    if number <= 10:
        return f"ال{_AR_UNITS[number]}"
    tens, units = divmod(number, 10)
    unit = "الحادية" if units == 1 else f"ال{_AR_UNITS[units]}"
    if tens == 1:
        return f"{unit} عشرة"
    return f"{unit} وال{_AR_TENS[tens]}" if units else f"ال{_AR_TENS[tens]}"


def _chinese(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = f"{_ZH_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        # 十六 alone, but 一百一十六.
        words += ("" if tens == 1 and not hundreds else _ZH_DIGITS[tens]) + "十"
    elif hundreds and units:
        words += "零"
    return f"第{words}{_ZH_DIGITS[units] if units else ''}"


FORMATTERS: Mapping[str, Callable[[int], str]] = {
    "ar": _arabic,
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "ru": _russian,
    "zh": _chinese,
}

_EN_CARDINALS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_EN_ORDINALS = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_FR_UNITS = [
    "",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt", ""]

_ES_UNITS = [
    "",
    "primer",
    "segundo",
    "tercer",
    "cuarto",
    "quinto",
    "sexto",
    "séptimo",
    "octavo",
    "noveno",
]
_ES_TEENS = {
    11: "undécimo",
    12: "duodécimo",
    13: "decimotercer",
    14: "decimocuarto",
    15: "decimoquinto",
    16: "decimosexto",
    17: "decimoséptimo",
    18: "decimoctavo",
    19: "decimonoveno",
}
_ES_TENS = [
    "",
    "décimo",
    "vigésimo",
    "trigésimo",
    "cuadragésimo",
    "quincuagésimo",
    "sexagésimo",
    "septuagésimo",
    "octogésimo",
    "nonagésimo",
]
_ES_HUNDREDS = [
    "",
    "centésimo",
    "ducentésimo",
    "tricentésimo",
    "cuadringentésimo",
    "quingentésimo",
    "sexcentésimo",
    "septingentésimo",
    "octingentésimo",
    "noningentésimo",
]

_RU_ORDINALS = [
    "",
    "первая",
    "вторая",
    "третья",
    "четвертая",
    "пятая",
    "шестая",
    "седьмая",
    "восьмая",
    "девятая",
    "десятая",
    "одиннадцатая",
    "двенадцатая",
    "тринадцатая",
    "четырнадцатая",
    "пятнадцатая",
    "шестнадцатая",
    "семнадцатая",
    "восемнадцатая",
    "девятнадцатая",
]
_RU_TENTHS = [
    "",
    "",
    "двадцатая",
    "тридцатая",
    "сороковая",
    "пятидесятая",
    "шестидесятая",
    "семидесятая",
    "восьмидесятая",
    "девяностая",
]
_RU_TENS = [
    "",
    "",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_RU_HUNDREDS = [
    "",
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
_RU_BEFORE_HUNDREDTH = [
    "",
    "",
    "двух",
    "трех",
    "четырех",
    "пяти",
    "шести",
    "семи",
    "восьми",
    "девяти",
]

_AR_UNITS = [
    "",
    "أولى",
    "ثانية",
    "ثالثة",
    "رابعة",
    "خامسة",
    "سادسة",
    "سابعة",
    "ثامنة",
    "تاسعة",
    "عاشرة",
]
_AR_TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
# Each as it stands alone, and after "after".
_AR_HUNDREDS = (
    ("", ""),
    ("مائة", "مائة"),
    ("مائتان", "مائتين"),
    *(
        (f"{unit}مائة", f"{unit}مائة")
        for unit in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
    ),
)

_ZH_DIGITS = "零一二三四五六七八九"
