"""A session and its saves: continuing, loading, two windows, a disk that fails."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from fourfifths import launch
from fourfifths.saves import BusyError, NotFoundError, SaveError, SlotNameError, Store
from fourfifths.session import Session
from tests.unit.saves.memory import Killed, MemoryFiles
from tests.unit.sessions import FOLDER, STORY, again, on_disk, opened, started, turns
from tests.unit.stories import tiny


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


def test_continue_takes_the_newest_run(files: MemoryFiles) -> None:
    started(files, "song").close()
    started(files, "quarrel", "quarrel").close()
    assert [moment.turn.choice for moment in again(files).history] == ["", "quarrel", "quarrel"]


def test_an_older_run_goes_on_in_its_own_slot(files: MemoryFiles) -> None:
    started(files, "song").close()
    started(files, "quarrel").close()
    session = again(files, "auto-2")
    session.choose("down")
    session.close()
    assert (session.slot, on_disk(files, "auto-2")["cursor"], on_disk(files)["cursor"]) == ("auto-2", 2, 1)
    assert again(files).slot == "auto-2"


def test_with_nothing_to_continue_it_says_so(files: MemoryFiles) -> None:
    with pytest.raises(NotFoundError, match="no game to continue"):
        again(files)
    with pytest.raises(NotFoundError):
        again(files, "mine")
    with pytest.raises(SlotNameError):
        again(files, "../mine")
    assert files.locks == set()


def test_a_second_window_plays_on_a_copy(files: MemoryFiles) -> None:
    first = started(files, "song")
    second = again(files)
    assert second.slot == "auto-2"
    assert "another window" in second.notices[0]
    first.choose("quarrel")
    second.choose("down")
    assert second.notices == ()
    assert [on_disk(files, slot)["log"][-1][0] for slot in ("auto", "auto-2")] == ["quarrel", "down"]


def test_a_new_game_in_a_second_window_overwrites_nothing(files: MemoryFiles) -> None:
    first, second = started(files, "song"), started(files, "quarrel")
    assert (first.slot, second.slot) == ("auto", "auto-2")
    assert [on_disk(files, slot)["log"][0][0] for slot in ("auto", "auto-2")] == ["song", "quarrel"]


def test_a_session_that_ends_leaves_the_next_one_its_slot(files: MemoryFiles) -> None:
    store = opened(files)
    first = Session.start(STORY, store)
    first.choose("song")
    second = Session.start(STORY, store)
    first.close()
    assert files.locks == {FOLDER / f"{second.slot}.lock"}
    with pytest.raises(BusyError):
        second.delete(second.slot)
    assert not opened(files).claim(second.slot)


def test_quick_save_and_quick_load(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.quick_save()
    session.choose("down")
    session.quick_load()
    assert session.turn == turns("song")[-1]
    assert (session.number, session.slot, on_disk(files)["cursor"]) == (1, "auto", 1)
    assert [info.slot for info in session.slots()] == ["auto", "quick"]


def test_a_named_save_with_a_note(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("before-rain", "  before \x1b[2J the rain\n")
    info = next(info for info in session.slots() if info.slot == "before-rain")
    assert (info.title, info.scene_title, info.when) == ("Tiny", "The Inn", "19 September, 06:12")
    assert (info.choices, info.meters, info.problem) == (1, {"Trust": 54}, "")
    assert info.note == "before \N{REPLACEMENT CHARACTER}[2J the rain"
    session.delete("before-rain")
    assert [info.slot for info in session.slots()] == ["auto"]


def test_the_game_s_own_slots_are_not_saved_over_by_hand(files: MemoryFiles) -> None:
    session = started(files, "song")
    for slot in ("auto", "auto-2", "CON", "../x"):
        with pytest.raises(SlotNameError):
            session.save(slot)
    with pytest.raises(BusyError):
        session.delete("auto")


def lengths(files: MemoryFiles) -> dict[str, int]:
    """How many choices each autosave knows of."""
    slots = [info.slot for info in opened(files).slots() if info.slot.startswith("auto")]
    return {slot: len(on_disk(files, slot)["log"]) for slot in sorted(slots)}


def test_what_was_played_since_a_save_is_there_to_redo_after_loading_it(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.quick_save()
    session.choose("quarrel")
    session.choose("down")
    session.quick_load()
    session.close()
    session = again(files)
    assert (session.number, session.slot) == (1, "auto")
    assert session.redo()
    assert session.redo()
    assert session.turn == turns("song", "quarrel", "down")[-1]


def test_loading_a_save_from_another_branch_keeps_this_one(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel")
    session.quick_save()
    session.undo()
    session.choose("down")
    session.quick_load()
    assert session.turn == turns("song", "quarrel")[-1]
    assert [on_disk(files, slot)["log"][-1][0] for slot in ("auto", "auto-2")] == ["quarrel", "down"]


def test_loading_another_run_keeps_the_one_that_was_played(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("mine")
    session.choose("quarrel")
    session.undo()
    session.choose("down")
    session.undo()
    session.undo()
    session.choose("quarrel")
    session.close()
    session = started(files, "quarrel", "quarrel", "quarrel")
    session.load("mine")
    assert session.turn == turns("song")[-1]
    assert lengths(files) == {"auto": 1, "auto-2": 3, "auto-3": 1}


def test_a_save_of_a_run_that_went_on_is_gone_on_with_in_its_autosave(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("mine")
    session.choose("quarrel")
    session.close()
    session = started(files, "quarrel", "quarrel", "quarrel")
    session.load("mine")
    assert (session.slot, session.number, session.can_redo) == ("auto-2", 1, True)
    session.close()
    session = again(files, "mine")
    assert (session.slot, session.number, session.can_redo) == ("auto-2", 1, True)
    assert lengths(files) == {"auto": 3, "auto-2": 2}
    assert files.locks == {FOLDER / "auto-2.lock"}


def test_a_save_of_a_run_that_is_open_elsewhere_starts_a_slot_of_its_own(files: MemoryFiles) -> None:
    first = started(files, "song")
    first.save("mine")
    first.choose("quarrel")
    assert again(files, "mine").slot == "auto-2"
    assert lengths(files) == {"auto": 2, "auto-2": 1}


def test_loading_an_autosave_goes_on_in_it(files: MemoryFiles) -> None:
    started(files, "song").close()
    session = started(files, "quarrel", "quarrel")
    session.load("auto-2")
    session.choose("down")
    assert session.slot == "auto-2"
    assert {slot: len(on_disk(files, slot)["log"]) for slot in ("auto", "auto-2")} == {"auto": 2, "auto-2": 2}
    assert files.locks == {FOLDER / "auto-2.lock"}


def test_loading_the_autosave_of_another_window_is_a_copy(files: MemoryFiles) -> None:
    first = started(files, "song")
    session = started(files, "quarrel")
    session.load(first.slot)
    assert session.turn == first.turn
    assert session.slot not in ("", first.slot)
    assert "another window" in session.notices[-1]


def test_a_load_that_fails_changes_nothing(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel")
    files.create(FOLDER / "bad.save.json", b"damaged")
    before = session.turn, session.slot, session.history
    for slot in ("bad", "missing", "auto-4", "../x"):
        with pytest.raises(SaveError):
            session.load(slot)
    assert (session.turn, session.slot, session.history) == before
    assert files.locks == {FOLDER / "auto.lock"}
    session.choose("down")
    assert on_disk(files)["cursor"] == 3


def test_a_save_of_another_story_is_refused(files: MemoryFiles) -> None:
    other = Session.start(tiny(id="other", title="Oth\x1ber"), opened(files))
    other.choose("song")
    other.save("mine")
    other.close()
    with pytest.raises(NotFoundError):
        again(files)
    with pytest.raises(SaveError, match="another story") as error:
        again(files, "mine")
    assert "\x1b" not in str(error.value)


def test_a_damaged_autosave_gives_the_choice_before_and_says_so(files: MemoryFiles) -> None:
    started(files, "song", "quarrel").close()
    files.rot(FOLDER / "auto.save.json", 4_000)
    session = again(files)
    assert session.number == 1
    assert "damaged" in session.notices[0]
    session.choose("down")
    session.close()
    session = again(files)
    assert (session.number, session.notices) == (2, ())


FAULTS = {
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the folder for saves is read-only",
    errno.EACCES: "there is no permission to use the folder for saves",
    errno.EIO: "the disk reports an error",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_disk_that_fails_does_not_end_the_play(files: MemoryFiles, fault: int) -> None:
    session = started(files, "song")
    files.fail(0, fault)
    turn = session.choose("quarrel")
    assert turn == turns("song", "quarrel")[-1]
    assert session.unsaved == f"{FAULTS[fault]} (saves are in {FOLDER})."
    assert on_disk(files)["cursor"] == 1
    session.choose("down")
    assert session.unsaved == ""
    assert on_disk(files)["cursor"] == 3


@pytest.mark.parametrize("fault", [errno.ENOSPC, "kill", "power"])
def test_a_fault_at_any_operation_of_a_choice_leaves_it_before_or_after(fault: int | str) -> None:
    for at in range(15):
        files = MemoryFiles()
        session = started(files, "song")
        files.fail(at, fault)
        acknowledged = False
        try:
            session.choose("quarrel")
            acknowledged = not session.unsaved
        except Killed:
            files.lose_power(lambda _: 0) if fault == "power" else files.kill()
        files.heal()
        files.locks.clear()
        assert again(files).turn in turns("song", "quarrel")[2 if acknowledged else 1 :]


def test_a_folder_that_cannot_be_made_leaves_play_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    session = Session.start(STORY, Store(tmp_path / "file"))
    assert "a file stands where" in session.unsaved
    session.choose("song")
    session.undo()
    assert session.unsaved
    assert session.slots() == ()
    with pytest.raises(SaveError):
        session.quick_save()
    (tmp_path / "file").unlink()
    session.choose("quarrel")
    assert (session.unsaved, session.slot) == ("", "auto")
    session.close()


def test_a_read_only_folder_can_still_be_continued_from(files: MemoryFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    started(files, "song").close()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "injected")

    for name in ("lock", "create", "rename", "link", "remove"):
        monkeypatch.setattr(MemoryFiles, name, refuse)
    session = again(files)
    assert session.turn == turns("song")[-1]
    assert session.choose("quarrel") == turns("song", "quarrel")[-1]
    assert "read-only" in session.unsaved
    assert session.notices == ()
    session.close()


def test_two_processes_never_share_a_slot(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from fourfifths.saves import Store
        from fourfifths.session import Session
        from tests.unit.stories import tiny
        session = Session.start(tiny(), Store(Path(sys.argv[1])))
        print(session.slot, flush=True)
        for line in sys.stdin:
            session.choose("quarrel")
            print(session.slot, session.number, session.unsaved, flush=True)
    """)
    command = [sys.executable, "-c", script, str(tmp_path)]
    root = Path(__file__).parents[2]
    windows = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env=os.environ | {"PYTHONPATH": "."},
        )
        for _ in range(2)
    ]
    try:
        slots = [_line(window) for window in windows]
        assert sorted(slots) == ["auto", "auto-2"]
        for number in range(1, 21):
            for window in windows:
                assert window.stdin
                window.stdin.write("\n")
                window.stdin.flush()
            assert [_line(window) for window in windows] == [f"{slot} {number}" for slot in slots]
        windows[0].kill()
        windows[0].wait()
        resumed = Session.resume(STORY, Store(tmp_path), slots[0])
        assert (resumed.number, resumed.slot, resumed.notices) == (20, slots[0], ())
        resumed.close()
    finally:
        for window in windows:
            window.kill()
            window.communicate()


def _line(window: subprocess.Popen[str]) -> str:
    assert window.stdout
    return window.stdout.readline().strip()


def spoil(files: MemoryFiles, slot: str) -> None:
    """Damages a save and its backup."""
    for path in [path for path in files.inodes if path.name.startswith(f"{slot}.save")]:
        files.inodes[path].data = b"{]"


def test_a_damaged_newest_run_is_named_and_the_one_before_it_gone_on_with(files: MemoryFiles) -> None:
    started(files, "song").close()
    started(files, "quarrel", "quarrel").close()
    spoil(files, "auto")
    session = again(files)
    assert (session.slot, session.number) == ("auto-2", 1)
    assert session.notices == ("The save auto cannot be read and is left as it is: The file is not a whole save.",)


def test_a_save_by_hand_is_gone_on_with_where_its_run_s_autosave_is_damaged(files: MemoryFiles) -> None:
    started(files, "song").close()
    session = started(files, "quarrel", "quarrel")
    session.save("mine")
    session.close()
    spoil(files, "auto")
    session = again(files)
    assert session.number == 2
    assert "The save auto cannot be read" in session.notices[0]


def test_where_nothing_can_be_read_a_new_game_says_so(files: MemoryFiles) -> None:
    started(files, "song").close()
    spoil(files, "auto")
    with pytest.raises(NotFoundError):
        again(files)
    session = launch._session(STORY, opened(files), launch.Options())
    assert session.number == 0
    assert "The save auto cannot be read" in session.notices[0]
    assert "this is a new one" in session.notices[1]
    assert launch._session(STORY, opened(MemoryFiles()), launch.Options()).notices == ()
