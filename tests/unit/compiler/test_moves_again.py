"""An effect that was right once is taken as it was, with its own reason and place, where it is written alike."""

from __future__ import annotations

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.diagnostics import Diagnostic
from tests.unit.compiler.small import errors

STORY = """\
format: 1
title: Twice
id: twice
version: 0.1.0
start: yard/dawn
acts:
  0: {title: One}
meters:
  trust: {start: 50, label: Trust, glyph: '*', bands: [{to: 100, name: all}]}
variables:
  doors: {int: 0..7}
people:
  ana: {name: Ana}
"""
SCENES = """\
pov: ana
act: 0
title: Dawn
scenes:
  dawn:
    text: Two doors.
    choices:
      - id: one
        label: One.
        goto: dawn
        effects: {trust: {by: +5, why: "First."}, doors: +1}
      - id: two
        label: Two.
        goto: dawn
        effects: {trust: {by: +5, why: "Second,  again."}, doors: +1}
"""


def pack(old: str = "pov", new: str = "pov") -> dict[str, bytes]:
    """The story with the last of some words written otherwise."""
    before, _, after = SCENES.rpartition(old)
    return {"story.yaml": STORY.encode(), "yard/dawn.yaml": (before + new + after).encode()}


def test_a_second_move_has_its_own_reason_and_place() -> None:
    first, second = compile_texts(pack()).scenes["yard/dawn"].choices
    assert [effect.why for effect in first.effects] == ["First.", ""]
    assert [effect.why for effect in second.effects] == ["Second, again.", ""]
    assert [effect[:3] for effect in first.effects] == [effect[:3] for effect in second.effects]
    assert [str(effect.span) for effect in first.effects] == ["yard/dawn.yaml:11:31", "yard/dawn.yaml:11:58"]
    assert [str(effect.span) for effect in second.effects] == ["yard/dawn.yaml:15:31", "yard/dawn.yaml:15:67"]


MISTAKES = [
    ('{by: +5, why: "Second,  again."}', "+5", "E050"),
    ('{by: +5, why: "Second,  again."}', "by +5", "E050"),
    ('"Second,  again."', '"  "', "E023"),
    ("+5", "+101", "E027"),
    ("+5", "five", "E025"),
    ("doors: +1", "doors: {by: +1, why: No.}", "E052"),
    ("doors: +1", "trst: +1", "E032"),
]


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_what_is_written_otherwise_is_checked(old: str, new: str, code: str) -> None:
    found: list[Diagnostic] = errors(pack(old, new))
    assert [(mistake.code, mistake.span.line) for mistake in found] == [(code, 15)]
