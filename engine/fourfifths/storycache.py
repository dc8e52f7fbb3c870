"""A story that was compiled before, kept in the player's cache as Python keeps its .pyc files, and trusted as they are.

A kept story is found by every byte of the story's files and by the engine that compiled it, so a stale one is never
found. Whatever is wrong with a kept one, or with the folder for them, the story is compiled.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fourfifths.model import Story

KEPT = 8
"""How many stories are kept."""

_MODULES = {
    "fourfifths.model",
    "fourfifths.operation",
    "fourfifths.diagnostics",
    "fourfifths.systems.allocation",
    "fourfifths.systems.pantry",
    "fourfifths.systems.tables",
    "fractions",
}
_WRITABLE_BY_OTHERS = 0o022


def load(folder: Path) -> Story:
    """The story in this folder; raises StoryError with every mistake in it."""
    place = None
    with suppress(OSError, RuntimeError):
        place = _place(folder)
    story = _read(place) if place else None
    if story is None:
        from fourfifths.compiler import compile_story

        story = compile_story(folder)
        if place:
            with suppress(OSError):
                _write(place, story)
    return story


def _place(folder: Path) -> Path:
    """Where this story, compiled by this engine, is kept."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    package = os.path.dirname(__file__)  # noqa: PTH120 - strings, because this is on the way to the first frame
    engine = (*_stamps(package), *_stamps(f"{package}/compiler"), *_stamps(f"{package}/systems"))
    for name, data in (*engine, *_texts(os.fspath(folder), 1)):
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
    return _cache() / f"{digest.hexdigest()}.story"


def _cache() -> Path:
    if given := os.environ.get("FOURFIFTHS_CACHE"):
        return Path(given)
    import platformdirs

    return platformdirs.user_cache_path("fourfifths", appauthor=False)


def _stamps(folder: str) -> Iterator[tuple[str, bytes]]:
    """The engine's modules with their sizes and times."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.name, f"{status.st_size} {status.st_mtime_ns}".encode()


def _texts(folder: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """The names below a story's folder, with the bytes of its files."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir() and depth:
                yield entry.name, b"/"
                yield from _texts(entry.path, depth - 1)
            elif entry.is_file() and entry.name.endswith(".yaml"):
                yield entry.name, Path(entry.path).read_bytes()
            else:
                yield entry.name, b""


class _Reader(pickle.Unpickler):
    """Makes nothing but the values a story is made of."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of the model."""
        if module not in _MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a story")
        return super().find_class(module, name)


def _read(place: Path) -> Story | None:
    """The story kept there, None where there is none that can be trusted."""
    try:
        with place.open("rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & _WRITABLE_BY_OTHERS):
                return None
            story = _Reader(io.BytesIO(file.read())).load()
    except Exception:  # noqa: BLE001 - a damaged pickle may raise anything, and then the story is compiled
        return None
    return story if isinstance(story, Story) else None


def _write(place: Path, story: Story) -> None:
    """Keep the story, and no more than the newest few."""
    from fourfifths import atomic

    atomic.replace(place, pickle.dumps(story, 5), sync=False)
    kept = sorted(place.parent.glob("*.story"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEPT:]:
        path.unlink(missing_ok=True)
