"""The shipped story through a session on a real folder: restarted at every turn, it is the pure step all the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fourfifths import bundled
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.step import begin, step


@pytest.fixture(scope="module")
def story() -> Story:
    return compile_story(bundled.story_folder())


@pytest.mark.parametrize("seed", range(3))
def test_a_run_restarted_at_every_turn_is_the_run(story: Story, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    session = Session.start(story, Store(tmp_path), seed=seed)
    expected = [begin(story, seed)]
    while not session.turn.ending and session.number < 150:
        choice = chance.choice([offer.id for offer in session.turn.offers if offer.open])
        session.choose(choice)
        expected.append(step(story, expected[-1].state, choice))
        session.close()
        session = Session.resume(story, Store(tmp_path))
        assert (session.turn, session.notices, session.unsaved) == (expected[-1], (), "")
    assert [moment.turn for moment in session.history] == expected
    assert all(change.why for moment in session.history for change in moment.changes)
    while session.undo():
        assert session.turn == expected[session.number]
    assert session.number == 0
    session.close()
