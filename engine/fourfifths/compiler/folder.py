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

MAX_FILES = 2000
MAX_TOTAL = 64 << 20
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")


def files(folder: Path, report: Report) -> dict[str, bytes]:
    """The bytes of each file by its name within the folder, in the order of their names."""
    found: dict[str, bytes] = {}
    total = 0
    root = folder.resolve()
    for name, path in sorted(_paths(root, "", report)):
        if len(found) >= MAX_FILES or total > MAX_TOTAL:
            message = f"this story has more than {MAX_FILES} files or {MAX_TOTAL >> 20} MiB"
            report.error("E003", Span(name, 1, 1), message, "no story needs that")
            break
        data = _bytes(name, path, root, report)
        if data is not None:
            found[name] = data
            total += len(data)
    return found


def _paths(folder: Path, prefix: str, report: Report) -> Iterator[tuple[str, Path]]:
    """Names and paths of the YAML files; what has no place there is reported."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as mistake:
        place = Span(prefix.rstrip("/") or "story.yaml", 1, 1)
        report.error("E001", place, f"this folder cannot be read: {mistake.strerror}", "")
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _inside(path, prefix, report)
        elif path.suffix in (".yaml", ".yml") or path.suffix.lower() in (".yaml", ".yml"):
            yield from _named(path, prefix, report)


def _inside(path: Path, prefix: str, report: Report) -> Iterator[tuple[str, Path]]:
    if path.is_symlink():
        if any(child.suffix == ".yaml" for child in _children(path)):
            _misplaced(prefix + path.name, "a folder of scenes is not a link", "copy it", report)
    elif not prefix:
        yield from _paths(path, f"{path.name}/", report)
    elif any(child.suffix == ".yaml" for child in _children(path)):
        _misplaced(prefix + path.name, "scenes stand one folder deep", "move the files one folder up", report)


def _children(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError:
        return []


def _named(path: Path, prefix: str, report: Report) -> Iterator[tuple[str, Path]]:
    name = prefix + path.name
    if path.suffix != ".yaml":
        _misplaced(name, "the files of a story end in .yaml", f"rename it to {path.stem}.yaml", report)
    elif not NAME.match(path.name):
        hint = "a file's name has letters, digits, dots, hyphens and underscores"
        _misplaced(name, "this is not the name of a file of a story", hint, report)
    else:
        yield name, path


def _misplaced(name: str, message: str, hint: str, report: Report) -> None:
    report.error("E002", Span(shown(name)[1:-1], 1, 1), message, hint)


def _bytes(name: str, path: Path, root: Path, report: Report) -> bytes | None:
    """The bytes of a regular file inside the root; one byte more than may be where there are more."""
    try:
        if not path.resolve().is_relative_to(root):
            report.error("E001", Span(name, 1, 1), "this file is a link that leaves the story", "copy the file")
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, RuntimeError) as mistake:
        reason = getattr(mistake, "strerror", None) or "its link leads nowhere"
        report.error("E001", Span(name, 1, 1), f"this file cannot be read: {reason}", "")
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            report.error("E001", Span(name, 1, 1), "this is not a regular file", "take it out of the story")
            return None
        return file.read(MAX_BYTES + 1)
