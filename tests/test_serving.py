"""The development server: what it answers, when it builds again, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from support.projects import make_project
from whereas.cli import run
from whereas.errors import EnvironmentFault
from whereas.serving import INTERRUPTED, TERMINATED, serve

if TYPE_CHECKING:
    from support.browser import Visitor

TESTS = Path(__file__).resolve().parent
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
PAGE = f"""<!doctype html><html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>Harbour</title>
</head><body><h1>first</h1></body></html>
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own, over `source` and `site`."""

    process: subprocess.Popen[str]
    source: Path
    site: Path
    url: str

    def line(self) -> str:
        """Wait for the next line that it says."""
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def get(self, path: str, method: str = "GET", host: str = "") -> HTTPResponse:
        address = urlsplit(self.url)
        connection = HTTPConnection(address.netloc, timeout=30)
        connection.request(method, path, headers={"Host": host} if host else {})
        return connection.getresponse()

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Give `start(files, base="/", faults=False)`: a running server, stopped at the end."""
    with ExitStack() as stack:

        def run(files: dict[str, str], base: str = "/") -> Running:
            source, site = tmp_path / "source", tmp_path / "build" / "site"
            for path, text in files.items():
                (source / path).parent.mkdir(parents=True, exist_ok=True)
                (source / path).write_text(text, encoding="utf-8")
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "kill.serve", str(source), str(site), base],
                    env={**os.environ, "PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}"},
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.kill)
            assert process.stdout
            said = [process.stdout.readline(), process.stdout.readline()]
            return Running(process, source, site, said[1].split()[-3])

        yield run


def test_serves_the_right_types_and_no_cache(start: Start) -> None:
    files = {
        "index.html": PAGE,
        "data/a.json": "{}",
        "data/catalog.jsonld": "{}",
        "data/a.yaml": "a: é",
        "data/a.csv": "a",
        "data/SHA256SUMS": "",
        "data/a.bin": "x",
        "assets/a.css": "",
        "A/217 A (III).html": PAGE,
    }
    running = start(files)
    expected = {
        "/": "text/html; charset=utf-8",
        "/data/a.json": "application/json; charset=utf-8",
        "/data/catalog.jsonld": "application/ld+json; charset=utf-8",
        "/data/a.yaml": "application/yaml; charset=utf-8",
        "/data/a.csv": "text/csv; charset=utf-8",
        "/data/SHA256SUMS": "text/plain; charset=utf-8",
        "/data/a.bin": "application/octet-stream",
        "/assets/a.css": "text/css; charset=utf-8",
        "/A/217%20A%20(III).html?q=1": "text/html; charset=utf-8",
    }
    for path, media_type in expected.items():
        answer = running.get(path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, media_type), path
        assert answer.headers["Cache-Control"] == "no-store"
    assert running.get("/data/a.yaml").read() == "a: é".encode()
    head = running.get("/index.html", "HEAD")
    assert (head.status, head.read()) == (200, b"")


def test_the_script_stands_in_answers_and_never_in_files(start: Start) -> None:
    running = start({"index.html": PAGE, "404.html": PAGE.replace("first", "lost")})
    first = running.get("/").read()
    script = first[first.index(b"<script") : first.index(b"</html>")]
    assert re.fullmatch(rb'<script src="/__whereas/reload.js\?\S+" defer></script></body>', script)
    assert (running.site / "index.html").read_text() == PAGE
    missing = running.get("/none.html")
    body = missing.read()
    assert missing.status == 404 and b"lost" in body and script in body
    answer = running.get("/__whereas/reload.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert b"EventSource" in answer.read()


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret", "/%2e%2e/secret", "/a/..%2f..%2fsecret", "/..\\secret"),
        *("/link/secret", "//secret", "/a%00b", "/%5c", "/page"),
    ],
)
def test_serves_nothing_else(start: Start, path: str) -> None:
    running = start({"index.html": PAGE, "page.html": PAGE, "a/b.html": PAGE})
    (running.site.parent / "secret").write_text("secret")
    (running.site / "link").symlink_to(running.site.parent)
    assert running.get(path).status == 404


def test_serves_this_machine_only(start: Start) -> None:
    running = start({"index.html": PAGE})
    assert running.url.startswith("http://127.0.0.1:")
    port = urlsplit(running.url).port
    assert running.get("/", host=f"localhost:{port}").status == 200
    assert running.get("/", host="evil.example").status == 421


def test_a_base_a_folder_and_its_name(start: Start) -> None:
    running = start({"index.html": PAGE, "data/index.html": PAGE}, "/papers/")
    assert running.url.endswith("/papers/")
    for path, place in {"/": "/papers/", "/papers": "/papers/"}.items():
        assert running.get(path).headers["Location"] == place
    assert running.get("/papers/data").headers["Location"] == "/papers/data/"
    assert running.get("/papers/data/").status == 200
    assert running.get("/index.html").status == 404


def test_builds_again_after_a_change_and_tells_open_pages(start: Start) -> None:
    running = start({"index.html": PAGE})
    stream = running.get("/__whereas/events")
    assert stream.headers["Content-Type"] == "text/event-stream"
    first = stream.readline()
    assert first.startswith(b"data: ") and stream.readline() == b"\n"
    (running.source / "index.html").write_text(PAGE.replace("first", "second"))
    assert running.line() == "built"
    second = stream.readline()
    assert second.startswith(b"data: ") and second != first
    assert b"second" in running.get("/").read()


def test_what_is_no_content_starts_no_build(start: Start) -> None:
    running = start({"index.html": PAGE})
    for name in (".index.html.swp", "index.html~"):
        (running.source / name).write_text("x")
    (running.source / "__pycache__").mkdir()
    (running.source / "index.html").read_text()
    (running.source / "fault.txt").write_text("the only change that counts")
    assert running.line() == "failed: the only change that counts"


def test_a_failed_build_leaves_the_last_good_site(start: Start) -> None:
    running = start({"index.html": PAGE})
    (running.source / "fault.txt").write_text("line 3 is wrong")
    assert running.line() == "failed: line 3 is wrong"
    assert b"first" in running.get("/").read()
    (running.source / "fault.txt").unlink()
    assert running.line() == "built"


def test_a_failed_first_build_waits_for_the_remedy(start: Start) -> None:
    running = start({"fault.txt": "nothing is right"})
    answer = running.get("/")
    assert answer.status == 503 and b"/__whereas/reload.js" in answer.read()
    (running.source / "index.html").write_text(PAGE)
    (running.source / "fault.txt").unlink()
    while running.line() != "built":
        pass
    assert running.get("/").status == 200


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)]
)
def test_ends_when_it_is_told_even_with_pages_open(start: Start, number: int, code: int) -> None:
    running = start({"index.html": PAGE})
    stream = running.get("/__whereas/events")
    assert stream.readline()
    assert running.stop(number) == code


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentFault, match=f"port {port} cannot be used"):
            serve(_never, tmp_path, [], port, say=_fail, report=_fail)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot watch"):
        serve(_never, tmp_path, [tmp_path / "no" / "where"], 0, say=_fail, report=_fail)


def test_a_file_half_saved_does_not_end_it_and_a_new_path_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    steps: Iterator[Callable[[], str | None]] = iter(
        [
            lambda: "/" if Path("gone").read_bytes() else None,
            lambda: b"\xff".decode(),
            lambda: "/papers/",
            lambda: None,
        ]
    )

    def build() -> str | None:
        tmp_path.joinpath("change").write_text(str(len(said)))
        try:
            step = next(steps)
        except StopIteration:
            raise KeyboardInterrupt from None
        return step()

    code = serve(
        build,
        tmp_path / "site",
        [tmp_path],
        0,
        say=said.append,
        report=lambda error: said.append(str(error)),
    )
    assert code == INTERRUPTED
    missing, first, undecodable, second = said
    assert "gone" in missing and "can't decode byte 0xff" in undecodable
    assert first.split()[-3].endswith("/")
    assert second.split()[-3] == first.split()[-3] + "papers/"


@pytest.mark.parametrize("lacking", ["content/publication.yaml", "content/resolutions", "content"])
def test_where_no_project_is_nothing_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lacking: str
) -> None:
    root = make_project(tmp_path, texts=1)
    (root / lacking).rename(root / "elsewhere")
    assert run(["-C", str(root), "serve", "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "serving" not in said
    assert lacking in said


@dataclass(frozen=True, slots=True)
class Command:
    """`whereas serve` over a project."""

    process: subprocess.Popen[str]

    def wait_for(self, words: str) -> str:
        """Give the next line of its talk that holds `words`."""
        assert self.process.stderr
        return next(line for line in self.process.stderr if words in line)


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Callable[[Path], Command]]:
    """Give a function that serves a project until the test ends."""
    with ExitStack() as stack:

        def start(root: Path) -> Command:
            arguments = [sys.executable, "-m", "whereas", "-C", str(root), "serve", "--port", "0"]
            process = stack.enter_context(
                subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
            )
            stack.callback(process.terminate)
            return Command(process)

        yield start


def test_a_change_of_the_frame_is_followed(
    tmp_path: Path, command: Callable[[Path], Command]
) -> None:
    root = make_project(tmp_path, texts=1)
    frame = root / "mkdocs.yml"
    running = command(root)
    running.wait_for("serving")
    before = (root / "build" / "site" / "index.html").read_text("utf-8")
    frame.write_text(frame.read_text("utf-8").replace("brand: Whereas,", "brand: Moorings"))
    running.wait_for("build/site: ")
    after = (root / "build" / "site" / "index.html").read_text("utf-8")
    assert "Moorings</a>" in after and "Moorings" not in before


def test_a_frame_that_is_missing_is_waited_for(
    tmp_path: Path, command: Callable[[Path], Command]
) -> None:
    root = make_project(tmp_path, texts=1)
    frame = (root / "mkdocs.yml").rename(root / "elsewhere.yml")
    running = command(root)
    running.wait_for("there is no mkdocs.yml here")
    running.wait_for("serving")
    frame.rename(root / "mkdocs.yml")
    running.wait_for("build/site: ")
    assert (root / "build" / "site" / "index.html").is_file()


def test_faulty_settings_are_waited_for(tmp_path: Path, command: Callable[[Path], Command]) -> None:
    root = make_project(tmp_path, texts=1)
    settings = root / "content" / "publication.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("id:", "idd:"))
    running = command(root)
    running.wait_for("error SCH01")
    running.wait_for("serving")
    settings.write_text(text)
    running.wait_for("build/site: ")


def _never() -> None:
    pytest.fail("it built")


def _fail(message: object) -> None:
    pytest.fail(str(message))


def test_an_open_page_reloads(start: Start, visitor: Visitor) -> None:
    running = start({"index.html": PAGE})
    page = visitor.open(running.url)
    assert page.inner_text("h1") == "first"
    (running.source / "index.html").write_text(PAGE.replace("first", "second"))
    page.get_by_role("heading", name="second").wait_for()
    assert visitor.complaints == []
