"""Where codes of conditions hold in a box: boxes that are split until it is plain.

A box gives slots the values they may have, one bit each from the slot's lowest up. The checker stands on this; the
search does not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import product

from fourfifths.conditions import compiled
from fourfifths.model import Slot
from fourfifths.prove.avoided import Avoided, Box
from fourfifths.prove.guards import reads, source, tree

STEPS, CASES = 400_000, 4096
Split = tuple[int, int]
"""A slot, and the values that go to one side."""


class Splitter:
    """Splits boxes of one story's slots, `STEPS` times in all, then OverflowError."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots, self._spent = slots, 0
        self._held: dict[str, int] = {}

    def again(self) -> None:
        """Begins to count anew."""
        self._spent = 0

    def holding(self, codes: Sequence[str], box: dict[int, int], avoid: Avoided) -> Iterator[dict[int, int]]:
        """Boxes that together are the part of a box, outside of the others, in which all codes hold.

        The box speaks of every slot that a code looks at.
        """
        if all(box.values()):
            yield from self._split(codes, box, avoid, avoid.met(box))

    def _split(self, codes: Sequence[str], box: dict[int, int], avoid: Avoided, met: int) -> Iterator[dict[int, int]]:
        """The same of a box with states in it that meets these of the others."""
        self._spent += 1
        if self._spent > STEPS:
            raise OverflowError
        if avoid.holds(box, met):
            return
        split = self._undecided(codes, box)
        if split is None and not met:
            yield box
        elif not isinstance(split, bool):
            index, mask = split or avoid.edge(box, met)
            here = box[index] if index in box else avoid.sets[index]
            for part in (here & mask, here & ~mask):
                if part:
                    yield from self._split(codes, {**box, index: part}, avoid, met & ~avoid.apart(index, part))

    def _undecided(self, codes: Sequence[str], box: Box) -> Split | bool | None:
        """Where to split a box to decide a code; None where all hold, False where one never does."""
        found: Split | None = None
        for code in codes:
            answer = self._truth(tree(code), box)
            if answer is False:
                return False
            found = found or (answer if isinstance(answer, tuple) else None)
        return found

    def _truth(self, node: ast.expr, box: Box) -> Split | bool:
        """Whether a code holds all over a box, or nowhere in it, or where to split the box."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            answer = self._truth(node.operand, box)
            return (not answer) if isinstance(answer, bool) else answer
        if not isinstance(node, ast.BoolOp):
            return self._leaf(source(node), box)
        final, split = isinstance(node.op, ast.Or), None
        for part in node.values:
            answer = self._truth(part, box)
            if answer is final:
                return final
            split = split or (answer if isinstance(answer, tuple) else None)
        return split or not final

    def _leaf(self, code: str, box: Box) -> Split | bool:
        slots = sorted(reads(code), key=lambda index: (box[index].bit_count(), index))
        if len(slots) == 1:
            held = self._where(code, slots[0]) & box[slots[0]]
            return (slots[0], held) if held and held != box[slots[0]] else bool(held)
        answers = set()
        for number, row in enumerate(product(*(self._values(index, box) for index in slots))):
            answers.add(self._is(code, slots, *row))
            if number > CASES or len(answers) == 2:
                wide = next(index for index in slots if box[index].bit_count() > 1)
                return wide, box[wide] & -box[wide]
        return answers.pop()

    def _where(self, code: str, index: int) -> int:
        """The values of its only slot for which a code holds."""
        if code not in self._held:
            slot = self._slots[index]
            values = range(slot.low, slot.high + 1)
            self._held[code] = sum(1 << v - slot.low for v in values if self._is(code, (index,), v))
        return self._held[code]

    def _values(self, index: int, box: Box) -> list[int]:
        slot = self._slots[index]
        return [value for value in range(slot.low, slot.high + 1) if box[index] >> value - slot.low & 1]

    @staticmethod
    def _is(code: str, slots: Sequence[int], *values: int) -> bool:
        return bool(compiled(code)(dict(zip(slots, values, strict=True))))  # type: ignore[arg-type]
