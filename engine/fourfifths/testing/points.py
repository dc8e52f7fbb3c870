"""What there is to read in a story: every scene, choice, variant, condition, ending and memory as one point.

A point's key is made of names and places within them, never of lines, so it outlives an edit elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fourfifths.diagnostics import Span
from fourfifths.model import Condition


class Kind(StrEnum):
    """What a point is; the value is its heading in a report."""

    SCENE = "scenes"
    TAKEN = "choices taken"
    OPEN = "choices seen open"
    LOCKED = "choices seen locked"
    DEALT = "cards dealt"
    PLAYED = "cards played"
    ROUTE = "routes taken"
    VARIANT = "text variants"
    CONDITION = "conditions both ways"
    MEMORY = "memories recalled"
    ENDING = "endings"
    CODA = "codas"
    LINE = "lines of the ledger"


class Way(NamedTuple):
    """A scene, and what must hold in it for a point to be met there; the draw of a shuffle is not said."""

    scene: str
    guards: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a playthrough may meet. `number` is its bit in a cover, `place` the text or rule it belongs to."""

    number: int
    kind: Kind
    key: str
    scene: str
    choice: str
    what: str
    span: Span
    ways: tuple[Way, ...] = ()

    @property
    def place(self) -> str:
        """Where in its scene it is, as `text0`, `label` or `needs0`; empty for what is no part of a text or rule."""
        return self.key.partition(":")[2].partition("/")[0]

    @property
    def bit(self) -> int:
        """The cover of this point alone."""
        return 1 << self.number
