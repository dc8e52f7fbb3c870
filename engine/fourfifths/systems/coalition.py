"""The coalition: groups that each ask for one promise and leave over another, and promises that undo one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple


class Group(NamedTuple):
    """Who they are, the promise they ask for, and the promise that they leave over."""

    name: str
    speaker: str
    demand: str
    red_line: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Coalition:
    """The promises and what each says, the pairs that cannot both be kept, the groups, and how many are needed."""

    promises: Mapping[str, str]
    excludes: tuple[tuple[str, str], ...]
    groups: Mapping[str, Group]
    permit: int
    best: int

    def kept(self, made: frozenset[str]) -> frozenset[str]:
        """The promises of these that can be kept: of two that undo each other, neither."""
        return made - {promise for pair in self.excludes if made.issuperset(pair) for promise in pair}

    def satisfied(self, made: frozenset[str]) -> tuple[str, ...]:
        """The groups that stay: what they ask for can be kept, and their red line was never promised."""
        kept = self.kept(made)
        return tuple(name for name, group in self.groups.items() if group.demand in kept and group.red_line not in made)

    def spread(self) -> dict[int, int]:
        """How many sets of promises hold so many groups, over all sets there are."""
        found = Counter(
            len(self.satisfied(frozenset(made)))
            for size in range(len(self.promises) + 1)
            for made in combinations(self.promises, size)
        )
        return dict(sorted(found.items()))

    def widest(self) -> tuple[frozenset[str], ...]:
        """The sets of promises that hold the most groups, without the sets that promise more than they need."""
        most = max(self.spread())
        found: list[frozenset[str]] = []
        for size in range(len(self.promises) + 1):
            for made in map(frozenset, combinations(self.promises, size)):
                if len(self.satisfied(made)) == most and not any(smaller <= made for smaller in found):
                    found.append(made)
        return tuple(found)
