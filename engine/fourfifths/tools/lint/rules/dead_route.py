"""A route can never be taken.

The routes before it leave nothing: wherever its condition holds, one of theirs does too. Of the last route, which has
no condition, it says that those before it are all there is. `never-holds` tells of a condition that never holds by
itself; where too many values would have to be tried the linter is silent, and `fourfifths prove` settles it.

Bad:

```yaml
# story.yaml
variables:
  debt: {one-of: [none, owed, paid]}
  late: {flag: false}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: borrow, label: Borrow., if: debt == none, effects: {debt: owed}, text: He nods.}
      - {id: repay, label: Pay., if: debt == owed, effects: {debt: paid}, text: He counts.}
      - {id: in, label: Go in., goto: dawn}
      - {id: wait, label: Wait., effects: {late: true}, goto: dawn}
  dawn:
    routes:
      - {id: owing, if: debt == owed and late, text: He is waiting., goto: end}
      - {id: free, if: debt != owed or not late, goto: end}
      - {id: else, goto: end}
             ^^^^
```

Good:

```yaml
# story.yaml
variables:
  debt: {one-of: [none, owed, paid]}
  late: {flag: false}
# yard/gate.yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: borrow, label: Borrow., if: debt == none, effects: {debt: owed}, text: He nods.}
      - {id: repay, label: Pay., if: debt == owed, effects: {debt: paid}, text: He counts.}
      - {id: in, label: Go in., goto: dawn}
      - {id: wait, label: Wait., effects: {late: true}, goto: dawn}
  dawn:
    routes:
      - {id: owing, if: debt == owed and late, text: He is waiting., goto: end}
      - {id: free, goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.compiler.closing import SIGN
from fourfifths.conditions import every
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Choice, Story
from fourfifths.routes import own
from fourfifths.tools.lint.atoms import SetOf, cases
from fourfifths.tools.lint.judged import judged
from fourfifths.tools.lint.pages import Leaf, Sources
from fourfifths.tools.lint.rule import Rule


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """Routes whose guard is false for every value that is possible; what another rule tells is not told again."""
    graph = sources.whole.graph
    leaves = [leaf for _, leaf in sources.leaves if leaf.scene.auto and SIGN not in leaf.scene.id]
    certain = {found.span for found in judged(sources) if not found.part} if leaves else frozenset()
    for leaf in leaves:
        if graph.reached >> graph.number[leaf.scene.id] & 1:
            told = any(condition and condition.span in certain for condition in own(leaf.scene))
            yield from () if told else _in_scene(story, leaf, sources.whole.values.at(leaf.scene.id))


def _in_scene(story: Story, leaf: Leaf, set_of: SetOf) -> Iterator[Diagnostic]:
    routes = leaf.scene.choices
    for route in routes:
        if _dead(route, story, set_of):
            last = "let the one before it be the last, without a condition"
            hint = last if route is routes[-1] else "move it up, or take it out"
            yield RULE.found(route.span, f"{route.id} is never taken: the routes before it leave nothing", hint)


def _dead(route: Choice, story: Story, set_of: SetOf) -> bool:
    code = every(route.shown)
    reads = sorted({index for condition in route.shown for index in condition.reads})
    answers = [answer for _, answer in cases(code, reads, story.slots, set_of)]
    return bool(answers) and not any(answers)


RULE = Rule("W111", "dead-route", check, local=False)
