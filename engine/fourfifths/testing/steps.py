"""The steps of a playthrough: each node one frozen Step, those of a used playthrough put in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fourfifths import bundled
from fourfifths.compiler.fields import Fields, number, read, what
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.testing import cases, shapes
from fourfifths.testing.library import Library
from fourfifths.testing.script import Action, Expectation, Step, Stretch
from fourfifths.testing.wishes import Wishes

MOST = 2000
"""Steps of one playthrough, and choices of one stretch."""
MAX_DEPTH = 8
STRETCH = 200
_ACTIONS = ("choose", "undo", "redo", "save", "load", "reload-story", "play", "use")
_BARE = ("undo", "redo", "save", "load", "reload-story")
_RANDOM = re.compile(r"random\((\d{1,9})\)\Z")


class Parts(Protocol):
    """The playthroughs that a file can use: its own and those of what it includes."""

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""

    def find(self, name: str) -> Found | None:
        """The steps of the one of this name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The steps of a playthrough that another uses, in their file, and what that file can use itself."""

    steps: Sequence
    source: Source
    parts: Parts


class Steps:
    """Reads the steps of one playthrough of a story; `reload-story` may bring another story into it."""

    def __init__(self, story: Story, folder: Path, library: Library, report: Report) -> None:
        self._story, self._folder, self._library, self._report = story, folder, library, report
        self.found: list[Step] = []

    @property
    def story(self) -> Story:
        """The story that is played after the steps read so far."""
        return self._story

    def read(self, node: Node, source: Source, parts: Parts, trail: tuple[str, ...] = ()) -> None:
        """Adds the steps of a list."""
        if not isinstance(node, Sequence):
            self._report.error("E406", source.span(node), f"steps are a list, not {what(node)}", "write `- choose: …`")
            return
        for item in node.items:
            if len(self.found) >= MOST:
                self._report.error(
                    "E406", source.span(item), f"this is the step after {MOST}", "divide the playthrough"
                )
                return
            self._step(item, source, parts, trail)

    def _step(self, node: Node, source: Source, parts: Parts, trail: tuple[str, ...]) -> None:
        if isinstance(node, Scalar):
            self._bare(node, source)
            return
        fields = read(shapes.STEP, node, source, self._report)
        if fields is None or fields.broken:
            return
        actions = [key for key in _ACTIONS if key in fields]
        if len(actions) > 1:
            fields.wrong_key("E406", actions[1], f"this step has `{actions[0]}` already", "begin a step with `- `")
            return
        if "with" in fields and actions != ["use"]:
            fields.wrong_key("E406", "with", "`with` goes with `use`", "take it out")
        if actions == ["use"]:
            self._use(fields, parts, trail)
            node = fields.values.get("expect") or fields.values.get("offers") or node
            if node is fields.node:
                return
            actions = []
        self._acted(actions[0] if actions else "", fields)

    def _bare(self, node: Scalar, source: Source) -> None:
        if node.text in _BARE:
            self._add(Action(node.text), Fields(shapes.STEP, Mapping(node.mark, False), source, self._report), node)
            return
        hint = self._report.cure(node.text, _BARE, f"write `- choose: {node.text}`" if node.text else "write a step")
        self._report.error("E406", source.span(node), f"{shown(node.text)} is no step by itself", hint)

    def _acted(self, action: str, fields: Fields) -> None:
        if not action and "expect" not in fields and "offers" not in fields:
            fields.wrong("E406", fields.node, "this step does nothing", "give it `choose`, `expect` or `offers`")
        elif action == "play":
            self._play(fields)
        else:
            self._add(Action(action or "expect"), fields, fields.values.get(action or "expect"))

    def _add(self, action: Action, fields: Fields, value: Node | None, stretch: Stretch | None = None) -> None:
        source = fields.source
        text = value.text if isinstance(value, Scalar) and value.text != action else ""
        times = 1
        if action in (Action.UNDO, Action.REDO) and text and isinstance(value, Scalar):
            times = max(1, number(value, fields) or 1)
        story = self._reloaded(text, value, fields) if action is Action.RELOAD and value is not None else None
        span = source.span(value) if isinstance(value, Scalar) else source.span(fields.node)
        expects = self._expects(fields)
        self.found.append(Step(action, span, text, times, stretch, story, expects))

    def _expects(self, fields: Fields) -> tuple[Expectation, ...]:
        wishes = Wishes(self._story, fields.source, self._report)
        expect, offers = fields.mapping("expect"), fields.mapping("offers")
        return (wishes.expected(expect) if expect else ()) + (wishes.offered(offers) if offers else ())

    def _reloaded(self, text: str, value: Node, fields: Fields) -> Story | None:
        """The story that a folder's name brings in; None to read the same again."""
        if text in ("", "true"):
            return None
        try:
            self._story = self._library.story(bundled.found(text, self._folder))
        except StoryError as mistakes:
            fields.wrong("E400", value, f"the story {shown(text)} does not compile: {first(mistakes)}", "mend it first")
        return self._story

    def _play(self, fields: Fields) -> None:
        node = fields.values["play"]
        stretch = read(shapes.PLAY, node, fields.source, self._report)
        until = stretch.scalar("until") if stretch else None
        if stretch is None or stretch.broken or until is None:
            return
        scene = "" if until.text == "ending" else Wishes(self._story, fields.source, self._report).scene(until)
        seed, policy = None, stretch.scalar("policy")
        if policy and policy.text != "first":
            match = _RANDOM.match(policy.text)
            seed = int(match[1]) if match else None
            if match is None:
                hint = "write `first`, or `random(7)` with any seed"
                stretch.wrong("E410", policy, f"{shown(policy.text)} is no way to choose", hint)
        most = stretch.number("max", STRETCH, 1, MOST)
        self._add(Action.PLAY, fields, until, Stretch(scene, seed, most))

    def _use(self, fields: Fields, parts: Parts, trail: tuple[str, ...]) -> None:
        name = fields.scalar("use")
        if name is None:
            return
        found = parts.find(name.text)
        if found is None:
            hint = self._report.cure(name.text, parts.names, "include the file it is in")
            fields.wrong("E408", name, f"there is no playthrough {shown(name.text)} to use", hint)
            return
        key = f"{found.source.name}::{name.text}"
        if key in trail or len(trail) >= MAX_DEPTH:
            fields.wrong("E408", name, f"{shown(name.text)} uses itself in the end", "take one of them out")
            return
        given = fields.values.get("with")
        values = cases.row(given, fields.source, self._report) if given is not None else {}
        steps = cases.fill(found.steps, values, found.source, self._report)
        self.read(steps, found.source, found.parts, (*trail, key))


def first(mistakes: StoryError) -> str:
    """The first of a story's mistakes, in one line, and how many there are."""
    found = mistakes.diagnostics
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0].span}: {found[0].message}{more}" if found else "it has mistakes"
