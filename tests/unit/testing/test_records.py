"""Runs that become playthrough files, and what they read like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.testing import record
from fourfifths.testing.record import RecordError
from fourfifths.testing.runner import run
from fourfifths.testing.transcript import transcript
from tests.unit import yard as yards
from tests.unit.testing.yarding import Yard

SCRIPT = ["# knock first", "1", "s", "", "wait", "back", "f", "save here", "choose gate/well", "load here", "q", "9"]


def test_a_script_becomes_a_playthrough_that_passes(yard: Yard) -> None:
    story = yards.yard()
    moves = record.of_script(SCRIPT, story)
    text = record.text(story, "yard", "my script", moves)
    script, mistakes = yard.read(text)
    assert mistakes == ()
    found = run(script.playthroughs[0], library=yard.library)
    assert found.ok, found.failures
    assert "      - choose: knock\n        expect: {scene: gate/gate, trust: 48, equity: 98}\n" in text
    assert [step.action for step in script.playthroughs[0].steps] == [move.action for move in moves]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1", "nonsense"], "line 2: nothing here is called 'nonsense'"),
        (["3"], "line 1: 'enter' is locked"),
        (["back"], "line 1: there is nothing to undo"),
        (["load never"], "line 1: there is nothing to load"),
    ],
)
def test_a_script_that_cannot_be_followed_says_where(lines: list[str], message: str) -> None:
    with pytest.raises(RecordError, match=re.escape(message)):
        record.of_script(lines, yards.yard())


def test_a_save_becomes_a_playthrough_that_passes(yard: Yard, tmp_path: Path) -> None:
    story = yards.yard()
    session = Session.start(story, Store(tmp_path / "saves"), seed=5)
    for choice in ("knock", "wait", "gate/well"):
        session.choose(choice)
    session.undo()
    session.close()
    body = Store(tmp_path / "saves").read("auto")
    moves = record.of_save(body, story)
    assert [move.target for move in moves] == ["knock", "wait"]
    script, mistakes = yard.read(record.text(story, "yard", "saved", moves, body["seed"]))
    assert mistakes == ()
    assert script.playthroughs[0].seed == 5
    assert run(script.playthroughs[0], library=yard.library).ok


def test_a_save_of_another_story_is_refused() -> None:
    with pytest.raises(RecordError, match="another story"):
        record.of_save({"story": {"id": "other"}, "anchor": None, "log": [], "cursor": 0}, yards.yard())


def test_a_transcript_tells_everything_in_three_forms(yard: Yard) -> None:
    steps = "- choose: knock\n- choose: wait\n- play: {until: ending}"
    script, _ = yard.read(f"story: yard\nplaythroughs:\n  - name: a *walk*\n    steps: [{', '.join(lines(steps))}]\n")
    text, markdown, page = (transcript(script.playthroughs, form) for form in ("text", "md", "html"))
    for found in (text, markdown, page):
        assert all(words in found for words in ("Nobody comes.", "Two errands.", "Mine now.", "trust 48"))
    assert "Choice> 1\n" in text
    assert "Trust rises by 3 to 48: Somebody hears it and looks." in text
    assert "**> Knock.**" in markdown
    assert "```text\nCLOSED\n  trust 48\n```" in markdown
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert "<pre><b>On the door</b>\nCLOSED\n  trust 48</pre>" in page


def test_a_transcript_lets_no_markup_of_a_story_through(yard: Yard) -> None:
    path = yard.folder / "yard" / "gate" / "gate.yaml"
    path.write_bytes(path.read_bytes().replace(b"Nobody comes.", b"<script>a</script> _b_ [c](d)"))
    script, _ = yard.read("story: yard\nplaythroughs:\n  - {name: <b>, steps: [choose: knock]}\n")
    assert "<script>" not in transcript(script.playthroughs, "html")
    assert "\\<script\\>a\\</script\\> \\_b\\_ \\[c\\](d)" in transcript(script.playthroughs, "md")


def lines(steps: str) -> list[str]:
    return [f"{{{line.removeprefix('- ')}}}" for line in steps.split("\n")]
