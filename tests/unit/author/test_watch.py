"""Saved files are noticed once they are at rest, however an editor saves them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fourfifths.author.watch import Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "town").mkdir()
    (tmp_path / "story.yaml").write_text("a")
    (tmp_path / "town" / "inn.yaml").write_text("b")
    return tmp_path


def replaced(folder: Path) -> None:
    (folder / "town" / ".inn.yaml.new").write_text("c")
    (folder / "town" / ".inn.yaml.new").replace(folder / "town" / "inn.yaml")


def renamed_away_and_written(folder: Path) -> None:
    """As vim does with `backupcopy=no`."""
    (folder / "town" / "inn.yaml").rename(folder / "town" / "inn.yaml~")
    (folder / "town" / "inn.yaml").write_text("b")
    (folder / "town" / "inn.yaml~").unlink()


def new_folder(folder: Path) -> None:
    (folder / "port").mkdir()
    (folder / "port" / "quay.yaml").write_text("x")


SAVES: dict[str, Callable[[Path], object]] = {
    "written": lambda folder: (folder / "story.yaml").write_text("ab"),
    "replaced": replaced,
    "renamed away": renamed_away_and_written,
    "new": lambda folder: (folder / "town" / "cellar.yaml").write_text("x"),
    "new folder": new_folder,
    "gone": lambda folder: (folder / "town" / "inn.yaml").unlink(),
}


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_a_save_is_noticed_by_the_second_look_and_once(folder: Path, save: Callable[[Path], object]) -> None:
    watch = Watch(folder)
    assert not watch.settled()
    save(folder)
    assert [watch.settled() for _ in range(4)] == [False, True, False, False]


def test_a_file_that_is_still_being_written_is_not_read(folder: Path) -> None:
    watch = Watch(folder)
    for length in range(3):
        (folder / "story.yaml").write_text("x" * (length + 5))
        assert not watch.settled()
    assert watch.settled()


def test_swap_files_and_backups_are_none_of_the_story(folder: Path) -> None:
    watch = Watch(folder)
    for name in (".inn.yaml.swp", "inn.yaml~", "4913", "#inn.yaml#", "note.txt"):
        (folder / "town" / name).write_text("x")
    assert not watch.changed()


def test_a_folder_that_goes_away_is_a_change_and_no_crash(folder: Path) -> None:
    watch = Watch(folder / "town")
    (folder / "town" / "inn.yaml").unlink()
    (folder / "town").rmdir()
    assert watch.changed()
    assert not watch.changed()
