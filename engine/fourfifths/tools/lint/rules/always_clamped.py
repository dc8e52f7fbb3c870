"""A move always runs into the end of its slot, or half way to a number is always where the slot is.

Whatever the value is when the choice can be taken, the move would take it past its lowest or highest, and is cut there.
The player reads a reason for a move that is smaller than it says, or none at all.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: beg, label: Beg., effects: {trust: {by: +49, why: They open.}}, goto: yard}
  yard:
    text: The yard.
    choices:
      - id: thank
        label: Thank them.
        effects: {trust: {by: +3, why: They like to be thanked.}}
                              ^^
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: beg, label: Beg., effects: {trust: {by: +9, why: They open.}}, goto: yard}
  yard:
    text: The yard.
    choices:
      - id: thank
        label: Thank them.
        effects: {trust: {by: +3, why: They like to be thanked.}}
        goto: end
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.bits import members
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, Effect, Story
from fourfifths.operation import HALF_WAY, SET
from fourfifths.tools.lint.atoms import SetOf
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.values import narrowed


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Moves that are cut for every value their slot can have."""
    whole = sources.whole
    for _, leaf in sources.leaves:
        set_of = whole.values.at(leaf.scene.id)
        for choice in leaf.scene.choices:
            for effect in choice.effects:
                if effect.kind is not SET and effect.span and (values := _cut(effect, choice, set_of)):
                    here = str(values[0]) if values[0] == values[-1] else f"{values[0]} to {values[-1]}"
                    yield RULE.found(effect.span, *_told(effect, here))


def _told(effect: Effect, here: str) -> tuple[str, str]:
    """The message and the cure for an effect before which its slot is `here`."""
    slot = effect.slot
    if effect.kind is HALF_WAY:
        return f"{slot.name} never moves here: it is {here} before, and half way to {effect.amount}", "take it out"
    bound = slot.high if effect.amount > 0 else slot.low
    return f"{slot.name} always stops at {bound} here: it is {here} before", "make the move smaller, or take it out"


def _cut(effect: Effect, choice: Choice, set_of: SetOf) -> list[int]:
    """The values before the effect if each of them is cut, or stays what it is half way to a number."""
    slot = effect.slot
    values = set_of(slot.index)
    if values is None:
        return []
    left = narrowed(slot, values, choice.shown + choice.needs)
    if effect.kind is HALF_WAY:
        return [] if effect.operation.image(left) != left else members(left, slot.low)
    room = slot.high - effect.amount if effect.amount > 0 else slot.low - effect.amount
    lowest = slot.low + (left & -left).bit_length() - 1
    highest = slot.low + left.bit_length() - 1
    cut = lowest > room if effect.amount > 0 else highest < room
    return members(left, slot.low) if left and cut else []


RULE = Rule("W204", "always-clamped", check, local=False)
