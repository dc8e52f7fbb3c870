"""Two ways of one run: what undo, a load and another choice do to what could be done again.

After undo another choice is instead of what was undone, which is gone. A load takes nothing away: what the save could
do again can be done again, and what was played after it stays in an autosave.
"""

from __future__ import annotations

import pytest

from fourfifths.saves import Store
from fourfifths.saves.slots import AUTOS
from fourfifths.session import Session
from tests.unit.saves.memory import KILL, POWER, Killed, MemoryFiles
from tests.unit.sessions import FOLDER, again, on_disk, opened, started, turns


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


def autosaves(files: MemoryFiles) -> dict[str, list[str]]:
    """The choices that each autosave knows of, undone ones too."""
    slots = sorted(info.slot for info in opened(files).slots() if info.slot in AUTOS)
    return {slot: [entry[0] for entry in on_disk(files, slot)["log"]] for slot in slots}


def redone(session: Session) -> list[str]:
    """What can be done again, done."""
    found = []
    while session.redo():
        found.append(session.turn.choice)
    return found


def loaded_and_left(files: MemoryFiles) -> Session:
    """A game played on after a save, which is then loaded."""
    session = started(files, "song")
    session.save("mine")
    session.choose("quarrel")
    session.choose("down")
    session.load("mine")
    return session


def test_after_undo_another_choice_is_instead_of_what_was_undone(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel", "quarrel")
    session.undo()
    session.undo()
    session.choose("down")
    assert redone(session) == []
    assert autosaves(files) == {"auto": ["song", "down"]}
    session.close()
    assert redone(again(files)) == []


def test_so_it_is_where_the_game_was_continued_in_between(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel", "quarrel")
    session.undo()
    session.close()
    session = again(files)
    session.undo()
    session.choose("down")
    assert redone(session) == []
    assert autosaves(files) == {"auto": ["song", "down"]}


def test_what_a_save_could_do_again_can_be_done_again_after_the_run_went_another_way(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel", "quarrel")
    session.undo()
    session.undo()
    session.save("mine")
    session.choose("down")
    session.load("mine")
    assert redone(session) == ["quarrel", "quarrel"]
    session.close()
    other = again(files, "mine")
    assert redone(other) == ["quarrel", "quarrel"]


def test_another_choice_after_a_load_leaves_what_was_played_since_in_its_autosave(files: MemoryFiles) -> None:
    session = loaded_and_left(files)
    turn = session.choose("down")
    assert turn == turns("song", "down")[-1]
    assert redone(session) == []
    assert autosaves(files) == {"auto": ["song", "quarrel", "down"], "auto-2": ["song", "down"]}
    assert (session.slot, files.locks) == ("auto-2", {FOLDER / "auto-2.lock"})
    assert on_disk(files, "auto")["cursor"] == 3
    session.close()
    assert again(files).turn == turn


def test_so_it_does_after_a_load_by_another_process(files: MemoryFiles) -> None:
    loaded_and_left(files).close()
    session = again(files, "mine")
    session.undo()
    session.choose("down")
    assert autosaves(files) == {"auto": ["song", "quarrel", "down"], "auto-2": ["down"]}


def test_once_all_was_done_again_it_is_undo_like_any_other(files: MemoryFiles) -> None:
    session = loaded_and_left(files)
    assert redone(session) == ["quarrel", "down"]
    session.undo()
    session.choose("quarrel")
    assert autosaves(files) == {"auto": ["song", "quarrel", "quarrel"]}


def test_however_often_a_save_is_loaded_its_run_keeps_two_autosaves_and_others_theirs(files: MemoryFiles) -> None:
    started(files, "quarrel", "quarrel").close()
    session = started(files, "song")
    session.quick_save()
    for choice in ("quarrel", "down", "quarrel", "down", "quarrel"):
        session.quick_load()
        session.choose(choice)
        session.choose("quarrel" if choice == "quarrel" else "up")
    assert list(autosaves(files).values()).count(["quarrel", "quarrel"]) == 1
    assert len(autosaves(files)) == 3


def test_where_no_other_autosave_is_free_the_choice_is_saved_all_the_same(files: MemoryFiles) -> None:
    session = loaded_and_left(files)
    others = [Store(FOLDER, files) for _ in AUTOS[1:]]
    for store, slot in zip(others, AUTOS[1:], strict=True):
        assert store.claim(slot)
    session.choose("down")
    assert (session.unsaved, session.slot) == ("", "auto")
    assert autosaves(files)["auto"] == ["song", "down"]


@pytest.mark.parametrize("fault", [KILL, POWER])
def test_a_kill_at_any_operation_loses_neither_way(fault: str) -> None:
    files = MemoryFiles()
    session = loaded_and_left(files)
    session.choose("down")
    operations = files.done
    for at in range(operations):
        files = MemoryFiles()
        session = loaded_and_left(files)
        files.fail(at, fault)
        try:
            session.choose("down")
        except Killed:
            files.lose_power(lambda _: 0) if fault == POWER else files.kill()
        files.heal()
        files.locks.clear()
        assert again(files).turn in turns("song", "down")[1:]
        assert ["song", "quarrel", "down"] in autosaves(files).values()
