"""The development server: builds, serves, watches, rebuilds, and tells open pages to reload.

Serves the last good site to this machine only and writes nothing: the script that reloads a
page is put into answers, never into files.
"""

from __future__ import annotations

import errno
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath
from types import FrameType
from urllib.parse import unquote_to_bytes, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from whereas.errors import EnvironmentFault, WhereasError

INTERRUPTED = 130
TERMINATED = 143

_HOST = "127.0.0.1"
_SCRIPT = "/__whereas/reload.js"
_EVENTS = "/__whereas/events"
_SCRIPT_TAG = '<script src="{script}?{shown}" defer></script>'
_SCRIPT_TEXT = f"""\
// A page was made by one build; when the server names another, it loads itself again.
const shown = document.currentScript.src.split("?")[1];
new EventSource("{_EVENTS}").onmessage = ({{ data }}) => data === shown || location.reload();
""".encode()
_NOTHING_YET = b"<!doctype html><title>No site yet</title><p>No build has succeeded yet.</p>"
_NOT_FOUND = b"<!doctype html><title>Not found</title><p>There is no such page.</p>"

_QUIET_SECONDS = 0.2
"""How long nothing must change before a build: editors save in several steps."""

_STILL_HERE_SECONDS = 15
"""How often a stream shows that it is open; a page that was closed is noticed then."""

_MEDIA_TYPES = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".ndjson": "application/x-ndjson; charset=utf-8",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
    ".zip": "application/zip",
}
_HTML = _MEDIA_TYPES[".html"]
_BINARY = "application/octet-stream"
_TEXT_NAMES = frozenset({"SHA256SUMS"})


def serve(
    build: Callable[[], str | None],
    site: Path,
    watch: Sequence[Path],
    port: int,
    *,
    say: Callable[[str], None],
    report: Callable[[WhereasError], None],
    base: str = "/",
) -> int:
    """Build, serve `site` under `base`, and build again whenever something in `watch` changes.

    `build` gives the path for which it made the site, or None where that is still `base`.
    `watch` names folders, with all below them, and single files. `port` 0 takes a free one;
    `say` is told the address, `report` why a build failed: the last good site stays. Runs in
    the main thread until it is stopped and gives the exit code: 130 after Ctrl-C, 143 after
    SIGTERM. Raises `EnvironmentFault` when the port is taken or a folder cannot be watched.
    """
    state = _State(site, base)
    changed = threading.Event()
    try:
        with _terminable(), _watching(watch, changed), _listening(state, port):
            said = ""
            while True:
                _rebuild(build, state, report)
                if said != state.address():
                    said = state.address()
                    say(f"serving {site} at {said} until Ctrl-C")
                _wait_until_quiet(changed)
    except _Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED


def _rebuild(
    build: Callable[[], str | None], state: _State, report: Callable[[WhereasError], None]
) -> None:
    try:
        base = build()
    except WhereasError as error:
        report(error)
    except (OSError, UnicodeError) as error:
        # A file that went away or was half written: what is saved next may mend it.
        report(EnvironmentFault(f"a file could not be read or written: {error}"))
    else:
        state.show_next(base)


class _Terminated(KeyboardInterrupt):
    """SIGTERM; everything that lets Ctrl-C through lets it through as well."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that a build under way cleans up."""

    def terminate(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


# What is served


@dataclass(slots=True)
class _State:
    """What all answers share: the site, and the number of the build that it shows."""

    site: Path
    base: str
    port: int = 0
    _build: int = 0
    _run: str = field(default_factory=lambda: secrets.token_hex(4))
    _news: threading.Condition = field(default_factory=threading.Condition)

    def shown(self) -> str:
        """Give the name of the build that is shown; no two runs share one."""
        return f"{self._run}-{self._build}"

    def address(self) -> str:
        """Give the address of the site."""
        return f"http://{_HOST}:{self.port}{self.base}"

    def show_next(self, base: str | None) -> None:
        """Wake every open page: there is another build to show, perhaps at another path."""
        with self._news:
            self.base = base or self.base
            self._build += 1
            self._news.notify_all()

    def wait_for_other(self, than: str) -> None:
        """Wait until another build is shown, or a while has gone by."""
        with self._news:
            self._news.wait_for(lambda: self.shown() != than, _STILL_HERE_SECONDS)


@contextmanager
def _listening(state: _State, port: int) -> Iterator[None]:
    """Answer requests in threads while the block runs."""
    try:
        server = _Server((_HOST, port), _Handler)
    except (OSError, OverflowError) as error:
        raise EnvironmentFault(f"port {port} cannot be used ({error}); name another") from error
    server.state = state
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread of its own; none holds up the end."""

    state: _State
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of visitors who went away; the rest is a fault of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; every file is looked up by its path anew, for builds swap them."""

    server: _Server

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        state = self.server.state
        if not _is_ours(self.headers.get("Host", ""), state.port):
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"not this host\n")
        elif path == _SCRIPT:
            self._answer(HTTPStatus.OK, _MEDIA_TYPES[".js"], _SCRIPT_TEXT)
        elif path == _EVENTS:
            self._stream()
        elif place := _moved(state, path):
            self._answer(HTTPStatus.FOUND, "text/plain", b"", place=place)
        else:
            self._answer_file(_find(state, path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for the problems of the content."""

    def _answer_file(self, file: Path | None) -> None:
        site, shown = self.server.state.site, self.server.state.shown()
        body = _read(file) if file else None
        if file is not None and body is not None:
            self._answer(HTTPStatus.OK, _media_type(file.name), body, shown=shown)
        elif site.is_dir():
            page = _read(site / "404.html") or _NOT_FOUND
            self._answer(HTTPStatus.NOT_FOUND, _HTML, page, shown=shown)
        else:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, _NOTHING_YET, shown=shown)

    def _answer(
        self, status: HTTPStatus, media_type: str, body: bytes, *, shown: str = "", place: str = ""
    ) -> None:
        if media_type == _HTML:
            body = _with_script(body, shown)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if place:
            self.send_header("Location", place)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _stream(self) -> None:
        """Name the build that is shown, and each later one (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while self.command == "GET":
            shown = self.server.state.shown()
            self.wfile.write(f"data: {shown}\n\n".encode())
            self.server.state.wait_for_other(shown)


def _is_ours(host: str, port: int) -> bool:
    """Tell whether a request names this machine: another site's page must not read drafts."""
    return host in {f"{name}:{port}" for name in (_HOST, "localhost")}


def _moved(state: _State, path: str) -> str:
    """Give where a visitor is sent: from the root to `base`, from a folder's name into it."""
    if path in ("/", state.base.rstrip("/")) and path != state.base:
        return state.base
    file = _find(state, path)
    return f"{path}/" if file is not None and not path.endswith("/") and file.is_dir() else ""


def _find(state: _State, path: str) -> Path | None:
    """Give the file that an address names, whether it exists or not, or None."""
    if not path.startswith(state.base):
        return None
    inside = path.removeprefix(state.base)
    segments = [unquote_to_bytes(segment) for segment in inside.split("/")]
    if not segments[-1]:
        segments[-1] = b"index.html"
    if any(s in (b"", b".", b"..") or b"/" in s or b"\\" in s or b"\0" in s for s in segments):
        return None
    file = state.site.joinpath(*map(os.fsdecode, segments))
    return file if file.resolve().is_relative_to(state.site.resolve()) else None


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _media_type(name: str) -> str:
    if name in _TEXT_NAMES:
        return _MEDIA_TYPES[".txt"]
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), _BINARY)


def _with_script(page: bytes, shown: str) -> bytes:
    """Give a page that loads the script; `'self'` in its policy allows it."""
    end = page.rfind(b"</body>")
    end = end if end >= 0 else len(page)
    return page[:end] + _SCRIPT_TAG.format(script=_SCRIPT, shown=shown).encode() + page[end:]


# What is watched


@contextmanager
def _watching(watch: Sequence[Path], changed: threading.Event) -> Iterator[None]:
    """Set `changed` whenever a file of `watch` changes while the block runs."""
    observer = Observer()
    roots = tuple(path.absolute() for path in watch)
    handler = _Watcher(roots, changed)
    try:
        for root in roots:
            folder = root if root.is_dir() else root.parent
            observer.schedule(handler, str(folder), recursive=root.is_dir())
        observer.start()
    except OSError as error:
        raise EnvironmentFault(_watch_fault(error)) from error
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _watch_fault(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EMFILE):
        return "too many folders are watched; raise fs.inotify.max_user_watches"
    return f"cannot watch for changes: {error}"


class _Watcher(FileSystemEventHandler):
    """Tells a change of content from everything else that a file system reports."""

    def __init__(self, roots: Sequence[Path], changed: threading.Event) -> None:
        self._roots = roots
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note; reading a file is an event as well, and a build reads them all."""
        if event.event_type not in ("created", "deleted", "modified", "moved"):
            return
        if event.is_directory and event.event_type == "modified":
            return
        places = (Path(os.fsdecode(place)) for place in (event.src_path, event.dest_path) if place)
        if any(_concerns(place, root) for place in places for root in self._roots):
            self._changed.set()


def _concerns(place: Path, root: Path) -> bool:
    """Tell whether a path is content, and not what editors and Python keep beside it."""
    if not place.is_relative_to(root):
        return False
    parts = place.relative_to(root).parts
    return not any(p.startswith(".") or p.endswith("~") or p == "__pycache__" for p in parts)


def _wait_until_quiet(changed: threading.Event) -> None:
    """Wait for a change, then until nothing more changes, but not for ever."""
    changed.wait()
    for _ in range(10):
        changed.clear()
        time.sleep(_QUIET_SECONDS)
        if not changed.is_set():
            return
