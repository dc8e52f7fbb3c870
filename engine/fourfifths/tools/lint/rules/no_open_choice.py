"""A scene can end up with no open choice.

Every choice of the scene is hidden, locked or gone for some values that its slots can have there: the player would be
stuck. The finding names such values. Choices are looked at together, so `if: lamp` beside `unless: lamp` is always
open, and so is a deck that still has cards to deal.

Bad:

```yaml
# story.yaml
variables:
  lamp: {one-of: [cold, lit, broken]}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: lit}, goto: yard}
      - {id: drop, label: Drop it., effects: {lamp: broken}, goto: yard}
      - {id: carry, label: Carry it., goto: yard}
  yard:
  ^^^^
    text: The yard.
    choices:
      - {id: read, label: Read the notice., if: lamp == lit, goto: end}
      - {id: feel, label: Feel along the wall., if: lamp == cold, goto: end}
```

Good:

```yaml
# story.yaml
variables:
  lamp: {one-of: [cold, lit, broken]}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: light, label: Light the lamp., effects: {lamp: lit}, goto: yard}
      - {id: drop, label: Drop it., effects: {lamp: broken}, goto: yard}
  yard:
    text: The yard.
    choices:
      - {id: read, label: Read the notice., if: lamp == lit, goto: end}
      - {id: feel, label: Feel along the wall., unless: lamp == lit, goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.conditions import every
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Deck, Scene, Story
from fourfifths.tools.lint.atoms import Atom, cases, spelled
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.traffic import written
from fourfifths.tools.lint.whole import Whole


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Scenes for which some combination of values closes every choice."""
    whole = sources.whole
    for _, leaf in sources.leaves:
        scene = leaf.scene
        if scene.ending or scene.auto or any(not choice.shown and not choice.needs for choice in scene.choices):
            continue
        stuck = _stuck(scene, whole) if whole.graph.reached >> whole.graph.number[scene.id] & 1 else None
        if stuck is not None:
            where = ", ".join(spelled(Atom(index, "==", value), story.slots) for index, value in stuck.items())
            hint = "give it a choice without if, unless, needs and once, or one for this case"
            message = f"{scene.id} has no open choice" + (f" where {where}" if where else "")
            yield RULE.found(scene.span, message, hint)


def _stuck(scene: Scene, whole: Whole) -> dict[int, int] | None:
    """Values that close every choice of a scene."""
    ways = [f"({every(choice.shown + choice.needs)})" for choice in scene.choices]
    reads = {index for choice in scene.choices for part in choice.shown + choice.needs for index in part.reads}
    if scene.deck:
        ways.append(_dealing(scene.deck, scene, whole))
        cards = (part for card in scene.deck.cards for part in written(card.shown))
        reads |= {scene.deck.count.index, *(index for part in cards for index in part.reads)}
    found = cases(" or ".join(ways) or "0", tuple(sorted(reads)), whole.story.slots, whole.values.at(scene.id))
    return next((values for values, is_open in found if not is_open), None)


def _dealing(deck: Deck, scene: Scene, whole: Whole) -> str:
    """A condition for the deck to have a card: more of them qualify than can have been played before."""
    count = f"v[{deck.count.index}]"
    setters = whole.traffic.setters.get(deck.count.index, ())
    if any(setter.scene != scene.id for setter in setters):
        return f"({count} < {deck.limit})"
    qualify = " + ".join(f"(1 if {every(written(card.shown))} else 0)" for card in deck.cards)
    return f"({count} < {deck.limit} and {qualify} > {count} - {deck.count.start})"


RULE = Rule("W105", "no-open-choice", check, local=False)
