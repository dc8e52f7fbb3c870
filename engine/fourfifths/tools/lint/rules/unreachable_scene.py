"""No way leads to a scene.

No choice has a `goto` to it and no deck deals it, so nobody will ever read it. Most often a `goto` was renamed, or
never written.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}
  cellar:
  ^^^^^^
    text: The cellar.
    choices:
      - {id: up, label: Go up., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: down, label: Look below., goto: cellar}
  cellar:
    text: The cellar.
    choices:
      - {id: up, label: Go up., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.bits import members
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Scenes that the start does not lead to; of those that lead to one another, only the first."""
    graph = sources.whole.graph
    for _, leaf in sources.leaves:
        number = graph.number[leaf.scene.id]
        if not graph.reached >> number & 1 and _first(number, graph):
            hint = "let a choice or a deck lead there"
            yield RULE.found(leaf.scene.span, f"no way leads to {leaf.scene.id}", hint)


def _first(number: int, graph: Graph) -> bool:
    """Whether no scene but those that it leads to itself, and that come later, leads to it."""
    others = members(graph.before[number] & ~(1 << number), 0)
    return all(other > number and graph.before[other] >> number & 1 for other in others)


RULE = Rule("W001", "unreachable-scene", check, local=False)
