"""Nothing in the story teaches a fact or relies on it.

facts.yaml is the list of what people may know. A fact in it that no scene needs, no condition asks for and no choice
teaches is a plan that was dropped, or a `knows:` that was forgotten.

Bad:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: [ann]}
  ^^^^
# yard/gate.yaml
scenes:
  gate:
    text: The gate. The well is dry.
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: [ann]}
# yard/gate.yaml
scenes:
  gate:
    knows: well
    text: The gate. The well is dry.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.compiler.nodes import Mapping
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import FACTS, Sources, scalars
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Facts that no slot that is read and no lesson names."""
    page = sources.page(FACTS)
    facts = page.source.root.entries.get("facts") if page and page.source.root else None
    if page is None or not isinstance(facts, Mapping):
        return
    used = sources.whole.relied | _taught(sources)
    for fact in facts.entries:
        if fact not in used:
            hint = "put it in the `knows:` of the scenes that rely on it, or take it out"
            yield RULE.found(page.key(facts, fact), f"nothing teaches {fact} or relies on it", hint)


def _taught(sources: Sources) -> frozenset[str]:
    leaves = (leaf for page in sources.whole.pages for leaf in page.leaves)
    lessons = [entry.node.entries.get("teach") for leaf in leaves for entry in leaf.entries]
    nodes = (node for lesson in lessons if isinstance(lesson, Mapping) for node in lesson.entries.values())
    return frozenset(fact.text for node in nodes for fact in scalars(node))


RULE = Rule("W108", "unused-fact", check, local=False)
