"""A line of a document is wider than 52 columns.

A document keeps its lines as they are written, inside a frame, which holds 52 columns on a terminal of 60; what is
wider is broken there. Of alternatives the widest counts.

Bad:

```yaml
scenes:
  gate:
    text:
      - doc: notice
        text: |
          CLOSED
          This gate has been closed by order of the board, and of the weather.
                                                              ^^^^^^^^^^^^^^^^
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

from fourfifths import markup
from fourfifths.diagnostics import Diagnostic
from fourfifths.excerpt import cells
from fourfifths.model import Block, Story
from fourfifths.tools.lint.measure import rows
from fourfifths.tools.lint.pages import Leaf, Page, Piece, Sources
from fourfifths.tools.lint.rule import Rule

WIDEST = 52


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Lines of documents, those with alternatives at their widest."""
    for page, leaf in sources.leaves:
        for piece, block in _documents(page, leaf):
            yield from _changing(piece, block) if "{" in piece.text else _plain(piece)


def _documents(page: Page, leaf: Leaf) -> Iterator[tuple[Piece, Block]]:
    """Each document as it is written, and what was made of it."""
    if not page.documents:
        return
    texts = [(leaf.node, leaf.scene.text), *((entry.node, entry.choice.text) for entry in leaf.entries)]
    for node, blocks in texts:
        yield from zip(page.documents_of(node), (block for block in blocks if block.doc), strict=False)


def _plain(piece: Piece) -> Iterator[Diagnostic]:
    for at, line in _lines(piece):
        width = cells(markup.plain(line)) if len(line) * 2 > WIDEST else 0
        if width > WIDEST:
            kept = next(end for end in range(len(line) + 1) if end == len(line) or cells(line[: end + 1]) > WIDEST)
            yield _found(piece, width, at + kept, at + len(line))


def _changing(piece: Piece, block: Block) -> Iterator[Diagnostic]:
    """What is too wide, each at the longest piece of it that is written so."""
    for row in rows(block.text):
        if len(row.text) * 2 > WIDEST and row.columns > WIDEST:
            written = row.written.strip()
            at, line = next((at, line) for at, line in _lines(piece) if written in line)
            start = at + line.index(written)
            yield _found(piece, row.columns, start, start + len(written or line))


def _lines(piece: Piece) -> Iterator[tuple[int, str]]:
    """The lines as they are written, each with where it begins."""
    at = 0
    for line in piece.text.split("\n"):
        yield at, line
        at += len(line) + 1


def _found(piece: Piece, width: int, start: int, end: int) -> Diagnostic:
    message = f"this line can take {width} columns, and {WIDEST} are shown on a small terminal"
    return RULE.found(piece.span(start, end), message, "break it")


RULE = Rule("W307", "wide-document", check)
