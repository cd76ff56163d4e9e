"""What all files of a run share is made once: patterns from registers cost a tenth of a second."""

from __future__ import annotations

from dataclasses import dataclass

from whereas.model.registers import Registers


@dataclass(frozen=True, slots=True, eq=False)
class SameRegisters:
    """Registers by identity: their own values, of which there are many, cannot be hashed."""

    held: Registers

    def __eq__(self, other: object) -> bool:
        """Tell whether both are one."""
        return isinstance(other, SameRegisters) and self.held is other.held

    def __hash__(self) -> int:
        """Give a number that is the same for the same registers."""
        return id(self.held)
