"""The store: a save is whole or it is the one before; nothing is deleted, hidden, followed or written elsewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.markup import FORBIDDEN
from fourfifths.saves import (
    BusyError,
    DamagedError,
    NewerError,
    NotFoundError,
    SaveError,
    SlotNameError,
    Store,
)
from fourfifths.saves.codec import encode
from fourfifths.saves.shape import MAX_CHOICES
from fourfifths.saves.slots import local, note, now
from tests.unit.hostile import HOSTILE
from tests.unit.saves.bodies import body
from tests.unit.saves.memory import MemoryFiles
from tests.unit.saves.test_codec import sealed

FOLDER = Path("/saves")
CURRENT, BACKUP, ASIDE = (FOLDER / f"a.save.json{suffix}" for suffix in ("", ".bak", ".damaged"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "saves")


def place(store: Store, name: str, data: bytes) -> Path:
    store.folder.mkdir(exist_ok=True)
    path = store.folder / name
    path.write_bytes(data)
    return path


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def test_what_was_saved_is_read(store: Store) -> None:
    store.write("mine", body(1))
    assert store.read("mine") == body(1)


def test_the_save_before_is_the_backup(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    assert (store.folder / "mine.save.json.bak").read_bytes() == encode(body(1))
    assert sorted(path.name for path in store.folder.iterdir()) == ["mine.lock", "mine.save.json", "mine.save.json.bak"]


def test_a_damaged_save_gives_the_one_before_and_says_so(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    damage(store.folder / "mine.save.json")
    assert store.read("mine") == body(1) | {"recovered": True}
    assert "one before" in store.info("mine").problem
    assert store.info("mine").loadable


def test_a_missing_save_with_a_backup_is_recovered(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    (store.folder / "mine.save.json").unlink()
    assert store.read("mine") == body(1) | {"recovered": True}


def test_a_damaged_save_never_replaces_a_whole_backup(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    damage(store.folder / "mine.save.json")
    store.write("mine", body(3))
    damage(store.folder / "mine.save.json")
    assert store.read("mine")["seed"] == 1
    assert (store.folder / "mine.save.json.damaged").read_bytes() == encode(body(2))[:-9]


def test_what_was_recovered_is_saved_as_any_other(store: Store) -> None:
    store.write("mine", body(1) | {"recovered": True})
    assert store.read("mine") == body(1)


def test_a_save_damaged_with_its_backup_is_said_to_be(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    damage(store.folder / "mine.save.json")
    damage(store.folder / "mine.save.json.bak")
    with pytest.raises(DamagedError):
        store.read("mine")
    assert store.info("mine").problem
    assert not store.info("mine").loadable


def test_a_missing_save_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.read("mine")


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ((), "There is no save 'mine' and no other."),
        (("auto",), "There is no save 'mine'; there is auto."),
        (("auto", "auto-10", "tea", "auto-2"), "There is no save 'mine'; there are tea, auto, auto-2, auto-10."),
        ([f"s{n}" for n in range(10)], "There is no save 'mine'; there are s0, s1, s2, s3, s4, s5, s6, s7 and 2 more."),
    ],
)
def test_of_a_missing_save_it_is_said_which_there_are(store: Store, there: Sequence[str], said: str) -> None:
    for slot in there:
        store.write(slot, body(1))
    with pytest.raises(NotFoundError) as error:
        store.read("mine")
    assert str(error.value) == said


def test_a_newer_save_is_refused_and_left_as_it_is(store: Store) -> None:
    data = sealed(b'{"any":"thing"}', 7)
    path = place(store, "mine.save.json", data)
    place(store, "mine.save.json.bak", encode(body(1)))
    for work in (lambda: store.read("mine"), lambda: store.write("mine", body(2))):
        with pytest.raises(NewerError, match=r"format 7.*up to 1"):
            work()
    assert path.read_bytes() == data
    assert (store.folder / "mine.save.json.bak").read_bytes() == encode(body(1))


def test_a_missing_save_with_a_newer_backup_is_newer(store: Store) -> None:
    place(store, "mine.save.json.bak", sealed(b"{}", 7))
    with pytest.raises(NewerError):
        store.read("mine")


def test_what_could_not_be_read_again_is_not_saved(store: Store) -> None:
    store.write("mine", body(1))
    with pytest.raises(SaveError, match="Not saved"):
        store.write("mine", body(2, note="x" * 5_000))
    assert store.read("mine") == body(1)


def test_a_run_that_is_too_long_is_said_to_be(store: Store) -> None:
    with pytest.raises(SaveError, match="too long"):
        store.write("mine", body(log=[["x"]] * (MAX_CHOICES + 1)))


def test_the_longest_run_is_saved_and_read(store: Store) -> None:
    long = body(log=[["a-choice"]] * (MAX_CHOICES - 1_000) + [body()["log"][0]] * 1_000)
    store.write("mine", long)
    assert store.read("mine") == long


def test_without_hard_links_the_backup_is_a_copy() -> None:
    files = MemoryFiles(hard_links=False)
    store = Store(FOLDER, files)
    store.write("a", body(1))
    store.write("a", body(2))
    files.rot(CURRENT, 900)
    assert store.read("a")["seed"] == 1
    assert set(files.inodes) == {CURRENT, BACKUP}


NAMES = [
    "",
    "A",
    "ä",
    "../x",
    "/etc/x",
    "a/b",
    "a\nb",
    "\x1b[2J",
    "con",
    "nul",
    "com1",
    "lpt9",
    ".",
    "-a",
    "a" * 33,
    "a.b",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_no_slot_s_is_refused(store: Store, name: str) -> None:
    for work in (store.read, store.delete, store.claim, lambda slot: store.write(slot, body())):
        with pytest.raises(SlotNameError) as error:
            work(name)
        assert "\x1b" not in str(error.value)
    assert not store.folder.exists()


@given(st.text(max_size=40))
def test_no_name_reaches_outside_the_folder(name: str) -> None:
    files = MemoryFiles()
    try:
        Store(FOLDER, files).write(name, body())
    except SlotNameError:
        assert not files.inodes
    assert all(path.parent == FOLDER and path.name.isascii() for path in files.inodes)


@given(st.text(max_size=500))
def test_a_note_is_one_clean_line_of_bounded_length(words: str) -> None:
    kept = note(words)
    assert len(kept) <= 80
    assert kept == note(kept)
    assert not FORBIDDEN.search(kept)
    assert "\n" not in kept


def test_moments_sort_as_they_come() -> None:
    moments = [now() for _ in range(50)]
    assert moments == sorted(moments)
    assert moments[0].endswith("Z")
    assert len(moments[0]) == 27


def test_links_are_neither_read_nor_written_through(store: Store, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(encode(body(9)))
    store.folder.mkdir()
    for name in ("mine.save.json", "mine.save.json.bak", "mine.save.json.tmp", "mine.save.json.link"):
        (store.folder / name).symlink_to(victim)
    with pytest.raises(DamagedError):
        store.read("mine")
    store.write("mine", body(1))
    store.write("mine", body(2))
    assert store.read("mine") == body(2)
    assert victim.read_bytes() == encode(body(9))
    assert not (store.folder / "mine.save.json").is_symlink()


def test_a_linked_lock_is_not_followed(store: Store, tmp_path: Path) -> None:
    store.folder.mkdir()
    (store.folder / "mine.lock").symlink_to(tmp_path / "victim")
    with pytest.raises(SaveError, match="a link stands"):
        store.write("mine", body(1))
    assert not (tmp_path / "victim").exists()


def test_what_is_no_file_is_damaged(store: Store) -> None:
    store.folder.mkdir()
    os.mkfifo(store.folder / "pipe.save.json")
    (store.folder / "folder.save.json").mkdir()
    (store.folder / "device.save.json").symlink_to("/dev/zero")
    for slot in ("pipe", "folder", "device"):
        with pytest.raises(DamagedError):
            store.read(slot)
        store.write(slot, body(1))
        assert store.read(slot) == body(1)


def test_hostile_saves_are_listed_and_hide_no_other(store: Store) -> None:
    for number, rest in enumerate(HOSTILE.values()):
        place(store, f"bad-{number}.save.json", sealed(rest))
    store.write("older", body(1))
    store.write("newer", body(2, note="  a\x1b[31m\nnote "))
    listed = store.slots()
    assert [info.slot for info in listed[:2]] == ["newer", "older"]
    assert len(listed) == 2 + len(HOSTILE)
    assert all(info.problem and not info.loadable for info in listed[2:])
    assert listed[0].note == "a\N{REPLACEMENT CHARACTER}[31m note"
    assert (listed[0].choices, listed[0].meters, listed[0].story) == (2, {"Trust": 2}, "tiny")


def test_only_a_backup_or_a_damaged_save_is_listed_too(store: Store) -> None:
    place(store, "a.save.json.bak", encode(body(1)))
    place(store, "b.save.json.damaged", b"?")
    place(store, "Not-A-Slot.save.json", encode(body(1)))
    assert [(info.slot, info.loadable) for info in store.slots()] == [("a", True), ("b", False)]


def test_a_folder_that_is_not_there_has_no_slots(store: Store) -> None:
    assert store.slots() == ()


def test_a_slot_is_deleted_with_all_its_generations(store: Store) -> None:
    store.write("mine", body(1))
    store.write("mine", body(2))
    store.write("other", body(3))
    store.delete("mine")
    assert [info.slot for info in store.slots()] == ["other"]
    with pytest.raises(NotFoundError):
        store.read("mine")


def test_a_slot_in_use_is_not_deleted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourfifths.saves.files._PAUSE", 0.0001)
    store.write("auto", body(1))
    assert store.claim("auto")
    for window in (store, Store(store.folder)):
        with pytest.raises(BusyError):
            window.delete("auto")
    assert store.read("auto") == body(1)


def test_a_claimed_slot_is_closed_to_another_window(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourfifths.saves.files._PAUSE", 0.0001)
    other = Store(store.folder)
    assert store.claim("auto")
    assert store.claim("auto")
    assert not other.claim("auto")
    with pytest.raises(BusyError):
        other.write("auto", body(2))
    store.write("auto", body(1))
    store.close()
    assert other.claim("auto")


def test_only_claimed_slots_are_moved(store: Store) -> None:
    store.write("auto", body(1))
    with pytest.raises(BusyError):
        store.move("auto", "auto-2")


def test_a_moved_slot_brings_its_backup_and_leaves_nothing_foreign(store: Store) -> None:
    store.write("auto", body(1))
    store.write("auto-2", body(2))
    store.write("auto-2", body(3))
    assert store.claim("auto")
    assert store.claim("auto-2")
    store.move("auto", "auto-2")
    assert store.read("auto-2") == body(1)
    assert not (store.folder / "auto-2.save.json.bak").exists()
    with pytest.raises(NotFoundError):
        store.read("auto")


def test_a_slot_is_kept_once_under_a_name_of_its_own(store: Store) -> None:
    store.write("auto", body(1))
    assert store.keep("auto") == "auto-before-1"
    assert store.keep("auto") == "auto-before-1"
    store.write("auto", body(2))
    assert store.keep("auto") == "auto-before-2"
    damage(store.folder / "auto-before-1.save.json")
    store.write("auto", body(3))
    assert store.keep("auto") == "auto-before-3"
    assert store.read("auto-before-2") == body(2)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-01-31T20:00:59.123456Z", "2026-02-01 01:30"),
        ("no moment at all, and long", "no moment at all"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00"),
        ("", ""),
    ],
)
def test_a_moment_is_shown_by_the_player_s_clock(monkeypatch: pytest.MonkeyPatch, moment: str, shown: str) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    assert local(moment) == shown
    monkeypatch.undo()
    time.tzset()
