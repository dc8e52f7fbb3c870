"""What a choice does to the values: sets and moves, each clamped to its slot's bounds."""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths.model import Effect, SlotKind
from fourfifths.state import Change


def apply(effects: Iterable[Effect], values: tuple[int, ...]) -> tuple[int, ...]:
    """The values after the effects, in order."""
    after = list(values)
    for effect in effects:
        slot = effect.slot
        amount = after[slot.index] + effect.amount if effect.relative else effect.amount
        after[slot.index] = min(slot.high, max(slot.low, amount))
    return tuple(after)


def changes(effects: Iterable[Effect], values: tuple[int, ...]) -> tuple[Change, ...]:
    """How the effects move the meters, in order; a move that the meter's end swallowed whole is listed too."""
    now = list(values)
    found = []
    for effect in effects:
        slot = effect.slot
        before = now[slot.index]
        amount = before + effect.amount if effect.relative else effect.amount
        now[slot.index] = min(slot.high, max(slot.low, amount))
        if slot.kind is SlotKind.METER:
            found.append(Change(slot.name, before, now[slot.index], effect.why))
    return tuple(found)
