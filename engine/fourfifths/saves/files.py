"""The seam to the file system: few operations, so that a test can put every fault behind them.

A call returns once its effect is done, or raises OSError. `create` leaves data on the disk, `sync` makes the folder's
names durable; nothing else waits for the disk. Only regular files are read, never more than MAX_SIZE bytes of them.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path
from typing import Protocol

try:
    import fcntl
except ImportError:  # a system without flock: one window at a time is then the player's own care
    fcntl = None  # type: ignore[assignment]

MAX_SIZE = 4 << 20
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
_NO_SYNC = {errno.EINVAL, errno.EOPNOTSUPP, errno.EBADF}
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_TRIES, _PAUSE = 50, 0.01


class NotRegularError(OSError):
    """A folder, a device, a pipe or a link stands where a save should be."""


class Lock(Protocol):
    """A held lock."""

    def release(self) -> None:
        """Gives it up."""


class Files(Protocol):
    """What the store does to a file system."""

    def create(self, path: Path, data: bytes) -> None:
        """Makes a new file holding `data`, on the disk when this returns. FileExistsError where the name is taken."""

    def read(self, path: Path) -> bytes:
        """A regular file's bytes, at most MAX_SIZE + 1."""

    def link(self, path: Path, other: Path) -> None:
        """Gives the file a second name."""

    def rename(self, path: Path, other: Path) -> None:
        """Moves the name, replacing what stood at `other`, at one stroke."""

    def remove(self, path: Path) -> None:
        """Takes a name away."""

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""

    def sync(self, folder: Path) -> None:
        """Makes the folder's names durable."""

    def lock(self, path: Path, *, wait: bool = False) -> Lock | None:
        """Locks a file, made with its folder where missing and never removed. None where another process holds it."""


class FileLock:
    """An flock, held until it is released or the process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Gives it up."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1


class RealFiles:
    """The file system of the machine."""

    def create(self, path: Path, data: bytes) -> None:
        """Makes a new file holding `data`, on the disk when this returns."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self, path: Path) -> bytes:
        """A regular file's bytes, at most MAX_SIZE + 1."""
        try:
            descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO):
                raise NotRegularError(error.errno, "not a regular file") from error
            raise
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NotRegularError(errno.EINVAL, "not a regular file")
            return _read_all(descriptor)
        finally:
            os.close(descriptor)

    def link(self, path: Path, other: Path) -> None:
        """Gives the file a second name."""
        other.hardlink_to(path)

    def rename(self, path: Path, other: Path) -> None:
        """Moves the name, replacing what stood at `other`, at one stroke."""
        path.replace(other)

    def remove(self, path: Path) -> None:
        """Takes a name away."""
        path.unlink()

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""
        return sorted(path.name for path in folder.iterdir())

    def sync(self, folder: Path) -> None:
        """Makes the folder's names durable, where the file system can."""
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except PermissionError:
            if os.name == "nt":  # a folder cannot be opened there
                return
            raise
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(descriptor)

    def lock(self, path: Path, *, wait: bool = False) -> FileLock | None:
        """Locks a file; with `wait`, tries for half a second."""
        self._make(path.parent)
        flags = os.O_RDWR | os.O_CREAT | _NO_FOLLOW | _NO_WAIT
        descriptor = os.open(path, flags, 0o600)
        for _ in range(_TRIES if wait else 1):
            if _locked(descriptor):
                return FileLock(descriptor)
            if wait:
                time.sleep(_PAUSE)
        os.close(descriptor)
        return None

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        if folder.parent != folder:
            self._make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        self.sync(folder.parent)


def _locked(descriptor: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS:  # a file system without locks
            return True
        os.close(descriptor)
        raise
    return True


def _read_all(descriptor: int) -> bytes:
    pieces = []
    left = MAX_SIZE + 1
    while left > 0 and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
