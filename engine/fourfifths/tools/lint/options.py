"""The choices of a scene beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from fourfifths.bits import Set
from fourfifths.conditions import every
from fourfifths.model import Choice, Effect, SlotKind, Story
from fourfifths.operation import HALF_WAY, MOVE, EffectKind
from fourfifths.tools.lint.atoms import cases
from fourfifths.tools.lint.pages import Entry, Leaf
from fourfifths.tools.lint.values import WIDEST

Deed = tuple[int, int, EffectKind]
"""The slot, the amount, and whether it is set, moved or taken half way there."""


def pairs(leaf: Leaf) -> Iterator[tuple[Entry, Entry]]:
    """Each two choices of a scene; nobody chooses between routes."""
    return combinations(() if leaf.scene.auto else leaf.entries, 2)


def moves(choice: Choice) -> dict[str, int]:
    """How far a choice moves each meter."""
    found: dict[str, int] = {}
    for effect in choice.effects:
        if effect.slot.kind is SlotKind.METER and effect.kind is MOVE:
            found[effect.slot.name] = found.get(effect.slot.name, 0) + effect.amount
    return found


def deeds(choice: Choice) -> frozenset[Deed]:
    """What a choice does beside moving meters by so much; that it was chosen is no deed."""
    return frozenset((e.slot.index, e.amount, e.kind) for e in choice.effects if _is_deed(e))


def _is_deed(effect: Effect) -> bool:
    kind = effect.slot.kind
    return kind is not SlotKind.CHOSEN and (kind is not SlotKind.METER or effect.kind is not MOVE)


def outdone(worse: Choice, better: Choice) -> bool:
    """Whether one choice does all that another does, and no less and somewhere more on every meter.

    What takes a meter half way to a number may be more or less, so both must do it.
    """
    down, up = moves(worse), moves(better)
    steps = [up.get(meter, 0) - down.get(meter, 0) for meter in {**down, **up}]
    if not steps or min(steps) < 0 or max(steps) == 0:
        return False
    return _pulled(worse) == _pulled(better) and deeds(worse) <= deeds(better)


def _pulled(choice: Choice) -> set[tuple[int, int]]:
    """The meters that a choice takes half way to a number, and the numbers."""
    return {(e.slot.index, e.amount) for e in choice.effects if e.slot.kind is SlotKind.METER and e.kind is HALF_WAY}


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
