"""The command `whereas`: parses, calls one function, prints, sets the exit code.

Data go to standard output, talk to standard error.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

import click

from whereas import __version__
from whereas.ending import bug, ended, let_go, refused
from whereas.errors import ConfigurationError, ContentError, WhereasError
from whereas.printing import LIMIT, print_problems, print_report, report_error
from whereas.reporting.reporters import REPORTERS

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
    help="Style of the report: `text` for people, `json` for programs, `github` for workflows "
    "there, `sarif` for editors and code hosts.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    help="Problems listed of one file, the gravest first chosen; 0 lists all.",
)
@click.pass_obj
def check(root: Path, paths: Sequence[str], form: str, strict: bool, limit: int) -> None:
    """Check all texts; with PATHS (files or folders of texts), report on those alone.
    The settings are always checked. No file of the project is written.
    """
    from whereas import judging
    from whereas.project import load_project, refusal

    try:
        _, report = judging.check(load_project(root), paths or None)
    except ContentError as error:
        report = error.report
    print_report(root, report, form, limit)
    if report.failed(strict=strict):
        raise click.exceptions.Exit(refusal(report).exit_code)


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--check", "dry", is_flag=True, help="Only say which files differ; write nothing.")
@click.pass_obj
def fmt(root: Path, paths: Sequence[str], dry: bool) -> None:
    """Set texts in the canonical form: all, or those under PATHS. No word changes; comments stay.
    A file with errors stays as it is, and they are reported.
    """
    from whereas.authoring import formatting

    report = formatting.format_texts(root, paths or None, write=not dry)
    for file in report.differing:
        click.echo(f"{file}: {'not in the canonical form' if dry else 'formatted'}", err=True)
    if report.problems.problems:
        print_problems(root, report.problems)
    for fault in report.faults:
        report_error(fault)
    if report.faults:
        raise click.exceptions.Exit(max(fault.exit_code for fault in report.faults))
    if report.problems.failed() or (dry and report.differing):
        raise click.exceptions.Exit(1)


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

    # Where no project is, there is nothing to watch; a faulty one may be mended meanwhile.
    with suppress(ContentError):
        load_project(root)
    return serving.serve(
        build,
        root / "build" / "site",
        [root / "content", root / "mkdocs.yml"],
        port,
        say=lambda line: click.echo(line, err=True),
        report=partial(_report_kept, root),
    )


@cli.command()
@click.argument("form", metavar="FORMAT")
@click.argument("symbols", metavar="SYMBOL...", nargs=-1, required=True)
@click.option("--language", help="Language of the texts; else that of the main files.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write them to, a file a text; else they are printed.",
)
@click.pass_obj
def export(
    root: Path, form: str, symbols: Sequence[str], language: str | None, folder: Path | None
) -> None:
    """Print texts in FORMAT (`akn`, `json`) to standard output, in the order of the SYMBOLs.
    With --to they are written, and a file of the same name is replaced.
    """
    from whereas import exporting
    from whereas.exporters.formats import FORMATS
    from whereas.project import load_project

    if form not in FORMATS.load():
        raise ConfigurationError(f"there is no format {form}; formats are {', '.join(FORMATS)}")
    made = exporting.export(load_project(root), FORMATS[form], symbols, language)
    if folder is not None:
        for name in exporting.write_texts(root / folder, made):
            click.echo(folder / name)
        return
    for _, data in made:
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
    from whereas.checks.rules import check_corpus
    from whereas.project import load_settings

    def day() -> str:
        if date is not None:
            return date
        if not sys.stdin.isatty():
            raise ConfigurationError("the day of adoption is missing: give --date YYYY-MM-DD")
        return str(click.prompt("Day of adoption (YYYY-MM-DD)", err=True))

    made = create_text(
        root,
        load_settings(root),
        symbol,
        day,
        check_corpus,
        title=title,
        language=language,
        session=session,
        year=(date or "")[:4],
    )
    click.echo(made)
    click.echo("`whereas check` says what is still to be filled in", err=True)


@cli.command("import")
@click.argument("sources", nargs=-1, required=True)
@click.option("--format", "key", help="Importer of all SOURCES; else each file's ending tells it.")
@click.option("--update", is_flag=True, help="Import over files that are there.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="File for JSON.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0: one a core.")
@click.pass_obj
def import_(
    root: Path,
    sources: Sequence[str],
    key: str | None,
    update: bool,
    report: Path | None,
    jobs: int,
) -> None:
    """Make texts of SOURCES (files, or folders of them) in official XML, or plain text.
    What is left out, mended or doubtful is reported, and each error that `check` finds in what was
    made. A file that is there and differs stays as it is; with --update its topics, relations,
    emendations and comments are kept.
    """
    from whereas import importing, vetting
    from whereas.importers.report import ImportReport, iter_summary
    from whereas.project import load_settings
    from whereas.reporting.text import harmless

    _, registers = load_settings(root)
    files = importing.find_sources([str(root / source) for source in sources], key)
    with click.progressbar(length=len(files), label="importing", file=sys.stderr) as bar:
        for step in importing.import_texts(
            root, registers, files, key=key, renew=update, jobs=jobs
        ):
            if isinstance(step, int):
                bar.update(step - bar.pos)
            else:
                made: ImportReport = step
    made = vetting.vet(root, made)
    for line in iter_summary(made):
        click.echo(harmless(line), err=True)
    if report is not None:
        importing.write_report(root / report, made)
    if made.failed():
        raise click.exceptions.Exit(1)


@cli.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE asks for, why, and what to do; without RULE, list all rules.
    The letters of a family, such as VOT, list those of the family.
    """
    from whereas import rulebook

    families = rulebook.find_families(rule)
    if families:
        click.echo(rulebook.render_rules(families), nl=False)
    elif rule is not None:
        click.echo(rulebook.render_rule(rulebook.find_rule(rule)), nl=False)


def main() -> NoReturn:
    """Run the command and end the process with its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command with `arguments`; give its exit code (architecture, section 5)."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        # The code is that of other programs in a pipe: what was found is not known to anybody.
        let_go()
        return _UNREAD
    except OSError as error:
        return refused(error)
    except Exception as error:  # noqa: BLE001  the one place: a bug ends with words and code 70
        return bug(error)


def _run(arguments: Sequence[str]) -> int:
    try:
        # Not `cli.main`: it would end the process itself when nobody reads the output.
        with cli.make_context("whereas", list(arguments)) as context:
            try:
                return cli.invoke(context) or 0
            except ContentError as error:
                return ended(error.exit_code, partial(report_error, error, context.obj))
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt, EOFError):
        return _INTERRUPTED
    except _Terminated:
        return _TERMINATED
    except click.ClickException as error:
        return ended(ConfigurationError.exit_code, error.show)
    except WhereasError as error:
        return ended(error.exit_code, partial(report_error, error))


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _build(root: Path, jobs: int, *, clean: bool = False, brief: bool = False) -> None:
    from whereas import publish
    from whereas.output.sizes import render_kinds

    built = publish.build(root, jobs=jobs, clean=clean)
    print_problems(root, built.report)
    if not brief:
        click.echo(render_kinds(built.seal.kinds), err=True)
    click.echo(f"build/site: {built.seal.pages} pages", err=True)


def _report_kept(root: Path, error: WhereasError) -> None:
    """Say why nothing was built while the site is being served."""
    report_error(error, root)
    click.echo("the site that is served stays as it was", err=True)
