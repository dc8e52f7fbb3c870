"""An alternative alone on its line splits a paragraph where it is empty.

In prose a blank line starts a new paragraph. An alternative that can show nothing, on lines of its own between other
lines, leaves just such a blank line. Write it at the end of the line before.

Bad:

```yaml
# story.yaml
variables:
  lamp: {flag: false}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: true}, goto: yard}
      - {id: dark, label: Go in as it is., goto: yard}
  yard:
    text: |
      The yard.
      {lamp: There is a well.}
      ^^^^^^^^^^^^^^^^^^^^^^^^
      Nobody is here.
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# story.yaml
variables:
  lamp: {flag: false}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: true}, goto: yard}
      - {id: dark, label: Go in as it is., goto: yard}
  yard:
    text: |
      The yard. {lamp: There is a well.}
      Nobody is here.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Piece, Sources
from fourfifths.tools.lint.prose import Brace, braces, flat
from fourfifths.tools.lint.rule import Rule

_NEAR = re.compile(r"\} *\n")
"""Without this no alternative of a text ends its line."""

_STARTS = re.compile(r"\n *\{")
"""Without this no alternative of a file starts a line."""

_KINDS = frozenset({"prose", "doc"})


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Alternatives that can be empty, alone on their lines, with text on the lines before and after."""
    near = (page for page in sources.pages if _STARTS.search(page.source.text))
    for piece in (piece for page in near for piece in page.pieces):
        if piece.kind in _KINDS and "{" in piece.text and _NEAR.search(piece.text):
            for brace in flat(braces(piece.text)):
                if brace.empty and _alone(piece.text, brace):
                    hint = "write it at the end of the line before"
                    yield RULE.found(_span(piece, brace), "without its text this leaves a blank line", hint)


def _alone(text: str, brace: Brace) -> bool:
    before, after = text[: brace.start].rstrip(" "), text[brace.end :].lstrip(" ")
    if not before.endswith("\n") or not after.startswith("\n"):
        return False
    above, below = before[:-1].rsplit("\n", 1)[-1], after[1:].split("\n", 1)[0]
    return bool(above.strip() and below.strip())


def _span(piece: Piece, brace: Brace) -> Span:
    line = piece.text[brace.start : brace.end].split("\n")[0]
    return piece.span(brace.start, brace.start + len(line))


RULE = Rule("W306", "split-paragraph", check)
