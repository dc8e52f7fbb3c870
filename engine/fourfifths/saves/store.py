"""A folder of slots: written whole or not at all, read with suspicion, one window at a time for each slot.

A slot this store has claimed is its own until `release` or the process's end; any other is locked for the moment of a
write. Every OSError becomes a SaveError with a sentence for the player.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from fourfifths.saves import codec, shape, slots
from fourfifths.saves.codec import Body
from fourfifths.saves.errors import BusyError, DamagedError, NotFoundError, SaveError, reason
from fourfifths.saves.files import Files, Lock, RealFiles
from fourfifths.saves.generations import SUFFIXES, Generations
from fourfifths.saves.slots import SlotInfo

_SUFFIX = ".save.json"
_MAX_COPIES = 99


class Store:
    """The saves in one folder, which is made when it is first needed."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        self.folder = folder
        self.files: Files = files if files is not None else RealFiles()
        self._locks: dict[str, Lock] = {}

    def write(self, slot: str, body: Body) -> None:
        """Saves the body. When this returns it is on the disk; when it raises SaveError the old save is as it was."""
        with self._failing("Not saved"), self._held(slot):
            self._generations(slot).write(codec.encode(_writable(body)))

    def read(self, slot: str) -> Body:
        """The body of a slot; of its backup, with `recovered` true, where the save itself is missing or damaged."""
        try:
            body, recovered = self._generations(slot).read(_decoded)
        except NotFoundError as error:
            others = (name for name in self._names() if name != slot)
            raise NotFoundError(f"There is no save {slot!r}{slots.listed(others)}.") from error
        return body | {"recovered": True} if recovered else body

    def slots(self) -> tuple[SlotInfo, ...]:
        """All slots, newest first, then those that cannot be read. A folder that cannot be listed has none."""
        infos = [self.info(slot) for slot in self._names()]
        return tuple(sorted(infos, key=lambda info: info.saved_at, reverse=True))

    def info(self, slot: str) -> SlotInfo:
        """What a list shows of this slot, a `problem` included."""
        try:
            return slots.describe(slot, self.read(slot))
        except NotFoundError:
            return SlotInfo(slot, problem="There is no whole save here.", loadable=False)
        except SaveError as error:
            return SlotInfo(slot, problem=str(error), loadable=False)

    def delete(self, slot: str) -> None:
        """Takes a slot away, backup and all."""
        if slot in self._locks:
            raise BusyError("This is the game you are playing; it cannot be deleted now.")
        with self._failing("Not deleted"), self._held(slot):
            self._generations(slot).remove()

    def move(self, slot: str, other: str) -> None:
        """Puts a slot in the place of another, whose save is lost. Both must be claimed."""
        if slot not in self._locks or other not in self._locks:
            raise BusyError("Another window is using this save.")
        with self._failing("Not moved"):
            self._generations(slot).move(self._generations(other))

    def keep(self, slot: str) -> str:
        """Copies a slot as it is to `<slot>-before-<n>` and returns that name. A copy that is there already will do."""
        data, _ = self._generations(slot).read(_whole)
        for number in range(1, _MAX_COPIES + 1):
            copy = f"{slot[:16]}-before-{number}"
            try:
                if self._generations(copy).read(_whole)[0] == data:
                    return copy
            except NotFoundError:
                with self._failing("Not saved"), self._held(copy):
                    self._generations(copy).write(data)
                return copy
            except SaveError:
                continue
        raise SaveError("Not saved: there are too many copies from before a change of the story.")

    def claim(self, slot: str) -> bool:
        """Makes the slot this store's own. False where another window has it; SaveError where nothing can be locked."""
        if slot in self._locks:
            return True
        with self._failing("Not saved"):
            lock = self.files.lock(self._lock_path(slot))
        if lock is not None:
            self._locks[slot] = lock
        return lock is not None

    def holds(self, slot: str) -> bool:
        """Whether this store has claimed the slot."""
        return slot in self._locks

    def release(self, slot: str) -> None:
        """Gives a claimed slot up."""
        lock = self._locks.pop(slot, None)
        if lock is not None:
            lock.release()

    def close(self) -> None:
        """Gives all claimed slots up."""
        for slot in tuple(self._locks):
            self.release(slot)

    @contextlib.contextmanager
    def _held(self, slot: str) -> Iterator[None]:
        """The slot's lock: the claimed one, or one for this moment."""
        if slot in self._locks:
            yield
            return
        lock = self.files.lock(self._lock_path(slot), wait=True)
        if lock is None:
            raise BusyError("Another window is using this save.")
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        """The one place where the system's errors become the player's."""
        try:
            yield
        except OSError as error:
            raise SaveError(f"{what}: {reason(error)}.") from error

    def _names(self) -> list[str]:
        """The names of the slots there are, in order; none where the folder cannot be listed."""
        try:
            names = self.files.names(self.folder)
        except OSError:
            return []
        stems = {name.removesuffix(suffix) for name in names for suffix in SUFFIXES if suffix or name.endswith(_SUFFIX)}
        found = (stem.removesuffix(_SUFFIX) for stem in sorted(stems) if stem.endswith(_SUFFIX))
        return [slot for slot in found if slots.is_name(slot)]

    def _lock_path(self, slot: str) -> Path:
        return self.folder / f"{slots.checked(slot)}.lock"

    def _generations(self, slot: str) -> Generations:
        return Generations(self.files, self.folder / f"{slots.checked(slot)}{_SUFFIX}")


def _decoded(data: bytes) -> Body:
    return shape.play(codec.decode(data))


def _whole(data: bytes) -> bytes:
    codec.check(data)
    return data


def _writable(body: Body) -> Body:
    """The body, if it can be read again."""
    if len(body["log"]) > shape.MAX_CHOICES:
        raise SaveError("Not saved: this game has grown too long for a save.")
    try:
        return shape.play({key: value for key, value in body.items() if key != "recovered"})
    except DamagedError as error:
        raise SaveError("Not saved: this game holds something that a save cannot.") from error
