"""A story that was compiled before, kept in the player's cache as Python keeps its .pyc files, and trusted as they are.

A kept story is found by every byte of the story's files and by the engine that compiled it, so a stale one is never
found. Whatever is wrong with a kept one, or with the folder for them, the story is compiled.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from fourfifths import storyfile
from fourfifths.model import Story

KEPT = 8
"""How many stories are kept."""

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
        with suppress(OSError, RuntimeError):
            if place and place == _place(folder):
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
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - a buffer doubles what a file costs
                    yield entry.name, file.read()
            else:
                yield entry.name, b""


def _read(place: Path) -> Story | None:
    """The story kept there, None where there is none that can be trusted."""
    try:
        with place.open("rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & _WRITABLE_BY_OTHERS):
                return None
            return storyfile.loads(file.read())
    except Exception:  # noqa: BLE001 - a damaged pickle may raise anything, and then the story is compiled
        return None


def _write(place: Path, story: Story) -> None:
    """Keep the story, and no more than the newest few."""
    from fourfifths import atomic

    atomic.replace(place, storyfile.dumps(story), sync=False)
    kept = sorted(place.parent.glob("*.story"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEPT:]:
        path.unlink(missing_ok=True)
