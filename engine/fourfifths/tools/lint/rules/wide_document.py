"""A line of a document is wider than 56 columns.

A document keeps its lines as they are written, inside a frame; wider than this it is cut on a small terminal.

Bad:

```yaml
scenes:
  gate:
    text:
      - doc: notice
        text: |
          CLOSED
          This gate has been closed by order of the board, and of the weather.
                                                                  ^^^^^^^^^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text:
      - doc: notice
        text: |
          CLOSED
          This gate has been closed
          by order of the board, and of the weather.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.excerpt import cells
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Piece, Sources
from fourfifths.tools.lint.rule import Rule

WIDEST = 56


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Lines of documents, those with alternatives left out."""
    for page in sources.pages:
        for piece in page.documents:
            yield from _lines(piece)


def _lines(piece: Piece) -> Iterator[Diagnostic]:
    at = 0
    for line in piece.text.split("\n"):
        width = cells(line)
        if width > WIDEST and "{" not in line and "}" not in line:
            kept = next(end for end in range(len(line) + 1) if end == len(line) or cells(line[: end + 1]) > WIDEST)
            message = f"this line has {width} columns, and {WIDEST} are shown well"
            yield RULE.found(piece.span(at + kept, at + len(line)), message, "break it")
        at += len(line) + 1


RULE = Rule("W307", "wide-document", check)
