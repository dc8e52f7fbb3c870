"""A choice is worse than its neighbour on every meter, and better at nothing.

Both are open to everybody, lead to the same scene, and the better one also does everything else that the worse one
does. Nobody who watches the meters has a reason to take it: give it a price on the other side, or something of its own.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: share
        label: Share the bread.
        effects: {trust: {by: +4, why: Bo eats.}}
        goto: end
      - id: hoard
            ^^^^^
        label: Keep it in the bag.
        effects: {trust: {by: -2, why: Bo has seen the bag.}}
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - id: share
        label: Share the bread.
        effects:
          trust: {by: +4, why: Bo eats.}
          equity: {by: -2, why: The others have seen who ate.}
        goto: end
      - id: hoard
        label: Keep it in the bag.
        effects: {trust: {by: -2, why: Bo has seen the bag.}}
        goto: end
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, Story
from fourfifths.tools.lint.options import outdone, pairs
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Choices without conditions that another one of their scene leaves nothing."""
    for _, leaf in sources.leaves:
        found: dict[str, tuple[Choice, Choice]] = {}
        for one, other in pairs(leaf):
            for worse, better in ((one.choice, other.choice), (other.choice, one.choice)):
                if worse.goto == better.goto and _free(worse) and _free(better) and outdone(worse, better):
                    found.setdefault(worse.id, (worse, better))
        for worse, better in found.values():
            hint = "give it something that the other one costs"
            message = f"{better.id} is as good as {worse.id} on every meter, and better on one"
            yield RULE.found(worse.span, message, hint)


def _free(choice: Choice) -> bool:
    return not choice.shown and not choice.needs


RULE = Rule("W201", "dominated-choice", check)
