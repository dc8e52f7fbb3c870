"""Every playthrough comes out the same in every way to play, and the two front ends tell it in the same words.

By the pure step they run as tests of their own: the pytest plugin collects the files beside this one. In full each is
played by the machine and in line mode, and what a person wrote on the full screen too; rows of tables one after the
other on one screen. Of the whole games made from the story the screen shows the choices, each with those that come
before and after it in a row, that meet something for the first time (`stretches.py`): all that there is to read. The
same are saved and opened again, which costs as much as all choices before it; of other whole games, every twentieth.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from fourfifths.model import Story
from fourfifths.session import Session
from fourfifths.state import State, Turn
from fourfifths.testing import report, ways
from fourfifths.testing.drivers import Driver, StepDriver
from fourfifths.testing.results import Result
from fourfifths.testing.runner import Maker, beginning, run
from fourfifths.testing.saved import SavedDriver, SessionDriver
from fourfifths.testing.screen import ScreenDriver
from fourfifths.testing.script import Playthrough
from tests.functional.test_front_ends_agree import Reading, in_lines, seen
from tests.playthroughs.shipped import FILES, GENERATED, LIBRARY, TABLES, playthroughs
from tests.playthroughs.stretches import covers, stretches

ROWS = (*TABLES, "generated/thresholds.play.yaml")
WHOLE, SELDOM = {"whole", "ending"}, 20


@pytest.mark.parametrize("file", FILES + GENERATED)
@pytest.mark.parametrize("way", ["machine", "plain"])
def test_each_comes_out_the_same(file: str, way: str) -> None:
    for playthrough in playthroughs(file):
        same(playthrough, ways.maker(way))


@pytest.mark.parametrize("file", FILES)
def test_each_that_a_person_wrote_survives_being_saved_after_every_choice(file: str) -> None:
    for playthrough in playthroughs(file):
        same(playthrough, SeldomSavedDriver if WHOLE & set(playthrough.tags) else SavedDriver)


@pytest.mark.parametrize("file", [file for file in FILES if file not in ROWS])
def test_the_full_screen_shows_each_that_a_person_wrote_and_line_mode_says_the_same(file: str) -> None:
    for playthrough in playthroughs(file):
        on_a_screen_of_its_own(playthrough)


@pytest.mark.parametrize("file", [file for file in GENERATED if file not in ROWS])
def test_the_full_screen_shows_what_each_run_is_first_to_meet_and_line_mode_says_the_same(file: str) -> None:
    found = stretches(file)
    if not found:
        return
    driver = ScreenDriver(found[0].story, found[0].state)
    try:
        for stretch in found:
            driver.place(stretch.state)
            agree(stretch.story, stretch.state, stretch.turns, shown(driver, stretch.turns))
    finally:
        driver.close()


@pytest.mark.parametrize("file", ROWS)
def test_the_full_screen_shows_each_row_and_line_mode_says_the_same(file: str) -> None:
    """One screen for all, as a game that is opened again; not where routes come before the first choice."""
    rows = [run(row, library=LIBRARY) for row in playthroughs(file)]
    alone = [row for row in rows if row.met[0].turn.passed]
    for row in alone:
        on_a_screen_of_its_own(row.playthrough)
    driver = ScreenDriver(rows[0].playthrough.story, beginning(rows[0].playthrough))
    try:
        for row in rows:
            passed(row)
            assert row.playthrough.start
            if row not in alone:
                state, turns = beginning(row.playthrough), [met.turn for met in row.met]
                driver.place(state)
                agree(driver.story, state, turns, shown(driver, turns))
    finally:
        driver.close()


@pytest.mark.parametrize("file", GENERATED)
def test_what_each_run_is_first_to_meet_survives_being_saved(file: str) -> None:
    for stretch in stretches(file):
        driver = SavedDriver(stretch.story, stretch.state)
        try:
            assert driver.turn.offers == stretch.turns[0].offers
            for turn in stretch.turns[1:]:
                assert driver.choose(turn.choice) == turn
        finally:
            driver.close()


def test_the_stretches_meet_all_that_the_runs_meet() -> None:
    runs, first = covers()
    assert GENERATED
    assert runs == first


def on_a_screen_of_its_own(playthrough: Playthrough) -> None:
    readings: list[Reading] = []

    def look(driver: Driver) -> None:
        assert isinstance(driver, ScreenDriver)
        readings.append(seen(driver.app, driver.session))

    found = run(playthrough, ScreenDriver, library=LIBRARY, watch=look)
    passed(found)
    agree(playthrough.story, beginning(playthrough), [met.turn for met in found.met], readings)


def shown(driver: ScreenDriver, turns: list[Turn]) -> list[Reading]:
    """What the screen shows turn by turn, each choice made by its key."""
    assert driver.shows() == ""
    readings = [seen(driver.app, driver.session)]
    for turn in turns[1:]:
        driver.choose(turn.choice)
        assert driver.turn == turn
        assert driver.shows() == ""
        readings.append(seen(driver.app, driver.session))
    return readings


class SeldomSavedDriver(SavedDriver):
    """Saves, closes and opens again after each twentieth choice."""

    def __init__(self, story: Story, state: State) -> None:
        super().__init__(story, state)
        self._moves = 0

    def _after(self) -> None:
        self._moves += 1
        if self._moves % SELDOM == 0:
            super()._after()


def same(playthrough: Playthrough, maker: Maker) -> None:
    expected = run(playthrough, StepDriver, library=LIBRARY)
    found = run(playthrough, maker, library=LIBRARY)
    passed(found)
    for here, there in zip(found.met, expected.met, strict=True):
        assert here.turn == there.turn


def passed(result: Result) -> None:
    """Fails with the report alone: a result in full takes pytest seconds to write down, as it holds the story."""
    if not result.ok:
        pytest.fail(report.failed(result), pytrace=False)


def agree(story: Story, state: State, turns: list[Turn], readings: list[Reading]) -> None:
    """What line mode says of the same choices, turn by turn, against what the screen showed."""
    lines = SessionDriver(story, state)
    try:
        told = in_lines(lines.session, numbers(turns))
        for number, (heard, looked_at) in enumerate(zip(told, readings, strict=True)):
            compare(lines.session, number, heard, looked_at)
    finally:
        lines.close()


def compare(session: Session, number: int, heard: Reading, looked_at: Reading) -> None:
    turn = session.history[number].turn
    shown_words = looked_at.words[0 if turn.passage else -len(heard.words) :]
    if number == 0 and turn.passed:  # where routes come before the first choice, line mode does not name who speaks
        assert unnamed(shown_words, session) == unnamed(heard.words, session)
    else:
        assert shown_words == heard.words
    assert looked_at.offers == heard.offers
    assert looked_at.meters == heard.meters
    assert looked_at.end in heard.end
    assert bool(looked_at.end) == bool(heard.end)


def unnamed(words: list[str], session: Session) -> list[str]:
    text = " ".join(words)
    for name in session.people.values():
        text = text.replace(name, "")
    return text.split()


def numbers(turns: list[Turn]) -> list[int]:
    """The number of each choice in the list that was offered."""
    return [[offer.id for offer in before.offers].index(after.choice) + 1 for before, after in pairwise(turns)]
