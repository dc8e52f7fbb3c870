"""A `*.play.yaml` file to a Script: read, checked against its story, its cases and used playthroughs filled in.

All mistakes of a file are found in one run, each with its place; a file with any has no playthroughs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from fourfifths import bundled
from fourfifths.compiler.fields import Fields, read
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.read import MAX_BYTES
from fourfifths.compiler.read import read as read_yaml
from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import Diagnostic, Span, StoryError
from fourfifths.model import Story
from fourfifths.testing import cases, shapes
from fourfifths.testing.cases import Row
from fourfifths.testing.library import Library
from fourfifths.testing.script import Playthrough, Script
from fourfifths.testing.steps import MAX_DEPTH, Found, Steps, first
from fourfifths.testing.wishes import Wishes

_TAG = re.compile(r"[a-z][a-z0-9_]*\Z")


def read_script(path: Path, library: Library, name: str = "") -> tuple[Script, tuple[Diagnostic, ...]]:
    """The script in a file, which diagnostics call `name`, and everything that is wrong with it."""
    report = Report()
    script = _File(path, name or str(path), library, report).script()
    return (Script(path) if report.failed else script), report.diagnostics()


@dataclass
class _File:
    """One file; `trail` are the files that included it."""

    path: Path
    name: str
    library: Library
    report: Report
    trail: tuple[Path, ...] = ()
    _names: dict[str, tuple[Mapping, Source, _File]] = field(default_factory=dict)

    def script(self) -> Script:
        """All playthroughs of the file, parts left out."""
        fields = self._fields()
        if fields is None:
            return Script(self.path)
        self._index(fields)
        nodes = [node for node, _, owner in self._names.values() if owner is self]
        found = [node for node in nodes if not _is_part(node)]
        story = self._story(fields) if found else None
        if story is None:
            return Script(self.path)
        made = [p for node in found for p in self._cases(node, story, fields.source)]
        return Script(self.path, tuple(made), self.library.folder(story))

    @property
    def names(self) -> tuple[str, ...]:
        """What can be used here."""
        return tuple(self._names)

    def find(self, name: str) -> Found | None:
        """The steps of the playthrough of this name, here or in what is included."""
        if name not in self._names:
            return None
        node, source, owner = self._names[name]
        steps = node.entries.get("steps")
        return Found(steps, source, owner) if isinstance(steps, Sequence) else None

    def _fields(self) -> Fields | None:
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as mistake:
            reason = getattr(mistake, "strerror", None) or "it has no name a file can have"
            self.report.error("E400", Span(self.name, 1, 1), f"this file cannot be read: {reason}", "")
            return None
        source = read_yaml(self.name, data, self.report)
        return None if source.root is None else read(shapes.FILE, source.root, source, self.report)

    def _index(self, fields: Fields) -> None:
        playthroughs = fields.values.get("playthroughs")
        for node in playthroughs.items if isinstance(playthroughs, Sequence) else ():
            name = node.entries.get("name") if isinstance(node, Mapping) else None
            if not isinstance(node, Mapping):
                read(shapes.PLAYTHROUGH, node, fields.source, self.report)
            elif not isinstance(name, Scalar):
                Fields(shapes.PLAYTHROUGH, node, fields.source, self.report)
            elif " ".join(name.text.split()) in self._names:
                self.report.error("E407", fields.source.span(name), f"{shown(name.text)} is given twice", "rename one")
            else:
                self._names[" ".join(name.text.split())] = (node, fields.source, self)
        for node in fields.names("include"):
            self._include(node, fields)

    def _include(self, node: Scalar, fields: Fields) -> None:
        path = self.path.parent / node.text
        if path.resolve() in (*self.trail, self.path.resolve()) or len(self.trail) >= MAX_DEPTH:
            fields.wrong("E408", node, f"{shown(node.text)} includes this file in the end", "take one of them out")
            return
        if not path.is_file():
            fields.wrong("E408", node, f"there is no file {shown(node.text)}", "name it as seen from this file")
            return
        name = str(Path(self.name).parent / node.text)
        other = _File(path, name, self.library, self.report, (*self.trail, self.path.resolve()))
        inner = other._fields()
        if inner is not None:
            other._index(inner)
        for key, found in other._names.items():
            self._names.setdefault(key, found)

    def _story(self, fields: Fields) -> Story | None:
        node = fields.scalar("story")
        if node is None:
            if "story" not in fields.node.entries:
                place = fields.source.span(fields.node)
                hint = "name its folder as seen from this file, as `story: ../story`"
                self.report.error("E400", place, "no story is named", hint)
            return None
        folder = bundled.found(node.text, self.path.parent)
        if not (folder / "story.yaml").is_file():
            hint = "name the folder that has the story.yaml, as seen from this file, or `bundled` for the game's own"
            fields.wrong("E400", node, f"there is no story in {shown(node.text)}", hint)
            return None
        try:
            return self.library.story(folder)
        except StoryError as mistakes:
            hint = "`fourfifths lint` shows them all"
            fields.wrong("E400", node, f"the story does not compile: {first(mistakes)}", hint)
            return None

    def _cases(self, node: Mapping, story: Story, source: Source) -> list[Playthrough]:
        fields = Fields(shapes.PLAYTHROUGH, node, source, self.report)
        if fields.broken:
            return []
        if "cases" not in fields:
            made = self._playthrough(fields, story, fields.line("name"))
            return [made]
        rows = [cases.row(item, source, self.report) for item in fields.items("cases")]
        return [self._case(node, row, story, source) for row in rows]

    def _case(self, node: Mapping, row: Row, story: Story, source: Source) -> Playthrough:
        filled = Mapping(node.mark, node.flow)
        filled.keys = node.keys
        for key, value in node.entries.items():
            kept = key in ("cases", "name")
            filled.entries[key] = value if kept else cases.fill(value, row, source, self.report)
        fields = Fields(shapes.PLAYTHROUGH, filled, source, self.report)
        return self._playthrough(fields, story, cases.title(fields.line("name"), row))

    def _playthrough(self, fields: Fields, story: Story, name: str) -> Playthrough:
        wishes = Wishes(story, fields.source, self.report)
        start, given, ends = fields.scalar("from"), fields.mapping("given"), fields.scalar("ends")
        reason = fields.scalar("xfail")
        steps = Steps(story, self.path.parent, self.library, self.report)
        steps.read(fields.values["steps"], fields.source, self)
        end = Wishes(steps.story, fields.source, self.report).ending(ends) if ends else None
        return Playthrough(
            name=name,
            span=fields.source.span(fields.values["name"]),
            story=story,
            start=wishes.scene(start) if start else "",
            given=wishes.given(given) if given else (),
            seed=fields.number("seed", 0, 0),
            steps=tuple(steps.found),
            ends=end,
            xfail=fields.line("xfail"),
            xfail_span=fields.source.span(reason) if reason else None,
            tags=tuple(self._tag(node, fields) for node in fields.names("tags")),
        )

    def _tag(self, node: Scalar, fields: Fields) -> str:
        if not _TAG.match(node.text):
            hint = "a tag has small letters, digits and underscores"
            fields.wrong("E411", node, f"{shown(node.text)} cannot be a tag", hint)
        return node.text


def _is_part(node: Node) -> bool:
    part = node.entries.get("part") if isinstance(node, Mapping) else None
    return isinstance(part, Scalar) and part.text == "true"
