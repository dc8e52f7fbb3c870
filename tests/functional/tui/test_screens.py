"""The other screens: the title, the saves, the settings, the help, the palette."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fourfifths.compiler import compile_story
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.tui import actions
from fourfifths.tui.preferences import OPTIONS, Preferences
from fourfifths.tui.screens.help import HelpScreen
from fourfifths.tui.screens.page import Page
from fourfifths.tui.screens.play import PlayScreen
from fourfifths.tui.screens.title import TitleScreen
from fourfifths.tui.widgets.keybar import Keybar

from .table import Table, grid

STORIES = Path(__file__).parents[2] / "stories"


async def test_the_title_offers_to_go_on_where_the_newest_save_stands(table: Table) -> None:
    app = table.app(title=True)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = grid(app)
        for words in (
            "T H E   F E A S T",
            "Continue",
            "Ration list, 19 September",
            "New game",
            "Load",
            "Settings",
            "Help",
            "Quit",
        ):
            assert words in seen
        await table.press(pilot, "2")
        assert isinstance(app.screen, PlayScreen)
        assert isinstance(app.session, Session)
        assert app.session is not table.session


async def test_a_save_of_another_story_or_a_damaged_one_does_not_shadow_the_player_s_own(
    table: Table, tmp_path: Path
) -> None:
    table.session.choose("parade")
    table.session.close()
    other = Session.start(compile_story(STORIES / "pantry"), Store(tmp_path / "saves"))
    other.save("theirs")
    other.close()
    (tmp_path / "saves" / "hurt.save.json").write_bytes(b"{]")
    app = table.app(title=True)
    app.session = None
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Continue    Night shift" in grid(app)
        await table.press(pilot, "1")
        assert isinstance(app.screen, PlayScreen)
        assert app.session is not None
        assert app.session.number == 1


async def test_a_damaged_game_is_named_on_the_title_and_after_going_on_from_another(
    table: Table, tmp_path: Path
) -> None:
    table.session.close()
    saves = tmp_path / "saves"
    for path in saves.glob("auto.save*"):
        path.write_bytes(b"{]")
    app = table.app(title=True)
    app.session = None
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Continue" not in grid(app)
        assert "The save auto cannot be read" in grid(app)
        await table.press(pilot, "1", "1", "t")
        assert "The save auto cannot be read" not in grid(app)
        await table.press(pilot, "1")
        assert isinstance(app.screen, PlayScreen)
        assert "The save auto cannot be read" in app.screen.stage.body.text


async def test_without_saves_the_title_begins_with_a_new_game(table: Table, tmp_path: Path) -> None:
    table.store = Store(tmp_path / "none yet")
    app = table.app(title=True)
    async with app.run_test(size=(80, 24)):
        seen = grid(app)
    assert "Continue" not in seen
    assert "Load" not in seen
    assert "1 New game" in seen


@pytest.mark.parametrize("keys", [("1",), ("2",), ("3", "enter")], ids=["continue", "new", "load"])
async def test_a_game_entered_from_the_title_keeps_its_save_to_itself(
    table: Table, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "1", "t", *keys)
        session = app.session
        assert session is not None
        assert session is not table.session
        assert session.slot == "auto"
        assert table.store.holds("auto")
        assert not Store(tmp_path / "saves").claim("auto")
        assert Store(tmp_path / "saves").claim("auto-2")


async def test_quit_on_the_title_leaves(table: Table) -> None:
    app = table.app(title=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "escape", "6")
    assert app.return_code == 0


async def test_a_game_is_saved_with_a_note_loaded_and_deleted(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await table.press(pilot, "1", "s", "w", "enter", *"my [b]note", "enter")
        seen = grid(app)
        assert "1 choice  " in seen
        assert "save-1" in seen
        assert "my [b]note" in seen
        await table.press(pilot, "escape", "2", "s")
        marked = next(n for n, slot in enumerate(table.store.slots()) if slot.slot == "save-1")
        await table.press(pilot, *["down"] * marked, "enter")
        assert table.session.number == 1
        await table.press(pilot, "s", *["down"] * 9, "d", "down", "enter")
    assert len(table.store.slots()) == 1


async def test_the_save_of_the_game_that_is_played_is_marked(table: Table) -> None:
    table.session.save("tea")
    app = table.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await table.press(pilot, "1", "s")
        lines = grid(app).splitlines()
        (at,) = [number for number, line in enumerate(lines) if "this game" in line]
        assert any(" auto " in line for line in lines[at - 2 : at])
        await table.press(pilot, "escape", "t", "3")
        assert "Enter loads" in grid(app)
        assert "this game" not in grid(app)


async def test_only_a_game_can_be_saved_and_the_keys_say_so(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "s")
        assert "w save here" in grid(app)
        await table.press(pilot, "w")
        assert "Enter takes it, Esc leaves." in grid(app)
        await table.press(pilot, "escape", "escape", "t", "3")
        assert "Enter loads" in grid(app)
        assert "save here" not in grid(app)


async def test_a_save_has_the_name_its_player_types(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await table.press(pilot, "s", "w", *"before-tea", "enter", "enter")
        assert "Saved as before-tea." in grid(app)
        assert table.store.info("before-tea").loadable


@pytest.mark.parametrize(
    ("typed", "why"),
    [("Before Tea", "cannot name a save: use up to 32 small letters,"), ("auto", "is the game's own"), ("con", "")],
)
async def test_a_name_that_will_not_do_is_refused_and_can_be_mended(table: Table, typed: str, why: str) -> None:
    app = table.app()
    async with app.run_test(size=(60, 20)) as pilot:
        keys = ["space" if letter == " " else letter for letter in typed]
        await table.press(pilot, "s", "w", *keys, "enter")
        assert why in grid(app)
        assert len(table.store.slots()) == 1
        await table.press(pilot, *["backspace"] * len(typed), *"tea", "enter", "enter")
        assert {info.slot for info in table.store.slots()} == {"auto", "tea"}


async def test_saving_over_a_save_is_asked_first_and_no_is_the_first_answer(table: Table) -> None:
    table.session.save("tea")
    before = table.store.info("tea")
    app = table.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await table.press(pilot, "1", "s", "w", *"tea", "enter")
        assert "There is a save tea already." in grid(app)
        await table.press(pilot, "enter")
        assert table.store.info("tea") == before
        await table.press(pilot, "w", *"tea", "enter", "down", "enter", "enter")
    assert table.store.info("tea").choices == 1


async def test_a_save_recovered_from_its_backup_says_so_and_is_loaded(table: Table, tmp_path: Path) -> None:
    table.session.save("tea")
    table.session.choose("parade")
    table.session.save("tea")
    (tmp_path / "saves" / "tea.save.json").write_bytes(b"{]")
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "s")
        assert "The last save here is damaged; this is the one before it." in grid(app)
        number = next(n for n, slot in enumerate(table.store.slots()) if slot.slot == "tea")
        await table.press(pilot, *["down"] * number, "enter")
        assert isinstance(app.screen, PlayScreen)
        assert table.session.number == 0
        assert "The last save was damaged" in app.screen.stage.body.text


async def test_deleting_is_asked_first_and_no_is_the_first_answer(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "s", "d", "enter")
    assert len(table.store.slots()) == 1


async def test_a_damaged_save_is_shown_and_not_loaded(table: Table, tmp_path: Path) -> None:
    table.session.save("hurt")
    for path in (tmp_path / "saves").glob("hurt*"):
        path.write_bytes(b"{]")
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "s")
        assert "hurt" in grid(app)
        number = next(n for n, slot in enumerate(table.store.slots()) if slot.slot == "hurt")
        await table.press(pilot, *["down"] * number, "enter")
        assert "cannot be read" in grid(app)


async def test_a_setting_changes_at_once_and_is_kept(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    app = table.app()
    app.preferences = Preferences.load(path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await table.press(pilot, "o", "right")
        assert app.palette.name == "light"
        await table.press(pilot, "down", "down", "down", "enter", "escape")
        seen = grid(app)
    assert seen.isascii()
    assert json.loads(path.read_text()) == {"theme": "light", "ascii": True}
    assert Preferences.load(path=path).get("theme") == "light"


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"\xff\xfe", b'{"theme": "pink", "ascii": 1, "x": 2}', b"[" * 100_000]
)
def test_a_settings_file_that_makes_no_sense_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    found = Preferences.load(path=path)
    assert [found.get(option.name) for option in OPTIONS] == [option.values[0] for option in OPTIONS]


def test_settings_that_cannot_be_written_still_hold(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = Preferences.load(path=tmp_path / "file" / "settings.json")
    found.cycle(OPTIONS[0], 1)
    assert found.get("theme") == "light"


@pytest.mark.parametrize("keys", [("1",), ("1", "h"), ("s",), ("s", "w"), ("i",), ("question_mark",), ("ctrl+p",)])
async def test_ascii_holds_on_every_screen(table: Table, keys: tuple[str, ...]) -> None:
    app = table.app(ascii=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await table.press(pilot, *keys)
        await pilot.pause(0.2)
        own = {letter for letter in grid(app) if not letter.isascii()}
    assert own <= set("’‘“”"), own  # of the story's own words


async def test_what_is_cut_and_what_falls_is_ascii_too(table: Table) -> None:
    app = table.app(ascii=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await table.press(pilot, "1")
        app.screen.query_one(Keybar).flash("x" * 90)
        await pilot.pause()
        seen = grid(app)
    assert "v Equity -4" in seen
    assert "xxx>" in seen


async def test_the_help_names_every_action_and_the_meters(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        await table.press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = " ".join(app.screen.stage.body.text.split())
    for action in actions.ACTIONS:
        assert (f"{action.shown} {action.about}" in text) is (action.scope != "author"), action
    assert "Who actually gets a plate, counted." in text


async def test_every_action_is_in_the_palette_of_its_screen(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {action.about.capitalize() for action in actions.of("text", "play", "app") if action.palette} <= titles
        table.clock.pass_by()
        await pilot.press("ctrl+p", *"to the title")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, TitleScreen)


@pytest.mark.parametrize("scopes", [page.scopes for page in (PlayScreen, TitleScreen, *Page.__subclasses__())])
def test_the_key_line_has_at_most_six_keys_and_the_help(scopes: tuple[str, ...]) -> None:
    keys = actions.key_line(*scopes)
    assert len(keys) <= 6
    assert keys[-1] == ("?", "help")


def test_no_key_means_two_things_on_one_screen() -> None:
    for page in [Page, *Page.__subclasses__()]:
        keys = [key for action in actions.of("list", "app", *page.scopes) for key in action.keys.split(",")]
        assert len(keys) == len(set(keys)) or "list" in page.scopes


async def test_every_action_has_its_method(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 24)):
        for action in actions.of("play", "text"):
            assert hasattr(app.screen, f"action_{action.call.split('(')[0]}")
        for action in actions.of("app"):
            assert hasattr(app, f"action_{action.call}")
