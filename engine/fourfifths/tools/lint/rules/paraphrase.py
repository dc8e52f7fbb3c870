"""Two choices of a scene say the same.

Their labels share at least half of their words. A choice is a different act, a different object, a different risk or a
different person told; two ways of saying one thing are one choice. Choices that are never in sight together may read
alike.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: tell, label: Tell Bo the truth., text: Bo sits down.}
      - id: honest
        label: Tell Bo the whole truth.
               ^^^^^^^^^^^^^^^^^^^^^^^^
        effects: {trust: {by: +3, why: Bo has heard all of it.}}
        goto: end
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: tell, label: Tell Bo the truth., text: Bo sits down.}
      - id: read
        label: Hand over the letter.
        effects: {trust: {by: +3, why: Bo has it in writing.}}
        goto: end
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths import markup
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, Story
from fourfifths.tools.lint.measure import longest
from fourfifths.tools.lint.options import together
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule

SHARE = 0.5
_POINTS = str.maketrans("", "", '.,;:!?"“”()…')


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Labels that share half of their words with an earlier one of their scene."""
    for page, leaf in sources.leaves:
        if leaf.scene.auto:
            continue
        labels = [_words(entry.choice) for entry in leaf.entries]
        for number, entry in enumerate(leaf.entries):
            other = next((at for at in range(number) if _alike(labels[at], labels[number])), None)
            if other is not None and together(leaf.entries[other].choice, entry.choice, story):
                hint = "let it be another act, object, risk or person told"
                message = f"{entry.choice.id} says almost what {leaf.entries[other].choice.id} says"
                yield RULE.found(page.span(entry.node.entries["label"]), message, hint)


def _words(choice: Choice) -> frozenset[str]:
    label = longest(choice.label)
    said = markup.plain(label) if "*" in label or "\\" in label else label
    return frozenset(said.lower().translate(_POINTS).split())


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SHARE * len(one | other)


RULE = Rule("W202", "paraphrase", check)
