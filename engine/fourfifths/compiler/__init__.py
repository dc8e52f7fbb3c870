"""Compiles a folder of YAML into one frozen Story, or into everything that is wrong with it.

bytes -> nodes with marks (read) -> declared things (documents) and scenes (scenes) -> Story (resolve). All mistakes of
all files are found in one run, one diagnostic for each; no input raises anything but StoryError.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fourfifths.compiler import folder as folders
from fourfifths.compiler.codes import CODES
from fourfifths.compiler.documents import read_facts, read_story
from fourfifths.compiler.fields import ID
from fourfifths.compiler.names import Index
from fourfifths.compiler.nodes import Source
from fourfifths.compiler.read import read
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.resolve import STORY, Resolver
from fourfifths.compiler.scenes import read_scenes
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic, Severity, Span, StoryError
from fourfifths.model import Story

__all__ = ["CODES", "Compiled", "Source", "check", "check_texts", "compile_files", "compile_story", "compile_texts"]

FACTS = "facts.yaml"


class Compiled(NamedTuple):
    """What came of some files: the story, None where it has errors; all errors; and each file's tree by its name."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


def compile_story(folder: Path) -> Story:
    """The story in a folder; raises StoryError with every mistake in it."""
    return _or_raise(*check(folder))


def compile_texts(files: Mapping[str, bytes]) -> Story:
    """The story in files given by name, as story.yaml or juno/act1.yaml; raises StoryError."""
    return _or_raise(*check_texts(files))


def check(folder: Path) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The story in a folder, None where it has errors, and all errors by file and place."""
    return _of_folder(folder)[:2]


def check_texts(files: Mapping[str, bytes]) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The same from files given by name."""
    return compile_files(files)[:2]


def compile_files(files: Mapping[str, bytes] | Path) -> Compiled:
    """The story in a folder or in files given by name, with its errors and the trees of its files."""
    return _of_folder(files) if isinstance(files, Path) else _compiled(files, Report())


def _of_folder(folder: Path) -> Compiled:
    report = Report()
    return _compiled(folders.files(folder, report), report)


def _or_raise(story: Story | None, diagnostics: tuple[Diagnostic, ...]) -> Story:
    if story is None:
        raise StoryError(diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)
    return story


def _compiled(files: Mapping[str, bytes], report: Report) -> Compiled:
    compilation = _Compilation(files, report)
    story = compilation.story()
    return Compiled(story, report.diagnostics(), compilation.sources)


class _Compilation:
    """One run of the compiler over the files of a story."""

    def __init__(self, files: Mapping[str, bytes], report: Report) -> None:
        self._files = {name: files[name] for name in sorted(files)}
        self._report = report
        self._world = World()
        self._index = Index(report, whole=not report.failed)
        self.sources: dict[str, Source] = {}

    def story(self) -> Story | None:
        """The story, None where it has errors."""
        if STORY not in self._files:
            hint = "a story's folder holds a file story.yaml with its title, start, people and meters"
            self._report.error("E014", Span(STORY, 1, 1), "there is no story.yaml here", hint)
            self._world.unread()
        else:
            read_story(self._source(STORY), self._world, self._report)
        if FACTS in self._files:
            read_facts(self._source(FACTS), self._world, self._report)
        return self._resolved(self._scene_files())

    def _source(self, name: str) -> Source:
        source = self.sources[name] = read(name, self._files[name], self._report)
        return source

    def _scene_files(self) -> list[tuple[str, Source]]:
        found = []
        for name in self._files:
            folder, slash, _ = name.partition("/")
            if name in (STORY, FACTS):
                continue
            if slash and name.count("/") == 1 and ID.match(folder):
                found.append((folder, self._source(name)))
            else:
                self._misplaced(name, folder if slash else "")
        for folder, source in found:
            self._index.add(folder, source)
        return found

    def _misplaced(self, name: str, folder: str) -> None:
        self._index.whole = False
        hint = "scenes stand in folder/file.yaml; beside them there are only story.yaml and facts.yaml"
        if folder:
            hint = "the name of a folder is half of a scene's name: small letters, digits and hyphens, one folder deep"
            self._index.skip(folder)
        self._report.error("E002", Span(shown(name)[1:-1], 1, 1), "this file has no place in a story", hint)

    def _resolved(self, files: list[tuple[str, Source]]) -> Story | None:
        world, report = self._world, self._report
        drafts = read_scenes(files, world, self._index, report)
        resolver = Resolver(drafts, world, self._index, report)
        resolver.check_tags()
        start = resolver.check_start()
        renamed = resolver.check_renamed()
        if report.failed:
            return None
        return Story(
            world.id,
            world.title,
            world.version,
            self._hash(),
            start,
            {act.id: act for act in world.acts.values().values()},
            tuple(world.meters),
            tuple(world.slots.all),
            world.people.values(),
            world.places.values(),
            world.facts.values(),
            resolver.scenes(),
            renamed,
        )

    def _hash(self) -> str:
        """Changes with any byte and any name of the files."""
        digest = hashlib.blake2b(digest_size=16)
        for name, data in self._files.items():
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()
