"""Blocks become the entries of an operative part or of an annex: sections, paragraphs, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from whereas.importers.akn_xml.context import Context
from whereas.importers.akn_xml.labels import ITEMS, SECTIONS, Label, read_label, split_label
from whereas.importers.akn_xml.levels import Level, choose_item, choose_section
from whereas.importers.akn_xml.lines import format_line
from whereas.importers.akn_xml.looks import STOPS, section_label, settle_blocks, split_section
from whereas.importers.akn_xml.nodes import Node, settle
from whereas.importers.akn_xml.numbers import mend_numbers
from whereas.importers.akn_xml.runs import Run, cut, without_emphasis, words_of
from whereas.importers.akn_xml.stream import Block
from whereas.importers.akn_xml.tables import read_note, read_table
from whereas.importers.vocabulary import Numbered, vocabulary
from whereas.model.markup import plain_words

_LONGEST_HEADING = 160
_BARE_LABEL = re.compile(r"(?P<label>[IVXL]{1,6}|[A-Z])\s(?=\S)")
_RANKS = {"book": 0, "part": 0, "title": 1, "chapter": 2, "section": 3}
"""Kinds of divisions that hold others, the outermost first; the rest hold paragraphs."""
_INNERMOST = 9
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_STOP = re.compile(r"\.\s+")
_MARKS = re.compile(r"\[\^[^\]]+\]")


def build_entries(blocks: Sequence[Block], context: Context, *, in_annex: bool) -> list[Node]:
    """Give the entries of an operative part, or the blocks of an annex."""
    builder = _Builder(context, in_annex)
    settled = list(settle_blocks(blocks, context, in_annex=in_annex))
    for block, after in zip_longest(settled, settled[1:]):
        builder.add(block, after)
    mend_numbers(builder.root, context)
    return settle(builder.root, context)


@dataclass(slots=True)
class _Builder:
    """What is open while blocks come in: sections, the paragraph, its lists."""

    context: Context
    in_annex: bool
    root: list[Node] = field(default_factory=list)
    sections: list[Level] = field(default_factory=list)
    holder: Node | None = None
    """The paragraph on which items and what follows them hang."""
    lists: list[Level] = field(default_factory=list)
    untitled: Node | None = None
    """The section that was just opened by its label alone."""
    number: int | None = None
    starts_again: bool = False
    """Whether numbers began again at 1, as they do in each section of some texts."""
    at: Block | None = None
    """The block that is being put in its place."""

    @property
    def entries(self) -> list[Node]:
        """Where the next entry goes."""
        return self.sections[-1].entries if self.sections else self.root

    def add(self, block: Block, after: Block | None) -> None:
        """Put a block where it belongs; `after` is the one that follows."""
        self.at = block
        if block.kind == "table" and block.element is not None:
            table = Node("table", table=read_table(block.element, self.context))
            self._open(table)
            self.holder = None
        elif block.kind == "heading":
            self._add_heading(block, after)
        elif block.kind == "preamble" and not self.in_annex:
            self._add_preamble(block)
        else:
            self._add_text(block)

    def _open(self, node: Node) -> None:
        """Add an entry, on which items may hang."""
        self.entries.append(self._placed(node))
        self.holder, self.lists, self.untitled = node, [], None

    def _placed(self, node: Node) -> Node:
        """Give a node the line and place of the block from which it is made."""
        if self.at is not None:
            node.line, node.place = self.at.line, self.at.place
        return node

    # Headings

    def _add_heading(self, block: Block, after: Block | None) -> None:
        label, runs = self._heading_label(block)
        meanings = read_label(label) or section_label(label)
        holder, self.holder, self.lists = self.holder, None, []
        if label and not meanings:
            self.context.lose("unknown", "label of an unknown form", block.line, label)
            runs = (Run(f"{label} ", block.line, block.place), *runs)
        heading = format_line(without_emphasis(runs), self.context)
        if meanings:
            self._open_section(meanings, label, heading)
        elif named := self._division(runs):
            self._open_division(named, heading)
        elif heading:
            self._add_plain_heading(heading, holder, after)

    def _heading_label(self, block: Block) -> tuple[str, tuple[Run, ...]]:
        """Give the label of a heading, from beside its words or from their beginning."""
        words = words_of(block.runs)
        if section_label(words):
            label, rest = words.strip(), tuple(run for run in block.runs if run.mark)
        else:
            label, length = self._split_heading(words)
            rest = cut(block.runs, length) if label else block.runs
        if not block.label:
            return label, rest
        if read_label(block.label) != read_label(label):
            return block.label, block.runs
        self.context.drop("label printed twice", block, block.label)
        return label, rest

    def _split_heading(self, words: str) -> tuple[str, int]:
        """Give the label with which a heading begins; one without a stop must be the next."""
        label, length = split_section(words)
        if not label and (match := _BARE_LABEL.match(words)):
            last = {level.style: level.place for level in reversed(self.sections)}
            if any(
                meaning.place == last.get(meaning.style, 0) + 1
                # A capital A is a word as well, so that none begins a series.
                and (meaning.style == "capital roman" or meaning.style in last)
                for meaning in read_label(match["label"])
            ):
                label, length = match["label"], match.end()
        return (label, length) if label else split_label(words)

    def _open_section(self, meanings: Sequence[Label], printed: str, heading: str) -> None:
        level, meaning = choose_section(meanings, self.sections)
        del self.sections[level:]
        kind = "division" if self.in_annex else "section"
        node = Node(kind, meaning.text, printed, heading)  # type: ignore[arg-type]  # one of two
        self.entries.append(node)
        self.sections.append(Level(meaning.style, meaning.place, node.inner))
        self.untitled = None if heading else node

    def _division(self, runs: Sequence[Run]) -> Numbered | None:
        return vocabulary(self.context.language).divisions.read(words_of(runs).strip())

    def _open_division(self, named: Numbered, heading: str) -> None:
        """Open an article or the like; its title may stand behind its number.

        An operative part has no divisions: there a section without a label holds what follows.
        """
        rank = _RANKS.get(named.kind, _INNERMOST)
        while self.sections and _holds_none(self.sections[-1].style, rank):
            self.sections.pop()
        section = Node("section", heading=heading)
        node = _division_of(named, heading) if self.in_annex else section
        self.entries.append(node)
        self.sections.append(Level(f"division {rank}", 0, node.inner))
        self.untitled = None if named.rest else node

    def _add_plain_heading(self, heading: str, holder: Node | None, after: Block | None) -> None:
        if self.untitled is not None:
            named = self.untitled.kind == "section" and self.untitled.num is None
            before, behind = (
                (f"{self.untitled.heading} ", "") if named else ("", self.untitled.heading)
            )
            self.untitled.heading = before + heading + behind
            self.untitled = None
        elif holder is not None and holder.items and _is_item(after):
            holder.then.append(Node("paragraph", heading=heading))
            self.holder = holder
        else:
            if self.sections and self.sections[-1].style == _UNLABELLED:
                self.sections.pop()
            self.entries.append(Node("heading", heading=heading))

    # The preamble of a section

    def _add_preamble(self, block: Block) -> None:
        label, runs = _label_of(block)
        if label and any(meaning.style == "number" for meaning in read_label(label)):
            what = "numbered paragraph among those of a preamble"
            self.context.lose("repaired", what, block.line, label, "operative")
            self._add_text(replace(block, label=label, runs=runs, kind="text"))
            return
        node = Node("paragraph", text=format_line(block.runs, self.context, "preamble"))
        if self.entries and self.entries[-1].kind == "heading" and not self.in_annex:
            self._open_unlabelled()
        section = self._section_of_entries()
        if section is not None and not section.inner:
            section.preamble.append(node)
            self.untitled = None
        else:
            self.context.lose(
                "doubtful", "preambular paragraph behind operative ones", block.line, node.text
            )
            self._open(node)

    def _open_unlabelled(self) -> None:
        """Make a section of the heading before: it has a preamble of its own."""
        heading = self.entries.pop()
        node = Node("section", heading=heading.heading)
        self.entries.append(node)
        self.sections.append(Level(_UNLABELLED, 0, node.inner))

    def _section_of_entries(self) -> Node | None:
        """Give the section that is open."""
        if not self.sections:
            return None
        outer = self.sections[-2].entries if len(self.sections) > 1 else self.root
        return next((node for node in reversed(outer) if node.inner is self.entries), None)

    # Paragraphs and items

    def _add_text(self, block: Block) -> None:
        if self._add_table_note(block):
            return
        label, runs = self._text_label(block)
        if label and (stop := _STOP.match(words_of(runs))):
            label, runs = f"{label}.", cut(runs, stop.end())  # the stop is the label's
        meanings = self._meanings(label, block.line)
        if self._is_lettered_heading(meanings, runs):
            self._add_heading(replace(block, kind="heading", label=label, runs=runs), None)
            return
        if label and not meanings:
            self.context.lose("unknown", "label of an unknown form", block.line, label)
            runs, label = (Run(f"{label} ", block.line, block.place), *runs), ""
        opens = not self.in_annex and (not meanings or meanings[0].style == "number")
        text = format_line(runs, self.context, "operative" if opens else None)
        if text or label:
            self._add_paragraph(meanings, label, text)

    def _add_paragraph(self, meanings: Sequence[Label], label: str, text: str) -> None:
        if not meanings:
            self._add_unlabelled(text)
        elif meanings[0].style in ("number", "decimal") and not self._goes_on(meanings[0]):
            self._add_numbered(meanings[0], label, text)
        elif all(meaning.style in SECTIONS for meaning in meanings):
            # Chinese numbers paragraphs with its own figures, which elsewhere are Roman ones.
            num = meanings[0].place if _IDEOGRAPH.search(label) else meanings[0].text
            self._open(Node("paragraph", num, label, text=text))
        else:
            self._add_item(meanings, label, text)

    def _text_label(self, block: Block) -> tuple[str, tuple[Run, ...]]:
        """Give the label of a line; the next number is one without its stop before a verb."""
        label, runs = _label_of(block)
        if not label and self.in_annex:
            section, length = split_section(words_of(runs))
            rest = cut(runs, length)
            if self._is_lettered_heading(read_label(section), rest) or _IDEOGRAPH.search(section):
                return section, rest
        if label or self.in_annex or self.number is None:
            return label, runs
        words, expected = words_of(runs), str(self.number + 1)
        rest = cut(runs, len(expected))
        if not re.match(rf"{expected}\s", words) or not self.context.tools.openings.match(
            words_of(rest), "operative", self.context.language
        ):
            return label, runs
        self.context.lose("repaired", "number without a stop", block.line, words, expected)
        return expected, rest

    def _is_lettered_heading(self, meanings: Sequence[Label], runs: Sequence[Run]) -> bool:
        """Tell whether a line with a capital label is the heading of a section: it is short."""
        words = words_of(runs).strip()
        is_section = all(meaning.style in SECTIONS for meaning in meanings)
        return (
            bool(meanings)
            and is_section
            and 0 < len(words) < _LONGEST_HEADING
            and words[-1] not in STOPS
        )

    def _meanings(self, label: str, line: int) -> tuple[Label, ...]:
        if label.strip() == "l." and not self.lists and self.number is None:
            self.context.lose("repaired", "letter for a figure in a number", line, label, "1")
            return (Label("number", 1, 1),)
        return read_label(label)

    def _add_unlabelled(self, text: str) -> None:
        words = plain_words(text)
        if self.holder is not None and self.holder.last().items and words[:1].islower():
            self.holder.then.append(Node("paragraph", text=text))
            self.lists = []
        else:
            self._open(Node("paragraph", text=text))

    def _add_numbered(self, meaning: Label, printed: str, text: str) -> None:
        if meaning.style == "number":
            self.starts_again |= meaning.place == 1 and self.number is not None
            self._leave_unnumbered(meaning.place, printed)
            self.number = meaning.place
        self._open(Node("paragraph", meaning.text, printed, text=text))

    def _leave_unnumbered(self, place: int, printed: str) -> None:
        """Close a section without numbers where the one around it goes on with its next number.

        Where numbers begin again in each section, no number but 1 is the first of one.
        """
        if self.in_annex or not self.starts_again or place == 1 or len(self.sections) < 2:
            return
        inner, outer = (_last_number(level.entries) for level in reversed(self.sections[-2:]))
        if inner is None and outer == place - 1:
            self.sections.pop()
            what = "number that goes on behind a section without numbers"
            self.context.lose("repaired", what, self.at.line if self.at else 0, printed)

    def _goes_on(self, meaning: Label) -> bool:
        """Tell whether a number is an item's: it goes on a list, or begins one after a colon."""
        if any(
            level.style == "number" and level.place + 1 == meaning.place for level in self.lists
        ):
            return True
        if meaning.style != "number" or meaning.place != 1 or self.number is None:
            return False
        if self.holder is None:
            return False
        before = self.lists[-1].entries[-1] if self.lists else self.holder.last()
        return plain_words(before.text).rstrip().endswith((":", "："))

    def _add_item(self, meanings: Sequence[Label], printed: str, text: str) -> None:
        level, meaning = choose_item(meanings, self.lists)
        node = Node("paragraph", meaning.text, printed, text=text)
        self.untitled = None
        if level < len(self.lists):
            del self.lists[level + 1 :]
            self.lists[level].place = meaning.place
        elif self.lists:
            entries = self.lists[-1].entries[-1].last().items
            self.lists.append(Level(meaning.style, meaning.place, entries))
        elif self.holder is not None:
            self.lists = [Level(meaning.style, meaning.place, self.holder.last().items)]
        else:
            self.lists = [Level(meaning.style, meaning.place, self.entries)]
        self.lists[-1].entries.append(self._placed(node))

    def _add_table_note(self, block: Block) -> bool:
        """Add a line below a table that begins with a mark of its own to the table's notes."""
        above = self.entries[-1] if self.entries else None
        note = read_note(block, above.table) if above and above.kind == "table" else None
        if above is None or note is None or note.mark in above.notes:
            return False
        words = format_line(note.runs, self.context)
        if not words:
            return False
        if not note.is_raised:
            what = "note of a table printed as an item"
            self.context.lose("repaired", what, block.line, note.printed, note.mark)
        above.notes[note.mark] = words
        above.note_labels[note.mark] = note.printed
        return True


_UNLABELLED = "unlabelled"
"""Style of a section that has a heading and no label."""


def _last_number(entries: Sequence[Node]) -> int | None:
    """Give the number of the last paragraph among entries that has one."""
    numbers = (node.num for node in reversed(entries) if node.kind == "paragraph")
    return next((number for number in numbers if isinstance(number, int)), None)


def _division_of(named: Numbered, heading: str) -> Node:
    """Give a division with its number, and its title or the marks of notes on its number."""
    title = heading[len(named.printed) :].strip() if named.rest else ""
    if named.rest and not heading.startswith(named.printed):
        title = named.rest
    label = str(named.count or named.label)
    num: str | int = int(label) if label.isdigit() else label
    marks = "".join(_MARKS.findall(heading))
    return Node("division", num, named.printed, title or marks, division=named.kind)


def _label_of(block: Block) -> tuple[str, tuple[Run, ...]]:
    """Give the label of a block, from beside its words or from their beginning."""
    if block.label:
        return block.label, block.runs
    label, length = split_label(words_of(block.runs))
    return label, cut(block.runs, length) if label else block.runs


def _is_item(block: Block | None) -> bool:
    if block is None or block.kind != "text":
        return False
    meanings = read_label(_label_of(block)[0])
    return bool(meanings) and all(meaning.style in ITEMS for meaning in meanings)


def _holds_none(style: str, rank: int) -> bool:
    """Tell whether an open section or division of a style cannot hold a division of a rank."""
    if style.startswith("division "):
        return int(style.removeprefix("division ")) >= rank
    return rank < _RANKS["chapter"]
