"""Finds the calls by which a module would write to the disk, from its syntax tree alone.

It errs on the strict side: a mode it cannot read counts as writing. It does not follow values,
so it cannot see through `getattr`, `exec` or another program that is started.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

# fmt: off
# Functions that write, by module; `*` means every name of it.
WRITING_FUNCTIONS = {
    "dbm": {"open"},
    "logging": {"FileHandler"},
    "numpy": {"memmap", "save", "savetxt", "savez", "savez_compressed"},
    "os": {
        "chmod", "chown", "copy_file_range", "fchmod", "fchown", "ftruncate", "lchmod",
        "lchown", "link", "makedirs", "mkdir", "mkfifo", "mknod", "posix_fallocate", "pwrite",
        "remove", "removedirs", "removexattr", "rename", "renames", "replace", "rmdir",
        "sendfile", "setxattr", "symlink", "truncate", "unlink", "utime", "write", "writev",
    },
    "shelve": {"open"},
    "shutil": {
        "chown", "copy", "copy2", "copyfile", "copyfileobj", "copymode", "copystat", "copytree",
        "make_archive", "move", "rmtree", "unpack_archive",
    },
    "tempfile": {"*"},
}

# Methods that write, whatever they are called on: those of Path, of zip and tar files, arrays.
WRITING_METHODS = {
    "copy_into", "extractall", "hardlink_to", "lchmod", "makedirs", "mkdir", "move_into",
    "rename", "renames", "rmdir", "rmtree", "symlink_to", "tofile", "touch", "unlink",
    "write_bytes", "write_text",
}
# fmt: on

# Functions that open: the positions of what is opened and of the mode, and the mode if absent.
OPENING_FUNCTIONS = {
    "bz2.BZ2File": (0, 1, "r"),
    "bz2.open": (0, 1, "rb"),
    "codecs.open": (0, 1, "r"),
    "gzip.GzipFile": (0, 1, "rb"),
    "gzip.open": (0, 1, "rb"),
    "io.FileIO": (0, 1, "r"),
    "io.open": (0, 1, "r"),
    "lzma.LZMAFile": (0, 1, "r"),
    "lzma.open": (0, 1, "rb"),
    "open": (0, 1, "r"),
    "os.fdopen": (0, 1, "r"),
    "tarfile.TarFile": (0, 1, "r"),
    "tarfile.open": (0, 1, "r"),
    "zipfile.ZipFile": (0, 1, "r"),
}

# Databases are files, unless they live in memory.
CONNECTING_FUNCTIONS = frozenset({"duckdb.connect", "sqlite3.connect"})

READING_FLAGS = frozenset(
    {"O_BINARY", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_RDONLY"}
)
MEMORY_FILES = frozenset({"BytesIO", "StringIO"})


@dataclass(frozen=True, slots=True)
class WritingCall:
    """One finding: the line, from 1, and the call as it stands there."""

    line: int
    call: str


def find_writing_calls(source: str) -> list[WritingCall]:
    """Give the writing calls of a module's source, in the order of their lines."""
    tree = ast.parse(source)
    names = _imported_names(tree)
    in_memory = _names_in_memory(tree)
    found = {
        WritingCall(node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt | ast.expr)
        and (
            _imports_everything(node)
            or _names_a_writer(node, names)
            or (isinstance(node, ast.Call) and _writes(node, names, in_memory))
        )
    }
    return sorted(found, key=lambda finding: (finding.line, finding.call))


def _imported_names(tree: ast.AST) -> dict[str, str]:
    """Give what each imported name stands for: `{"sh": "shutil", "mv": "shutil.move"}`."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                names[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _names_in_memory(tree: ast.AST) -> frozenset[str]:
    """Give the names that hold a file in memory, by their value or their annotation."""
    return frozenset(_iter_names_in_memory(tree))


def _iter_names_in_memory(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name, annotation=ast.expr() as annotation):
                if _last_name(annotation) in MEMORY_FILES:
                    yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if _is_memory_file(value):
                    yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if _is_memory_file(value):
                    yield name
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                if _is_memory_file(value):
                    yield name
            case ast.withitem(context_expr=value, optional_vars=ast.Name(id=name)):
                if _is_memory_file(value):
                    yield name


def _is_memory_file(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _last_name(node.func) in MEMORY_FILES


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _full_name(node: ast.expr, names: dict[str, str]) -> str:
    """Give `shutil.move` for `sh.move` after `import shutil as sh`; "" for others."""
    match node:
        case ast.Name(id=name):
            return names.get(name, name)
        case ast.Attribute(value=value, attr=attribute):
            prefix = _full_name(value, names)
            return f"{prefix}.{attribute}" if prefix else ""
        case _:
            return ""


def _imports_everything(node: ast.AST) -> bool:
    """Tell whether it is `from os import *`, which would hide what a name stands for."""
    return (
        isinstance(node, ast.ImportFrom)
        and node.module in WRITING_FUNCTIONS
        and any(alias.name == "*" for alias in node.names)
    )


def _names_a_writer(node: ast.AST, names: dict[str, str]) -> bool:
    """Tell whether a writing function or method is named, called or handed on as a value."""
    if isinstance(node, ast.Attribute) and node.attr in WRITING_METHODS:
        return True
    if not isinstance(node, ast.Name | ast.Attribute):
        return False
    if isinstance(node, ast.Name) and node.id not in names:
        return False
    module, _, function = _full_name(node, names).rpartition(".")
    return not WRITING_FUNCTIONS.get(module, set()).isdisjoint({function, "*"})


def _writes(call: ast.Call, names: dict[str, str], in_memory: frozenset[str]) -> bool:
    full_name = _full_name(call.func, names)
    if full_name == "os.open":
        return not all(map(_is_reading_flag, [*call.args[1:2], *_keyword(call, "flags")]))
    if full_name in CONNECTING_FUNCTIONS:
        return not _connects_in_memory(call, full_name)
    if full_name in OPENING_FUNCTIONS:
        return _opens_for_writing(call, *OPENING_FUNCTIONS[full_name], in_memory)
    if isinstance(call.func, ast.Attribute):
        return _method_writes(call, call.func.attr)
    return False


def _keyword(call: ast.Call, *names: str) -> list[ast.expr]:
    return [keyword.value for keyword in call.keywords if keyword.arg in names]


def _is_reading_flag(flag: ast.expr) -> bool:
    match flag:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_reading_flag(left) and _is_reading_flag(right)
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=name), _]):
            return name in READING_FLAGS
        case _:
            return _last_name(flag) in READING_FLAGS


def _connects_in_memory(call: ast.Call, function: str) -> bool:
    databases = [*call.args[:1], *_keyword(call, "database")]
    if not databases:
        return function == "duckdb.connect"
    return isinstance(databases[0], ast.Constant) and databases[0].value == ":memory:"


def _opens_for_writing(
    call: ast.Call, opened: int, mode: int, default: str, in_memory: frozenset[str]
) -> bool:
    files = [*_keyword(call, "fileobj"), *call.args[opened : opened + 1]]
    if files and (_last_name(files[0]) in in_memory or _is_memory_file(files[0])):
        return False
    modes = [*call.args[mode : mode + 1], *_keyword(call, "mode")]
    return _is_writing_mode(modes[0]) if modes else _has_writing_letter(default)


def _is_writing_mode(mode: ast.expr) -> bool:
    return not isinstance(mode, ast.Constant) or _has_writing_letter(str(mode.value))


def _has_writing_letter(mode: str) -> bool:
    return not set("wax+").isdisjoint(mode)


def _method_writes(call: ast.Call, method: str) -> bool:
    """Judge the methods whose arguments decide: `open`, `replace`, `chmod`."""
    match method:
        case "open":
            return _method_opens_for_writing(call)
        case "replace":
            # Path.replace(target); str.replace takes two, the others only keywords.
            return len(call.args) == 1 and not call.keywords
        case "chmod":
            return True
        case _:
            return False


def _method_opens_for_writing(call: ast.Call) -> bool:
    """Judge `path.open(mode)` and, in an archive, `archive.open(name, mode)`."""
    modes = _keyword(call, "mode") or call.args[1:2] or call.args[:1]
    match modes:
        case []:
            return False
        case [ast.Constant(value=str(mode))] if not set(mode) <= set("rwxabt+U"):
            return False  # the name of a member of an archive, which is then read
        case [mode, *_]:
            return _is_writing_mode(mode)
        case _:
            return True
