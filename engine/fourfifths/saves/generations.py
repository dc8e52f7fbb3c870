"""One file and the one before it: written so that at any moment, whatever happens, one whole save can be read.

    path            the save                     path.tmp    the next one while it is written
    path.bak        the whole save before it     path.link   the second name of a save that becomes the backup
    path.damaged    a save that could not be read and was then saved over: kept for whoever can mend it

The order is the promise: new data is on the disk before anything is renamed, a damaged save never replaces a whole
backup, and `write` returns only after the folder is synced. Callers hold the file's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fourfifths.saves import codec
from fourfifths.saves.errors import DamagedError, NotFoundError, SaveError, reason
from fourfifths.saves.files import Files, NotRegularError

T = TypeVar("T")

SUFFIXES = ("", ".bak", ".damaged")


class Generations:
    """The generations of one file."""

    def __init__(self, files: Files, path: Path) -> None:
        self._files = files
        self.path = path
        self.backup, self.damaged, self._temporary, self._second = (
            path.with_name(path.name + suffix) for suffix in (".bak", ".damaged", ".tmp", ".link")
        )

    def write(self, data: bytes) -> None:
        """Makes `data` the save, and the save before it the backup. On NewerError and OSError the old save stands."""
        before = self._current()
        try:
            self._sweep()
            self._files.create(self._temporary, data)
            self._keep(before)
            self._files.rename(self._temporary, self.path)
            self._files.sync(self.path.parent)
        except OSError:
            with contextlib.suppress(OSError):
                self._sweep()
            raise

    def read(self, decode: Callable[[bytes], T]) -> tuple[T, bool]:
        """What `decode` makes of the save, or of its backup (then with True) where the save is missing or damaged."""
        try:
            return decode(_read(self._files, self.path)), False
        except (NotFoundError, DamagedError) as first:
            try:
                return decode(_read(self._files, self.backup)), True
            except SaveError as second:
                raise second if isinstance(first, NotFoundError) else first from None

    def remove(self) -> None:
        """Takes all generations away, the save last."""
        self._sweep()
        for path in (self.damaged, self.backup, self.path):
            self._remove(path)
        self._files.sync(self.path.parent)

    def move(self, other: Generations) -> None:
        """Puts this file and its backup in the place of the other's."""
        self._sweep()
        other._sweep()
        moves = ((self.path, other.path), (self.backup, other.backup))
        for path, goal in moves:
            try:
                self._files.rename(path, goal)
            except FileNotFoundError:
                self._remove(goal)
        self._files.sync(self.path.parent)

    def _current(self) -> bytes | None:
        """The whole save that stands now, None where there is none; NewerError where it is not ours to touch."""
        try:
            data = _read(self._files, self.path)
            codec.check(data)
        except (NotFoundError, DamagedError):
            return None
        return data

    def _keep(self, before: bytes | None) -> None:
        if before is None:
            with contextlib.suppress(FileNotFoundError):
                self._files.rename(self.path, self.damaged)
            return
        try:
            self._files.link(self.path, self._second)
        except OSError:  # no hard links here
            self._files.create(self._second, before)
        self._files.rename(self._second, self.backup)
        self._remove(self._second)  # renaming does nothing where both are names of one file already

    def _sweep(self) -> None:
        for path in (self._temporary, self._second):
            self._remove(path)

    def _remove(self, path: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.remove(path)


def _read(files: Files, path: Path) -> bytes:
    try:
        return files.read(path)
    except FileNotFoundError as error:
        raise NotFoundError("There is no such save.") from error
    except NotRegularError as error:
        raise DamagedError("What stands in the save's place is not a file.") from error
    except OSError as error:
        raise DamagedError(f"The save cannot be read: {reason(error)}.") from error
