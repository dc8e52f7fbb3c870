"""A proof says that something can never be met, or that play can come to a stop.

`fourfifths prove` looks at everything that a player may meet, and at how conditions, effects and ways work together,
which no other rule does. What it proved is kept beside the story; while not a byte of the story has changed since, this
rule shows it at its place, but for what another rule says of the same place. Without a fresh proof it is silent.

Bad:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: beg, label: Beg., effects: {trust: {by: +9, why: They open.}}, goto: yard}
      - {id: pay, label: Pay., effects: {equity: {by: +9, why: It is fair.}}, goto: yard}
  yard:
    text: The yard.
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: stay, label: Stay., if: trust > 55 and equity > 55, goto: lane}
             ^^^^
  lane:
    text: The lane.
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
scenes:
  gate:
    text: The gate.
    choices:
      - {id: beg, label: Beg., effects: {trust: {by: +9, why: They open.}}, goto: yard}
      - {id: pay, label: Pay., effects: {equity: {by: +9, why: It is fair.}}, goto: yard}
  yard:
    text: The yard.
    choices:
      - {id: leave, label: Leave., goto: end}
      - {id: stay, label: Stay., if: trust > 55 or equity > 55, goto: lane}
  lane:
    text: The lane.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Story
from fourfifths.proofs import Entry
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.rules import (
    always_clamped,
    always_holds,
    never_holds,
    no_open_choice,
    no_way_out,
    unreachable_scene,
)

_OTHERS = (unreachable_scene, never_holds, always_holds, no_open_choice, no_way_out, always_clamped)
_NEVER = {
    "scenes": "this scene is never entered",
    "choices seen open": "this choice is never open",
    "choices taken": "this choice can never be taken",
    "cards dealt": "this card is never dealt",
    "cards played": "this card can never be played",
    "text variants": "this text is never shown",
    "endings": "this ending can never be reached",
    "effects that move a meter": "this effect never moves its meter",
}
_HINT = "mend what it asks for, or take it out; `fourfifths prove` has the evidence"


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:
    """What the proof says of these pages, and no other rule does."""
    proof = sources.whole.proof
    if proof is None:
        return
    names = {page.name for page in sources.pages}
    wanted = [entry for entry in proof.entries.values() if entry.root and entry.span.file in names]
    told = {finding.span for rule in _OTHERS for finding in rule.check(story, sources)} if wanted else set()
    for entry in wanted:
        if not any(_within(span, place) for span in told for place in _places(story, entry)):
            yield _found(entry)
    for finding in proof.findings:
        if finding.kind == "trap" and finding.span.file in names:
            yield RULE.found(finding.span, finding.told, "let a way lead out of it")


def _found(entry: Entry) -> Diagnostic:
    if entry.play is not None:
        way = ", ".join(entry.play.choices) or "the beginning"
        return RULE.found(entry.span, f"nothing can be chosen here after {way}", "leave a choice open")
    said = _NEVER.get(entry.kind, "this never happens")
    return RULE.found(entry.span, f"{said}: {entry.why}", _HINT)


def _places(story: Story, entry: Entry) -> Iterator[Span]:
    """Where another rule may have said it: there, or at a condition of the choice."""
    yield entry.span
    scene = story.scenes.get(entry.scene)
    for choice in scene.all_choices if scene and entry.choice else ():
        if choice.id == entry.choice:
            yield from (condition.span for condition in chain(choice.shown, choice.needs))


def _within(span: Span, place: Span) -> bool:
    """Whether a finding stands inside a place."""
    same = span.file == place.file and span.line == place.line
    return same and place.column <= span.column < place.column + place.length


RULE = Rule("W110", "proved-impossible", check, local=False, proved=True)
