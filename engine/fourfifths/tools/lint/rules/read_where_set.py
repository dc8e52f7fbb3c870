"""A variable is read only in the scene that sets it.

What a choice sets is meant to be met again: later, elsewhere, in somebody else's words. A variable that one scene sets
and only the same scene reads leaves no trace in the story; for "already asked" there is `chosen(scene.choice)`, which
needs no variable.

Bad:

```yaml
# story.yaml
variables:
  asked: {flag: false}
  ^^^^^
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: ask, label: Ask for the key., effects: {asked: true}, text: No key.}
      - {id: again, label: Ask once more., if: asked, text: No., goto: lane}
      - {id: leave, label: Leave., goto: end}
  lane:
    text: The lane.
    choices:
      - {id: home, label: Go home., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: ask, label: Ask for the key., text: No key.}
      - {id: again, label: Try the lock., if: chosen(gate.ask), text: No., goto: lane}
      - {id: leave, label: Leave., goto: end}
  lane:
    text: The lane.
    choices:
      - {id: home, label: Go home., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import SlotKind, Story
from fourfifths.tools.lint.pages import STORY, Sources
from fourfifths.tools.lint.rule import Rule

_DECLARED = (SlotKind.FLAG, SlotKind.INT, SlotKind.WORD)


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Variables whose only reader is their only setter; what a deck counts is read by the deck."""
    if sources.page(STORY) is None:
        return
    traffic = sources.whole.traffic
    counted = {scene.deck.count.index for scene in story.scenes.values() if scene.deck}
    for slot in story.slots:
        if slot.span is None or slot.kind not in _DECLARED or slot.index in counted:
            continue
        readers = set(traffic.readers.get(slot.index, ()))
        if len(readers) == 1 and readers == {setter.scene for setter in traffic.setters.get(slot.index, ())}:
            hint = "let a later scene answer it, or use chosen(scene.choice) in its place"
            yield RULE.found(slot.span, f"only {min(readers)}, which sets {slot.name}, reads it", hint)


RULE = Rule("W102", "read-where-set", check, local=False)
