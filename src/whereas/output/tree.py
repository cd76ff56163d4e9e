"""Files written straight into a folder that is live, such as a preview; no lock, no swap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from whereas.output.files import Data, Written, write_tree
from whereas.output.zip import zip_bytes


class Tree:
    """Writes like a `Stage`, but each file at once and for good."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`."""
        self.folder = folder

    def write(self, path: str, data: Data) -> Written:
        """Write one file in one step; one that holds the same bytes is not touched."""
        whole = data if isinstance(data, bytes) else b"".join(data)
        write_tree(self.folder, [(path, whole)])
        return Written(path, len(whole), hashlib.sha256(whole).hexdigest())

    def write_zip(self, path: str, members: Iterable[tuple[str, Data]]) -> Written:
        """Write a zip; see `zip_bytes` for its members."""
        return self.write(path, zip_bytes(members))
