"""A playthrough file as frozen values, each with the place it stands at.

Names of meters, people, memories and scenes were checked against the story; choices are looked for while playing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fourfifths.diagnostics import Span
from fourfifths.model import Story
from fourfifths.testing.amounts import Amount


class Subject(StrEnum):
    """What an expectation is about; the value is its key in a file."""

    VALUE = "a meter or variable"
    SCENE = "scene"
    TEXT = "text"
    NOT_TEXT = "not-text"
    SAID = "said"
    DOCUMENT = "document"
    WHY = "why"
    KNOWS = "knows"
    REMEMBERS = "remembers"
    RECALLS = "recalls"
    ENDING = "ending"
    OPEN = "open"
    LOCKED = "locked"
    ABSENT = "absent"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must be so. `name` is a slot, a person or a choice; `written` the value as the file has it.

    `raw` is what stands at the span, quotes included, empty where it cannot be replaced in place.
    """

    subject: Subject
    name: str
    written: str
    span: Span
    amount: Amount | None = None
    names: tuple[str, ...] = ()
    raw: str = ""


class Action(StrEnum):
    """What a step does; the value is its key in a file."""

    LOOK = "expect"
    CHOOSE = "choose"
    UNDO = "undo"
    REDO = "redo"
    SAVE = "save"
    LOAD = "load"
    RELOAD = "reload-story"
    PLAY = "play"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Choices nobody cares about: until this scene (empty: until play ends), at most so many, first or at random."""

    until: str
    seed: int | None
    most: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `target` is a choice, a slot of saves or a story's folder; `times` how often to go back or forth."""

    action: Action
    span: Span
    target: str = ""
    times: int = 1
    stretch: Stretch | None = None
    story: Story | None = None
    expects: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Playthrough:
    """One playthrough: where it starts, with which values (by slots' names), its steps and where it must end."""

    name: str
    span: Span
    story: Story
    start: str = ""
    given: tuple[tuple[str, int], ...] = ()
    seed: int = 0
    steps: tuple[Step, ...] = ()
    ends: Expectation | None = None
    xfail: str = ""
    xfail_span: Span | None = None
    tags: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the file it stands in."""
        return self.span.file

    @property
    def id(self) -> str:
        """How reports and `-k` call it: `file.play.yaml::name`."""
        return f"{self.file}::{self.name}"


@dataclass(frozen=True, slots=True)
class Script:
    """A whole file: its playthroughs, those of each case apart, and the folder of its story."""

    path: Path
    playthroughs: tuple[Playthrough, ...] = ()
    story_folder: Path | None = None
