"""Nothing reads a variable.

A variable that no condition and no text reads cannot change anything: either the place that should read it is missing,
or it can go.

Bad:

```yaml
# story.yaml
variables:
  lamp: {flag: false}
  ^^^^
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: true}, goto: end}
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

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import SlotKind, Story
from fourfifths.tools.lint.pages import STORY, Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Declared variables without a reader."""
    if sources.page(STORY) is None:
        return
    readers = sources.whole.traffic.readers
    for slot in story.slots:
        if slot.span and slot.kind is not SlotKind.METER and slot.index not in readers:
            yield RULE.found(slot.span, f"nothing reads {slot.name}", "use it in a condition or a text, or take it out")


RULE = Rule("W002", "never-read", check, local=False)
