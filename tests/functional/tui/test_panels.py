"""The panels on the screen: the keys, every size, and the same words as in line mode."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from fourfifths import plain
from fourfifths.compiler import compile_story
from fourfifths.markup import plain as unmarked
from fourfifths.model import Story
from fourfifths.panels import Row, View
from fourfifths.tui.screens.panels import PanelsScreen
from fourfifths.tui.screens.play import PlayScreen
from fourfifths.tui.widgets.menu import Menu

from .table import SIZES, Table, grid
from .test_every_key import KEYS, _at_once, open_again

__all__ = ["_at_once"]

GOLDEN = Path(__file__).parent / "golden"
STALL = Path(__file__).parents[2] / "stories" / "stall"
PATHS = {"panel-clocks": ("1", "p"), "panel-rows": ("p", "2"), "panel-card": ("2", "p", "down", "down")}
ROUTES = ((), ("lend",), ("lend", "fridge"), ("fridge", "cook", "lend"))


@pytest.fixture(scope="module")
def stall() -> Story:
    return compile_story(STALL)


@pytest.fixture
def laid(stall: Story, tmp_path: Path) -> Table:
    return Table(stall, tmp_path / "saves")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PATHS)
async def test_the_screen_is_the_golden_one(laid: Table, name: str, size: tuple[int, int]) -> None:
    """Write them anew with UPDATE_GOLDEN=1, and read the diff."""
    app = laid.app()
    async with app.run_test(size=size) as pilot:
        await laid.press(pilot, *PATHS[name])
        seen = grid(app)
    path = GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


async def test_numbers_and_arrows_choose_a_panel_and_escape_goes_back(laid: Table) -> None:
    app = laid.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await laid.press(pilot, "p")
        assert isinstance(app.screen, PanelsScreen)
        assert grid(app).splitlines()[0].strip() == "Clocks"
        await laid.press(pilot, "3")
        assert grid(app).splitlines()[0].strip() == "The card"
        await laid.press(pilot, "up", "enter", "9")
        assert grid(app).splitlines()[0].strip() == "The rows"
        assert app.focused is app.screen.query_one(Menu)
        await laid.press(pilot, "escape")
        assert isinstance(app.screen, PlayScreen)
    assert laid.session.number == 0


async def test_a_long_panel_is_read_on_with_the_keys_for_reading(laid: Table) -> None:
    app = laid.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await laid.press(pilot, "p", "3")
        assert "(more)" in grid(app)
        assert "dinners eaten" not in grid(app)
        await laid.press(pilot, "end")
        assert "dinners eaten 1.00" in grid(app)
        await laid.press(pilot, "2", "3")
        assert "launch: As it was." in grid(app)


async def test_the_key_is_shown_where_the_story_has_panels_only(laid: Table, table: Table) -> None:
    for one, shown in ((laid, True), (table, False)):
        app = one.app()
        async with app.run_test(size=(80, 24)) as pilot:
            await one.press(pilot)
            assert ("p panels" in grid(app)) is shown
            assert ("s saves" in grid(app)) is not shown
            await one.press(pilot, "p")
            assert isinstance(app.screen, PanelsScreen) is shown
            assert ("This story has no panels." in grid(app)) is not shown


async def test_ascii_pips_are_of_ascii(laid: Table) -> None:
    app = laid.app(ascii=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await laid.press(pilot, "p")
        assert "##---- 2 of 6" in grid(app)
        assert grid(app).isascii()


async def test_a_resize_keeps_the_panel_and_survives_every_size(laid: Table) -> None:
    app = laid.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await laid.press(pilot, "2", "p", "3")
        for width in (1, 5, 20, 39, 40, 44, 60, 79, 130):
            for height in (1, 5, 11, 12, 18, 40):
                await pilot.resize_terminal(width, height)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert grid(app).splitlines()[0].strip() == "The card"
        assert app.failure is None


@pytest.mark.usefixtures("_at_once")
async def test_every_key_leaves_the_game_whole(laid: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    app = laid.app()
    left: list[str] = []
    key = ""
    monkeypatch.setattr(app, "exit", lambda *_, **__: left.append(key))
    monkeypatch.setattr(app, "action_suspend_process", lambda: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_again(laid, app, pilot, ("p",))
        for key in KEYS:
            before = app.screen
            await laid.press(pilot, key)
            assert app.failure is None, key
            assert app.session is not None, key
            assert app.session.number == 0, key
            if app.screen is not before:
                await open_again(laid, app, pilot, ("p",))
    assert set(left) == {"ctrl+q"}


def words(row: Row) -> list[str]:
    """The words of a row, those that the pips stand beside included."""
    texts = (row.label.removesuffix(":"), *row.cells, row.pips.words if row.pips else "")
    return [word for text in texts for word in unmarked(text).split()]


def in_lines(laid: Table, view: View) -> str:
    out = io.StringIO()
    assert plain.run(laid.session, plain.Terminal(io.StringIO(f"panel {view.id}\n"), out), strict=True) == 0
    return out.getvalue().partition("Choice> ")[2].partition("[end of panel]")[0]


def bare(text: str) -> list[str]:
    """The words without the signs that only one of the two puts between them."""
    return re.sub(r"[,:\[\]]|\.(?=\s|$)", " ", text).split()


def follows(found: list[str], seen: list[str]) -> bool:
    """Whether the words stand there in this order."""
    left = iter(seen)
    return all(word in left for word in found)


@pytest.mark.parametrize("size", [(40, 200), (80, 200), (120, 200)], ids=str)
@pytest.mark.parametrize("route", ROUTES, ids=str)
async def test_both_front_ends_show_every_word_of_every_panel(
    laid: Table, route: tuple[str, ...], size: tuple[int, int]
) -> None:
    for choice in route:
        laid.session.choose(choice)
    app = laid.app()
    async with app.run_test(size=size) as pilot:
        await laid.press(pilot, "p")
        for number, view in enumerate(laid.session.panels, 1):
            await laid.press(pilot, str(number))
            lines, screen = bare(in_lines(laid, view)), bare(grid(app))
            rows = [words(row) for row in view.rows if not row.head]
            for row in (*rows, unmarked(view.title).split(), unmarked(view.about).split()):
                spelled = bare(" ".join(row))
                assert follows(spelled, lines), (view.id, spelled)
                assert follows(spelled, screen), (view.id, spelled)
