"""Opening words: which form begins a paragraph, and how much of it is set in italics.

Grammar, as measured on official documents: `[connector] [intensifier] [connector] FORM
[connector]`; the longest form wins; connector and intensifier belong to the italics. A
connector may stand after the first word of a form (Having also considered), or within it where
that word is no verb. A connector after a comma ("Encourages, in this regard") is never italic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from whereas.model.registers import OpeningForm, OpeningGrammar, Part, Registers
from whereas.model.resolution import Kind


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open a paragraph: a span of its plain text, and what they mean.

    `before` is the connector before the form, `after` the one behind it or in it, in small
    letters.
    """

    start: int
    end: int
    words: str
    form: OpeningForm
    before: str = ""
    after: str = ""


PARTS: dict[str, Part] = {"preambular": "preamble", "operative": "operative"}
"""The part of a text in which paragraphs of a kind stand, of those that have opening words."""
_NEVER = re.compile(r"(?!)")
_SPACE = r"[ \u00a0]"
_POINTS = "\u0640\u064b-\u0655\u0670"
"""Arabic points and the stroke that lengthens a word, which are written or not."""
_POINTED = re.compile(f"[{_POINTS}]")
_HEAD = 250
"""Characters that are enough for any opening with its points."""
_WORD = re.compile(r"[\w’'-]+")


class OpeningFinder:
    """Finds the openings of paragraphs; the patterns of a language are made when it is met."""

    def __init__(self, registers: Registers) -> None:
        """Take the forms from the registers."""
        self._registers = registers
        self._forms: dict[tuple[str, Part], _Forms | None] = {}

    def find(self, kind: Kind, words: str, language: str) -> Opening | None:
        """Give the opening of a paragraph with these words; None for kinds that have none."""
        part = PARTS.get(kind)
        return self.match(words, part, language) if part else None

    def match(self, text: str, part: Part, language: str) -> Opening | None:
        """Give the opening of `text` as a paragraph of `part`; None if no form fits."""
        key = (language, part)
        if key not in self._forms:
            grammar = self._registers.openings.get(language)
            self._forms[key] = _Forms(grammar, part) if grammar else None
        forms = self._forms[key]
        head = text[:_HEAD]
        bare = head if head.isascii() else _POINTED.sub("", head)
        found = forms.match(bare) if forms else None
        if found is None or len(bare) == len(head):
            return found
        end = _pointed_end(text, found.end)
        return replace(found, end=end, words=text[:end])


class _Forms:
    """The forms of a language for a part of a text, by their first words."""

    def __init__(self, grammar: OpeningGrammar, part: Part) -> None:
        self._connectors = _choice(grammar.connectors)
        self._space, self._edge = (_SPACE, r"(?!\w)") if grammar.spaced else ("", "")
        self._word = _WORD if grammar.spaced else re.compile(".")
        connector = f"{self._connectors}{self._space}"
        self._lead = re.compile(
            f"(?P<first>{connector})?(?P<intense>{_choice(grammar.intensifiers)}{self._space})?"
            f"(?P<second>{connector})?",
            re.IGNORECASE,
        )
        # Without spaces, what follows the form may as well belong to the words behind it.
        after = f"{_SPACE}({self._connectors}){self._edge}" if grammar.spaced else "(?!)"
        self._after = re.compile(after, re.IGNORECASE)
        self._within = re.compile(f"{_SPACE}({self._connectors})(?={_SPACE})")
        self._begun: dict[str, dict[str, OpeningForm]] = {}
        for form in (form for form in grammar.forms if form.part == part):
            first, rest = self._parted(form.form)
            self._begun.setdefault(first, {})[rest] = form
        self._rests: dict[str, re.Pattern[str]] = {}

    def match(self, text: str) -> Opening | None:
        """Give the opening of `text`; the least before the form, then the longest form, wins.

        A form may itself begin with an intensifier: deeply concerned weighs more than concerned.
        """
        found = self._match_form(text, 0, "")
        lead, before = None if found else self._lead.match(text), ""
        for name in ("first", "intense", "second"):
            if found is None and lead and lead[name]:
                before = before if name == "intense" else _folded(lead[name]).strip()
                found = self._match_form(text, lead.end(name), before)
        return found

    def _match_form(self, text: str, start: int, before: str) -> Opening | None:
        word = self._word.match(text, start)
        first = _folded(word[0]) if word else ""
        forms = self._begun.get(first)
        if word is None or forms is None:
            return None
        match = self._rest(first, forms).match(text, word.end())
        form, within, end = forms.get(""), "", word.end()
        rest, connector = self._bare(match["rest"], forms) if match else ("", "")
        longer = forms.get(rest) if match else None
        # Where only the first word is in italics, a connector behind it follows the form.
        if match and longer and not (longer.italic and match["within"]):
            form, end = longer, match.end()
            within = connector or _folded(match["within"] or "")
        if form is None:
            return None
        follows = self._after.match(text, end)
        after = within or (_folded(follows[1]) if follows else "")
        end = follows.end() if follows else end
        if form.italic is not None:
            end = start + len(form.italic)
        return Opening(0, end, text[:end], form, before, after)

    def _rest(self, first: str, forms: Mapping[str, OpeningForm]) -> re.Pattern[str]:
        """Give the pattern of what follows the first word, with a connector before it."""
        if first not in self._rests:
            connector = f"{self._space}(?P<within>{self._connectors})"
            within = f"(?:{connector})??" if self._space else "(?P<within>(?!))?"
            rests = "|".join(self._inner(first, rest) for rest in _longest(forms) if rest)
            pattern = f"{within}{self._space}(?P<rest>{rests}){self._edge}"
            self._rests[first] = re.compile(pattern, re.IGNORECASE) if rests else _NEVER
        return self._rests[first]

    def _inner(self, first: str, rest: str) -> str:
        """Give the pattern of what follows the first word, with a connector behind each word.

        That is for a first word of one or two letters, which is no verb but a pronoun or the
        like: se déclarant également préoccupée.
        """
        if len(first) > 2 or not self._space:
            return _escaped(rest)
        joint = f"(?:{self._space}{self._connectors})?{self._space}"
        return joint.join(map(_escaped, rest.split(" ")))

    def _bare(self, rest: str, forms: Mapping[str, OpeningForm]) -> tuple[str, str]:
        """Give what follows the first word without a connector in it, and the connector."""
        folded = _folded(rest)
        match = None if folded in forms else self._within.search(folded)
        if match is None:
            return folded, ""
        return folded[: match.start()] + folded[match.end() :], match[1]

    def _parted(self, form: str) -> tuple[str, str]:
        """Give the first word of a form, and what follows it, as they are compared."""
        word = self._word.match(form)
        end = word.end() if word else len(form)
        return _folded(form[:end]), _folded(form[end:].lstrip())


def _choice(words: Iterable[str]) -> str:
    """Give a pattern of alternatives, the longest first; of none, one that never matches."""
    longest = "|".join(map(_escaped, _longest(words)))
    return f"(?:{longest})" if longest else r"(?:(?!))"


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _escaped(words: str) -> str:
    """Give the pattern of words without points; a space may be a no-break space."""
    return re.escape(_POINTED.sub("", words)).replace(r"\ ", _SPACE)


def _pointed_end(text: str, end: int) -> int:
    """Give where the first `end` characters that are no points end, with the points after them."""
    match = re.match(rf"(?:[{_POINTS}]*[^{_POINTS}]){{{end}}}[{_POINTS}]*", text)
    return match.end() if match else end


def _folded(words: str) -> str:
    """Give words as they are compared: without regard to case, points and no-break spaces."""
    folded = words.replace("\u00a0", " ").lower()
    return folded if folded.isascii() else _POINTED.sub("", folded)
