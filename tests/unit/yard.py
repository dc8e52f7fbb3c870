"""A small compiled story with one of everything that step must do; `yard()` compiles it."""

from __future__ import annotations

from functools import cache

from fourfifths.compiler import compile_texts
from fourfifths.model import Story

STORY = b"""\
format: 1
title: Yard
id: yard
version: 1.0.0
start: gate/gate
acts:
  1: {title: Act I, subtitle: Yard}
meters:
  trust: {start: 45, label: Trust, glyph: +, bands: [{to: 49, name: wary}, {to: 100, name: easy}]}
  equity: {start: 98, label: Equity, glyph: "="}
variables:
  keys: {flag: false}
  weather: {one-of: [dry, rain]}
  played: {int: 0..2}
people:
  ann: {name: Ann, playable: true}
  bo: {name: Bo}
places:
  yard: {name: The yard}
"""

FACTS = b"""\
facts:
  well: {text: The well is dry, known-by: []}
"""

GATE = b"""\
pov: ann
act: 1
title: The gate
place: yard
scenes:
  gate:
    text: |
      {The gate.|The gate again.} {weather == rain: It rains.}
    choices:
      - id: knock
        label: Knock.
        once: true
        effects:
          trust: {by: +3, why: Somebody hears it and looks.}
        text: Nobody comes.
      - id: wait
        label: Wait for rain.
        unless: weather == rain
        effects:
          weather: rain
          equity: {by: +5, why: Everyone stands under one roof.}
        remember: {id: waited, seen-by: [bo], about: ann, colour: 1}
        teach: {ann: well}
        text: It comes.
        goto: hub
      - id: enter
        label: Go in.
        needs: keys
        locked: "{weather == rain: The lock is wet.|The lock is shut.}"
        goto: end
  hub:
    text: Two errands.
    deck: {tag: errand, show: 1, count: played, limit: 2}
    choices:
      - id: back
        label: Back to the gate.
        if: played >= 2
        goto: gate
  end:
    text:
      - text: The yard.
      - text: Bo waved.
        if: remembers(bo, waited)
      - text: Bo was away.
        unless: remembers(bo, waited)
      - doc: notice
        title: On the door
        text: |
          CLOSED
            trust {trust}
    ends: {id: yard, title: The yard}
"""

ERRANDS = b"""\
pov: ann
act: 1
title: Errand
place: yard
scenes:
  well:
    knows: [well]
    card: {tags: [errand], title: Draw water., note: The well, priority: 5}
    text: The well.
    choices:
      - {id: home, label: Home., goto: gate/hub}
  key:
    card: {tags: [errand], title: Fetch the key., priority: 1}
    text: The key.
    choices:
      - id: take
        label: Take it.
        say: Mine now.
        effects: {keys: true}
        goto: gate/hub
"""


@cache
def yard() -> Story:
    return compile_texts(
        {"story.yaml": STORY, "facts.yaml": FACTS, "gate/gate.yaml": GATE, "gate/errands.yaml": ERRANDS}
    )
