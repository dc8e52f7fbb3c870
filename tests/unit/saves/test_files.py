"""The real file system behind the seam: regular files only, nothing followed, everything synced."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fourfifths.saves import files as module
from fourfifths.saves.files import MAX_SIZE, NotRegularError, RealFiles

FILES = RealFiles()


def test_a_file_is_made_and_read(tmp_path: Path) -> None:
    FILES.create(tmp_path / "a", b"words")
    assert FILES.read(tmp_path / "a") == b"words"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_taken_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        FILES.create(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_link_in_the_place_of_a_new_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        FILES.create(tmp_path / "a", b"new")
    assert not (tmp_path / "victim").exists()


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:3])))
    FILES.create(tmp_path / "a", b"a longer text")
    assert (tmp_path / "a").read_bytes() == b"a longer text"


def test_data_is_on_the_disk_before_create_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: seen.append(os.fstat(descriptor).st_size))
    FILES.create(tmp_path / "a", b"words")
    assert seen == [5]


def test_a_failed_fsync_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _failing(errno.EIO))
    with pytest.raises(OSError, match="injected"):
        FILES.create(tmp_path / "a", b"words")
    with pytest.raises(OSError, match="injected"):
        FILES.sync(tmp_path)


def test_a_folder_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: seen.append(os.fstat(descriptor).st_ino))
    FILES.sync(tmp_path)
    assert seen == [tmp_path.stat().st_ino]


def test_a_file_system_that_syncs_no_folders_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _failing(errno.EINVAL))
    FILES.sync(tmp_path)


def test_links_folders_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"secret")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "link", tmp_path / "folder", tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(NotRegularError):
            FILES.read(path)


def test_no_more_is_read_than_a_byte_over_the_cap(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as large:
        large.truncate(MAX_SIZE * 3)
    assert len(FILES.read(tmp_path / "large")) == MAX_SIZE + 1


def test_names_are_sorted(tmp_path: Path) -> None:
    for name in ("b", "c", "a"):
        (tmp_path / name).touch()
    assert FILES.names(tmp_path) == ["a", "b", "c"]


def test_a_lock_keeps_others_out_until_it_is_released(tmp_path: Path) -> None:
    held = FILES.lock(tmp_path / "a.lock")
    assert held
    assert FILES.lock(tmp_path / "a.lock") is None
    held.release()
    held.release()
    again = FILES.lock(tmp_path / "a.lock")
    assert again
    again.release()
    assert (tmp_path / "a.lock").exists()


def test_waiting_for_a_lock_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE", 0.0001)
    held = FILES.lock(tmp_path / "a.lock")
    assert held
    assert FILES.lock(tmp_path / "a.lock", wait=True) is None
    held.release()


def test_a_lock_makes_its_folder_and_makes_that_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(RealFiles, "sync", lambda _, folder: synced.append(folder))
    held = FILES.lock(tmp_path / "deep" / "deeper" / "a.lock")
    assert held
    held.release()
    assert synced == [tmp_path, tmp_path / "deep"]


@pytest.mark.parametrize("refusal", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_without_locks_there_is_still_play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int) -> None:
    monkeypatch.setattr("fcntl.flock", _failing(refusal))
    assert FILES.lock(tmp_path / "a.lock")
    monkeypatch.setattr(module, "fcntl", None)
    assert FILES.lock(tmp_path / "a.lock")


def test_a_lock_that_fails_otherwise_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", _failing(errno.EIO))
    with pytest.raises(OSError, match="injected"):
        FILES.lock(tmp_path / "a.lock")


def _failing(number: int):  # type: ignore[no-untyped-def]
    def fail(*_: object) -> None:
        raise OSError(number, "injected")

    return fail
