"""A comment ignores what is not there.

`# fourfifths: ignore[W104]` silences W104 on its line; at the key of a text it covers the whole text. Once the reason
is gone the comment must go too, or it will hide the next mistake. Codes that do not exist, and those of errors, which
cannot be ignored, are found as well. The comment is written where YAML knows it as one: not inside a text.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}  # fourfifths: ignore[W304]
                                                                    ^^^^
```

Good:

```yaml
scenes:
  gate:
    text: The vibrant gate.  # fourfifths: ignore[W304]
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Nothing here: what a comment leaves unused is known only after every other rule has run (see `ignores`)."""
    return iter(())


RULE = Rule("W901", "unused-ignore", check)
