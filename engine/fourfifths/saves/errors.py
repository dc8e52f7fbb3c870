"""What can go wrong with a save, each as one plain sentence for the player.

Only these leave the package: an OSError becomes a SaveError at one place.
"""

from __future__ import annotations

import errno

from fourfifths.markup import clean

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the disk takes no file of this size",
    errno.EROFS: "the folder for saves is read-only",
    errno.EACCES: "there is no permission to use the folder for saves",
    errno.EPERM: "there is no permission to use the folder for saves",
    errno.EIO: "the disk reports an error",
    errno.EEXIST: "a file stands where the folder for saves should be",
    errno.ENOTDIR: "the folder for saves is not a folder",
    errno.ELOOP: "a link stands where the save should be",
    errno.ENAMETOOLONG: "the name of the folder for saves is too long",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


class SaveError(Exception):
    """A save was not written, or cannot be read. The message is for the player; older saves are as they were."""


class NotFoundError(SaveError):
    """There is no such save. `unread` says what is there instead and cannot be read."""

    unread: tuple[str, ...] = ()


class DamagedError(SaveError):
    """The file is not a whole save, and neither is its backup."""


class NewerError(SaveError):
    """A newer version of the game made this save; the file is left untouched."""


class BusyError(SaveError):
    """Another window is using this slot."""


class SlotNameError(SaveError):
    """This name cannot be a slot's."""


def reason(error: OSError) -> str:
    """Why the system refused, in plain words and without a full stop."""
    return _REASONS.get(error.errno or 0) or clean(error.strerror or type(error).__name__)
