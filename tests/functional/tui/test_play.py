"""Playing: what is read after a choice, what a key does, and that nothing is chosen twice."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from fourfifths.tui.app import FourFifths
from fourfifths.tui.screens.history import HistoryScreen
from fourfifths.tui.screens.play import PlayScreen
from fourfifths.tui.screens.title import TitleScreen
from fourfifths.tui.widgets.choices import Choices
from fourfifths.tui.widgets.keybar import Keybar

from .table import Table, grid


def burst(app: FourFifths, key: str, character: str, times: int) -> None:
    for _ in range(times):
        app.post_message(events.Key(key, character))


async def test_the_first_screen_shows_text_meters_and_choices(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)):
        seen = grid(app)
    for words in (
        "Ration list",
        "The steps hold the heat",
        "[ADVERT] Lanterns",
        "Festival  50",
        "a night out",
        "1 Fund",
    ):
        assert words in seen


async def test_a_choice_shows_itself_what_was_said_the_outcome_the_moves_and_the_new_scene_in_this_order(
    table: Table,
) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await table.press(pilot, "1")
        seen = grid(app)
    order = (
        "Fund the parade.",
        "“People forgive",
        "Ravi writes drum",
        "▲ Festival +9",
        "▼ Equity −4",
        "The tubes hum",
        "1 Go",
    )
    places = [seen.rindex(words) for words in order]
    assert places == sorted(places)
    assert "The band was paid in advance" in seen


async def test_a_choice_that_stays_keeps_the_text_of_the_scene_above(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 60)) as pilot:
        await table.press(pilot, "3")
        seen = grid(app)
    assert seen.index("The steps hold the heat") < seen.index('"Lent," says Ravi')


@pytest.mark.parametrize(("key", "character"), [("enter", "\r"), ("1", "1")])
async def test_a_burst_of_keys_chooses_once(table: Table, key: str, character: str) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        table.clock.pass_by()
        burst(app, key, character, 6)
        await pilot.pause()
        await pilot.pause()
    assert table.session.number == 1


async def test_a_held_key_chooses_once(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        table.clock.pass_by()
        await pilot.press("1")
        for pause in (0.5, *[0.033] * 60):
            table.clock.pass_by(pause)
            await pilot.press("1")
        assert table.session.number == 1
        table.clock.pass_by(0.8)
        await pilot.press("1")
        await pilot.pause()
    assert table.session.number == 2


async def test_an_answer_to_an_earlier_turn_is_not_heard(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "1")
        app.screen.post_message(Choices.Chosen(0, "bus"))
        await pilot.pause()
    assert table.session.number == 1


async def test_a_locked_choice_can_be_marked_and_is_refused_with_its_reason(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "down", "down", "down", "enter")
        assert table.session.number == 0
        assert "Hedda keeps the key" in grid(app).splitlines()[-1]


async def test_locked_choices_can_be_hidden(table: Table) -> None:
    app = table.app(locked=False)
    async with app.run_test(size=(80, 24)):
        assert "granary" not in grid(app)


async def test_the_mark_stops_at_both_ends(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        choices = app.screen.query_one(Choices)
        await table.press(pilot, "up")
        assert choices.marked == 0
        await table.press(pilot, *["down"] * 9)
        assert choices.marked == 3


async def test_the_mouse_chooses_the_row_it_clicks(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(n for n, line in enumerate(grid(app).splitlines()) if "3 Ask Ravi" in line)
        table.clock.pass_by()
        await pilot.click(offset=(12, row))
        await pilot.pause()
    assert table.session.turn.choice == "ask"


async def test_undo_and_redo(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "1", "b")
        assert table.session.number == 0
        assert "Ration list" in grid(app)
        await table.press(pilot, "f")
        assert "Night shift" in grid(app)
        await table.press(pilot, "b", "b")
        assert "This is the beginning." in grid(app)


async def test_what_was_said_of_a_turn_goes_with_it(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "b", "f"):
            app.screen.query_one(Keybar).flash("of this turn")
            await table.press(pilot, key)
            assert "of this turn" not in grid(app)


async def test_undo_can_be_switched_off(table: Table) -> None:
    app = table.app(undo="off")
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "1", "b")
    assert table.session.number == 1


async def test_space_pages_and_the_mark_says_that_there_is_more(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "(more)" in grid(app)
        await table.press(pilot, "space", "space")
        seen = grid(app)
    assert "(more)" not in seen
    assert "Not both; not this" in seen


async def test_hints_say_which_meters_and_how_strongly_but_not_which_way(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)):
        line = next(line for line in grid(app).splitlines() if "1 Fund the parade" in line)
    assert "*•" in line
    assert "=•" in line
    assert not set("+-−▲▼") & set(line)


async def test_hints_can_be_switched_off(table: Table) -> None:
    app = table.app(hints="none")
    async with app.run_test(size=(80, 24)):
        assert "•" not in grid(app)


async def test_the_end_says_so_and_offers_title_undo_and_new(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await table.press(pilot, "1", "1")
        seen = grid(app)
        for words in ("The end of Act I", "To the title", "Undo the last choice", "A new game"):
            assert words in seen
        await table.press(pilot, "2")
        assert table.session.number == 1
        await table.press(pilot, "1", "3")
        assert app.session is not table.session
        assert isinstance(app.screen, PlayScreen)


async def test_quick_save_and_load_go_back_to_the_saved_turn(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "f9")
        assert table.session.number == 0
        await table.press(pilot, "1", "f5", "2", "l")
    assert table.session.number == 1


async def test_a_failed_save_is_said_and_play_goes_on(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    from fourfifths.saves import SaveError

    def full(*_: Any) -> None:
        raise SaveError("Not saved: the disk is full.")

    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        monkeypatch.setattr(table.session._store, "write", full)
        await table.press(pilot, "1")
        seen = grid(app)
        await table.press(pilot, "end")
        assert "the disk is full (saves are in" in grid(app)
        monkeypatch.undo()
        await table.press(pilot, "1")
        assert "the disk is full" not in grid(app)
    assert "not saved" in seen.splitlines()[1]
    assert "Not saved: the disk is full (saves are in" in seen.splitlines()[2]
    assert "The tubes hum" in seen


async def test_to_the_title_and_back(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "1", "t")
        assert isinstance(app.screen, TitleScreen)
        assert "Night shift" in grid(app)
        await table.press(pilot, "enter")
        assert isinstance(app.screen, PlayScreen)
        assert "Night shift" in grid(app)


async def test_the_history_shows_every_turn_and_returns_to_one(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await table.press(pilot, "1", "2", "h")
        assert isinstance(app.screen, HistoryScreen)
        seen = grid(app)
        for words in (
            "2 choices",
            "Fund the parade.",
            "▲ Festival +9",
            "The band was paid in advance",
            "Back to the steps.",
        ):
            assert words in seen
        await table.press(pilot, "up", "enter")
        assert "Ravi writes drum" in grid(app)
        await table.press(pilot, "escape", "up", "up", "r")
    assert table.session.number == 0
