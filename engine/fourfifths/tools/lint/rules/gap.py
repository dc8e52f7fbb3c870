"""An alternative that shows nothing leaves a gap.

Where an alternative can be empty, the spaces around it stay: before a full stop that is a space too many, and in a
document, whose spaces are kept, a doubled one. Put the space inside the alternative's braces, as part of an arm that
needs it, by closing the braces up with the word before.

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
      The yard {lamp: and the well}.
               ^^^^^^^^^^^^^^^^^^^^
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
      {lamp: The yard and the well.|The yard.}
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Page, Piece, Sources
from fourfifths.tools.lint.prose import Brace, braces, flat
from fourfifths.tools.lint.rule import Rule

_NEAR = (re.compile(r"\}[.,;!?)’”…]"), re.compile(r"\}[ .,;!?)’”…]"))
"""Without these no alternative of prose, or of a document, leaves a gap."""

_POINTS = frozenset(".,;!?)’”…")


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Alternatives that can be empty with a space before them and a space or a point after."""
    for piece in (piece for page in sources.pages for piece in _near(page)):
        if "}" not in piece.text or not _NEAR[piece.kind == "doc"].search(piece.text):
            continue
        for brace in flat(braces(piece.text)):
            if brace.empty and _gapes(piece, brace):
                hint = "put the words around it inside its arms"
                what = "a doubled space" if piece.kind == "doc" and piece.text[brace.end] == " " else "a space too many"
                yield RULE.found(_span(piece, brace), f"without its text this leaves {what}", hint)


def _near(page: Page) -> tuple[Piece, ...]:
    """The texts of a page that may gape: with an alternative before a point any, else only documents."""
    return page.pieces if _NEAR[False].search(page.source.text) else page.documents


def _gapes(piece: Piece, brace: Brace) -> bool:
    text = piece.text
    before, after = text[brace.start - 1 : brace.start], text[brace.end : brace.end + 1]
    if piece.kind == "doc":
        return before == " " and after in {" ", *_POINTS}
    return before in (" ", "\n") and after in _POINTS and after != ""


def _span(piece: Piece, brace: Brace) -> Span:
    line = piece.text[brace.start : brace.end].split("\n")[0]
    return piece.span(brace.start, brace.start + len(line))


RULE = Rule("W305", "gap", check)
