"""Two choices of a scene do the same.

They lead to the same scene, move everything alike and leave the same memories; only their words differ, and nothing
later asks which of them it was. Choices that stay in the scene and change nothing, as questions do, are not meant.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: knock
        label: Knock.
        effects: {trust: {by: +2, why: Somebody hears it.}}
        goto: end
      - id: shout
            ^^^^^
        label: Call over the wall.
        effects: {trust: {by: +2, why: Everybody hears it.}}
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: knock
        label: Knock.
        effects: {trust: {by: +2, why: Somebody hears it.}}
        goto: end
      - id: shout
        label: Call over the wall.
        effects: {trust: {by: +2, why: Everybody hears it.}}
        goto: yard
  yard:
    text: "The yard. {chosen(gate.shout): They are all out.|Nobody is out.}"
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: back, label: Go back., goto: gate}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, SlotKind, Story
from fourfifths.tools.lint.options import deeds, moves, pairs, together
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.whole import Whole


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Choices whose every effect an earlier one of their scene has, and no other."""
    for _, leaf in sources.leaves:
        found: dict[str, Diagnostic] = {}
        for one, other in pairs(leaf):
            if _same(one.choice, other.choice, sources.whole) and together(one.choice, other.choice, story):
                message = f"{other.choice.id} does what {one.choice.id} does"
                hint = "let one of them cost, move or be remembered as something else, or make them one"
                found.setdefault(other.choice.id, RULE.found(other.choice.span, message, hint))
        yield from found.values()


def _same(one: Choice, other: Choice, whole: Whole) -> bool:
    if one.goto != other.goto or one.needs != other.needs or one.memories != other.memories:
        return False
    if moves(one) != moves(other) or deeds(one) != deeds(other):
        return False
    return not _told_apart(one, whole) and not _told_apart(other, whole) and (one.goto is not None or _does(one))


def _does(choice: Choice) -> bool:
    return bool(choice.memories or moves(choice) or deeds(choice))


def _told_apart(choice: Choice, whole: Whole) -> bool:
    """Whether something asks if this choice was taken."""
    marks = (effect.slot.index for effect in choice.effects if effect.slot.kind is SlotKind.CHOSEN)
    return any(index in whole.asked for index in marks)


RULE = Rule("W203", "same-effects", check, local=False)
