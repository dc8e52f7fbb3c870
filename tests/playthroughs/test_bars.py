"""What the shipped story's playthroughs must meet between them."""

from __future__ import annotations

import pytest

from fourfifths.model import SlotKind, Story
from fourfifths.testing.results import Result
from fourfifths.testing.runner import run
from fourfifths.testing.script import Subject
from tests.playthroughs import bars
from tests.playthroughs.shipped import FILES, GENERATED, LIBRARY, playthroughs

FOUR = {"juno", "mira", "ravi", "luna"}


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [run(playthrough, library=LIBRARY) for file in FILES for playthrough in playthroughs(file)]


@pytest.fixture(scope="module")
def story() -> Story:
    return playthroughs(FILES[0])[0].story


def test_each_protagonist_has_a_line_from_the_beginning_to_the_end_of_the_act(results: list[Result]) -> None:
    lines = [result for result in results if "line" in result.playthrough.tags]
    assert {tag for result in lines for tag in result.playthrough.tags} >= FOUR
    assert all(not result.playthrough.start for result in lines)
    assert all("city/act-one" in {scene for met in result.met for scene in met.scenes} for result in lines)


def test_each_protagonist_has_a_line_from_the_beginning_to_an_ending_each_another(results: list[Result]) -> None:
    lines = [result for result in results if "whole" in result.playthrough.tags]
    assert {tag for result in lines for tag in result.playthrough.tags} >= FOUR
    assert all(not result.playthrough.start and result.choices >= 190 for result in lines)
    assert len({result.ending for result in lines}) == len(FOUR)


def test_each_ending_is_come_to_from_the_beginning(results: list[Result], story: Story) -> None:
    endings = {scene.ending.id for scene in story.scenes.values() if scene.ending}
    assert endings - {result.ending for result in results if not result.playthrough.start} == set()


def test_each_lock_is_seen_shut_and_taken_open(results: list[Result], story: Story) -> None:
    assert bars.locks(story) - bars.shut(results) == set()
    assert bars.locks(story) - bars.taken(results) == set()


def test_each_memory_is_made_and_recalled(results: list[Result], story: Story) -> None:
    """By who saw it; where only hearsay is ever told of it, by who heard it."""
    memories = bars.slots(story, SlotKind.MEMORY)
    assert memories - bars.wished(results, Subject.REMEMBERS) == set()
    whispered = {name.partition("/")[2] for name in bars.heard(story)}
    silent = memories - bars.wished(results, Subject.RECALLS)
    assert {name for name in silent if name.partition("/")[2] not in whispered} == set()


def test_all_hearsay_comes_by_night_and_is_heeded(results: list[Result], story: Story) -> None:
    assert bars.heard(story) - bars.carried(results) == set()
    assert bars.heard(story) - bars.heeded(results) == set()


def test_every_scene_is_entered_and_every_choice_and_route_is_taken(results: list[Result], story: Story) -> None:
    made = [run(playthrough, library=LIBRARY) for file in GENERATED for playthrough in playthroughs(file)]
    met = [each for result in (*results, *made) for each in result.met]
    passed = {(way.state.scene, way.route) for each in met for way in each.turn.passed}
    taken = passed | {(each.before.scene, each.turn.choice) for each in met if each.before}
    entered = {scene for scene, _ in passed} | {each.turn.state.scene for each in met}
    written = [scene for scene in story.scenes.values() if not scene.inner]
    assert {scene.id for scene in written} - entered == set()
    assert {(scene.id, choice.id) for scene in written for choice in scene.all_choices} - taken == set()
