"""A note to oneself stands in a text that players read.

TODO, FIXME, XXX and TK in a text are plans, not prose. In a comment they are nobody's business but the author's.

Bad:

```yaml
scenes:
  gate:
    text: |
      The gate.
      TODO the rust on it
      ^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    # TODO the rust on it
    text: The gate.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule

_WORDS = ("TODO", "FIXME", "XXX", "TK")
_NOTE = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Notes in any text of a scene."""
    for page in sources.pages:
        if any(word in page.source.text for word in _WORDS):
            for piece in page.pieces:
                for match in _NOTE.finditer(piece.text):
                    span = piece.span(*match.span())
                    yield RULE.found(span, f"{match[0]} stands in a text", "write it, or take it out")


RULE = Rule("W303", "todo", check)
