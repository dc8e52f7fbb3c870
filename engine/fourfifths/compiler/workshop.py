"""Compiles a story, and the same story again after an edit without doing again what the edit left as it was.

A file that did not change is not read again. Its scenes are not drafted again while every name they ask for is there
and story.yaml and facts.yaml are as they were, and not made again while nothing new reads a mark that they set. Slots
of marks that nothing reads any more stay until there are many of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fourfifths.collector import paused
from fourfifths.compiler import folder as folders
from fourfifths.compiler.documents import read_facts, read_story
from fourfifths.compiler.drafts import SceneDraft
from fourfifths.compiler.fields import ID
from fourfifths.compiler.hearsay import marks as nightly
from fourfifths.compiler.hearsay import spreads
from fourfifths.compiler.names import ENDINGS_FILE, Index
from fourfifths.compiler.nights import steps
from fourfifths.compiler.nodes import Source
from fourfifths.compiler.read import read
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.resolve import STORY, Resolver
from fourfifths.compiler.scenes import SceneFile
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Panel, Scene, SlotKind, Story

if TYPE_CHECKING:
    from fourfifths.systems.tables import Tables

FACTS = "facts.yaml"
PANELS = "panels.yaml"
MOST_STALE = 200
"""How many slots that nothing reads may stay."""

_MARKS = (SlotKind.VISITS, SlotKind.CHOSEN, SlotKind.MEMORY, SlotKind.KNOWS, SlotKind.HEARD)


class Compiled(NamedTuple):
    """What came of some files: the story, None where it has errors; all errors; and each file's tree by its name."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]


@dataclass(slots=True, eq=False)
class _File:
    """A scene file as it was read, with the names in it."""

    folder: str
    data: bytes
    source: Source
    said: tuple[Diagnostic, ...]
    names: Index
    work: _Work | None = None


@dataclass(slots=True, eq=False)
class _Work:
    """What was made of a file: its drafts, what they ask for, what they set, and in the end its scenes.

    `sound` says that nothing was wrong and that no name was passed over because some file could not be read.
    """

    drafts: list[SceneDraft]
    said: tuple[Diagnostic, ...]
    sound: bool
    asked: frozenset[str]
    marks: frozenset[str]
    scenes: list[Scene] = field(default_factory=list)
    panels: tuple[Panel, ...] = ()
    read: frozenset[str] | None = None
    """The marks that something read when the scenes were made."""

    _sets: frozenset[str] | None = None

    @property
    def sets(self) -> frozenset[str]:
        """The marks that its choices, and entering its scenes, would set; nobody asks before the first edit."""
        if self._sets is None:
            self._sets = frozenset(name for draft in self.drafts for name in _sets(draft))
        return self._sets


class Workshop:
    """One story's compiler. What it answers is what a compiler would that has seen nothing before.

    With `once` it compiles one time only, and lets each file's tree go as soon as its scenes are drafted.
    """

    def __init__(self, once: bool = False) -> None:
        self._once = once
        self._forget()

    def _forget(self) -> None:
        self._world = World()
        self._declared: tuple[bytes | None, ...] = ()
        self._declaring: dict[str, Source] = {}
        self._said: tuple[Diagnostic, ...] = ()
        self._tabled: dict[str, bytes] = {}
        self._tables: Tables | None = None
        self._tables_said: tuple[Diagnostic, ...] = ()
        self._files: dict[str, _File] = {}
        self._marks: frozenset[str] = frozenset()

    def compile(self, files: Mapping[str, bytes] | Path) -> Compiled:
        """The story in a folder or in files given by name."""
        with paused():
            return self._compile(files)

    def _compile(self, files: Mapping[str, bytes] | Path) -> Compiled:
        report = Report()
        found = folders.files(files, report) if isinstance(files, Path) else files
        if found is None:
            return Compiled(None, report.diagnostics(), {})
        data = {name: found[name] for name in sorted(found)}
        index = Index(report, whole=not report.failed)
        self._declare(data, report)
        index.gossip = self._world.gossip
        self._check_tables(data, report)
        scene_files = self._read(data, index, report)
        for file in scene_files:
            _enter(file, index)
        works = [self._drafted(file, index, report) for file in scene_files]
        story = self._story(works, data, index, report)
        sources = {**self._declaring, **{file.source.name: file.source for file in scene_files}}
        if story is not None and self._stale() > MOST_STALE:
            self._forget()
            return self._compile(files)
        return Compiled(story, report.diagnostics(), {name: sources[name] for name in data if name in sources})

    def _declare(self, data: Mapping[str, bytes], report: Report) -> None:
        """Takes in story.yaml and facts.yaml; everything is made anew where they have changed."""
        declared = (data.get(STORY), data.get(FACTS))
        if declared != self._declared:
            self._declared, self._world, self._declaring = declared, World(), {}
            own = Report()
            self._read_declared(data, own)
            self._said = own.diagnostics()
            for file in self._files.values():
                file.work = None
        for diagnostic in self._said:
            report.add(diagnostic)

    def _read_declared(self, data: Mapping[str, bytes], report: Report) -> None:
        for name in (name for name in (STORY, FACTS) if name in data):
            self._declaring[name] = read(name, data[name], report)
        if STORY in self._declaring:
            read_story(self._declaring[STORY], self._world, report)
        else:
            hint = "a story's folder holds a file story.yaml with its title, start, people and meters"
            report.error("E014", Span(STORY, 1, 1), "there is no story.yaml here", hint)
            self._world.unread()
        if FACTS in self._declaring:
            read_facts(self._declaring[FACTS], self._world, report)

    def _check_tables(self, data: Mapping[str, bytes], report: Report) -> None:
        """Reports what is wrong with the tables; they are read again where they have changed."""
        tabled = {name: content for name, content in data.items() if name.startswith(folders.TABLES)}
        if tabled != self._tabled:
            from fourfifths.compiler.tablefiles import tables  # only here, because most stories have none

            own = Report()
            self._tables = tables(tabled, own)
            self._tabled, self._tables_said = tabled, own.diagnostics()
            if PANELS in self._files:
                self._files[PANELS].work = None
        for diagnostic in self._tables_said:
            report.add(diagnostic)

    def _read(self, data: Mapping[str, bytes], index: Index, report: Report) -> list[_File]:
        """The scene files, those read again whose bytes have changed."""
        files: dict[str, _File] = {}
        for name, content in data.items():
            folder, slash, _ = name.partition("/")
            if name in (STORY, FACTS) or name.startswith(folders.TABLES):
                continue
            if name in (ENDINGS_FILE, PANELS):
                folder = name.removesuffix(".yaml")
            elif not slash or name.count("/") != 1 or not ID.match(folder):
                _misplaced(name, folder if slash else "", index, report)
                continue
            file = self._files.get(name)
            if file is None or file.data != content:
                file = _opened(name, folder, content)
            files[name] = file
            for diagnostic in file.said:
                report.add(diagnostic)
        self._files = files
        return list(files.values())

    def _drafted(self, file: _File, index: Index, report: Report) -> _Work:
        if file.work is None or not _holds(file.work, index):
            file.work = self._draft(file, index)
            if self._once:
                file.source.root = None
        for diagnostic in file.work.said:
            report.add(diagnostic)
        return file.work

    def _draft(self, file: _File, index: Index) -> _Work:
        own, world = Report(), self._world
        index.asked, world.slots.asked = set(), set()
        panels: tuple[Panel, ...] = ()
        if file.source.name == ENDINGS_FILE:
            from fourfifths.compiler.endings import EndingsFile  # only here, because most stories have none

            drafts = EndingsFile(file.source, world, index, own).scenes()
        elif file.source.name == PANELS:
            drafts, panels = [], self._panels(file.source, index, own)
        else:
            drafts = SceneFile(file.folder, file.source, world, index, own).scenes()
        said = own.diagnostics()
        tables = (world.acts, world.names, world.people, world.places, world.facts)
        sound = not said and index.whole and all(table.whole for table in tables)
        work = _Work(drafts, said, sound, frozenset(index.asked), frozenset(world.slots.asked))
        work.panels = panels
        return work

    def _panels(self, source: Source, index: Index, report: Report) -> tuple[Panel, ...]:
        from fourfifths.compiler.panelfile import PanelsFile  # only here, because most stories have none
        from fourfifths.systems.tables import Tables

        return PanelsFile(source, self._world, index, report, self._tables or Tables(), self._tabled).panels()

    def _story(self, works: list[_Work], data: Mapping[str, bytes], index: Index, report: Report) -> Story | None:
        world = self._world
        resolver = Resolver([draft for work in works for draft in work.drafts], world, index, report)
        resolver.check_tags()
        resolver.check_circles()
        start = resolver.check_start()
        renamed = resolver.check_renamed()
        if report.failed:
            return None
        self._make(works, resolver, index)
        return Story(
            world.id,
            world.title,
            world.version,
            _hash(data),
            start,
            {act.id: act for act in world.acts.values().values()},
            tuple(world.meters),
            tuple(world.slots.all),
            world.people.values(),
            world.places.values(),
            world.facts.values(),
            {scene.id: scene for work in works for scene in work.scenes},
            renamed,
            tuple(world.gossip.pairs),
            tuple(panel for work in works for panel in work.panels),
        )

    def _make(self, works: list[_Work], resolver: Resolver, index: Index) -> None:
        """Makes the scenes of the files whose scenes would be others now.

        A deck's cards may stand in any file, and so may what is asked of hearsay.
        """
        marks = frozenset[str]().union(*(work.marks for work in works))
        if any(draft.hearsay for work in works for draft in work.drafts):
            found = spreads(marks, index.memories, self._world.gossip)
            marks |= nightly(found, self._world.slots)
            resolver.carried = [steps(spread, self._world.slots) for spread in found]
        marks = self._marks = self._marks if marks == self._marks else marks
        self._world.slots.live = marks
        changed: dict[int, frozenset[str]] = {id(marks): frozenset()}
        for work in works:
            before = work.read
            if before is not None and id(before) not in changed:
                changed[id(before)] = before ^ marks
            dealing = any(draft.deck or draft.hearsay for draft in work.drafts)
            if before is None or dealing or (changed[id(before)] and not work.sets.isdisjoint(changed[id(before)])):
                work.scenes = [scene for draft in work.drafts for scene in resolver.scenes(draft)]
            work.read = marks

    def _stale(self) -> int:
        """How many marks have a slot that nothing reads any more."""
        return sum(slot.kind in _MARKS for slot in self._world.slots.all) - len(self._marks)


def _opened(name: str, folder: str, content: bytes) -> _File:
    own = Report()
    source = read(name, content, own)
    names = Index(Report())
    names.add(folder, source)
    return _File(folder, content, source, own.diagnostics(), names)


def _misplaced(name: str, folder: str, index: Index, report: Report) -> None:
    index.whole = False
    hint = "scenes stand in folder/file.yaml; beside them only story, facts, endings and panels.yaml, and tables/"
    if folder:
        hint = "the name of a folder is half of a scene's name: small letters, digits and hyphens, one folder deep"
        index.skip(folder)
    report.error("E002", Span(shown(name)[1:-1], 1, 1), "this file has no place in a story", hint)


def _enter(file: _File, index: Index) -> None:
    """Takes the names of a file into the index of all; a name that is there already is reported."""
    if file.source.root is None or not index.scenes.keys().isdisjoint(file.names.scenes):
        index.add(file.folder, file.source)
    else:
        index.join(file.names)


def _holds(work: _Work, index: Index) -> bool:
    """Whether drafts are as they would be made now."""
    return work.sound and work.asked <= index.scenes.keys() and all(index.has_mark(mark) for mark in work.marks)


def _sets(draft: SceneDraft) -> Iterable[str]:
    """The names of the marks that a scene's choices, and entering it, would set."""
    yield f"{SlotKind.VISITS.value} {draft.id}"
    for choice in draft.choices:
        yield from choice.marks(draft.id)
        yield from choice.unheard()


def _hash(data: Mapping[str, bytes]) -> str:
    """Changes with any byte and any name of the files."""
    digest = hashlib.blake2b(digest_size=16)
    for name, content in data.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
