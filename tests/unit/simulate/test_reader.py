"""What a reader of plays looks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.compiler import compile_story
from fourfifths.program import Program
from fourfifths.simulate.reader import Eyes

STORIES = Path(__file__).parents[2] / "stories"


@pytest.mark.parametrize(("name", "goes_round"), [("gossip", True), ("week", False)])
def test_hearsay_comes_back_where_texts_ask_who_heard(name: str, goes_round: bool) -> None:
    story = compile_story(STORIES / name)
    eyes = Eyes(story, Program(story))
    assert eyes.memories
    assert bool(eyes.hearsay) is goes_round
    assert eyes.hearsay & eyes.memories == eyes.hearsay
