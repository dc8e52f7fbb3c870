"""What is kept of a proof: by names alone, so that it can be looked at again after the story was edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths import __version__
from fourfifths.diagnostics import Span
from fourfifths.model import Story

Boxes = Mapping[str, tuple[Mapping[str, int], ...]]
"""By scene, the states that no play is in: for each slot, by name, the values as bits from its lowest."""


class Play(NamedTuple):
    """A run's seed and the ids of its choices."""

    seed: int
    choices: tuple[str, ...]


class Width(NamedTuple):
    """What a slot could be when the facts about it were found."""

    low: int
    high: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The verdict on one target.

    A reachable one has its `play`; an impossible one its `facts` (None where it was proved without), the names of the
    `slots` the proof speaks of and whether the checker confirmed it. `why` is a sentence for the author; `root` says
    that it is to be mended, and not for another's sake that is.
    """

    key: str
    kind: str
    what: str
    answer: str
    how: str
    span: Span
    scene: str = ""
    choice: str = ""
    play: Play | None = None
    facts: Boxes | None = None
    checked: bool = False
    slots: tuple[str, ...] = ()
    nodes: int = 0
    why: str = ""
    root: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an author wants to know of the way a story runs.

    `kind` is one of `dead end`, `trap`, `lock`, `eaten`, `no return`; `goal` what is lost by a choice of no return,
    `always` whether it is lost each time or after some plays only. `before` is a play that does without it, `after`
    one that shows it; `exact` says whether all states were looked at for it.
    """

    kind: str
    scene: str
    choice: str
    told: str
    span: Span
    goal: str = ""
    always: bool = True
    exact: bool = True
    before: Play | None = None
    after: Play | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A proof of the story of this id and hash, or of as much of it as was decided before it was stopped.

    `scenes` are the prints of its scenes, `widths` the slots that facts speak of, `limits` what was not looked at in
    full, in sentences, `always` what is never lost before it is there.
    """

    story: str
    version: str
    hash: str
    engine: str
    seed: int
    budget: Mapping[str, int]
    complete: bool
    scenes: Mapping[str, str]
    widths: Mapping[str, Width]
    entries: Mapping[str, Entry]
    findings: tuple[Finding, ...] = ()
    limits: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    states: int | None = None

    def fresh(self, story: Story) -> bool:
        """Whether it is about all of the story as it is, by this engine."""
        return self.complete and (self.story, self.hash, self.engine) == (story.id, story.hash, __version__)
