"""The YAML files of a story's folder: regular files inside it, at most one folder deep, bounded in number and size."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from fourfifths.compiler.read import MAX_BYTES
from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import Span

STORY = "story.yaml"
TABLES = "tables/"
"""The folder of a story that holds no scenes."""

MAX_FILES = 2000
MAX_TOTAL = 64 << 20
MAX_NAMED = 3
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")

Entry = os.DirEntry[str]

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def files(folder: Path, report: Report) -> dict[str, bytes] | None:
    """The bytes of each file by its name within the folder, in the order of their names; None where it has no story."""
    found: dict[str, bytes] = {}
    total = 0
    root = folder.resolve()
    if not os.path.lexists(root / STORY) and (below := _below(root)) is not None:
        report.error("E014", Span(STORY, 1, 1), f"there is no {STORY} here", _elsewhere(folder, below))
        return None
    for name, entry in sorted(_entries(os.fspath(root), "", report), key=lambda item: item[0]):
        if len(found) >= MAX_FILES or total > MAX_TOTAL:
            message = f"this story has more than {MAX_FILES} files or {MAX_TOTAL >> 20} MiB"
            report.error("E003", Span(name, 1, 1), message, "no story needs that")
            break
        data = _bytes(name, entry, root, report)
        if data is not None:
            found[name] = data
            total += len(data)
    return found


def _below(root: Path) -> list[str] | None:
    """The folders in this one that hold a story; None where it cannot be looked into."""
    try:
        names = sorted(path.name for path in root.iterdir())
    except OSError:
        return None
    return [name for name in names if not name.startswith(".") and os.path.lexists(root / name / STORY)]


def _elsewhere(folder: Path, names: list[str]) -> str:
    """Where a story is, as seen from where the player stands, or what makes a folder one."""
    if not names:
        return f"a story's folder holds a file {STORY} with its title, start, people and meters"
    found = " and in ".join(str(folder / name) for name in names[:MAX_NAMED])
    return f"there is a story in {found}"


def _entries(folder: str, prefix: str, report: Report) -> Iterator[tuple[str, Entry]]:
    """Names and entries of the YAML files; what has no place there is reported."""
    try:
        with os.scandir(folder) as opened:
            entries = sorted(opened, key=lambda entry: entry.name)
    except OSError as mistake:
        place = Span(prefix.rstrip("/") or "story.yaml", 1, 1)
        report.error("E001", place, f"this folder cannot be read: {mistake.strerror}", "")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _inside(entry, prefix, report)
        elif entry.name.lower().endswith((".yaml", ".yml")):
            yield from _named(entry, prefix, report)


def _is_folder(entry: Entry) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _inside(entry: Entry, prefix: str, report: Report) -> Iterator[tuple[str, Entry]]:
    if entry.is_symlink():
        if _has_scenes(entry):
            _misplaced(prefix + entry.name, "a folder of scenes is not a link", "copy it", report)
    elif not prefix:
        yield from _entries(entry.path, f"{entry.name}/", report)
    elif _has_scenes(entry):
        _misplaced(prefix + entry.name, "scenes stand one folder deep", "move the files one folder up", report)


def _has_scenes(entry: Entry) -> bool:
    try:
        return any(child.suffix == ".yaml" for child in Path(entry.path).iterdir())
    except OSError:
        return False


def _named(entry: Entry, prefix: str, report: Report) -> Iterator[tuple[str, Entry]]:
    name = prefix + entry.name
    if not name.endswith(".yaml"):
        stem = entry.name.rpartition(".")[0]
        _misplaced(name, "the files of a story end in .yaml", f"rename it to {stem}.yaml", report)
    elif not NAME.match(entry.name):
        hint = "a file's name has letters, digits, dots, hyphens and underscores"
        _misplaced(name, "this is not the name of a file of a story", hint, report)
    else:
        yield name, entry


def _misplaced(name: str, message: str, hint: str, report: Report) -> None:
    report.error("E002", Span(shown(name)[1:-1], 1, 1), message, hint)


def _bytes(name: str, entry: Entry, root: Path, report: Report) -> bytes | None:
    """The bytes of a regular file inside the root; one byte more than may be where there are more."""
    try:
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
            report.error("E001", Span(name, 1, 1), "this file is a link that leaves the story", "copy the file")
            return None
        handle = os.open(entry.path, _FLAGS)
    except (OSError, RuntimeError) as mistake:
        reason = getattr(mistake, "strerror", None) or "its link leads nowhere"
        report.error("E001", Span(name, 1, 1), f"this file cannot be read: {reason}", "")
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            report.error("E001", Span(name, 1, 1), "this is not a regular file", "take it out of the story")
            return None
        return _content(handle, min(status.st_size, MAX_BYTES) + 1)
    finally:
        os.close(handle)


def _content(handle: int, most: int) -> bytes:
    """What a file holds, up to so many bytes."""
    found = b""
    while len(found) < most and (more := os.read(handle, most - len(found))):
        found += more
    return found
