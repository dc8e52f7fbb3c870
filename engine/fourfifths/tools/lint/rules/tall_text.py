"""A text takes more than 18 lines of 72 columns.

Eighteen lines are what a terminal of 24 shows at once beside the meters and the choices; more must be scrolled. A mild
sign, and not looked for unless its code is selected.

Bad:

```yaml
scenes:
  gate:
  ^^^^
    text: |
      One.

      Two.

      Three.

      Four.

      Five.

      Six.

      Seven.

      Eight.

      Nine.

      Ten.
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.measure import lines
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule

MOST, WIDTH = 18, 72


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Texts of scenes and outcomes, each by itself."""
    whole = sources.whole
    for _, leaf in sources.leaves:
        places = [(leaf.scene.id, leaf.scene.span, leaf.scene.text)]
        places += [(choice.id, choice.span, choice.text) for choice in leaf.scene.choices if choice.text]
        for name, span, text in places:
            height = lines(text, story, whole.values.at(leaf.scene.id), WIDTH)
            if height > MOST:
                message = f"the text of {name} takes {height} lines of {WIDTH} columns"
                yield RULE.found(span, message, f"{MOST} are seen at once; divide it")


RULE = Rule("W207", "tall-text", check, local=False, default=False)
