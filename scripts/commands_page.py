"""The page on the commands, made from click: usage, what each does, options, exit codes.

Gives text; writes nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import click

from whereas import errors
from whereas.cli import cli

HEAD = """\
---
# Made by `make docs` from src/whereas/cli.py; change the commands.
title: Commands
description: >-
  What each command of the program does: its arguments, its options and its exit codes.
---

# Commands

Every command of the program. Data go to standard output, talk to standard error.
[Documentation](documentation.md) tells how to begin.
"""

_NEITHER = (
    (0, "Fine."),
    (130, "Interrupted."),
    (141, "Nobody read the output to its end (`whereas check | head -1`)."),
    (143, "Terminated."),
)
"""Exit codes that no exception stands for."""


def render_commands() -> str:
    """Give the page as Markdown."""
    context = click.Context(cli, info_name="whereas")
    parts = [HEAD, "\n## whereas {#whereas}\n", _render_command(cli, context)]
    for name, command in cli.commands.items():
        inner = click.Context(command, info_name=name, parent=context)
        parts += [f"\n## whereas {name} {{#{name}}}\n", _render_command(command, inner)]
    parts.append("\n## Exit codes {#exit-codes}\n")
    parts += [f"\n{code}\n:   {words}\n" for code, words in sorted(_exit_codes())]
    return "".join(parts)


def _render_command(command: click.Command, context: click.Context) -> str:
    usage = " ".join(command.collect_usage_pieces(context))
    said = inspect.cleandoc(command.help or "").replace("\n", " ")
    parts = [f"\n    {context.command_path} {usage}\n", f"\n{said}\n"]
    options = (option for option in command.params if isinstance(option, click.Option))
    parts += [_render_option(option) for option in options if not option.is_eager]
    return "".join(parts)


def _render_option(option: click.Option) -> str:
    """Give an option: its names, what it is for, what it takes, what holds without it."""
    names = ", ".join(option.opts)
    takes = "" if option.is_flag else f" {option.make_metavar(click.Context(cli)).split()[0]}"
    facts = [option.help or "", _kind(option.type)]
    if isinstance(option.default, str | int) and not option.is_flag:
        facts.append(f"If absent `{option.default}`.")
    if isinstance(option.type, click.Choice | click.IntRange):
        takes = ""
    return f"\n`{names}{takes}`\n:   {' '.join(fact for fact in facts if fact)}\n"


def _kind(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Choice):
        return "One of " + ", ".join(f"`{choice}`" for choice in kind.choices) + "."
    if isinstance(kind, click.IntRange):
        bounds = f"{kind.min} or more" if kind.max is None else f"{kind.min} to {kind.max}"
        return f"A whole number, {bounds}."
    return ""


def _exit_codes() -> Iterator[tuple[int, str]]:
    """Give each exit code with what it means, from the exceptions that have one of their own."""
    yield from _NEITHER
    for kind in errors.WhereasError.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind.exit_code, inspect.getdoc(kind) or ""
