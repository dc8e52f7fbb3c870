"""The store under anything that may happen to it, by a machine that tries; and bugs planted to prove that it would see.

What is acknowledged is read again, or a later attempt at saving is; after bit rot, what was acknowledged before it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fourfifths.saves import DamagedError, NotFoundError, SaveError, Store, codec
from fourfifths.saves.codec import Body
from fourfifths.saves.generations import Generations, _read
from tests.unit.saves.bodies import body
from tests.unit.saves.memory import FAULTS, POWER, Killed, MemoryFiles

FOLDER = Path("/saves")
SLOTS = ("a", "auto")


@dataclass
class Slot:
    """What the store promised: the numbers it may give, 0 for none, and those once the newest has rotted."""

    now: tuple[int, ...] = (0,)
    before: tuple[int, ...] = (0,)
    sure: bool = False
    rotten: bool = False


class StoreMachine(RuleBasedStateMachine):
    """Saves, faults, kills, power losses and bit rot in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.files = MemoryFiles()
        self.slots = {slot: Slot() for slot in SLOTS}
        self.number = 0

    def _next(self) -> Body:
        self.number += 1
        return body(self.number)

    def _acknowledged(self, slot: Slot) -> None:
        if not slot.rotten:
            slot.before = slot.now
        slot.now, slot.sure, slot.rotten = (self.number,), True, False

    def _attempted(self, slot: Slot) -> None:
        slot.now, slot.sure, slot.rotten = (*slot.now, self.number), False, False

    @rule(name=st.sampled_from(SLOTS))
    def write(self, name: str) -> None:
        Store(FOLDER, self.files).write(name, self._next())
        self._acknowledged(self.slots[name])
        assert not any(
            path.suffix in (".tmp", ".link") and path.name.startswith(f"{name}.") for path in self.files.inodes
        )

    @rule(
        name=st.sampled_from(SLOTS),
        at=st.integers(0, 12),
        fault=st.sampled_from(FAULTS),
        pick=st.randoms(use_true_random=False),
    )
    def faulty_write(self, name: str, at: int, fault: str | int, pick: object) -> None:
        self.files.fail(at, fault)
        try:
            Store(FOLDER, self.files).write(name, self._next())
        except Killed:
            self.files.lose_power(pick.randrange) if fault == POWER else self.files.kill()  # type: ignore[attr-defined]
            self._attempted(self.slots[name])
        except SaveError:
            self._attempted(self.slots[name])
        else:
            self._acknowledged(self.slots[name])
        finally:
            self.files.heal()

    @rule(pick=st.randoms(use_true_random=False))
    def power_loss(self, pick: object) -> None:
        self.files.lose_power(pick.randrange)  # type: ignore[attr-defined]

    @rule(name=st.sampled_from(SLOTS), bit=st.integers(0, 8 * 900))
    def rot(self, name: str, bit: int) -> None:
        slot = self.slots[name]
        if slot.sure and not slot.rotten:
            self.files.rot(FOLDER / f"{name}.save.json", bit)
            slot.now, slot.rotten = slot.before, True

    @invariant()
    def what_was_promised_is_read(self) -> None:
        for name, slot in self.slots.items():
            try:
                found = Store(FOLDER, self.files).read(name)
            except (NotFoundError, DamagedError):
                assert 0 in slot.now
                continue
            recovered = found.pop("recovered", False)
            assert recovered == slot.rotten or not slot.sure
            assert found in [body(number) for number in slot.now]


def run(examples: int) -> None:
    run_state_machine_as_test(
        StoreMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_order_of_events_loses_a_save() -> None:
    run(300)


Patch = pytest.MonkeyPatch


def no_fsync(patch: Patch) -> None:
    patch.setattr(MemoryFiles, "persist", lambda *_: None)


def no_folder_fsync(patch: Patch) -> None:
    patch.setattr(MemoryFiles, "sync", lambda *_: None)


def in_place(patch: Patch) -> None:
    def write(self: Generations, data: bytes) -> None:
        self._files.overwrite(self.path, data)  # type: ignore[attr-defined]
        self._files.sync(self.path.parent)

    patch.setattr(Generations, "write", write)


def unlink_then_rename(patch: Patch) -> None:
    def write(self: Generations, data: bytes) -> None:
        self._sweep()
        self._files.create(self._temporary, data)
        self._remove(self.path)
        self._files.rename(self._temporary, self.path)
        self._files.sync(self.path.parent)

    patch.setattr(Generations, "write", write)


def swallowed_error(patch: Patch) -> None:
    @contextlib.contextmanager
    def quietly(*_: object) -> Iterator[None]:
        with contextlib.suppress(OSError):
            yield

    patch.setattr(Store, "_failing", quietly)


def no_checksum(patch: Patch) -> None:
    patch.setattr(codec, "_checksum", lambda *_: "0" * 64)


def backup_ignored(patch: Patch) -> None:
    patch.setattr(Generations, "read", lambda self, decode: (decode(_read(self._files, self.path)), False))


def no_backup(patch: Patch) -> None:
    patch.setattr(Generations, "_keep", lambda *_: None)


def stale_file_not_removed(patch: Patch) -> None:
    patch.setattr(Generations, "_sweep", lambda *_: None)


def damage_backed_up(patch: Patch) -> None:
    def current(self: Generations) -> bytes | None:
        try:
            return self._files.read(self.path)
        except FileNotFoundError:
            return None

    patch.setattr(Generations, "_current", current)


def acknowledged_before_written(patch: Patch) -> None:
    def write(self: Store, slot: str, body: Body) -> None:
        with contextlib.suppress(SaveError):
            _WRITE(self, slot, body)

    patch.setattr(Store, "write", write)


_WRITE = Store.write
PLANTS: list[Callable[[Patch], None]] = [
    no_fsync,
    no_folder_fsync,
    in_place,
    unlink_then_rename,
    swallowed_error,
    no_checksum,
    backup_ignored,
    no_backup,
    stale_file_not_removed,
    damage_backed_up,
    acknowledged_before_written,
]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_bug_is_found(plant: Callable[[Patch], None], monkeypatch: Patch) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, SaveError, OSError, BaseExceptionGroup)):
        run(200)
