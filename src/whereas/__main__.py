"""`python -m whereas` is the command `whereas`."""

from __future__ import annotations

from whereas.cli import main

main()
