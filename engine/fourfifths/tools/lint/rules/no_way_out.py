"""No end can be reached from a scene.

Scenes that lead only to one another keep the player for ever. A loop without a choice cannot be written at all: every
way from scene to scene is a choice, and a scene without one does not compile (E060).

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: in, label: Go in., goto: yard}
  yard:
  ^^^^
    text: The yard.
    choices:
      - {id: on, label: Look at the lane., goto: lane}
  lane:
    text: The lane.
    choices:
      - {id: back, label: Turn round., goto: yard}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: in, label: Go in., goto: yard}
  yard:
    text: The yard.
    choices:
      - {id: back, label: Turn round., goto: gate}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Scenes where the last way to an end is left: the first such scene of each way."""
    graph = sources.whole.graph
    for _, leaf in sources.leaves:
        number = graph.number[leaf.scene.id]
        if graph.ending >> number & 1 or not graph.reached >> number & 1:
            continue
        if leaf.scene.id == story.start or _entered_from_outside(number, graph):
            hint = "let a choice here, or in a scene after it, lead to a scene that `ends:`"
            yield RULE.found(leaf.scene.span, f"no end can be reached from {leaf.scene.id}", hint)


def _entered_from_outside(number: int, graph: Graph) -> bool:
    return any(graph.ending >> other & 1 for other in graph.back[number])


RULE = Rule("W106", "no-way-out", check, local=False)
