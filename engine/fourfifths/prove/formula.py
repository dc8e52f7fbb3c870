"""Conditions as trees of literals: a literal is a slot and the values it may have, one bit each from the slot's lowest.

The trees come from the checked code of conditions, which is a small subset of Python, so nothing is evaluated but
comparisons of whole numbers. A comparison of several slots becomes a table of literals where there are few enough
combinations; else it is `Opaque`, which a proof takes to hold always and a search evaluates.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import comb
from operator import or_

from fourfifths.conditions import compiled
from fourfifths.model import Condition, Slot

TABLE = 20_000
"""Combinations of values that a comparison of several slots is tried with."""
HANDS = 2000
"""Ways to choose cards that the tree of a hand may spell out."""

Cube = tuple[tuple[int, int], ...]
"""Slots, in order, each with the values it may have; a slot that is not named may have any."""
Sets = tuple[int, ...]
"""The values that each slot may have."""


@dataclass(frozen=True, slots=True)
class Literal:
    """That a slot has one of these values."""

    slot: int
    mask: int


@dataclass(frozen=True, slots=True)
class Every:
    """That all parts hold."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """That one of the parts holds."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Opaque:
    """A comparison of too many combinations; it is evaluated, never solved."""

    code: str


Tree = Literal | Every | Some | Opaque
ALWAYS, NEVER = Every(()), Some(())


class Formulas:
    """Makes the trees of one story's conditions."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        self.whole = tuple((1 << slot.high - slot.low + 1) - 1 for slot in slots)
        self._known: dict[str, Tree] = {}

    def of(self, conditions: Iterable[Condition]) -> Tree:
        """The tree of conditions that must all hold."""
        return every(self._condition(condition.code) for condition in conditions)

    def between(self, slot: Slot, low: int, high: int) -> Tree:
        """That a slot is between these values."""
        values = (1 << value - slot.low for value in range(max(low, slot.low), min(high, slot.high) + 1))
        return Literal(slot.index, reduce(or_, values, 0))

    def negated(self, tree: Tree) -> Tree:
        """The tree that holds where this one does not."""
        if isinstance(tree, Literal):
            return Literal(tree.slot, self.whole[tree.slot] & ~tree.mask)
        if isinstance(tree, Opaque):
            return Opaque(f"not ({tree.code})")
        parts = tuple(self.negated(part) for part in tree.parts)
        return some(parts) if isinstance(tree, Every) else every(parts)

    def holds(self, tree: Tree, values: Sequence[int]) -> bool:
        """Whether it holds for these values."""
        if isinstance(tree, Literal):
            return bool(tree.mask >> values[tree.slot] - self._slots[tree.slot].low & 1)
        if isinstance(tree, Opaque):
            return bool(compiled(tree.code)(values))  # type: ignore[arg-type]
        return (all if isinstance(tree, Every) else any)(self.holds(part, values) for part in tree.parts)

    def _condition(self, code: str) -> Tree:
        if code not in self._known:
            self._known[code] = self._tree(ast.parse(code, mode="eval").body)
        return self._known[code]

    def _tree(self, node: ast.expr, *, holds: bool = True) -> Tree:
        """The tree of a part of a condition, or of its opposite: of a sum of slots that is a table of its own."""
        if isinstance(node, ast.BoolOp):
            parts = [self._tree(part, holds=holds) for part in node.values]
            return every(parts) if isinstance(node.op, ast.And) is holds else some(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._tree(node.operand, holds=not holds)
        return self._leaf(node if holds else ast.UnaryOp(ast.Not(), node))

    def _leaf(self, node: ast.expr) -> Tree:
        reads = sorted({_index(part) for part in ast.walk(node) if isinstance(part, ast.Subscript)})
        code = ast.unparse(node)
        size = 1
        for slot in reads:
            size *= self.whole[slot].bit_length()
        return Opaque(code) if size > TABLE else self._table(code, reads, {})

    def _table(self, code: str, reads: list[int], known: dict[int, int]) -> Tree:
        if not reads:
            return ALWAYS if compiled(code)(known) else NEVER  # type: ignore[arg-type]
        slot, rest = reads[0], reads[1:]
        low = self._slots[slot].low
        found: dict[Tree, int] = {}
        for value in range(low, self._slots[slot].high + 1):
            tree = self._table(code, rest, {**known, slot: value})
            found[tree] = found.get(tree, 0) | 1 << value - low
        return some(every((Literal(slot, mask), tree)) for tree, mask in found.items())


def _index(node: ast.Subscript) -> int:
    value = node.slice
    assert isinstance(value, ast.Constant)  # noqa: S101 - the compiler writes numbers only
    assert isinstance(value.value, int)  # noqa: S101
    return value.value


def every(parts: Iterable[Tree]) -> Tree:
    """All of these, flat."""
    found: list[Tree] = []
    for part in parts:
        found += part.parts if isinstance(part, Every) else (part,)
    if NEVER in found or any(isinstance(part, Literal) and not part.mask for part in found):
        return NEVER
    return found[0] if len(found) == 1 else Every(tuple(dict.fromkeys(found)))


def some(parts: Iterable[Tree]) -> Tree:
    """One of these, flat; literals of one slot are one literal."""
    found: list[Tree] = []
    masks: dict[int, int] = {}
    for part in parts:
        for piece in part.parts if isinstance(part, Some) else (part,):
            if isinstance(piece, Literal):
                masks[piece.slot] = masks.get(piece.slot, 0) | piece.mask
            else:
                found.append(piece)
    found += [Literal(slot, mask) for slot, mask in masks.items() if mask]
    if ALWAYS in found:
        return ALWAYS
    return found[0] if len(found) == 1 else Some(tuple(dict.fromkeys(found)))


def at_most(count: int, conditions: Sequence[Sequence[Condition]], formulas: Formulas) -> Tree:
    """That no more than `count` of these hold, each all of some conditions."""
    if comb(len(conditions), count) > HANDS:
        codes = (" and ".join(f"({condition.code})" for condition in each) or "True" for each in conditions)
        return Opaque(" + ".join(f"(not not ({code}))" for code in codes) + f" <= {count}")
    return _at_most(count, [formulas.of(each) for each in conditions], formulas)


def _at_most(count: int, trees: Sequence[Tree], formulas: Formulas) -> Tree:
    if len(trees) <= count:
        return ALWAYS
    first, rest = trees[0], trees[1:]
    without = every((formulas.negated(first), _at_most(count, rest, formulas)))
    return some((without, _at_most(count - 1, rest, formulas))) if count else without


def cubes(tree: Tree, within: Sets, cap: int) -> tuple[tuple[Cube, ...], bool]:
    """Cubes whose union is the tree, among these values; and whether it is, or only lies in their union."""
    expander = _Expander(within, cap)
    found = expander.expanded(tree, [{}])
    return tuple(tuple(sorted(cube.items())) for cube in found), expander.exact


class _Expander:
    def __init__(self, within: Sets, cap: int) -> None:
        self._within, self._cap = within, cap
        self.exact = True

    def expanded(self, tree: Tree, base: list[dict[int, int]]) -> list[dict[int, int]]:
        """The cubes of the base in which the tree holds."""
        if isinstance(tree, Literal):
            return [cube for old in base if (cube := self._met(old, tree)) is not None]
        if isinstance(tree, Opaque):
            self.exact = False
            return base
        if isinstance(tree, Every):
            for part in sorted(tree.parts, key=lambda part: not isinstance(part, Literal)):
                base = self.expanded(part, base)
            return base
        found = distinct([cube for part in tree.parts for cube in self.expanded(part, base)], self._cap)
        if found is None:
            self.exact = False
            return base
        return found

    def _met(self, cube: dict[int, int], literal: Literal) -> dict[int, int] | None:
        slot, possible = literal.slot, self._within[literal.slot]
        mask = cube.get(slot, possible) & literal.mask & possible
        if not mask:
            return None
        return cube if mask == cube.get(slot, possible) else {**cube, slot: mask}


def distinct(found: list[dict[int, int]], most: int) -> list[dict[int, int]] | None:
    """The cubes that lie in no other; None where there are more than so many."""
    kept = Kept()
    for cube in sorted(found, key=len):
        if not kept.hold(cube):
            kept.add(cube)
            if len(kept.cubes) > most:
                return None
    return kept.cubes


class Kept:
    """Cubes, and by slot and mask those that have it, as bits in their order."""

    def __init__(self) -> None:
        self.cubes: list[dict[int, int]] = []
        self._masks: dict[int, dict[int, int]] = {}

    def add(self, cube: dict[int, int]) -> None:
        """Keeps a cube."""
        for slot, mask in cube.items():
            masks = self._masks.setdefault(slot, {})
            masks[mask] = masks.get(mask, 0) | 1 << len(self.cubes)
        self.cubes.append(cube)

    def hold(self, cube: dict[int, int]) -> bool:
        """Whether a cube lies in one of them."""
        left = (1 << len(self.cubes)) - 1
        for slot, masks in self._masks.items():
            here = cube.get(slot, -1)
            for mask, cubes in masks.items():
                if here & ~mask:
                    left &= ~cubes
            if not left:
                return False
        return left != 0
