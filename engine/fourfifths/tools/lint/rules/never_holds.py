"""A condition can never hold.

What it guards is never read, never offered, never unlocked. The linter knows the bounds of each slot, every value that
the choices on the way here can give it, and which scenes can lie behind the player; if no combination of those makes
the condition true, nothing in play will.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: in
        label: Go in.
        effects: {trust: {by: +5, why: Somebody opens.}}
        goto: yard
  yard:
    text: "The yard.{trust > 60: Everybody waves.}"
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
      - id: in
        label: Go in.
        effects: {trust: {by: +5, why: Somebody opens.}}
        goto: yard
      - id: climb
        label: Over the wall.
        effects: {trust: {by: -5, why: Somebody sees it.}}
        goto: lane
  lane:
    text: The lane.
    choices:
      - {id: in, label: Into the yard., goto: yard}
  yard:
    text: "The yard.{trust > 50: Somebody waves.}"
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.judged import Judged, told
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Conditions, and parts of conditions, that are false whatever happens."""
    return told(RULE, sources, holds=False, cure=_cure)


def _cure(found: Judged) -> str:
    return "take it out" if found.part else "mend it, or take out what it guards"


RULE = Rule("W103", "never-holds", check, local=False)
