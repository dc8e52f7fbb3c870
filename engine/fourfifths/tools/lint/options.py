"""The choices of a scene beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from fourfifths.bits import Set
from fourfifths.conditions import every
from fourfifths.model import Choice, SlotKind, Story
from fourfifths.tools.lint.atoms import cases
from fourfifths.tools.lint.pages import Entry, Leaf
from fourfifths.tools.lint.values import WIDEST

Deed = tuple[int, int, bool]
"""The slot, the amount, and whether it is a move."""


def pairs(leaf: Leaf) -> Iterator[tuple[Entry, Entry]]:
    """Each two choices of a scene; nobody chooses between routes."""
    return combinations(() if leaf.scene.auto else leaf.entries, 2)


def moves(choice: Choice) -> dict[str, int]:
    """How far a choice moves each meter."""
    found: dict[str, int] = {}
    for effect in choice.effects:
        if effect.slot.kind is SlotKind.METER:
            found[effect.slot.name] = found.get(effect.slot.name, 0) + effect.amount
    return found


def deeds(choice: Choice) -> frozenset[Deed]:
    """What a choice does beside moving meters; that it was chosen is no deed."""
    apart = (SlotKind.METER, SlotKind.CHOSEN)
    return frozenset((e.slot.index, e.amount, e.relative) for e in choice.effects if e.slot.kind not in apart)


def together(one: Choice, other: Choice, story: Story) -> bool:
    """Whether two choices can be in sight at once; taken to be so where too much would have to be tried."""
    conditions = one.shown + other.shown
    if not conditions:
        return True
    code = every(conditions)
    reads = tuple(sorted({index for condition in conditions for index in condition.reads}))
    answer = None
    for _, answer in cases(code, reads, story.slots, lambda index: _every(story, index)):
        if answer:
            return True
    return answer is None


def _every(story: Story, index: int) -> Set | None:
    slot = story.slots[index]
    size = slot.high - slot.low + 1
    return None if size > WIDEST else (1 << size) - 1
