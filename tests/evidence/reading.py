"""A page as it reads without styles: a line a block, with the anchor that leads to it.

Classes, wrappers and the frame around `main` leave no trace, so that a golden file of it
changes when words, order or addresses change and not when the look does.
"""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody thead "
    "tr ul".split()
)
_AROUND = {"button": ("[", "]"), "td": ("", " | "), "th": ("", " | ")}
"""What stands before and after the words of some elements within a line."""

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_SILENT = frozenset({"script", "style", "template"})


def render_reading(html: str) -> str:
    """Give what `main` holds: `ANCHOR<tab>WORDS` a line, with links as `WORDS <ADDRESS>`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(f"{line}\n" for line in reader.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._anchors: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _BLOCKS:
            self._end_line()
        if tag == "br":
            self._words.append(" ")
        if tag not in _VOID:
            self._open.append(tag)
        if not self._is_read():
            return
        if anchor := attributes.get("id"):
            self._anchors.append(f"#{anchor}")
        if tag == "a":
            self._addresses.append(attributes.get("href") or "")
        self._words.append(_AROUND.get(tag, ("", ""))[0])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while True:
            closed = self._open.pop()
            if closed == "a" and self._addresses:
                address = self._addresses.pop()
                self._words.append(f" <{address}>")
            if "main" in self._open:
                self._words.append(_AROUND.get(closed, ("", ""))[1])
            if closed in _BLOCKS:
                self._end_line()
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._is_read():
            self._words.append(data)

    def _is_read(self) -> bool:
        return "main" in self._open and not _SILENT & set(self._open)

    def _end_line(self) -> None:
        words = " ".join("".join(self._words).split()).removesuffix(" |")
        self._words.clear()
        if words:
            self.lines.append(f"{' '.join(self._anchors)}\t{words}")
            self._anchors.clear()
