"""A label is wider than 60 columns.

A choice must be read at a glance and fit one line beside its number on a small terminal. Wide characters count twice;
of alternatives the longest counts.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: leave
        label: Go home by the lane, past the well, without a word to anybody at all.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: "Go home by the lane, without a word.", goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.compiler.nodes import Scalar
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story, Template
from fourfifths.tools.lint.measure import columns
from fourfifths.tools.lint.pages import Page, Sources, mappings, scalars
from fourfifths.tools.lint.rule import Rule

WIDEST = 60


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Labels of choices and titles of cards."""
    for page, leaf in sources.leaves:
        for entry in leaf.entries:
            for node in scalars(entry.node.entries.get("label")):
                if len(node.text) * 2 > WIDEST:
                    yield from _label(page, node, entry.choice.label)
        for card in mappings(leaf.node.entries.get("card")):
            dealt = sources.whole.traffic.dealt.get(leaf.scene.id, ())
            for node in scalars(card.entries["title"]):
                yield from _label(page, node, dealt[0][1].label if dealt else ())


def _label(page: Page, node: Scalar, label: Template) -> Iterator[Diagnostic]:
    width = columns(label)
    if width > WIDEST:
        yield RULE.found(page.span(node), f"this label has {width} columns, and {WIDEST} are shown well", "shorten it")


RULE = Rule("W205", "long-label", check)
