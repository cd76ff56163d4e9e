"""The command `whereas`: parses, calls one function, prints, sets the exit code.

Data go to standard output, talk to standard error.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

import click

from whereas import __version__
from whereas.errors import ConfigurationError, ContentError, WhereasError
from whereas.problems import Report
from whereas.reporting.reporters import REPORTERS

_BUG = 70
_INTERRUPTED = 130
_UNREAD = 141
_TERMINATED = 143


class _Terminated(BaseException):
    """SIGTERM, as an exception: what is staged is cleaned up on the way out."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(__version__, prog_name="whereas")
@click.option(
    "-C",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; relative paths count from it.",
)
@click.pass_context
def cli(context: click.Context, root: Path) -> None:
    """Publish resolutions written in YAML as a website and as data."""
    if not root.is_dir():
        raise ConfigurationError(f"there is no folder {root}")
    context.obj = root.resolve()


@cli.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTERS.load())),
    default="text",
    help="Style of the report: `text` for people, `json` for programs.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_obj
def check(root: Path, paths: Sequence[str], form: str, strict: bool) -> None:
    """Check all texts; with PATHS (files or folders of texts), report on those alone.
    The settings are always checked. Nothing is written.
    """
    from whereas import judging
    from whereas.project import load_project, refusal

    try:
        _, report = judging.check(load_project(root), paths or None)
    except ContentError as error:
        report = error.report
    click.echo(REPORTERS[form](report), nl=False)
    if report.failed(strict=strict):
        raise click.exceptions.Exit(refusal(report).exit_code)


@cli.command()
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0: one a core.")
@click.option("--clean", is_flag=True, help="Write every file anew.")
@click.pass_obj
def build(root: Path, jobs: int, clean: bool) -> None:
    """Check all texts and publish them into build/site, in one step or not at all."""
    _build(root, jobs, clean=clean)


@cli.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to serve at; 0 takes a free one.",
)
@click.pass_obj
def serve(root: Path, port: int) -> int:
    """Build, serve on this machine alone, and build again when something changes.
    The site stands at the path that `url` has in content/publication.yaml.
    """
    from whereas import serving
    from whereas.project import load_project

    def build() -> str:
        _build(root, 0, brief=True)
        return urlsplit(load_project(root).publication.url).path

    watched = [root / "content", root / "mkdocs.yml"]
    return serving.serve(
        build,
        root / "build" / "site",
        [path for path in watched if path.exists()],
        port,
        say=lambda line: click.echo(line, err=True),
        report=_report_kept,
    )


@cli.command()
@click.argument("form", metavar="FORMAT")
@click.argument("symbols", metavar="SYMBOL...", nargs=-1, required=True)
@click.pass_obj
def export(root: Path, form: str, symbols: Sequence[str]) -> None:
    """Print texts in FORMAT to standard output, in the order of the SYMBOLs."""
    from whereas import inspecting
    from whereas.exporters.formats import FORMATS
    from whereas.project import load_project

    if form not in FORMATS.load():
        raise ConfigurationError(f"there is no format {form}; formats are {', '.join(FORMATS)}")
    for data in inspecting.export(load_project(root), FORMATS[form], symbols):
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def verify(root: Path, folder: Path) -> None:
    """Check a published site: every file against its digest, every data package."""
    from whereas import inspecting

    faults = inspecting.verify(root / folder)
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{folder}: every file and every package as published", err=True)


@cli.command()
@click.argument("symbol")
@click.option("--date", help="Day of adoption, YYYY-MM-DD; asked for on a terminal.")
@click.option("--title", help="Title as the document prints it.")
@click.option("--language", help="Language of the text; else the publication's.")
@click.option("--session", help="Session, where the symbol does not tell it.")
@click.pass_obj
def new(
    root: Path,
    symbol: str,
    date: str | None,
    title: str | None,
    language: str | None,
    session: str | None,
) -> None:
    """Write the skeleton of the text SYMBOL at its place; never over a file that is there."""
    from whereas.authoring.new import create_text
    from whereas.project import load_settings

    def day() -> str:
        if date is None and not sys.stdin.isatty():
            raise ConfigurationError("the day of adoption is missing: give --date YYYY-MM-DD")
        return date or str(click.prompt("Day of adoption (YYYY-MM-DD)", err=True))

    made = create_text(
        root, load_settings(root), symbol, day, title=title, language=language, session=session
    )
    click.echo(made)
    click.echo("`whereas check` says what is still to be filled in", err=True)


@cli.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE asks for, why, and what to do; without RULE, list all rules."""
    from whereas import rulebook

    if rule is None:
        click.echo(rulebook.render_rules(rulebook.load_rules()), nl=False)
    else:
        click.echo(rulebook.render_rule(rulebook.find_rule(rule)), nl=False)


def main() -> NoReturn:
    """Run the command and end the process with its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command with `arguments`; give its exit code (architecture, section 5)."""
    try:
        # Not `cli.main`: it would end the process itself when nobody reads the output.
        with cli.make_context("whereas", list(arguments)) as context:
            return cli.invoke(context) or 0
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt, EOFError):
        return _INTERRUPTED
    except _Terminated:
        return _TERMINATED
    except click.ClickException as error:
        error.show()
        return ConfigurationError.exit_code
    except WhereasError as error:
        _report(error)
        return error.exit_code
    except BrokenPipeError:
        return _unread()
    except Exception as error:  # noqa: BLE001  the one place: a bug ends with words and code 70
        return _bug(error)


def _unread() -> int:
    """Let go of what nobody reads any more, lest Python complain of it at its end.

    The code is that of other programs in a pipe, for what was found is not known to anybody.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.close()
    return _UNREAD


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _build(root: Path, jobs: int, *, clean: bool = False, brief: bool = False) -> None:
    from whereas import publish
    from whereas.output.sizes import render_kinds

    built = publish.build(root, jobs=jobs, clean=clean)
    _print_problems(built.report)
    if not brief:
        click.echo(render_kinds(built.seal.kinds), err=True)
    click.echo(f"build/site: {built.seal.pages} pages", err=True)


def _report_kept(error: WhereasError) -> None:
    """Say why nothing was built while the site is being served."""
    _report(error)
    click.echo("the site that is served stays as it was", err=True)


def _report(error: WhereasError) -> None:
    if isinstance(error, ContentError):
        _print_problems(error.report)
    else:
        click.echo(f"whereas: {error}", err=True)


def _print_problems(report: Report) -> None:
    click.echo(REPORTERS.load()["text"](report), nl=False, err=True)


def _bug(error: Exception) -> int:
    """Say that the program is at fault; the traceback goes to whoever sets WHEREAS_DEBUG."""
    import os
    import traceback

    if os.environ.get("WHEREAS_DEBUG"):
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    name = Path(where.filename).name
    click.echo(
        f"whereas: a bug: {type(error).__name__}: {error} ({name}:{where.lineno}); "
        "set WHEREAS_DEBUG=1 for more",
        err=True,
    )
    return _BUG
