"""At every size: the golden screens, nothing that falls, the focus and the place in the text kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fourfifths.tools.lint.rules import wide_document
from fourfifths.tui.app import FourFifths
from fourfifths.tui.glyphs import UNICODE
from fourfifths.tui.passages import Document
from fourfifths.tui.screens.play import PlayScreen
from fourfifths.tui.widgets.choices import Choices
from fourfifths.tui.widgets.stage import Stage, frame, share

from .table import SIZES, Table, grid

GOLDEN = Path(__file__).parent / "golden"
PATHS = {
    "play": (),
    "outcome": ("1",),
    "history": ("1", "h"),
    "settings": ("o",),
    "standing": ("3", "i"),
    "end": ("1", "1"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PATHS)
async def test_the_screen_is_the_golden_one(table: Table, name: str, size: tuple[int, int]) -> None:
    """Write them anew with UPDATE_GOLDEN=1, and read the diff."""
    app = table.app()
    async with app.run_test(size=size) as pilot:
        await table.press(pilot, *PATHS[name])
        seen = grid(app)
    path = GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


async def settled(app: FourFifths, pilot: Pilot[Any], width: int, height: int) -> list[str]:
    """The screen once it has this size."""
    for _ in range(200):
        lines = grid(app).splitlines()
        if app.screen.size == (width, height) and app.screen.query_one(Stage).size == (width, height) == app.size:
            return lines
        await pilot.pause(0.01)
    raise AssertionError(f"{app.screen.size} is not {width}x{height}")


async def test_every_small_size_is_survived(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for width in (1, 2, 3, 5, 9, 14, 20, 27, 39, 40, 41, 59, 79, 110):
            for height in (1, 2, 3, 5, 8, 11, 12, 13, 17, 18, 29):
                await pilot.resize_terminal(width, height)
                lines = await settled(app, pilot, width, height)
                assert len(lines) == height
                if 9 <= width < 40 or (width >= 9 and height < 12):
                    assert "Too smal" in lines[0]
        await pilot.resize_terminal(80, 24)
        await table.press(pilot, "1")
    assert table.session.number == 1


async def test_the_marks_of_a_long_list_stand_apart_from_its_text(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(44, 13)) as pilot:
        await pilot.pause()
        rows = [line for line in grid(app).splitlines() if line.endswith("↓")]
        assert rows
        assert rows[0][-2] == " "
        await table.press(pilot, "down", "down", "down")
        rows = [line for line in grid(app).splitlines() if line.endswith("↑")]
        assert rows
        assert rows[0][-2] == " "


async def test_nothing_is_chosen_while_the_screen_is_too_small(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(30, 8)) as pilot:
        await table.press(pilot, "1", "enter")
    assert table.session.number == 0


async def test_a_storm_of_resizes_keeps_the_focus_and_the_mark(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "down", "down")
        for number in range(200):
            await pilot.resize_terminal(1 + number * 37 % 130, 1 + number * 23 % 50)
        await pilot.resize_terminal(80, 24)
        choices = app.screen.query_one(Choices)
        assert app.focused is choices
        assert choices.marked == 2
        await table.press(pilot, "enter")
    assert table.session.turn.choice == "ask"


async def test_after_a_resize_the_same_text_is_at_the_top(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, PlayScreen)
        body = screen.stage.body
        await table.press(pilot, "pagedown")
        place = body._places[body.top]
        assert place != (0, 0)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert body._places[body.top][0] == place[0]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert body._places[body.top][0] == place[0]


@pytest.mark.parametrize("choices", range(12))
def test_at_80_by_24_the_text_keeps_eight_lines(choices: int) -> None:
    text, listed = share(24 - 5 - 2, 50, choices)
    assert text >= 9
    assert text + listed == 17


@pytest.mark.parametrize("room", range(25))
@pytest.mark.parametrize("text", [0, 3, 40])
@pytest.mark.parametrize("choices", [0, 2, 30])
def test_the_parts_never_take_more_room_than_there_is(room: int, text: int, choices: int) -> None:
    given = share(room, text, choices)
    assert sum(given) <= room
    assert min(given) >= 0
    assert choices == 0 or room == 0 or given[1] > 0


@pytest.mark.parametrize("width", [40, 59, 60, 80, 111, 112, 200])
def test_the_column_lies_inside_the_terminal(width: int) -> None:
    found = frame(width, 24, beside=True)
    assert found is not None
    assert found.x >= 2
    assert found.x + found.width <= width - 2
    assert found.width <= 72


@pytest.mark.parametrize("over", [0, 1])
def test_the_linter_knows_how_much_a_frame_holds_at_60_by_20(over: int) -> None:
    found = frame(60, 20, beside=True)
    assert found is not None
    document = Document("notice", "", "x" * (wide_document.WIDEST + over), UNICODE)
    lines = ["".join(text for text, _ in line) for line in document.lay(found.width)]
    assert len([line for line in lines if "x" in line]) == 1 + over
