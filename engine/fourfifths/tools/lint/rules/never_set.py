"""Something reads a variable that never changes.

It keeps the value it starts with, so every condition on it always goes the same way. The effect that should set it is
missing, or sets it to what it is already. A meter that no choice moves is found too.

Bad:

```yaml
# story.yaml
variables:
  lamp: {flag: false}
  ^^^^
# yard/gate.yaml
scenes:
  gate:
    text: "The gate{lamp: , lit}."
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# story.yaml
variables:
  lamp: {flag: false}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: true}, goto: yard}
      - {id: dark, label: Go in as it is., goto: yard}
  yard:
    text: "The yard{lamp: , lit}."
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Slot, SlotKind, Story
from fourfifths.tools.lint.pages import STORY, Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Declared slots that keep their start; of variables, those that something reads."""
    if sources.page(STORY) is None:
        return
    readers = sources.whole.traffic.readers
    for slot in story.slots:
        meter = slot.kind is SlotKind.METER
        if slot.index in sources.whole.constants and (meter or slot.index in readers):
            hint = f"let a choice {'move' if meter else 'set'} it, or take it out"
            yield RULE.found(slot.span or Span(STORY, 1, 1), f"{slot.name} is never anything but {_start(slot)}", hint)


def _start(slot: Slot) -> str:
    if slot.words:
        return slot.words[slot.start]
    return ("false", "true")[slot.start] if slot.kind is SlotKind.FLAG else str(slot.start)


RULE = Rule("W101", "never-set", check, local=False)
