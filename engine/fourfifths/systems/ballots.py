"""The ballots: paired cases asked at doors, and the voice that the answers give each district.

In a case two claimants stand against each other, each of them from a district. A district's doors settle for the one
that more of them name, and for neither where they are split; the claimants' points are summed by where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths.systems.allocation import HIGHEST_FEATURE


class Case(NamedTuple):
    """One question: the districts of its two claimants, and by district how many of the doors named the first."""

    about: str
    first: str
    second: str
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ballots:
    """How many doors were asked in a district, and the cases by their names."""

    doors: int
    cases: Mapping[str, Case]

    def choice(self, case: Case, district: str) -> str:
        """The district whose claimant these doors settle for; empty where they are split, or were not asked."""
        named = case.answers.get(district)
        if named is None or 2 * named == self.doors:
            return ""
        return case.first if 2 * named > self.doors else case.second

    def asked(self) -> tuple[str, ...]:
        """Every district that answered some case, in the order in which the cases name them."""
        return tuple(dict.fromkeys(district for case in self.cases.values() for district in case.answers))

    def points(self, asked: frozenset[str]) -> dict[str, int]:
        """By district, how often the asked doors settled for a claimant of it; every claimant's district is there."""
        found = {side: 0 for case in self.cases.values() for side in (case.first, case.second)}
        for case in self.cases.values():
            for district in asked:
                choice = self.choice(case, district)
                if choice:
                    found[choice] += 1
        return found

    def voices(self, asked: frozenset[str]) -> dict[str, int]:
        """The `voice` of each district: its points, and never more than a feature has."""
        return {district: min(HIGHEST_FEATURE, points) for district, points in self.points(asked).items()}
