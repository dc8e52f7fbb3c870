"""A capitalised name that the story does not hold.

Characters, places, firms and inventions have one name each. Where facts.yaml lists names under `canon:`, every
capitalised word inside a sentence must be one of them, of story.yaml's people and places, or a word that the same file
writes small elsewhere. Documents, titles, words in
capitals, and the first word of a sentence or of a speech are not looked at.

Bad:

```yaml
# facts.yaml
canon:
  names: [Larder]
# yard/gate.yaml
scenes:
  gate:
    text: We walk past the Larder with Billy.
                                       ^^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# facts.yaml
canon:
  names: [Larder]
# yard/gate.yaml
scenes:
  gate:
    text: We walk past the Larder with Bo. He looks away.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Page, Piece, Sources
from fourfifths.tools.lint.prose import shown
from fourfifths.tools.lint.rule import Rule

_KINDS = frozenset({"prose", "label", "say", "locked", "note", "why"})
_WORD = re.compile(r"(?<![\w'’/-])[^\W\d_a-z][\w'’]*(?:-\w+)*")
_CAPITAL = re.compile(r"[^\w]*([^\W\d_a-z][\w'’]*(?:-\w+)*)")
_OPENS = frozenset('.!?:;…—–"“”‘«»(*[/|')
_NEAR, _MANY = 200, 300
_CLOSES, _ENDS = ")]*'’_", frozenset(".!?…:")
_CONTRACTED = frozenset({"I'm", "I'd", "I'll", "I've"})


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Capitalised words inside a sentence that nothing declares."""
    if sources.whole.canon.names:
        for page in sources.pages:
            strange = _strange(page, sources)
            for piece in page.pieces if strange else ():
                if piece.kind in _KINDS:
                    yield from _in_piece(piece, strange)


def _strange(page: Page, sources: Sources) -> frozenset[str]:
    """The capitalised words of a page that are no names of the story and that it never writes small."""
    canon = sources.whole.canon
    capital = {match[1] for word in page.words if not word.islower() and (match := _CAPITAL.match(word))}
    unknown = {word for word in capital if _is_name(word) and not canon.knows(word)}
    if not unknown:
        return frozenset()
    small = {word.strip(".,;:!?\"“”()*'’|}{-…") for word in page.words}
    strange = frozenset(word for word in unknown if _bare(word).lower() not in small)
    if len(strange) > _MANY:
        return strange
    return frozenset(word for word in strange if _inside(word, page.source.text))


def _inside(word: str, text: str) -> bool:
    """Whether a word stands anywhere in a file but at a start; most words that look strange only start sentences."""
    at = text.find(word)
    while at >= 0:
        if not _starts(text[max(0, at - _NEAR) : at]):
            return True
        at = text.find(word, at + 1)
    return False


def _is_name(word: str) -> bool:
    """Whether a word may be a name: no letter by itself, no Roman number and nothing shouted."""
    bare = _bare(word)
    return len(bare) > 1 and not bare.isupper() and bare not in _CONTRACTED


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").rstrip("'")


def _in_piece(piece: Piece, strange: frozenset[str]) -> Iterator[Diagnostic]:
    text = shown(piece.text)
    for match in _WORD.finditer(text):
        word = match[0].rstrip("'’")
        if word in strange and not _starts(text[max(0, match.start() - _NEAR) : match.start()]):
            hint = "mend it, or add it to `canon: names:` in facts.yaml"
            span = piece.span(match.start(), match.start() + len(word))
            yield RULE.found(span, f"the story holds no name {word}", hint)


def _starts(text: str) -> bool:
    """Whether a sentence, a line of speech or a paragraph starts after this."""
    before = text.rstrip(" \n")
    if not before or text.count("\n", len(before)) > 1:
        return True
    return before[-1] in _OPENS or before.rstrip(_CLOSES)[-1:] in _ENDS


RULE = Rule("W301", "unknown-name", check)
