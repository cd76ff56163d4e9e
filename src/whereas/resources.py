"""`data_file()`: the one way to the schemas and registers that belong to the program.

Works from a checkout, an editable install and a wheel: a wheel carries the top-level
`schemas/` as `whereas/schemas/`.
"""

from __future__ import annotations

from pathlib import Path

from whereas.errors import EnvironmentFault

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def data_file(*parts: str) -> Path:
    """Give the path of a file or folder of the program's data, such as `schemas`, `tables`.

    Raises `EnvironmentFault` when the installation lacks it.
    """
    for root in (_PACKAGE, _CHECKOUT):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise EnvironmentFault(f"the installation lacks {'/'.join(parts)}; install Whereas again")
