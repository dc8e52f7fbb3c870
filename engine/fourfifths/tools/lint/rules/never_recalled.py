"""Nobody recalls a memory.

What people keep of an act is there to come back: in a condition, in what they say later. A memory that nothing asks for
is a promise the story does not keep.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: wave
        label: Wave to Bo.
        remember: {id: waved, seen-by: bo}
                       ^^^^^
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: wave
        label: Wave to Bo.
        remember: {id: waved, seen-by: bo}
        goto: yard
      - {id: on, label: Go in., goto: yard}
  yard:
    text: "{remembers(bo, waved): Bo nods.|Bo reads.}"
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources, mappings, scalars
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Memories that no `remembers()` names."""
    recalled = sources.whole.recalled
    for page, leaf in sources.leaves:
        for entry in leaf.entries:
            if not entry.choice.memories:
                continue
            for memory in mappings(entry.node.entries.get("remember")):
                for name in scalars(memory.entries.get("id")):
                    if name.text not in recalled:
                        hint = f"use remembers(person, {name.text}), or take it out"
                        yield RULE.found(page.span(name), f"nobody recalls {name.text}", hint)


RULE = Rule("W003", "never-recalled", check, local=False)
