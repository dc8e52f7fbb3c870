"""Skeletons for an author: a story, a scene, an ending, a playthrough; each plays and lints clean as it is.

A skeleton is a set of texts by file name; writing them never overwrites anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
REFERENCE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}\Z")


class TakenError(Exception):
    """A file that a skeleton would write is there already; nothing was written."""


def write(texts: Mapping[str, str], folder: Path) -> list[Path]:
    """Writes the files of a skeleton under a folder. TakenError where one is there, OSError where it cannot."""
    targets = {folder / name: text for name, text in texts.items()}
    for target in targets:
        if target.exists() or target.is_symlink():
            raise TakenError(f"{target} is there already")
    for target, text in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    return list(targets)


def story(name: str) -> dict[str, str]:
    """A story of two scenes, with its own README, playthrough and line for CI."""
    title = _title(name)
    return {
        "story/story.yaml": _STORY.format(name=name, title=title),
        "story/facts.yaml": _FACTS,
        "story/street/first.yaml": _FIRST,
        "tests/playthroughs/first.play.yaml": _PLAY,
        "README.md": _README.format(title=title),
    }


def scene(reference: str, pov: str, act: int, back: str) -> dict[str, str]:
    """One scene in one new file; its choices lead to `back`, a scene that is there."""
    return {f"{reference}.yaml": _scene(reference, pov, act, back, _UNMET)}


def card(reference: str, pov: str, act: int, back: str, tag: str) -> dict[str, str]:
    """One scene that a deck deals, so that it is met in play with no other file changed."""
    title = _title(reference.partition("/")[2])
    line = f'    card: {{tags: [{tag}], title: "{title}"}}\n    text: |\n'
    return {f"{reference}.yaml": _scene(reference, pov, act, back, "").replace("    text: |\n", line, 1)}


def ending(reference: str, pov: str, act: int) -> dict[str, str]:
    """A scene where play is over."""
    name = reference.partition("/")[2]
    return {f"{reference}.yaml": _ENDING.format(name=name, title=_title(name), pov=pov, act=act, ignore=_UNMET)}


def playthrough(name: str, folder: str) -> dict[str, str]:
    """A playthrough that plays a story to any end, to be filled in."""
    return {f"{name}.play.yaml": _PLAYTHROUGH.format(name=name, folder=folder)}


def _scene(reference: str, pov: str, act: int, back: str, ignore: str) -> str:
    name = reference.partition("/")[2]
    return _SCENE.format(name=name, title=_title(name), pov=pov, act=act, back=back, ignore=ignore)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


_UNMET = "  # fourfifths: ignore[W001] until a choice leads here"

_STORY = """\
# What the scenes may use: everything is declared here, typed and bounded. docs/authoring.md has the whole format.
format: 1
title: {title}
id: {name}
version: 0.1.0
start: street/first
acts:
  1: {{title: Act I}}
meters:
  trust:
    label: Trust
    glyph: "+"
    about: What people do without proof.
    start: 50
    bands:
      - {{to: 39, name: wary}}
      - {{to: 100, name: on nod terms}}
variables:
  door: {{one-of: [knocked, waited]}}
people:
  ann: {{name: Ann, playable: true}}
places:
  street: {{name: The street}}
"""

_FACTS = """\
# What people may know, and the names and prices that the story may use.
facts: {}
canon:
  names: []
  prices: {}
"""

_FIRST = """\
pov: ann
act: 1
title: The door
place: street
scenes:
  first:
    text: |
      The door is green, and there is a light behind it.
    choices:
      - id: knock
        label: Knock.
        effects:
          trust: {by: +3, why: Somebody inside puts the chain off.}
          door: knocked
        goto: last
      - id: wait
        label: Wait on the step.
        effects:
          trust: {by: -2, why: The curtain moves and falls back.}
          door: waited
        goto: last
  last:
    text: |
      {door == knocked: It opens before the second knock.|It opens when the light has gone out.}
    ends: {id: in, title: The door opens}
"""

_PLAY = """\
story: ../../story
playthroughs:
  - name: knocking opens the door
    steps:
      - choose: knock
        expect: {trust: 53, scene: street/last}
    ends: in
"""

_README = """\
# {title}

    fourfifths lint                 every mistake, with its place and its cure
    fourfifths play story --new     play it
    fourfifths play story --new --author    play it while you write: saved files are read at once
    fourfifths test                 play the scripted playthroughs

A line for CI: `fourfifths lint && fourfifths test`
"""

_SCENE = """\
# What stands above `scenes:` holds for every scene of the file.
pov: {pov}
act: {act}
title: {title}
scenes:
  {name}:{ignore}
    text: |
      Write here what is read first.
    choices:
      - id: first
        label: Do the one thing.
        text: |
          What comes of it.
        goto: {back}
      - id: second
        label: Leave it for another.
        text: |
          What comes of that; the player stays here.
"""

_ENDING = """\
pov: {pov}
act: {act}
title: {title}
scenes:
  {name}:{ignore}
    text: |
      Write here what is read last.
    ends: {{id: {name}, title: {title}}}
"""

_PLAYTHROUGH = """\
story: {folder}
playthroughs:
  - name: {name}
    steps:
      # - choose: a-choice          # by id or by label
      #   expect: {{trust: "+3", scene: street/last, text: [a few words]}}
      - play: {{until: ending, policy: first}}
"""
