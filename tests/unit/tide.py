"""A small compiled story whose days turn by routes: a debt falls due, a promise breaks, a clock runs out."""

from __future__ import annotations

from functools import cache

from fourfifths.compiler import compile_texts
from fourfifths.model import Story

STORY = """\
format: 1
title: Tide
id: tide
version: 1.0.0
start: quay/morning
acts:
  1: {title: Act I, subtitle: Tide}
meters:
  trust: {start: 50, label: Trust, glyph: +, bands: [{to: 49, name: wary}, {to: 100, name: easy}]}
variables:
  day: {int: 1..3, start: 1}
  debt: {one-of: [none, owed, paid, called]}
  promise: {one-of: [none, given, broken]}
people:
  ann: {name: Ann, playable: true}
  bo: {name: Bo}
"""

FACTS = """\
facts:
  storm: {text: A storm is coming, known-by: []}
"""

QUAY = """\
pov: ann
act: 1
title: The quay
scenes:
  morning:
    text: "{The bell rings.|The bell again.}"
    routes:
      - id: storm
        if: day == 3
        teach: {ann: storm}
        text: The gulls are inland.
        goto: due
      - id: else
        goto: due
  due:
    routes:
      - id: called
        if: debt == owed
        unless: day < 3
        effects:
          debt: called
          trust: {by: -4, why: Bo's half box was due today.}
        remember: {id: unpaid, seen-by: bo, about: ann, colour: -2}
        text: Bo has sent a boy for it.
        goto: quay
      - id: broken
        if: promise == given and day == 3
        effects: {promise: broken, trust: {by: -2, why: You said noon.}}
        text: Noon has gone.
        goto: quay
      - id: else
        goto: quay
  quay:
    text: |
      Day {day}. {remembers(bo, unpaid): Bo looks away.} {knows(ann, storm): Clouds.}
      {chosen(due.broken): Nobody waits.}
    choices:
      - id: borrow
        label: Borrow half a box.
        if: debt == none
        effects: {debt: owed}
        once: false
        text: He nods.
      - id: promise
        label: Promise to come at noon.
        if: promise == none
        effects: {promise: given}
        once: false
        text: Noon, then.
      - id: pay
        label: Pay.
        if: debt == owed
        effects: {debt: paid, trust: {by: +1, why: You paid without being asked.}}
        once: false
        text: He counts it twice.
      - id: sleep
        label: Sleep.
        if: day < 3
        effects: {day: +1}
        text: Dark.
        goto: morning
      - id: leave
        label: Leave.
        if: day == 3
        goto: reckoning
  reckoning:
    routes:
      - id: easy
        if: trust > 50
        goto: friend
      - id: even
        if: trust == 50
        goto: guest
      - id: else
        goto: stranger
  friend:
    text: They row you out.
    ends: {id: friend, title: Friend}
  guest:
    text: They let you go.
    ends: {id: guest, title: Guest}
  stranger:
    text: You walk.
    ends: {id: stranger, title: Stranger}
"""


def files(*edits: tuple[str, str]) -> dict[str, bytes]:
    """The story's files, the scenes edited."""
    text = QUAY
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return {"story.yaml": STORY.encode(), "facts.yaml": FACTS.encode(), "quay/quay.yaml": text.encode()}


@cache
def tide() -> Story:
    return compile_texts(files())
