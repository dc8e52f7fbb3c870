"""Compiles a folder of YAML into one frozen Story, or into everything that is wrong with it.

bytes -> nodes with marks (read) -> declared things (documents) and scenes (scenes) -> Story (resolve); the workshop
holds it together. All mistakes of all files are found in one run, one diagnostic for each; no input raises anything but
StoryError.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fourfifths.collector import paused
from fourfifths.compiler.codes import CODES
from fourfifths.compiler.nodes import Source
from fourfifths.compiler.workshop import Compiled, Workshop
from fourfifths.diagnostics import Diagnostic, Severity, StoryError
from fourfifths.model import Story

__all__ = [
    "CODES",
    "Compiled",
    "Source",
    "Workshop",
    "check",
    "check_texts",
    "compile_files",
    "compile_story",
    "compile_texts",
]


def compile_story(folder: Path) -> Story:
    """The story in a folder; raises StoryError with every mistake in it."""
    with paused():
        return _or_raise(Workshop(once=True).compile(folder))


def compile_texts(files: Mapping[str, bytes]) -> Story:
    """The story in files given by name, as story.yaml or juno/act1.yaml; raises StoryError."""
    with paused():
        return _or_raise(Workshop(once=True).compile(files))


def check(folder: Path) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The story in a folder, None where it has errors, and all errors by file and place."""
    return compile_files(folder)[:2]


def check_texts(files: Mapping[str, bytes]) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The same from files given by name."""
    return compile_files(files)[:2]


def compile_files(files: Mapping[str, bytes] | Path) -> Compiled:
    """The story in a folder or in files given by name, with its errors and the trees of its files."""
    return Workshop().compile(files)


def _or_raise(compiled: Compiled) -> Story:
    if compiled.story is None:
        raise StoryError(diagnostic for diagnostic in compiled.diagnostics if diagnostic.severity is Severity.ERROR)
    return compiled.story
