"""What a choice does to the values, effect by effect, each clamped to its slot's bounds."""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths.model import Effect, Slot, SlotKind
from fourfifths.operation import HALF_WAY, MOVE
from fourfifths.state import Change


def apply(effects: Iterable[Effect], values: tuple[int, ...]) -> tuple[int, ...]:
    """The values after the effects, in order."""
    after = list(values)
    for effect in effects:
        index = effect.slot.index
        after[index] = effect.operation.after(after[index])
    return tuple(after)


def changes(effects: Iterable[Effect], values: tuple[int, ...]) -> tuple[Change, ...]:
    """How the effects move the meters, in order; a move that the meter's end swallowed whole is listed too."""
    now = list(values)
    found = []
    for effect in effects:
        slot = effect.slot
        before = now[slot.index]
        now[slot.index] = effect.operation.after(before)
        if slot.kind is SlotKind.METER:
            found.append(Change(slot.name, before, now[slot.index], effect.why))
    return tuple(found)


def said(effect: Effect) -> str:
    """An effect in one phrase: `trust +4`, `equity half-way to 22`, `soup = thin`."""
    if effect.kind is MOVE:
        return f"{effect.slot.name} {effect.amount:+d}"
    if effect.kind is HALF_WAY:
        return f"{effect.slot.name} half-way to {effect.amount}"
    return f"{effect.slot.name} = {written(effect.slot, effect.amount)}"


def written(slot: Slot, value: int) -> str:
    """A slot's value as an author writes it."""
    words = slot.words or (("false", "true") if slot.kind is SlotKind.FLAG else ())
    return words[value] if words else str(value)
