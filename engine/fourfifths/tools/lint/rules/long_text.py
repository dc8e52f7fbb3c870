"""More than 350 words are shown before the player is asked anything.

What a choice says when it is taken and the text of the scene it leads to are read in one go. Longer than this, a choice
in between keeps the reader a player. Endings may be long. Text that is shown only under conditions counts where values
are known that show it.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
  yard:
  ^^^^
    text: |
      1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40
      41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77
      78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
      18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54
      55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91
      92 93 94 95 96 97 98 99 200 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
      32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68
      69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 300 1 2 3 4 5 6 7
      8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45
      46 47 48 49 50 351
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: in, label: Go in., goto: yard}
  yard:
    text: The yard, as far as the well.
    choices:
      - {id: on, label: Look into the well., text: And the rest of it., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Block, Scene, Story
from fourfifths.tools.lint.measure import most_words, words
from fourfifths.tools.lint.pages import Leaf, Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.whole import Whole

MOST = 350


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Scenes that are too long, and choices that are with the scene they lead to."""
    whole = sources.whole
    for _, leaf in sources.leaves:
        short = leaf.scene.ending is not None or _bound(leaf.scene.text, whole) <= MOST
        own = 0 if short else _words(leaf.scene.text, leaf.scene, whole)
        if own > MOST:
            hint = f"{MOST} are enough between two choices: divide the scene"
            yield RULE.found(leaf.scene.span, f"this scene shows {own} words before a choice", hint)
        else:
            yield from _choices(story, leaf, whole)


def _choices(story: Story, leaf: Leaf, whole: Whole) -> Iterator[Diagnostic]:
    for choice in leaf.scene.choices:
        after = story.scenes[choice.goto] if choice.goto else None
        if after and after.ending:
            continue
        following = after.text if after else ()
        if _bound(choice.text, whole) + _bound(following, whole) <= MOST:
            continue
        there = _words(following, after, whole) if after else 0
        total = _words(choice.text, leaf.scene, whole) + there
        if total > MOST >= there:
            hint = f"{MOST} are enough between two choices: shorten one of the texts, or divide the scene"
            where = f", with {after.id}," if after else ""
            yield RULE.found(choice.span, f"{choice.id}{where} shows {total} words before a choice", hint)


def _bound(blocks: tuple[Block, ...], whole: Whole) -> int:
    """A bound on the words of the blocks that is quick to find, worked out once."""
    key = -id(blocks)
    if key not in whole.lengths:
        whole.lengths[key] = most_words(blocks)
    return whole.lengths[key]


def _words(blocks: tuple[Block, ...], scene: Scene, whole: Whole) -> int:
    """The most words that the blocks show in a scene, worked out once."""
    key = id(blocks)
    if key not in whole.lengths:
        whole.lengths[key] = words(blocks, whole.story, whole.values.at(scene.id))
    return whole.lengths[key]


RULE = Rule("W206", "long-text", check, local=False)
