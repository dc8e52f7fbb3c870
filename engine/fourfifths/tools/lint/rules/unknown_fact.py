"""A scene relies on a fact that its point of view does not know.

`knows:` says which facts a scene's text takes for granted. Either nothing on any way here teaches the fact to that
person, or there is a way of choices that are always open and that misses every lesson. Where only some conditions keep
the player from such a way the linter is silent; `fourfifths prove` settles those.

Bad:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: []}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: look, label: Look down the well., teach: {ann: well}, text: Dry., goto: yard}
      - {id: in, label: Go in., goto: yard}
  yard:
    knows: well
           ^^^^
    text: I think of the well.
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# facts.yaml
facts:
  well: {text: The well is dry, known-by: []}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: look, label: Look down the well., teach: {ann: well}, text: Dry., goto: yard}
      - {id: in, label: Go in., goto: lane}
  yard:
    knows: well
    text: I think of the well.
    choices:
      - {id: leave, label: Leave., goto: end}
  lane:
    text: The lane.
    choices:
      - {id: leave, label: Leave the yard., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, Story
from fourfifths.tools.lint.pages import Leaf, Page, Sources, scalars
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.traffic import written
from fourfifths.tools.lint.whole import Whole


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Facts in `knows:` that cannot be known, or need not be."""
    for page, leaf in sources.leaves:
        if leaf.scene.knows and sources.whole.graph.reached >> sources.whole.graph.number[leaf.scene.id] & 1:
            yield from _in_scene(story, page, leaf, sources.whole)


def _in_scene(story: Story, page: Page, leaf: Leaf, whole: Whole) -> Iterator[Diagnostic]:
    scene, ways = leaf.scene, whole.ways
    for (fact, index), node in zip(scene.knows, scalars(leaf.node.entries.get("knows")), strict=False):
        values = whole.values.at(scene.id)(index)
        if values == 1:
            hint = f"let a choice before it `teach: {{{scene.pov}: {fact}}}`"
            yield RULE.found(page.span(node), f"{scene.pov} cannot know {fact} here", hint)
            continue
        if story.slots[index].start:
            continue
        if index not in ways:
            ways[index] = unlearned(story, index)
        if scene.id in ways[index]:
            hint = f"one way is by {_way(ways[index], scene.id)}; teach it on every way, or guard the text"
            yield RULE.found(page.span(node), f"{scene.pov} can come here without knowing {fact}", hint)


def unlearned(story: Story, index: int) -> dict[str, str]:
    """The scenes that choices without conditions lead to before the slot is set, each with the one before it."""
    found = {story.start: ""}
    waiting = [story.start]
    for scene in waiting:
        for choice in story.scenes[scene].choices:
            if choice.goto and choice.goto not in found and _free(choice, index):
                found[choice.goto] = scene
                waiting.append(choice.goto)
    return found


def _free(choice: Choice, index: int) -> bool:
    conditional = choice.needs or any(True for _ in written(choice.shown))
    return not conditional and all(effect.slot.index != index for effect in choice.effects)


def _way(before: dict[str, str], scene: str) -> str:
    way = []
    while scene := before[scene]:
        way.append(scene)
    shown = [*way[::-1]] if len(way) <= 4 else [way[-1], "…", *way[2::-1]]
    return ", ".join(shown) or "the start"


RULE = Rule("W107", "unknown-fact", check, local=False)
