"""What is rewritten in a file so that it passes: values alone, in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.testing import update
from fourfifths.testing.runner import run
from tests.unit.testing.yarding import Yard

BEFORE = """\
# How the gate is.
story: yard
playthroughs:
  # with a name
  - name: one
    steps:
      - choose: knock
        expect: {trust: 99, equity:  "+7" , weather: rain}   # three wrong
      - offers:
          exactly: [wait]          # in brackets
          locked: {enter: "rust"}
      - choose: wait
        expect:
          scene: gate/gate
          equity: '<= 20'
          trust: 10..20
          text: A dog.
    ends: yard
"""
AFTER = """\
# How the gate is.
story: yard
playthroughs:
  # with a name
  - name: one
    steps:
      - choose: knock
        expect: {trust: 48, equity:  +0 , weather: dry}   # three wrong
      - offers:
          exactly: [wait]          # in brackets
          locked: {enter: The lock is shut.}
      - choose: wait
        expect:
          scene: gate/hub
          equity: "<= 100"
          trust: 10..48
          text: A dog.
    ends: yard
"""


@pytest.fixture(autouse=True)
def here(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(yard.folder)


def plan(yard: Yard, text: str, name: str = "a.play.yaml") -> update.Update:
    script, mistakes = yard.read(text, name)
    assert mistakes == ()
    return update.plan(run(p, library=yard.library, keep_going=True) for p in script.playthroughs)


def test_values_are_replaced_and_comments_and_layout_stay(yard: Yard) -> None:
    found = plan(yard, BEFORE)
    update.write(found.texts())
    assert Path("a.play.yaml").read_text(encoding="utf-8") == AFTER
    assert sorted(failure.code for failure in found.left) == ["E450", "E455"]
    assert [f.message for f in plan(yard, AFTER).left] == [f.message for f in found.left]
    assert plan(yard, AFTER).edits == ()


def test_the_difference_names_the_file_and_the_lines(yard: Yard) -> None:
    found = update.difference(plan(yard, BEFORE).texts())
    assert found.startswith("--- a.play.yaml\n+++ a.play.yaml\n")
    assert "-          scene: gate/gate" in found
    assert "+          scene: gate/hub" in found


def test_a_value_that_two_cases_need_otherwise_is_left_to_a_person(yard: Yard) -> None:
    text = """\
        story: yard
        playthroughs:
          - name: one
            cases: [{choice: knock}, {choice: wait}]
            steps: [{choose: $choice, expect: {trust: 1}}]
        """
    found = plan(yard, text)
    assert found.edits == ()
    assert len(found.left) == 2


def test_a_parameter_is_not_written_over(yard: Yard) -> None:
    text = """\
        story: yard
        playthroughs:
          - name: one
            cases: [{trust: 1}]
            steps: [{choose: knock, expect: {trust: $trust}}]
        """
    assert plan(yard, text).edits == ()


def test_a_file_with_a_mark_windows_lines_and_accents_keeps_them(yard: Yard) -> None:
    text = "\ufeffstory: yard\r\nplaythroughs:\r\n  - {name: Papá, steps: [{expect: {trust: 44}}]}\r\n"
    path = yard.folder / "b.play.yaml"
    path.write_bytes(text.encode())
    from fourfifths.testing.reading import read_script

    script, mistakes = read_script(path, yard.library, "b.play.yaml")
    assert mistakes == ()
    update.write(update.plan([run(script.playthroughs[0], keep_going=True)]).texts())
    assert path.read_bytes() == text.encode().replace(b"44", b"45")
