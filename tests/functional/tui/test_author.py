"""Author mode on the full screen: files are saved under the game, and the page behind the scene tells the truth."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from fourfifths.author.watch import Watch
from fourfifths.author.workshop import Workshop
from fourfifths.compiler import compile_story
from fourfifths.tui import actions
from fourfifths.tui.app import FourFifths
from fourfifths.tui.author.find import FindScreen
from fourfifths.tui.author.overlay import AuthorScreen
from fourfifths.tui.desk import Desk
from fourfifths.tui.screens.help import HelpScreen
from fourfifths.tui.screens.history import HistoryScreen

from .table import SIZES, Table, grid

FEAST = Path(__file__).parents[2] / "stories" / "feast"


class AuthorTable(Table):
    """A table whose story lies in a folder of its own, and is watched."""

    def __init__(self, folder: Path, *, watch: bool = True) -> None:
        self.folder = folder / "story"
        self.file = self.folder / "mira" / "steps.yaml"
        self.file.parent.mkdir(parents=True)
        for source in FEAST.rglob("*.yaml"):
            (self.folder / source.relative_to(FEAST)).write_bytes(source.read_bytes())
        super().__init__(compile_story(self.folder), folder / "saves")
        self.recorded: list[str] = []
        watching = Watch(self.folder) if watch else None
        self.workshop = Workshop(self.folder, self.story, watching, self._record)

    def _record(self, _: object, folder: Path) -> str:
        self.recorded.append(str(folder))
        return "Recorded in mine.play.yaml."

    def desk(self) -> Desk:
        return super().desk()._replace(workshop=self.workshop)

    def save(self, *edits: tuple[str, str]) -> None:
        """Save the file with these edits, in the place of the old one, as careful editors do."""
        text = self.file.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        other = self.file.with_suffix(".new")
        other.write_text(text, encoding="utf-8")
        other.replace(self.file)


@pytest.fixture
def author(tmp_path: Path) -> AuthorTable:
    return AuthorTable(tmp_path)


async def until(app: FourFifths, words: str, *, gone: bool = False, seconds: float = 15.0) -> None:
    """Wait until the screen shows these words (or no longer does)."""
    began = time.monotonic()
    while (words in grid(app)) is gone:
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{words!r} {'still' if gone else 'not'} on the screen:\n{grid(app)}")
        await asyncio.sleep(0.02)


def play(size: tuple[int, int] = (80, 40)) -> Callable[..., Any]:
    """A test of the game at this size."""

    def decorated(test: Callable[[AuthorTable, FourFifths, Pilot[Any]], Awaitable[None]]) -> Callable[..., Any]:
        async def run(author: AuthorTable) -> None:
            app = author.app()
            async with app.run_test(size=size) as pilot:
                await test(author, app, pilot)

        run.__name__ = test.__name__
        return run

    return decorated


@play()
async def test_a_saved_file_is_on_the_screen(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "1")
    number = author.session.number
    author.save(("The tubes hum in B flat.", "The tubes are silent."))
    await until(app, "The tubes are silent.")
    seen = grid(app)
    assert "Reloaded; place and state are kept." in seen
    assert "Ravi writes drum" in seen, "what came of the last choice is still told"
    assert "Festival  59" in seen
    assert author.session.number == number


@play()
async def test_a_file_written_in_place_and_a_new_one_are_seen_too(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    author.file.write_text(author.file.read_text().replace("Fund the parade.", "Fund the band."))
    await until(app, "1 Fund the band.")
    story = author.file.read_text()
    roof = "scenes:\n  roof: {text: Air., ends: {id: roof, title: Roof}}\n"
    (author.folder / "mira" / "roof.yaml").write_text(story[: story.index("scenes:")] + roof)
    author.save(("goto: end\n", "goto: roof\n"), ("Go home.", "Go up."))
    await author.press(pilot, "1")
    await until(app, "1 Go up.")
    await author.press(pilot, "1")
    assert "Air." in grid(app)


@play()
async def test_a_broken_file_is_told_over_the_game_which_goes_on_and_a_mended_one_is_played(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    author.save(("goto: depot", "goto: depto"), ("Night shift", "Late shift"))
    await until(app, "error[E030]")
    seen = grid(app)
    assert "did you" in seen
    assert "and 1 more" not in seen
    assert "steps.yaml:" in seen
    await author.press(pilot, "1")
    assert "Night shift" in grid(app), "the old story is played"
    author.save(("goto: depto", "goto: depot"))
    await until(app, "E030", gone=True)
    await until(app, "Late shift")


@play()
async def test_where_the_present_scene_is_removed_the_player_is_told_where_they_are(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    await author.press(pilot, "1")
    text = author.file.read_text()
    depot = text[text.index("  depot:\n") : text.index("  end:\n")]
    author.save((depot, ""), ("goto: depot", "goto: end"))
    await until(app, "Where you stood is no longer in it")
    assert author.session.scene.id == "mira/steps"


@play()
async def test_the_page_behind_the_scene_tells_why(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "3", "f12", "down", "down", "down")
    assert isinstance(app.screen, AuthorScreen)
    seen = grid(app)
    for words in (
        "mira/steps  mira/steps.yaml:7",
        "granary: locked: needs trust >= 60",
        "goes to mira/depot; equity +8",
        "needs trust >= 60: no",
        "trust is 47, from 45 by mira/steps.ask in turn 1",
        "ask: hidden: only once",
        "as at the start: festival 50, equity 35",
        "E edit   G jump   V set   R reload   T record   Esc back",
    ):
        assert words in " ".join(seen.split()) or words in seen, (words, seen)
    await author.press(pilot, "D")
    assert "Ration list" in grid(app)


@play()
async def test_the_page_shows_a_mistake_in_full_and_follows_a_reload(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    await author.press(pilot, "D")
    author.save(("needs: trust >= 60", "needs: trsut >= 60"))
    await until(app, "^^^^^")
    assert "did you mean" in grid(app)
    author.save(("needs: trsut >= 60", "needs: trust >= 40"))
    await until(app, "granary: open")
    assert isinstance(app.screen, AuthorScreen)


@play()
async def test_a_jump_by_a_part_of_the_name(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "G", *"dep")
    assert "mira/depot" in grid(app)
    await author.press(pilot, "enter")
    assert author.session.scene.id == "mira/depot"
    assert "The tubes hum" in grid(app)
    await author.press(pilot, "b")
    assert author.session.scene.id == "mira/steps"


@play()
async def test_a_jump_to_nowhere_says_so_and_leaves_everything(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    await author.press(pilot, "G", *"qqqq", "enter")
    assert "There is no scene 'qqqq'." in grid(app)
    await author.press(pilot, "escape")
    assert author.session.number == 0


@play()
async def test_a_value_is_set_within_its_bounds(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "V", *"tru", "enter")
    assert app.screen.query_one(Input).value == "trust "
    await author.press(pilot, *"999", "enter")
    assert "trust is 0 to 100, not '999'." in grid(app)
    assert isinstance(app.screen, FindScreen)
    await author.press(pilot, "backspace", "backspace", "backspace", *"60", "enter")
    assert "Trust     60" in grid(app)
    await author.press(pilot, "4")
    assert author.session.scene.id == "mira/depot"


@play()
async def test_the_run_is_recorded(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "1", "T")
    assert author.recorded == [str(author.folder)]
    assert "Recorded in mine.play.yaml." in grid(app)


@play()
async def test_without_a_terminal_to_lend_the_editor_is_refused(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    await author.press(pilot, "E")
    assert "no terminal here" in grid(app)


@play()
async def test_an_editor_with_a_window_is_started_beside_the_game(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    opened = author.folder.parent / "opened"
    script = author.folder.parent / "code"
    script.write_text(f'#!/bin/sh\necho "$@" > {opened}.part\nmv {opened}.part {opened}\n')
    script.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOURFIFTHS_EDITOR", str(script))
        await author.press(pilot, "D", "down", "enter")
        assert "is asked to open mira/steps.yaml:36." in grid(app)
    for _ in range(100):
        if opened.exists():
            break
        await asyncio.sleep(0.02)
    assert opened.read_text() == f"-g {author.file.absolute()}:36:13\n"


@play()
async def test_a_reload_leaves_another_screen_as_it_is(author: AuthorTable, app: FourFifths, pilot: Pilot[Any]) -> None:
    await author.press(pilot, "1", "h")
    author.save(("The tubes hum", "The lamps hum"))
    await until(app, "Reloaded")
    assert isinstance(app.screen, HistoryScreen)
    await author.press(pilot, "escape")
    assert "The lamps hum" in grid(app)


@play((80, 24))
async def test_the_reader_keeps_their_page_and_their_mark(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    await author.press(pilot, "space", "down")
    before = grid(app)
    author.save(("label: Open the granary.", "label: Open the larder."))
    await until(app, "Open the larder.")
    after = grid(app).replace("Open the larder. ", "Open the granary.")
    assert after.splitlines()[:-1] == before.splitlines()[:-1]


async def test_from_the_title_a_new_game_is_of_the_newest_story(author: AuthorTable) -> None:
    app = author.app(title=True)
    async with app.run_test(size=(80, 24)) as pilot:
        author.save(("Fund the parade.", "Fund the band."))
        await until(app, "Reloaded.")
        author.story = author.workshop.story
        await author.press(pilot, "2")
        assert "1 Fund the band." in grid(app)


@play()
async def test_every_action_has_its_method_and_stands_in_the_help_and_the_palette(
    author: AuthorTable, app: FourFifths, pilot: Pilot[Any]
) -> None:
    titles = {command.title for command in app.get_system_commands(app.screen)}
    screen = app.screen
    await author.press(pilot, "question_mark")
    assert isinstance(app.screen, HelpScreen)
    text = " ".join(app.screen.stage.body.text.split())
    for action in actions.of("author"):
        assert hasattr(screen, f"action_{action.call}")
        assert action.about.capitalize() in titles
        assert f"{action.shown} {action.about}" in text


def watchers(app: FourFifths) -> list[str]:
    return [worker.name for worker in app.workers if worker.name == "watch"]


async def test_one_watcher_looks_at_the_files(author: AuthorTable) -> None:
    app = author.app()
    async with app.run_test(size=(80, 24)):
        assert watchers(app) == ["watch"]


async def test_without_watching_the_story_is_read_again_when_asked(tmp_path: Path) -> None:
    author = AuthorTable(tmp_path, watch=False)
    app = author.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not watchers(app)
        author.save(("Fund the parade.", "Fund the band."))
        await author.press(pilot, "R")
        await until(app, "1 Fund the band.")
        await author.press(pilot, "R")
        await until(app, "the story is as it was")


async def test_a_player_has_none_of_it(table: Table) -> None:
    app = table.app()
    async with app.run_test(size=(80, 40)) as pilot:
        before = grid(app)
        await table.press(pilot, "f12", "D", "E", "G", "V", "R", "T")
        assert grid(app) == before
        await table.press(pilot, "question_mark")
        assert "jump to a scene" not in app.screen.query_one("Stage").body.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_fits_every_size(author: AuthorTable, size: tuple[int, int]) -> None:
    app = author.app()
    async with app.run_test(size=size) as pilot:
        await author.press(pilot, "D", "down", "space", "end")
        assert all(len(line) <= size[0] for line in grid(app).splitlines())
        await author.press(pilot, "V", *"trust 3", "escape", "G", "escape")
        assert isinstance(app.screen, AuthorScreen)
