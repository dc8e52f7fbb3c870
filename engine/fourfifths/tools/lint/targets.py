"""What is to be linted: stories, whole or only for what is found in some of their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fourfifths import excerpt
from fourfifths.compiler import Compiled, compile_files
from fourfifths.diagnostics import Diagnostic
from fourfifths.proofs import PLACE, fresh
from fourfifths.tools.lint import Selection, check


class Target(NamedTuple):
    """A story's folder, and the names of the files that were asked for; none where the whole story was."""

    folder: Path
    names: frozenset[str]


class Checked(NamedTuple):
    """A target with what came of it, files named as they can be opened; `stale` is a proof's file that was no help."""

    target: Target
    compiled: Compiled
    found: tuple[Diagnostic, ...]
    stale: Path | None = None


def targets(paths: Iterable[Path]) -> tuple[Target, ...]:
    """The stories of these folders and files, each once. A file of no story is a story's folder of its own."""
    wanted: dict[Path, set[str]] = {}
    whole: set[Path] = set()
    for path in paths:
        folder = path if path.is_dir() else _story_of(path)
        names = wanted.setdefault(folder, set())
        if path.is_dir():
            whole.add(folder)
        else:
            names.add(path.absolute().relative_to(folder.absolute()).as_posix())
    return tuple(Target(folder, frozenset(() if folder in whole else names)) for folder, names in wanted.items())


def _story_of(path: Path) -> Path:
    """The folder of the story that a file belongs to."""
    near = [path.parent, path.parent / ".."] if path.parent == Path() else [path.parent, path.parent.parent]
    return next((folder for folder in near if (folder / "story.yaml").is_file()), path.parent)


def checked(target: Target, selection: Selection) -> Checked:
    """Compiles and lints a target; of a part, only what stands in it is kept, and that there is no story around it."""
    compiled = compile_files(target.folder)
    story = compiled.story
    place = target.folder / PLACE
    proof = fresh(place, story) if story else None
    found = check(compiled, selection, proof)
    kept = tuple(item for item in found if not target.names or item.span.file in target.names or item.code == "E014")
    stale = place if story and not proof and place.is_file() else None
    return Checked(target, compiled, excerpt.rooted(kept, target.folder), stale)
