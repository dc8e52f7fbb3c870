"""Autosaves: the latest runs stay, a slot in use is nobody else's, a save that cannot be read is left alone."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fourfifths.saves import BusyError, NotFoundError, SaveError, Store
from fourfifths.saves.autosaves import fresh
from fourfifths.saves.slots import AUTOS
from tests.unit.saves.bodies import body
from tests.unit.saves.memory import Killed, MemoryFiles, Pick
from tests.unit.saves.test_codec import sealed

FOLDER = Path("/saves")
PRISTINE = {"log": [], "cursor": 0, "states": [[0, "town/inn", {}]]}


def run(files: MemoryFiles, number: int) -> str:
    """A run played in a window of its own, now closed."""
    store = Store(FOLDER, files)
    slot = fresh(store)
    store.write(slot, body(number))
    store.close()
    return slot


def runs(files: MemoryFiles) -> dict[str, int]:
    store = Store(FOLDER, files)
    return {info.slot: store.read(info.slot)["seed"] for info in store.slots() if info.loadable}


def test_a_new_run_takes_the_first_slot_and_older_ones_move_behind_it() -> None:
    files = MemoryFiles()
    assert [run(files, number) for number in (1, 2, 3)] == ["auto"] * 3
    assert runs(files) == {"auto": 3, "auto-2": 2, "auto-3": 1}


def test_the_ten_latest_runs_stay() -> None:
    files = MemoryFiles()
    for number in range(1, 14):
        run(files, number)
    assert runs(files) == {slot: 13 - place for place, slot in enumerate(AUTOS)}


def test_the_run_played_longest_ago_makes_room_wherever_it_stands() -> None:
    files = MemoryFiles()
    for number in range(1, 11):
        run(files, number)
    store = Store(FOLDER, files)
    store.write("auto-10", body(50))
    run(files, 60)
    assert sorted(runs(files).values()) == [3, 4, 5, 6, 7, 8, 9, 10, 50, 60]


def test_a_run_without_a_choice_is_the_first_to_go() -> None:
    files = MemoryFiles()
    for number in (1, 2):
        run(files, number)
    Store(FOLDER, files).write("auto", body(9, **PRISTINE))
    run(files, 3)
    assert runs(files) == {"auto": 3, "auto-2": 1}


def test_a_second_window_takes_another_slot_and_moves_nothing_of_the_first() -> None:
    files = MemoryFiles()
    run(files, 1)
    first, second = Store(FOLDER, files), Store(FOLDER, files)
    assert fresh(first) == "auto"
    first.write("auto", body(2))
    assert fresh(second) == "auto-2"
    second.write("auto-2", body(3))
    assert runs(files) == {"auto": 2, "auto-2": 3, "auto-3": 1}


def test_only_the_slot_that_is_returned_stays_claimed() -> None:
    files = MemoryFiles()
    for number in (1, 2, 3):
        run(files, number)
    store = Store(FOLDER, files)
    fresh(store)
    assert [slot for slot in AUTOS if store.holds(slot)] == ["auto"]
    assert files.locks == {FOLDER / "auto.lock"}


def test_a_save_that_cannot_be_read_stays_where_it_is() -> None:
    files = MemoryFiles()
    for number in (1, 2):
        run(files, number)
    newer = sealed(b"{}", 9)
    files.overwrite(FOLDER / "auto-2.save.json", newer)
    files.overwrite(FOLDER / "auto-3.save.json", b"damaged")
    assert run(files, 3) == "auto"
    assert runs(files) == {"auto": 3, "auto-4": 2}
    assert files.read(FOLDER / "auto-2.save.json") == newer
    assert files.read(FOLDER / "auto-3.save.json") == b"damaged"


def test_with_all_slots_in_use_there_is_none() -> None:
    files = MemoryFiles()
    windows = [Store(FOLDER, files) for _ in range(11)]
    assert [fresh(window) for window in windows[:10]] == list(AUTOS)
    with pytest.raises(BusyError, match="in use"):
        fresh(windows[10])


@pytest.mark.parametrize("fault", [errno.EIO, "kill", "power"])
def test_a_fault_while_runs_are_moved_loses_none(fault: int | str) -> None:
    for at in range(40):
        files = MemoryFiles()
        for number in (1, 2, 3):
            run(files, number)
        store = Store(FOLDER, files)
        files.fail(at, fault)
        try:
            fresh(store)
        except Killed:
            files.lose_power(lambda below: below - 1) if fault == "power" else files.kill()
        except SaveError:
            assert files.locks == set()
        files.heal()
        assert {1, 2, 3} <= set(runs(files).values())
        store.close()
        run(files, 4)
        assert {1, 2, 3, 4} == set(runs(files).values())


def test_power_lost_between_two_moves_loses_no_run() -> None:
    for at in range(12):
        for kept in range(64):
            files = MemoryFiles()
            for number in (1, 2, 3):
                run(files, number)
            files.fail(at, "power")
            bits = [kept >> place & 1 for place in range(6)]
            try:
                fresh(Store(FOLDER, files))
            except Killed:
                files.lose_power(_from(bits))
                assert {1, 2, 3} <= set(runs(files).values())


def _from(bits: list[int]) -> Pick:
    return lambda _: bits.pop(0) if bits else 0


def test_the_slot_is_empty_once_its_run_has_moved() -> None:
    files = MemoryFiles()
    run(files, 1)
    store = Store(FOLDER, files)
    with pytest.raises(NotFoundError):
        store.read(fresh(store))
