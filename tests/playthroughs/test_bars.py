"""What the shipped story's playthroughs must meet between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fourfifths.model import SlotKind, Story
from fourfifths.testing.results import Result
from fourfifths.testing.runner import run
from fourfifths.testing.script import Subject
from tests.playthroughs.shipped import FILES, LIBRARY, playthroughs


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [run(playthrough, library=LIBRARY) for file in FILES for playthrough in playthroughs(file)]


@pytest.fixture(scope="module")
def story() -> Story:
    return playthroughs(FILES[0])[0].story


def test_each_protagonist_has_a_line_from_the_beginning_to_the_end_of_the_act(results: list[Result]) -> None:
    lines = [result for result in results if "line" in result.playthrough.tags]
    assert {tag for result in lines for tag in result.playthrough.tags} >= {"juno", "mira", "ravi", "luna"}
    assert all(result.ending == "act-one" and not result.playthrough.start for result in lines)


def test_each_lock_is_seen_shut_and_taken_open(results: list[Result], story: Story) -> None:
    locks = {(s.id, c.id) for s in story.scenes.values() for c in s.all_choices if c.needs}
    turns = [met.turn for result in results for met in result.met]
    shut = {(turn.state.scene, offer.id) for turn in turns for offer in turn.offers if offer.locked}
    taken = {(met.before.scene, met.turn.choice) for result in results for met in result.met if met.before}
    assert locks - shut == set()
    assert locks - taken == set()


def test_each_memory_is_made_and_recalled(results: list[Result], story: Story) -> None:
    memories = {slot.name for slot in story.slots if slot.kind is SlotKind.MEMORY}
    assert memories - wished(results, Subject.REMEMBERS) == set()
    assert memories - wished(results, Subject.RECALLS) == set()


def wished(results: list[Result], subject: Subject) -> set[str]:
    def names() -> Iterator[str]:
        for result in results:
            for step in result.playthrough.steps:
                yield from (wish.name for wish in step.expects if wish.subject is subject)

    return set(names())
