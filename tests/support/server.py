"""A web server for a folder, with the manners of GitHub Pages and no others.

`index.html` stands for its folder, an unknown address gives `404.html` with status 404. It is
stricter in one thing: an address without an extension is not found, because we link none.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

# The media types a visitor gets, never those of the machine's own table.
MEDIA_TYPES = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, folder: Path, base: str, **options: object) -> None:
        self.folder = folder
        self.base = base
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed through as they came

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test tells what it saw."""

    def _answer(self, *, with_body: bool) -> None:
        status, file = HTTPStatus.OK, self._file()
        if file is None:
            status, file = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        body = file.read_bytes() if file.is_file() else b""
        media_type = MEDIA_TYPES.get(file.suffix, "application/octet-stream")
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _file(self) -> Path | None:
        address = unquote(urlsplit(self.path).path)
        if not address.startswith(self.base):
            return None
        inside = address.removeprefix(self.base)
        if not inside or inside.endswith("/"):
            inside += "index.html"
        path = PurePosixPath(inside)
        file = self.folder / path
        found = ".." not in path.parts and path.suffix and file.is_file()
        return file if found else None


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve `folder` on this machine while the block runs; gives its address, ending in `/`.

    `base` is the path under which the site lives, such as `/whereas/`.
    """
    handler = partial(_Handler, folder=folder, base=base)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
