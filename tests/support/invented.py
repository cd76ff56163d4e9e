"""Invented texts of any length and number, the same for the same seed: for benchmarks."""

from __future__ import annotations

import random
from collections.abc import Iterator

FIRST_SESSION = 99
IN_A_SESSION = 900
"""Texts of one session: a symbol has three figures for the number."""
_SUBJECTS = (
    "the harbour masters of the coastal regions",
    "the keepers of lights",
    "the pilots",
    "the funds, programmes and offices concerned",
    "all port authorities",
    "the dredging service",
    "the islands without a deep harbour",
    "the shipping companies",
    "the fishing communities",
)
_VERBS = (
    "to strengthen",
    "to review",
    "to publish",
    "to make available",
    "to coordinate",
    "to keep under observation",
    "to share with one another",
    "to bring up to date",
)
_OBJECTS = (
    "the charts of shoals and wrecks",
    "common rules for the berthing of vessels in distress",
    "the tables of tides and currents",
    "the register of buoys",
    "the training of young pilots",
    "the records of silting",
    "the plans for the care of breakwaters",
    "the dues of small craft",
)
_WAYS = (
    "in close cooperation with the institutions concerned",
    "with due regard to the weather",
    "on the basis of equal access",
    "as far as their means allow",
    "in good time",
    "including by the exchange of experience",
    "without prejudice to existing agreements",
)
_PREAMBLE = ("Recalling", "Noting", "Recognizing", "Bearing in mind", "Welcoming", "Convinced")
_OPERATIVE = ("Requests", "Invites", "Encourages", "Calls upon", "Urges", "Decides")


def place_of_text(number: int) -> tuple[int, int]:
    """Give session and number within it of the text `number`, counted from 1."""
    session, own = divmod(number - 1, IN_A_SESSION)
    return FIRST_SESSION + session, own + 1


def make_text(number: int, words: int, seed: int) -> str:
    """Give the YAML of an invented resolution of about `words` words; see `place_of_text`."""
    session, own = place_of_text(number)
    dice = random.Random(seed * 100_003 + number)
    preamble = list(_paragraphs(dice, words * 3 // 10, _PREAMBLE, " that "))
    operative = list(_paragraphs(dice, words * 7 // 10, _OPERATIVE, " "))
    lines = [
        "format: resolution/1",
        f"symbol: A/RES/{session}/{own}",
        "language: en",
        "body: ga",
        f"session: {session}",
        f"number: {session}/{own}",
        f"title: Care of harbours and of the waters near them, part {number}",
        "adoption:",
        f"  date: {1945 + session}-12-20",
        "  meeting: 61",
        "enacting: The General Assembly,",
        "preamble:",
    ]
    for paragraph in preamble:
        lines += ["  - >-", *_wrapped(f"{paragraph},", 4)]
    lines[-1] += "[^1]"
    lines.append("operative:")
    for position, paragraph in enumerate(operative, 1):
        stop = "." if position == len(operative) else ";"
        lines += [f"  - num: {position}"]
        if position % 5 == 0:
            lines += ["    text: >-", *_wrapped(f"{paragraph}:", 6), "    items:"]
            for label, end in (("a", "; and"), ("b", stop)):
                item = f"To report on {dice.choice(_OBJECTS)}{end}"
                lines += [f"      - num: {label}", "        text: >-", *_wrapped(item, 10)]
        else:
            lines += ["    text: >-", *_wrapped(f"{paragraph}{stop}", 6)]
    lines += ["notes:", "  1: See A/99/120.", "fictional: true"]
    return "\n".join(lines) + "\n"


def _paragraphs(
    dice: random.Random, words: int, openings: tuple[str, ...], join: str
) -> Iterator[str]:
    before = ""
    while words > 0:
        opening = dice.choice([opening for opening in openings if opening != before])
        before = opening
        cited = f", recalling its resolution {FIRST_SESSION - 1}/{dice.randrange(1, 300)}"
        pieces = [f"{opening}{join}{dice.choice(_SUBJECTS)} {dice.choice(_VERBS)}"]
        pieces[0] += f" {dice.choice(_OBJECTS)}{cited if dice.random() < 0.3 else ''}"
        for _ in range(dice.randrange(1, 5)):
            pieces.append(f"{dice.choice(_VERBS)} {dice.choice(_OBJECTS)} {dice.choice(_WAYS)}")
        paragraph = ", ".join(pieces)
        words -= paragraph.count(" ") + 1
        yield paragraph


def _wrapped(words: str, indent: int, width: int = 88) -> list[str]:
    lines, line = [], " " * indent
    for word in words.split(" "):
        if len(line) + 1 + len(word) > width and line.strip():
            lines.append(line)
            line = " " * indent
        line += word if not line.strip() else f" {word}"
    return [*lines, line]
