"""Nothing reads a variable.

A variable that no condition and no text reads cannot change anything: either the place that should read it is missing,
or it can go. A panel shows a variable and does not read it: nothing in play depends on what is shown there.

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
from fourfifths.reads import panel_reads
from fourfifths.tools.lint.pages import STORY, Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Declared variables without a reader."""
    if sources.page(STORY) is None:
        return
    readers = sources.whole.traffic.readers
    shown = {index for panel in story.panels for index in panel_reads(panel)}
    for slot in story.slots:
        if slot.span and slot.kind is not SlotKind.METER and slot.index not in readers:
            also = "a panel shows it, and play does not depend on it: " if slot.index in shown else ""
            hint = f"{also}use it in a condition or a text of a scene, or take it out"
            yield RULE.found(slot.span, f"nothing reads {slot.name}", hint)


RULE = Rule("W002", "never-read", check, local=False)
