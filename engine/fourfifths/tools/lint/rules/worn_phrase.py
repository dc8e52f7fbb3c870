"""A phrase that has been written too often.

Words and turns that a reader has met a thousand times, and that mean a writer was not looking: *vibrant*, *a testament
to*, *hung in the air*, *couldn't help but*. They are found in narration; what people say aloud in quotation marks, and
documents, may be as worn as people and documents are. A few stock names are found anywhere.

Bad:

```yaml
scenes:
  gate:
    text: Silence hung in the air over the gate.
                  ^^^^^^^^^^^^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: Nobody spoke at the gate. "It hung in the air," says Bo.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint import phrases
from fourfifths.tools.lint.pages import Page, Piece, Sources
from fourfifths.tools.lint.prose import narration, shown
from fourfifths.tools.lint.rule import Rule

_NARRATED = frozenset({"prose", "label", "locked", "note", "why"})


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Worn phrases in narration, and stock names in any text but those that the story gives its own people."""
    own = frozenset(word for person in story.people.values() for word in person.name.split())
    for page in sources.pages:
        if phrases.may_hold(page.words):
            yield from _in_page(page, own)


def _in_page(page: Page, own: frozenset[str]) -> Iterator[Diagnostic]:
    for piece in page.pieces:
        if piece.kind in _NARRATED:
            for match in phrases.PHRASE.finditer(narration(piece.text)):
                yield _worn(piece, match.start(), match.end(), "write what was there to see, or cut it")
        for match in phrases.NAME.finditer(shown(piece.text)):
            if match[0] not in own:
                yield _worn(piece, match.start(), match.end(), "give this person a name of this story")


def _worn(piece: Piece, start: int, end: int, hint: str) -> Diagnostic:
    said = " ".join(piece.text[start:end].split())
    return RULE.found(piece.span(start, end), f"worn: {said}", hint)


RULE = Rule("W304", "worn-phrase", check)
