"""A condition always holds.

It asks for what is certain here, so it decides nothing: the bounds of its slots, or what every way to this scene has
set, make it true. Take it out, or ask for what was meant.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
  yard:
    text: "The yard.{seen(gate): The gate is behind you.}"
                     ^^^^^^^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
      - {id: round, label: Go round., goto: lane}
  lane:
    text: The lane.
    choices:
      - {id: in, label: Over the wall., goto: yard}
  yard:
    text: "The yard.{seen(lane): Your shoes are wet.}"
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.judged import told
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Conditions, and parts of conditions, that are true whatever happens."""
    return told(RULE, sources, holds=True, cure=lambda _: "take it out")


RULE = Rule("W104", "always-holds", check, local=False)
