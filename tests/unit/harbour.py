"""A small story in YAML and edits of it, for tests of saves against a story that changed."""

from __future__ import annotations

from fourfifths.compiler import compile_texts
from fourfifths.model import Story

HEAD = """\
format: 1
title: Harbour
id: harbour
version: 0.1.0
start: port/quay
acts:
  1: {title: Act I, subtitle: Tide}
meters:
  trust: {start: 50, label: Trust, glyph: "*", about: x, bands: [{to: 39, name: thin}, {to: 100, name: firm}]}
variables:
  weather: {one-of: [dry, rain, fog]}
  coins: {int: 0..9, start: 3}
  audited: {flag: false}
people:
  juno: {name: Juno Reyes, playable: true, about: x}
places:
  harbour: {name: The Harbour, about: x}
"""
SCENES = """\
pov: juno
act: 1
place: harbour
scenes:
  quay:
    title: The Quay
    text: |
      Water. {weather}. {coins} coins. {audited: audited}
    choices:
      - id: work
        label: Work.
        effects:
          trust: {by: 3, why: You carried the crates.}
          coins: +1
        once: false
      - id: sing
        label: Sing.
        effects: {trust: {by: -2, why: Out of tune.}, weather: rain}
        once: true
      - id: inn
        label: Go to the inn.
        goto: inn
  inn:
    title: The Inn
    text: |
      Warm. {visits(inn) > 1: Again.} {chosen(quay.sing): They hum.}
    choices:
      - id: audit
        label: Read the ledger.
        effects: {audited: true}
        goto: quay
      - id: back
        label: Go back.
        goto: quay
      - id: attic
        label: Go up.
        goto: attic
  attic:
    title: The Attic
    text: |
      Dust.
    choices:
      - id: down
        label: Go down.
        goto: inn
      - id: leave
        label: Leave.
        if: coins == 9
        goto: gone
  gone:
    title: Gone
    text: |
      Away.
    ends: {id: gone, title: Away}
"""


def story(*edits: tuple[str, str]) -> Story:
    head, scenes = HEAD, SCENES
    for old, new in edits:
        assert old in head or old in scenes, old
        head, scenes = head.replace(old, new), scenes.replace(old, new)
    return compile_texts({"story.yaml": head.encode(), "facts.yaml": b"facts: {}\n", "port/port.yaml": scenes.encode()})
