"""OPN: opening words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whereas.analysis.openings import PARTS, Opening
from whereas.checks.judged import Judged
from whereas.checks.rules import Finding, file_rule
from whereas.checks.trees import Piece, part_path
from whereas.model.markup import Styled, plain
from whereas.model.registers import OpeningGrammar, Part
from whereas.model.resolution import FREE_TYPES
from whereas.problems import Severity, quoted

_OTHER: dict[str, Part] = {"preambular": "operative", "operative": "preamble"}
_PARTING = frozenset({"section", "heading", "part"})
"""What stands between paragraphs that are no neighbours."""
_HEAD = 24
"""Characters that the first three words may have; more are words that no space parts."""
_SHARED = 0.1
"""Share of forms in both parts from which words of a language do not tell them apart: Chinese."""

Opened = tuple[Piece, Opening]


@file_rule("OPN01", Severity.WARNING, words=True)
def check_preamble(judged: Judged) -> Iterator[Finding]:
    """Every preambular paragraph opens with a known form, a participle or an adjective.

    Other words are a fragment of the paragraph before, a misprint, or a form that the register
    of opening words lacks. The rule is silent where a language has no forms, and where most
    paragraphs have other ones, since such a text is of another make.
    Wrong: `contributes to safe harbours,`. Right: `Recognizing that trade needs safe harbours,`.
    Compare with the document; join what is split, or add the form to the register.
    """
    yield from _check_words(judged, [piece for piece in judged.of_kind("preambular") if piece[1]])


@file_rule("OPN02", Severity.WARNING, words=True)
def check_operative(judged: Judged) -> Iterator[Finding]:
    """Every numbered operative paragraph opens with a known verb, and so does a single one.

    Other words are a misprint, a fragment of another paragraph, or a verb that the register of
    opening words lacks. The rule is silent where a language has no forms, and where most
    paragraphs have other ones, such as what completes BE IT RESOLVED.
    Wrong: `equests the Secretary-General to report;`. Right: `Requests the Secretary-General to`.
    Compare with the document; mend the words, or add the verb to the register.
    """
    operative = [piece for piece in judged.of_kind("operative") if piece[1]]
    held = Counter(part_path(paragraph) for paragraph, _ in operative)
    numbered = [
        piece for piece in operative if piece[0].num is not None or held[part_path(piece[0])] == 1
    ]
    yield from _check_words(judged, numbered)


def _check_words(judged: Judged, pieces: list[Piece]) -> Iterator[Finding]:
    """Find paragraphs of one kind that open neither as theirs nor as those of the other do."""
    grammar = _grammar(judged)
    openings = judged.text.openings
    unknown = [piece for piece in pieces if piece[0].id not in openings]
    if grammar is None or not unknown:
        return
    begun = _beginnings(grammar, PARTS[unknown[0][0].kind])
    if not begun or _is_other(judged, len(unknown), len(pieces)):
        return
    led = tuple(f"{connector}{comma}" for connector in grammar.connectors for comma in ",，")
    for paragraph, words in unknown:
        folded = words.lower()
        if folded.startswith(led) or _beginning(folded, grammar) in begun:
            continue
        if _misplaced(judged, (paragraph, words)) is None:
            message = f"the paragraph opens with {quoted(_head(words))}"
            hint = "mend it, or add its form to opening_words.yaml"
            yield Finding(paragraph.path, message, hint, words=_head(words))


# Severity: first an error. Of the eight texts of the Assembly's seventy-sixth session on which it
# fires, three have the form as a numbered operative paragraph of the official print (76/87 and
# 76/194 in French, 76/207 in Russian), where nothing is to be mended.
@file_rule("OPN03", Severity.WARNING, words=True)
def check_sides(judged: Judged) -> Iterator[Finding]:
    """A form of the preamble opens no operative paragraph, and no verb a preambular one.

    Such a paragraph is filed on the wrong side of the boundary, or letters of its verb are
    lost; now and then a translation is printed so. Forms that are used on both sides tell
    nothing, nor does a language of which many are, such as Chinese.
    Wrong: `Inviting States to report;` as paragraph 3. Right: `Invites States to report;`.
    Compare with the document; move the paragraph, mend the verb, or leave what is printed so.
    """
    grammar = _grammar(judged)
    if grammar is None:
        return
    openings = judged.text.openings
    for piece in judged.plain:
        paragraph, words = piece
        if paragraph.kind not in PARTS or paragraph.id in openings or not words:
            continue
        opening = _misplaced(judged, piece)
        if opening is not None and _tells_sides(grammar, opening.form.form):
            side = "preamble" if paragraph.kind == "preambular" else "operative part"
            message = f"a paragraph of the {side} opens with {quoted(opening.words)}"
            yield Finding(paragraph.path, message, "move it, or mend the verb", words=opening.words)


# In the operative part of the Assembly's texts three in ten such neighbours have no connector,
# and translations vary their verbs, so that the rule is for preambles of main files.
@file_rule("OPN04", Severity.INFO)
def check_repeated(judged: Judged) -> Iterator[Finding]:
    """Of two neighbours in a preamble that open with one form, the second has a connector.

    House habit of the Assembly; older texts do without. After the last connector of a run the
    form stands alone again. The register of opening words says which connectors make a run, and
    which forms stand before each paragraph, as WHEREAS does.
    Wrong: `Recalling its resolution 98/7,`, `Recalling the Charter,`. Right: `Recalling also the`.
    Add the connector where the document has it; leave the text where it has none.
    """
    for last, (_, before), ((paragraph, _), opening) in _iter_runs(judged):
        alone = not (opening.before or opening.after)
        if opening.form.repeated or not alone or paragraph.kind != "preambular":
            continue
        if not {before.before, before.after} & last:
            message = f"{quoted(opening.words)} again, without a connector"
            hint = "add one, such as also, where the document has it"
            yield Finding(paragraph.path, message, hint, words=opening.words)


@file_rule("OPN05", Severity.INFO, words=True)
def check_placing(judged: Judged) -> Iterator[Finding]:
    """A connector stands on the side of the form that the language gives it in that part.

    In English it follows the participle and precedes the verb: Recalling also, Also reaffirms.
    House habit; older texts differ. The register of opening words has the side by language.
    Wrong: `Requests also the Secretary-General`. Right: `Also requests the Secretary-General`.
    Move the connector where the document has it there; leave the text otherwise.
    """
    grammar = _grammar(judged)
    if grammar is None or not grammar.series:
        return
    series = {word for spellings in grammar.series for word in spellings}
    for paragraph, opening in judged.opened:
        if not (opening.before or opening.after):
            continue
        side = grammar.placing.get(PARTS[paragraph.kind])
        if side == "after" and opening.before in series:
            message = f"{quoted(opening.words)} has its connector before the form"
        # Behind the form, further may belong to what follows: Encourages further efforts.
        elif side == "before" and opening.after in grammar.series[0]:
            message = f"{quoted(opening.words)} has its connector after the form"
        else:
            continue
        yield Finding(paragraph.path, message, f"it stands {side} the form", words=opening.words)


@file_rule("OPN06", Severity.INFO, words=True)
def check_runs(judged: Judged) -> Iterator[Finding]:
    """Neighbours that open with one verb have each connector of a run once, in its order.

    In English: Recalling, Recalling also, Recalling further; then the run starts again with
    the verb alone. A connector out of order shows a paragraph moved, or one lost.
    Wrong: `Recalling also the Charter,`, `Recalling also its resolution 98/7,`. Right: `further`.
    Compare with the document; look for a lost paragraph, or change the connector.
    """
    grammar = _grammar(judged)
    if grammar is None:
        return
    rank = {word: place for place, words in enumerate(grammar.series) for word in words}
    for _, (_, before), ((paragraph, _), opening) in _iter_runs(judged):
        side = grammar.placing.get(PARTS[paragraph.kind])
        first, second = (rank.get(_connector(found, side)) for found in (before, opening))
        if first is not None and second is not None and second <= first:
            message = f"{quoted(opening.words)} follows {quoted(before.words)}"
            hint = "look for a lost paragraph, or change the connector"
            yield Finding(paragraph.path, message, hint, words=opening.words)


@file_rule("OPN07", Severity.INFO)
def check_bodies(judged: Judged) -> Iterator[Finding]:
    """A form that the register gives to certain bodies opens no other body's paragraph.

    To demand, or to determine a threat to the peace, is the Security Council's. Other organs
    of the United Nations seldom do, so it is worth a look.
    Wrong: `Demands a report;` in a text of a commission. Right: `Requests a report;`.
    Compare with the document; leave the text where it is so.
    """
    body = judged.body
    if body is None or _grammar(judged) is None:
        return
    for paragraph, opening in judged.opened:
        if not opening.form.only or body.key in opening.form.only:
            continue
        bodies = judged.registers.bodies
        owners = [bodies[key] for key in opening.form.only if key in bodies]
        # Another organization has verbs of its own.
        if any(owner.organization == body.organization for owner in owners):
            names = " and ".join(owner.name for owner in owners)
            message = f"{quoted(opening.words)} in a text of the {body.name}"
            yield Finding(paragraph.path, message, f"a word of the {names}", words=opening.words)


@file_rule("OPN08", Severity.WARNING, words=True)
def check_italics(judged: Judged) -> Iterator[Finding]:
    """Italics written by hand at the start of a paragraph cover its opening words, no more.

    Opening words are set in italics by rule, so italics by hand are not needed; where they
    differ from the rule, one of the two is wrong.
    Wrong: `*Also emphasizes the* need`. Right: `Also emphasizes the need`.
    Take the asterisks away, or add the form to the register of opening words.
    """
    if _grammar(judged) is None:
        return
    for paragraph, opening in judged.opened:
        if not paragraph.markup.startswith("*"):
            continue
        first = paragraph.nodes()[0]
        if isinstance(first, Styled) and (words := plain([first])) != opening.words:
            message = f"{quoted(words)} is set off by hand"
            hint = f"by rule it is {quoted(opening.words)}"
            yield Finding(paragraph.path, message, hint)


def _grammar(judged: Judged) -> OpeningGrammar | None:
    """Give the forms of the text's language; None for kinds of text that are free in theirs."""
    resolution = judged.resolution
    if resolution.type in FREE_TYPES:
        return None
    return judged.registers.openings.get(resolution.language)


def _is_other(judged: Judged, unknown: int, count: int) -> bool:
    """Tell whether paragraphs are of another make, as when most of them have unknown words.

    All may complete a formula that stands behind the preamble: BE IT RESOLVED / That.
    """
    if unknown == count and any(p.path[-1] == "resolving" for p, _ in judged.of_kind("formula")):
        return True
    looked_at = sum(paragraph.kind in PARTS for paragraph in judged.resolution.paragraphs)
    none_known = looked_at > 2 and not judged.text.openings
    return none_known or (count > 2 and unknown * 2 > count)


def _beginnings(grammar: OpeningGrammar, part: Part) -> set[str]:
    """Give how forms begin; what begins so is no fragment, though the form be a new one."""
    return {_beginning(form.form.lower(), grammar) for form in grammar.forms if form.part == part}


def _beginning(words: str, grammar: OpeningGrammar) -> str:
    """Give the first word, or the first two characters where no spaces part words."""
    return next(iter(words.split()), "") if grammar.spaced else words[:2]


def _misplaced(judged: Judged, piece: Piece) -> Opening | None:
    """Give the opening that a paragraph would have in the other part of the text."""
    paragraph, words = piece
    return judged.find_opening(words, _OTHER[paragraph.kind])


def _tells_sides(grammar: OpeningGrammar, form: str) -> bool:
    """Tell whether a form says in which part it stands: it is used in one, as most forms are."""
    parts = [{f.form for f in grammar.forms if f.part == part} for part in PARTS.values()]
    both = parts[0] & parts[1]
    return form not in both and len(both) < _SHARED * len(grammar.forms)


def _iter_runs(judged: Judged) -> Iterator[tuple[set[str], Opened, Opened]]:
    """Give neighbours that open with one form, with the connectors that end a run.

    A heading or another section parts neighbours; lists and annexes do not.
    """
    grammar = _grammar(judged)
    if grammar is None or not grammar.series:
        return
    openings = judged.text.openings
    last: dict[str, Opened | None] = {}
    for piece in judged.plain:
        paragraph = piece[0]
        if paragraph.kind in PARTS:
            opening, before = openings.get(paragraph.id), last.get(paragraph.kind)
            last[paragraph.kind] = (piece, opening) if opening else None
            if opening and before and before[1].form is opening.form:
                yield set(grammar.series[-1]), before, (piece, opening)
        elif paragraph.kind in _PARTING:
            last.clear()


def _connector(opening: Opening, side: str | None) -> str:
    """Give the connector on its side of the form, on either where the language has no side."""
    if side is None:
        return opening.before or opening.after
    return opening.before if side == "before" else opening.after


def _head(words: str) -> str:
    """Give the first words, by which the beginning of a paragraph is found."""
    head = " ".join(words.split(" ")[:3])
    return head if len(head) <= _HEAD else words[:_HEAD]
