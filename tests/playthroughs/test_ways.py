"""Every playthrough comes out the same in every way to play, and the two front ends tell it in the same words.

By the pure step they run as tests of their own: the pytest plugin collects the files beside this one.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from fourfifths.testing import report, ways
from fourfifths.testing.drivers import Driver, StepDriver
from fourfifths.testing.results import Result
from fourfifths.testing.runner import beginning, run
from fourfifths.testing.saved import SessionDriver
from fourfifths.testing.screen import ScreenDriver
from fourfifths.testing.script import Playthrough
from tests.functional.test_front_ends_agree import Reading, in_lines, seen
from tests.playthroughs.shipped import FILES, GENERATED, LIBRARY, playthroughs


@pytest.mark.parametrize("file", FILES + GENERATED)
@pytest.mark.parametrize("way", ["machine", "saves", "plain"])
def test_each_comes_out_the_same(file: str, way: str) -> None:
    for playthrough in playthroughs(file):
        expected = run(playthrough, StepDriver, library=LIBRARY)
        found = run(playthrough, ways.maker(way), library=LIBRARY)
        assert found.ok, report.failed(found)
        assert [met.turn for met in found.met] == [met.turn for met in expected.met]


@pytest.mark.parametrize("file", FILES + GENERATED)
def test_the_full_screen_shows_each_and_line_mode_says_the_same(file: str) -> None:
    for playthrough in playthroughs(file):
        readings: list[Reading] = []

        def look(driver: Driver, readings: list[Reading] = readings) -> None:
            assert isinstance(driver, ScreenDriver)
            readings.append(seen(driver.app, driver.session))

        found = run(playthrough, ScreenDriver, library=LIBRARY, watch=look)
        assert found.ok, report.failed(found)
        agree(playthrough, found, readings)


def agree(playthrough: Playthrough, found: Result, readings: list[Reading]) -> None:
    """What line mode says of the same choices, turn by turn, against what the screen showed."""
    lines = SessionDriver(playthrough.story, beginning(playthrough))
    told = in_lines(lines.session, numbers(found))
    for number, (heard, looked_at) in enumerate(zip(told, readings, strict=True)):
        entered = bool(lines.session.history[number].turn.passage)
        assert looked_at.words[0 if entered else -len(heard.words) :] == heard.words
        assert looked_at.offers == heard.offers
        assert looked_at.meters == heard.meters
        assert looked_at.end in heard.end
        assert bool(looked_at.end) == bool(heard.end)


def numbers(found: Result) -> list[int]:
    """The number of each choice in the list that was offered."""
    turns = [met.turn for met in found.met]
    return [[offer.id for offer in before.offers].index(after.choice) + 1 for before, after in pairwise(turns)]
