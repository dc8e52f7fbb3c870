"""Writes a file so that its readers find the old one or the new one, and never a part.

Saves do not come this way: they keep a backup too, and sync the folder.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Puts a file with these bytes in the place of the one that is there; its folder is made.

    OSError where it cannot, and then the old one stands. Without `sync` a power cut may leave a part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
