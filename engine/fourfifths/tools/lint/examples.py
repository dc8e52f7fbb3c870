"""The examples in a rule's page of the manual, as stories that can be compiled.

An example is a fenced block of YAML after `Bad:` or `Good:`. A line `# name.yaml` starts a file, the scene file of the
yard where there is none; a line of carets marks the stretch of the line above it where the finding stands, and belongs
to no file. What every story needs besides (a title, two people, an end) is added.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fourfifths.diagnostics import Span

_FENCE = re.compile(r"^(Bad|Good):\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# ([a-z]+(?:/[a-z]+)?\.yaml)\Z")
_CARETS = re.compile(r"( *)(\^+)\Z")
_SCENES = "yard/gate.yaml"
_HEAD = "pov: ann\nact: 1\ntitle: The yard\n"
_STORY = """format: 1
title: The yard
id: yard
version: 1.0.0
start: yard/gate
acts:
  1: {title: Act I}
people:
  ann: {name: Ann, playable: true}
  bo: {name: Bo}
"""
_METERS = {
    "trust": "  trust: {start: 50, label: Trust, glyph: +}\n",
    "equity": '  equity: {start: 50, label: Equity, glyph: "="}\n',
}
_END = "  end:\n    text: The end.\n    ends: {id: end, title: The end}\n"


class Example(NamedTuple):
    """The files of an example, and where its finding stands; nowhere in a good one."""

    good: bool
    files: dict[str, bytes]
    marked: Span | None


def examples(page: str) -> tuple[Example, ...]:
    """The examples of a page of the manual, in their order."""
    return tuple(_example(match[1] == "Good", match[2]) for match in _FENCE.finditer(page))


def _example(good: bool, body: str) -> Example:
    texts: dict[str, list[str]] = {_SCENES: []}
    marked, name = None, _SCENES
    for line in body.splitlines():
        if match := _FILE.match(line):
            name = match[1]
            texts.setdefault(name, [])
        elif match := _CARETS.match(line):
            marked = Span(name, len(texts[name]), len(match[1]) + 1, len(match[2]))
        else:
            texts[name].append(line)
    return Example(good, {file: data.encode() for file, data in _completed(texts).items()}, marked)


def _completed(texts: dict[str, list[str]]) -> dict[str, str]:
    """The files with what every story needs, added at their ends so that no line moves."""
    found = {name: "\n".join(lines) + "\n" for name, lines in texts.items()}
    scenes = found[_SCENES]
    found[_SCENES] = scenes + _HEAD
    if "goto: end" in scenes and not re.search(r"^  end:", scenes, re.MULTILINE):
        found["yard/end.yaml"] = f"{_HEAD}scenes:\n{_END}"
    meters = [line for name, line in _METERS.items() if re.search(rf"\b{name}\b", scenes)]
    declared = found.get("story.yaml", "")
    found["story.yaml"] = declared + _STORY + ("meters:\n" + "".join(meters) if meters else "")
    return found
