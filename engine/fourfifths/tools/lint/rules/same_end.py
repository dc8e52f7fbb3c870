"""Two scenes end the story under one id.

Counts of how often an end is reached, and playthroughs that expect one, know ends by their ids: two scenes with one id
are one end to them.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
      - {id: leave, label: Leave., goto: lane}
  yard:
    text: The yard.
    ends: {id: evening, title: In the yard}
  lane:
    text: The lane.
    ends: {id: evening, title: On the lane}
               ^^^^^^^
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
      - {id: leave, label: Leave., goto: lane}
  yard:
    text: The yard.
    ends: {id: in-the-yard, title: In the yard}
  lane:
    text: The lane.
    ends: {id: on-the-lane, title: On the lane}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.compiler.nodes import Mapping
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources, scalars
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Ends whose id an earlier scene's end has."""
    first = sources.whole.ends
    for page, leaf in sources.leaves:
        ending, ends = leaf.scene.ending, leaf.node.entries.get("ends")
        if ending and isinstance(ends, Mapping) and first[ending.id] != leaf.scene.id:
            for node in scalars(ends.entries.get("id")):
                message = f"{first[ending.id]} ends the story as {ending.id} too"
                yield RULE.found(page.span(node), message, "rename one of them")


RULE = Rule("W109", "same-end", check, local=False)
