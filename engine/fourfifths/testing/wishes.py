"""`expect`, `offers` and `given` of a playthrough file, checked against the story's names, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fourfifths.compiler.fields import NUMBER, Fields, what
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import Span
from fourfifths.model import Slot, SlotKind, Story
from fourfifths.testing import amounts, shapes
from fourfifths.testing.script import Expectation, Subject

_SETTABLE = (SlotKind.METER, SlotKind.INT, SlotKind.FLAG, SlotKind.WORD, SlotKind.HEARD)
_PARTS = (Subject.TEXT, Subject.NOT_TEXT, Subject.SAID, Subject.DOCUMENT, Subject.WHY)
_PEOPLE = {Subject.KNOWS: "knows", Subject.REMEMBERS: "memory", Subject.RECALLS: "memory"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """Reads what is wished of one file's nodes."""

    story: Story
    source: Source
    report: Report

    def expected(self, node: Mapping) -> tuple[Expectation, ...]:
        """What `expect` says."""
        own, rest = self._divided(node, shapes.EXPECT.fields)
        fields = Fields(shapes.EXPECT, own, self.source, self.report)
        found = [expectation for key, value in rest.entries.items() for expectation in self._value(rest, key, value)]
        found += [self.at(subject, value) for subject in _PARTS for value in fields.names(subject)]
        found += [w for subject in _PEOPLE for w in self._people(subject, fields.mapping(subject), fields)]
        if place := fields.scalar("scene"):
            found += [self.at(Subject.SCENE, place)] if self.scene(place) else []
        if end := fields.scalar("ending"):
            found += [self.ending(end)]
        return tuple(sorted(found, key=lambda expectation: expectation.span))

    def offered(self, node: Mapping) -> tuple[Expectation, ...]:
        """What `offers` says."""
        fields = Fields(shapes.OFFERS, node, self.source, self.report)
        found = [self.at(s, value) for s in (Subject.OPEN, Subject.ABSENT) for value in fields.names(s)]
        found += self._locked(fields)
        if "exactly" in fields:
            names = tuple(value.text for value in fields.names("exactly"))
            where = fields.values["exactly"]
            span, raw = self._list(where) if isinstance(where, Sequence) else (self.source.span(where), "")
            found.append(Expectation(Subject.EXACTLY, "", ", ".join(names), span, names=names, raw=raw))
        return tuple(sorted(found, key=lambda expectation: expectation.span))

    def _locked(self, fields: Fields) -> Iterator[Expectation]:
        """Each locked choice with a part of its reason, or a list of them without."""
        locked = fields.mapping("locked")
        for node in fields.names("locked") if locked is None else ():
            span, _ = self._place(node)
            yield Expectation(Subject.LOCKED, node.text, "", span)
        for choice, reason in locked.entries.items() if locked else ():
            if isinstance(reason, Scalar):
                yield self.at(Subject.LOCKED, reason, choice)
            else:
                fields.wrong("E403", reason, f"the reason is {what(reason)}, not a text", "write a part of it")

    def given(self, node: Mapping) -> tuple[tuple[str, int], ...]:
        """The values by slots' names that `given` says."""
        own, rest = self._divided(node, shapes.GIVEN.fields)
        fields = Fields(shapes.GIVEN, own, self.source, self.report)
        found = [pair for key, value in rest.entries.items() for pair in self._given(rest, key, value)]
        for subject in (Subject.KNOWS, Subject.REMEMBERS):
            found += [(w.name, 1) for w in self._people(subject, fields.mapping(subject), fields)]
        for key, kind in (("seen", "visits"), ("chosen", "chosen")):
            found += [(name, 1) for value in fields.names(key) for name in self._kept(kind, value)]
        return tuple(found)

    def ending(self, node: Scalar) -> Expectation:
        """That play has come to an ending, which the story must have."""
        endings = [scene.ending.id for scene in self.story.scenes.values() if scene.ending]
        if node.text not in endings:
            self._wrong("E412", node, f"there is no ending {shown(node.text)}", node.text, endings)
        return self.at(Subject.ENDING, node)

    def scene(self, node: Scalar) -> str:
        """The scene of this name, renamings followed; empty where the story has none."""
        scenes = self.story.scenes
        name = node.text if node.text in scenes else self.story.renamed.get(node.text, "")
        if name in scenes:
            return name
        same = [scene for scene in scenes if scene.endswith(f"/{node.text}")]
        self._wrong("E401", node, f"there is no scene {shown(node.text)}", node.text, same or list(scenes))
        return ""

    def at(self, subject: Subject, node: Scalar, name: str = "") -> Expectation:
        """An expectation that stands at this node."""
        span, raw = self._place(node)
        return Expectation(subject, name, node.text, span, raw=raw)

    def _divided(self, node: Mapping, known: object) -> tuple[Mapping, Mapping]:
        """The engine's own keys and the rest, which are names of the story's."""
        own, rest = Mapping(node.mark, node.flow), Mapping(node.mark, node.flow)
        for key, value in node.entries.items():
            part = own if key in known else rest  # type: ignore[operator]
            part.keys[key], part.entries[key] = node.keys[key], value
        return own, rest

    def _value(self, node: Mapping, key: str, value: Node) -> Iterator[Expectation]:
        slot = self._slot(node, key, shapes.EXPECT.fields)
        if slot is None:
            return
        if not isinstance(value, Scalar):
            self.report.error("E403", self.source.span(value), f"{key} is {what(value)} here", "write one value")
            return
        span, raw = self._place(value)
        amount = amounts.parse(value.text) if slot.kind in (SlotKind.METER, SlotKind.INT) else None
        if amount is None and slot.kind in (SlotKind.METER, SlotKind.INT):
            hint = f"write {amounts.FORMS}"
            self.report.error("E403", span, f"{shown(value.text)} says nothing of a number", hint)
        elif amount is None:
            self._number(slot, value)
        yield Expectation(Subject.VALUE, slot.name, value.text, span, amount, raw=raw)

    def _slot(self, node: Mapping, key: str, others: object) -> Slot | None:
        slot = self.story.slot(key)
        if slot is not None and slot.kind in _SETTABLE:
            return slot
        known = [slot.name for slot in self.story.slots if slot.kind in _SETTABLE]
        names = [*known, *others]  # type: ignore[misc]
        hint = self.report.cure(key, names, "write a meter, a variable, or scene, text, said, knows, remembers …")
        place = self.source.key(node, key)
        self.report.error("E402", place, f"there is no meter, variable or expectation {shown(key)}", hint)
        return None

    def _number(self, slot: Slot, value: Scalar) -> int | None:
        """The value of a word or a flag as its slot holds it."""
        words = slot.givable or ("false", "true")
        if value.text in words:
            return words.index(value.text)
        self._wrong("E404", value, f"{slot.name} is never {shown(value.text)}", value.text, words)
        return None

    def _given(self, node: Mapping, key: str, value: Node) -> Iterator[tuple[str, int]]:
        slot = self._slot(node, key, shapes.GIVEN.fields)
        if slot is None or not isinstance(value, Scalar):
            if slot:
                self.report.error("E403", self.source.span(value), f"{key} is {what(value)} here", "write one value")
            return
        number = (
            self._bounded(slot, value) if slot.kind in (SlotKind.METER, SlotKind.INT) else self._number(slot, value)
        )
        if number is not None:
            yield slot.name, number

    def _bounded(self, slot: Slot, value: Scalar) -> int | None:
        text = value.text.removeprefix("=").strip()
        if NUMBER.match(text) and slot.low <= int(text) <= slot.high:
            return int(text)
        hint = f"write a whole number from {slot.low} to {slot.high}"
        self.report.error("E403", self.source.span(value), f"{slot.name} cannot be {shown(value.text)}", hint)
        return None

    def _people(self, subject: Subject, node: Mapping | None, fields: Fields) -> Iterator[Expectation]:
        for person, value in node.entries.items() if node else ():
            if node is not None and person not in self.story.people:
                hint = self.report.cure(person, self.story.people)
                self.report.error("E405", self.source.key(node, person), f"there is nobody {shown(person)}", hint)
                continue
            for item in value.items if isinstance(value, Sequence) else [value]:
                if not isinstance(item, Scalar):
                    fields.wrong("E403", item, f"this is {what(item)}, not a name", "write a name or a list of names")
                    continue
                for name in self._kept(_PEOPLE[subject], item, f"{person}/"):
                    yield self.at(subject, item, name)

    def _kept(self, kind: str, value: Scalar, before: str = "") -> Iterator[str]:
        """The name of the slot that keeps this."""
        name = f"{kind} {before}{value.text}"
        if self.story.slot(name):
            yield name
            return
        start = f"{kind} {before}"
        known = [slot.name.removeprefix(start) for slot in self.story.slots if slot.name.startswith(start)]
        owner = before.removesuffix("/")
        message = f"the story keeps no {shown(value.text)}" + (f" for {owner}" if owner else f" among what is {kind}")
        self._wrong("E405", value, message, value.text, known, "what no condition and no text reads is not kept")

    def _wrong(
        self, code: str, node: Scalar, message: str, word: str, known: list[str] | tuple[str, ...], otherwise: str = ""
    ) -> None:
        self.report.error(code, self.source.span(node), message, self.report.cure(word, known, otherwise))

    def _place(self, node: Scalar) -> tuple[Span, str]:
        """Where a value stands, and what stands there if that is the value and nothing else."""
        span = self.source.span(node)
        found = self.source.lines[span.line - 1][span.column - 1 :][: span.length]
        whole = found == f"{node.style or ''}{node.text}{node.style or ''}"
        return span, found if whole and node.style not in ("|", ">") else ""

    def _list(self, node: Sequence) -> tuple[Span, str]:
        """Where a list stands, and all of it where it is written in brackets on one line."""
        span = self.source.at(node.mark)
        line = self.source.lines[span.line - 1]
        start = span.column - 1
        end = line.find("]", start)
        if line[start : start + 1] != "[" or end < 0 or line.find("[", start + 1, end) >= 0:
            return span, ""
        return self.source.at(node.mark, end + 1 - start), line[start : end + 1]
