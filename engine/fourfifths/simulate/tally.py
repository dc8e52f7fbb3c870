"""What the plays of one policy add up to: whole numbers only, so that parts can be added in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

NO_ENDING = "no ending"

_SUMS = ("runs", "locked", "balanced", "late", "recalls", "hearsay")
_GATHERED = (
    "endings", "taken", "points", "options", "gates", "scenes", "choices", "unknown", "words", "gaps", "views",
)  # fmt: skip


@dataclass
class Tally:
    """Counts of plays. A Counter that is about each play, or each prompt, has the figure as its key.

    `cover` has a bit for each point of the story's atlas; scenes and choices go by their numbers in the program.
    Everything from `words` on is counted only where the texts are read. A choice point is a prompt with two open
    choices at least.
    """

    runs: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    meters: dict[str, Counter[int]] = field(default_factory=dict)
    taken: Counter[int] = field(default_factory=Counter)
    points: Counter[int] = field(default_factory=Counter)
    options: Counter[int] = field(default_factory=Counter)
    locked: int = 0
    gates: Counter[tuple[int, int, bool]] = field(default_factory=Counter)
    """Scene, choice, and whether the choice, which is locked at times, was open."""
    scenes: set[int] = field(default_factory=set)
    choices: set[tuple[int, int]] = field(default_factory=set)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    """Scenes that were entered without a fact that they rely on, each with the fact."""
    words: Counter[int] = field(default_factory=Counter)
    gaps: Counter[int] = field(default_factory=Counter)
    """Words from one choice point to the next."""
    longest: tuple[int, str] = (0, "")
    """The most of these words, and the scene whose choice point they led to; of equals, the last by name."""
    views: Counter[str] = field(default_factory=Counter)
    """All words by the point of view they were read with."""
    balanced: int = 0
    """Plays in which each protagonist had a fair share of the words."""
    cover: int = 0
    late: int = 0
    """Words from Act II on; `recalls` are the memories that came back in them, `hearsay` those that others told."""
    recalls: int = 0
    hearsay: int = 0

    def add(self, other: Tally) -> None:
        """Takes in what another counted."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _GATHERED:
            getattr(self, name).update(getattr(other, name))
        for name, counts in other.meters.items():
            self.meters.setdefault(name, Counter()).update(counts)
        self.cover |= other.cover
        self.longest = max(self.longest, other.longest)


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole
