"""How far the values of a state are from what a tree asks for."""

from __future__ import annotations

from collections.abc import Sequence

from fourfifths.prove.formula import Every, Literal, Opaque, Some, Tree
from fourfifths.prove.system import System

SLOPE = 4.0
"""What it counts that a value is off by as much as can be, beside the one for being off."""


class Distance:
    """How far values are from a tree: one and more for each literal that is not so."""

    def __init__(self, system: System) -> None:
        self._formulas = system.formulas
        self._slots = system.story.slots

    def of(self, tree: Tree, values: Sequence[int]) -> float:
        """Nothing where it holds."""
        if isinstance(tree, Literal):
            return self._off(tree, values[tree.slot] - self._slots[tree.slot].low)
        if isinstance(tree, Opaque):
            return 0.0 if self._formulas.holds(tree, values) else 1.0
        each = (self.of(part, values) for part in tree.parts)
        return sum(each) if isinstance(tree, Every) else min(each, default=float("inf"))

    def _off(self, literal: Literal, at: int) -> float:
        mask = literal.mask
        if mask >> at & 1:
            return 0.0
        above, below = mask >> at, mask & (1 << at) - 1
        gaps = [(above & -above).bit_length() - 1] if above else []
        gaps += [at - below.bit_length() + 1] if below else []
        span = self._formulas.whole[literal.slot].bit_length()
        return 1.0 + SLOPE * min(gaps, default=span) / span

    def lacking(self, tree: Tree, values: Sequence[int]) -> frozenset[int]:
        """The slots of which the values are not as a tree would have them."""
        if isinstance(tree, Literal):
            return frozenset({tree.slot}) if self.of(tree, values) else frozenset()
        if isinstance(tree, Opaque):
            return frozenset()
        parts: Sequence[Tree] = tree.parts
        if isinstance(tree, Some):
            parts = [min(parts, key=lambda part: self.of(part, values))] if parts else []
        return frozenset[int]().union(*(self.lacking(part, values) for part in parts))
