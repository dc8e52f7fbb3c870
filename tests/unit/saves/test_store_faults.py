"""The store on a failing disk: nothing is lost, and no failure is called a success."""

from __future__ import annotations

import errno
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfifths.saves import (
    SaveError,
    Store,
)
from fourfifths.saves.files import RealFiles
from tests.unit.saves.bodies import body
from tests.unit.saves.memory import KILL, POWER, Killed, MemoryFiles, Pick

FOLDER = Path("/saves")
CURRENT, BACKUP, ASIDE = (FOLDER / f"a.save.json{suffix}" for suffix in ("", ".bak", ".damaged"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "saves")


REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read-only",
    errno.EACCES: "no permission",
    errno.EIO: "the disk reports an error",
}


@pytest.mark.parametrize("hard_links", [True, False])
@pytest.mark.parametrize("fault", [*REASONS, KILL, POWER])
def test_a_fault_at_any_operation_loses_nothing_and_is_never_called_a_success(
    fault: int | str, hard_links: bool
) -> None:
    told: list[str] = []
    for at in range(30):
        files = MemoryFiles(hard_links=hard_links)
        for number in (1, 2):
            Store(FOLDER, files).write("a", body(number))
        files.fail(at, fault)
        try:
            Store(FOLDER, files).write("a", body(3))
        except Killed:
            files.lose_power(lambda _: 0) if fault == POWER else files.kill()
        except SaveError as error:
            told.append(str(error))
        else:
            assert Store(FOLDER, files).read("a") == body(3)
            if files.left >= 0:
                break
        files.heal()
        assert Store(FOLDER, files).read("a")["seed"] in (2, 3)
        Store(FOLDER, files).write("a", body(4))
        assert Store(FOLDER, files).read("a") == body(4)
        assert set(files.inodes) <= {CURRENT, BACKUP, ASIDE}
    else:
        pytest.fail("the sweep never came to its end")
    assert all(REASONS[int(fault)] in words for words in told)
    assert told or isinstance(fault, str)


def test_every_state_a_power_loss_can_leave_is_old_or_new() -> None:
    states = 0
    for at in range(14):
        for pick in every_way():
            files = MemoryFiles()
            store = Store(FOLDER, files)
            store.write("a", body(1))
            store.write("a", body(2))
            files.fail(at, POWER)
            acknowledged = _written(store)
            files.lose_power(pick)
            states += 1
            found = Store(FOLDER, files).read("a")["seed"]
            assert found == 3 if acknowledged else found in (2, 3)
    assert states > 50


def every_way() -> Iterator[Pick]:
    """Pickers that between them pick everything, of many just the first and the middle."""
    ahead = [0]
    while True:
        taken: list[tuple[int, int]] = []

        def pick(below: int, ahead: list[int] = ahead, taken: list[tuple[int, int]] = taken) -> int:
            ways = min(below, 4) if below <= 4 else 2
            way = ahead[len(taken)] if len(taken) < len(ahead) else 0
            taken.append((way, ways))
            return way if below <= 4 else way * (below // 2)

        yield pick
        while taken and taken[-1][0] + 1 == taken[-1][1]:
            taken.pop()
        if not taken:
            return
        ahead = [way for way, _ in taken[:-1]] + [taken[-1][0] + 1]


def _written(store: Store) -> bool:
    try:
        store.write("a", body(3))
    except Killed:
        return False
    return True


def test_a_full_disk_of_the_real_kind(store: Store) -> None:
    store.write("mine", body(1))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, limits[1]))
    try:
        with pytest.raises(SaveError, match="Not saved: the disk takes no file of this size"):
            store.write("mine", body(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert store.read("mine") == body(1)
    assert sorted(path.name for path in store.folder.iterdir()) == ["mine.lock", "mine.save.json"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "saves")
    with pytest.raises(SaveError, match="Not saved: a file stands where"):
        store.write("mine", body())
    with pytest.raises(SaveError, match="a file stands"):
        store.claim("auto")
    assert store.slots() == ()


def test_a_save_that_the_system_will_not_read_gives_the_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    read = RealFiles.read

    def failing(files: RealFiles, path: Path) -> bytes:
        if path.name == "mine.save.json":
            raise OSError(errno.EIO, "injected")
        return read(files, path)

    monkeypatch.setattr(RealFiles, "read", failing)
    assert store.read("mine")["seed"] == 1
