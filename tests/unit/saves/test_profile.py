"""The profile: what was found once stays found, whatever else writes it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fourfifths.saves import SaveError, Store
from fourfifths.saves.profile import Profile
from tests.unit.saves.memory import MemoryFiles
from tests.unit.saves.test_codec import sealed

FOLDER = Path("/saves")
FILE = FOLDER / "profile.json"


@pytest.fixture
def store() -> Store:
    return Store(FOLDER, MemoryFiles())


def test_what_is_found_is_found_in_the_next_run(store: Store) -> None:
    profile = Profile(store, "tiny")
    profile.add("town/inn.song")
    profile.add("town/inn.leave", "gone")
    profile.flush()
    again = Profile(store, "tiny")
    assert again.endings == ("gone",)
    assert again.has_chosen("town/inn.song")
    assert not again.has_chosen("town/inn.down")


def test_stories_do_not_share(store: Store) -> None:
    for story in ("tiny", "other"):
        profile = Profile(store, story)
        profile.add(ending=story)
        profile.flush()
    assert Profile(store, "tiny").endings == ("tiny",)


def test_two_windows_only_add(store: Store) -> None:
    one, two = Profile(store, "tiny"), Profile(store, "tiny")
    assert not one.endings
    assert not two.endings
    one.add(ending="a")
    two.add(ending="b")
    one.flush()
    two.flush()
    assert Profile(store, "tiny").endings == ("a", "b")
    assert two.endings == ("a", "b")


def test_nothing_new_writes_nothing(store: Store) -> None:
    profile = Profile(store, "tiny")
    profile.flush()
    assert store.files.names(FOLDER) == []


def test_a_full_disk_is_said_and_what_was_found_stays_noted(store: Store) -> None:
    profile = Profile(store, "tiny")
    profile.add(ending="gone")
    assert isinstance(store.files, MemoryFiles)
    store.files.fail(0, errno.ENOSPC)
    with pytest.raises(SaveError, match="the disk is full"):
        profile.flush()
    store.files.heal()
    profile.flush()
    assert Profile(store, "tiny").endings == ("gone",)


def test_a_damaged_profile_is_kept_aside(store: Store) -> None:
    store.files.create(FILE, b"damaged")
    profile = Profile(store, "tiny")
    assert profile.endings == ()
    profile.add(ending="gone")
    profile.flush()
    assert Profile(store, "tiny").endings == ("gone",)
    assert store.files.read(FOLDER / "profile.json.damaged") == b"damaged"


def test_a_newer_profile_is_not_touched(store: Store) -> None:
    newer = sealed(b"{}", 5)
    store.files.create(FILE, newer)
    profile = Profile(store, "tiny")
    profile.add(ending="gone")
    with pytest.raises(SaveError):
        profile.flush()
    assert store.files.read(FILE) == newer
    assert profile.endings == ("gone",)


def test_a_profile_in_use_waits_for_the_next_chance(store: Store) -> None:
    lock = store.files.lock(FOLDER / "profile.json.lock")
    assert lock
    profile = Profile(store, "tiny")
    profile.add(ending="gone")
    profile.flush()
    lock.release()
    profile.flush()
    assert Profile(store, "tiny").endings == ("gone",)
