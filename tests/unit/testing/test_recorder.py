"""What an author's `T` writes passes, wherever the run begins and however the author came there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.author.workshop import Workshop
from fourfifths.compiler import compile_story
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.testing.collect import collect
from fourfifths.testing.library import Library
from fourfifths.testing.recorder import record
from fourfifths.testing.runner import run
from tests.unit import yard as yards

FILES = {
    "story.yaml": yards.STORY,
    "facts.yaml": yards.FACTS,
    "gate/gate.yaml": yards.GATE,
    "gate/errands.yaml": yards.ERRANDS,
}


class Author:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "story"
        for name, data in FILES.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)
        story = compile_story(self.folder)
        self.session = Session.start(story, Store(folder / "saves"), seed=3)
        self.workshop = Workshop(self.folder, story, recorder=record)

    def recorded(self, name: str = "recorded-1.play.yaml") -> str:
        """The file that is written, once it has passed."""
        said = self.workshop.record(self.session)
        assert said.startswith("Recorded in "), said
        target = self.folder.parent / "tests" / "playthroughs" / name
        library = Library()
        found = collect([target], library)
        assert found.mistakes == ()
        for playthrough in found.playthroughs:
            result = run(playthrough, library=library)
            assert result.ok, result.failures
        return target.read_text()


@pytest.fixture
def author(tmp_path: Path) -> Author:
    (tmp_path / "tests" / "playthroughs").mkdir(parents=True)
    return Author(tmp_path)


def test_a_run_from_the_start_is_its_choices(author: Author) -> None:
    for choice in ("knock", "wait", "gate/well", "home", "gate/key", "take", "back", "enter"):
        author.session.choose(choice)
    text = author.recorded()
    assert text.startswith("story: ../../story\n")
    assert "seed: 3" in text
    assert "from:" not in text
    assert text.count("- choose: ") == 8
    assert text.endswith("ends: yard\n")


def test_a_run_after_a_jump_begins_there_with_what_was_so_then(author: Author) -> None:
    author.session.choose("knock")
    author.session.choose("wait")
    author.workshop.set(author.session, "keys true")
    author.workshop.goto(author.session, "gate")
    author.session.choose("enter")
    text = author.recorded()
    assert "from: gate/gate\n" in text
    assert "keys: true" in text
    assert "weather: rain" in text
    assert "chosen: [gate/gate.knock]" in text
    assert "seen: [gate/gate]" in text
    assert "remembers: {bo: [waited]}" in text
    assert "knows: {ann: [well]}" in text
    assert text.count("- choose: ") == 1


def test_a_run_over_a_reload_is_recorded_from_where_it_still_follows(author: Author) -> None:
    author.session.choose("knock")
    gate = author.folder / "gate" / "gate.yaml"
    gate.write_text(gate.read_text().replace("{by: +3, why", "{by: +4, why"))
    author.workshop.take(author.workshop.read(), author.session)
    author.session.choose("wait")
    text = author.recorded()
    assert "given: {trust: 48, chosen: [gate/gate.knock]}" in text
    assert text.count("- choose: ") == 1


def test_a_run_over_a_reload_that_changed_no_effect_is_recorded_whole(author: Author) -> None:
    author.session.choose("knock")
    gate = author.folder / "gate" / "gate.yaml"
    gate.write_text(gate.read_text().replace("Nobody comes.", "Nobody."))
    author.workshop.take(author.workshop.read(), author.session)
    author.session.choose("wait")
    assert author.recorded().count("- choose: ") == 2


def test_no_recording_replaces_another(author: Author) -> None:
    author.recorded()
    author.session.choose("knock")
    assert "choose: knock" in author.recorded("recorded-2.play.yaml")


def test_where_it_cannot_be_written_it_says_so(author: Author) -> None:
    folder = author.folder.parent / "tests" / "playthroughs"
    (folder / "recorded-1.play.yaml").symlink_to(folder / "missing" / "x")
    assert author.workshop.record(author.session).startswith("Not recorded: ")
