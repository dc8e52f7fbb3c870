"""A file system in memory behind the store's seam: faults at the k-th operation, kills, power loss, bit rot.

What was not synced may be lost at a power loss, each effect on its own: the worst that a real one may do.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

KILL, POWER = "kill", "power"
FAULTS = (KILL, POWER, errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT, errno.EACCES)

Pick = Callable[[int], int]
"""Picks a number below its argument: how a test decides what a power loss takes."""


class Killed(BaseException):
    """The process ends here: nothing it would have done happens."""


@dataclass(eq=False)
class Inode:
    data: bytes = b""
    durable: bytes = b""


@dataclass
class MemoryLock:
    held: set[Path]
    path: Path

    def release(self) -> None:
        self.held.discard(self.path)


@dataclass
class MemoryFiles:
    """Implements fourfifths.saves.files.Files."""

    inodes: dict[Path, Inode] = field(default_factory=dict)
    durable: dict[Path, Inode] = field(default_factory=dict)
    pending: list[tuple[Path, Path | None, Inode | None]] = field(default_factory=list)
    locks: set[Path] = field(default_factory=set)
    fault: str | int = ""
    left: int = -1
    done: int = 0
    hard_links: bool = True

    def fail(self, after: int, fault: str | int) -> None:
        """Lets `after` operations succeed, then fails the next."""
        self.left, self.fault = after, fault

    def heal(self) -> None:
        self.left = -1

    def _operation(self) -> None:
        self.done += 1
        if self.left == 0:
            self.left = -1
            if isinstance(self.fault, str):
                raise Killed(self.fault)
            raise OSError(self.fault, "injected")
        self.left -= 1

    def create(self, path: Path, data: bytes) -> None:
        self._operation()
        if path in self.inodes:
            raise FileExistsError(errno.EEXIST, "exists")
        inode = Inode()
        self._name(path, inode)
        self._operation()
        inode.data = data[: len(data) // 2]
        self._operation()
        inode.data = data
        self._operation()
        self.persist(inode)

    def persist(self, inode: Inode) -> None:
        inode.durable = inode.data

    def overwrite(self, path: Path, data: bytes) -> None:
        """What no store should do; here for the planted bugs."""
        if path not in self.inodes:
            self.create(path, data)
            return
        self._operation()
        self.inodes[path].data = b""
        self._operation()
        self.inodes[path].data = data
        self._operation()
        self.persist(self.inodes[path])

    def read(self, path: Path) -> bytes:
        return self._inode(path).data

    def link(self, path: Path, other: Path) -> None:
        self._operation()
        if not self.hard_links:
            raise OSError(errno.EPERM, "no hard links")
        if other in self.inodes:
            raise FileExistsError(errno.EEXIST, "exists")
        self._name(other, self._inode(path))

    def rename(self, path: Path, other: Path) -> None:
        self._operation()
        inode = self._inode(path)
        if self.inodes.get(other) is inode:  # POSIX: two names of one file stay
            return
        del self.inodes[path]
        self.inodes[other] = inode
        self.pending.append((path, other, inode))

    def remove(self, path: Path) -> None:
        if path not in self.inodes:
            raise FileNotFoundError(errno.ENOENT, "missing")
        self._operation()
        del self.inodes[path]
        self.pending.append((path, None, None))

    def names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self.inodes if path.parent == folder)

    def sync(self, folder: Path) -> None:
        self._operation()
        self.durable = {path: inode for path, inode in self.inodes.items() if path.parent == folder}
        self.pending = []

    def lock(self, path: Path, *, wait: bool = False) -> MemoryLock | None:
        del wait  # nobody would release it meanwhile
        if path in self.locks:
            return None
        self.locks.add(path)
        return MemoryLock(self.locks, path)

    def kill(self) -> None:
        """The process is gone; the machine runs on."""
        self.heal()
        self.locks.clear()

    def lose_power(self, pick: Pick) -> None:
        """The machine is gone: of what was not synced, some is there, some is not, some in part."""
        self.kill()
        names = dict(self.durable)
        for gone, made, inode in self.pending:
            if pick(2):
                names.pop(gone, None)
                if made is not None and inode is not None:
                    names[made] = inode
        for inode in dict.fromkeys((*self.inodes.values(), *names.values())):
            if inode.data != inode.durable:
                torn = (inode.durable, inode.data, inode.data[: pick(len(inode.data) + 1)], b"\0" * len(inode.data))
                inode.data = torn[pick(4)]
            inode.durable = inode.data
        self.inodes, self.durable, self.pending = names, dict(names), []

    def rot(self, path: Path, bit: int) -> None:
        """Flips one bit, on the disk itself."""
        inode = self._inode(path)
        data = bytearray(inode.data)
        data[bit // 8 % len(data)] ^= 1 << bit % 8
        inode.data = inode.durable = bytes(data)

    def _name(self, path: Path, inode: Inode) -> None:
        self.inodes[path] = inode
        self.pending.append((path, path, inode))

    def _inode(self, path: Path) -> Inode:
        if path not in self.inodes:
            raise FileNotFoundError(errno.ENOENT, "missing")
        return self.inodes[path]
