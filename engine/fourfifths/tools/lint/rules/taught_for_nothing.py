"""A fact is taught and nothing relies on it.

Teaching somebody a fact matters where a condition asks for it or a scene's `knows:` needs it. Otherwise the fact is
only prose, and `teach:` can go.

Bad:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: []}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: look, label: Look down., teach: {ann: well}, goto: end}
                                                   ^^^^
```

Good:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: []}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: look, label: Look down., teach: {ann: well}, goto: yard}
      - {id: on, label: Go on., goto: yard}
  yard:
    text: "{knows(ann, well): I say it.|I ask for water.}"
    choices:
      - {id: leave, label: Leave., goto: end}
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
    """Taught facts that no `knows()` and no `knows:` names."""
    relied = sources.whole.relied
    for page, leaf in sources.leaves:
        for entry in leaf.entries:
            lessons = entry.node.entries.get("teach")
            for lesson in lessons.entries.values() if isinstance(lessons, Mapping) else ():
                for fact in scalars(lesson):
                    if fact.text not in relied:
                        hint = f"use knows(person, {fact.text}) or a scene's `knows:`, or take it out"
                        yield RULE.found(page.span(fact), f"nothing relies on {fact.text}", hint)


RULE = Rule("W004", "taught-for-nothing", check, local=False)
